"""`artikit ingest`."""

# No `from __future__ import annotations`: Typer would parse every annotation again, 2 ms a start.

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from artikit.cli.options import (
    AllowEmpty,
    ConfigFile,
    Force,
    ForceExclude,
    Isolated,
    Name,
    Output,
    Paths,
    Quiet,
    StdinFilename,
    Verify,
)
from artikit.cli.settings import inputs, settle
from artikit.cli.terminal import refuse, refuse_nothing

if TYPE_CHECKING:
    from datetime import date


def ingest(
    paths: Paths = None,
    to: Annotated[
        str | None, typer.Option(help="Format to write: md, yaml, json, jsonl and what else convert writes.")
    ] = None,
    output: Output = None,
    name: Name = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Say of each field where it came from; JSON, JSONL and YAML carry it too."
        ),
    ] = False,
    sets: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=TEXT", help="A value that holds whatever the text says."),
    ] = None,
    defaults: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Values for what texts do not say: YAML, JSON or TOML."),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="How sure a cue must be for its value to be taken.")
    ] = 0.5,
    reference_date: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day on which `yesterday` and dates without a year were written."),
    ] = None,
    keep_all: Annotated[
        bool, typer.Option("--keep-all", help="Leave the body as the text is, furniture and all.")
    ] = False,
    fill: Annotated[
        bool, typer.Option("--fill", help="Complete records from their own body, in their files; only adds.")
    ] = False,
    allow_incomplete: Annotated[
        bool, typer.Option("--allow-incomplete", help="Findings are no reason to exit with 1.")
    ] = False,
    verify: Verify = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")
    ] = False,
    force: Force = False,
    schema: Annotated[
        str, typer.Option(help="Schema to judge by: a name (`artikit schema` lists them) or a path.")
    ] = "article",
    quiet: Quiet = False,
    stdin_filename: StdinFilename = None,
    force_exclude: ForceExclude = False,
    allow_empty: AllowEmpty = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> None:
    """Make records of raw texts and saved pages, and say of each field where it came from.

    What nothing tells stays unset. Exit code: 0 done, 1 records have findings (they are written all the
    same), 2 it could not be done.
    """
    from artikit.cli.ingesting import run
    from artikit.cli.ingesting_asked import Asked
    from artikit.cli.ingesting_fill import complete
    from artikit.discover import STDIN
    from artikit.ingest.given import defaults_of, sets_of
    from artikit.ingest.options import Options

    output = None if output == STDIN else output
    wanted = inputs(paths, stdin_filename)
    refuse(
        {
            "--fill writes into the files themselves: no --to, --output or --name": fill
            and (to or output is not None or name),
            "--fill is for files, not for standard input": fill and STDIN in wanted,
            "--keep-all is for texts, --fill never touches a body": fill and keep_all,
            "--name is for a folder: say with -o which one": name and output is None,
        }
    )
    settings = settle(
        wanted, config, isolated=isolated, stdin_filename=stdin_filename, options={"schema": schema}
    )
    options = Options(
        reference_date=_day(reference_date),
        keep_all=keep_all,
        min_confidence=min_confidence,
        defaults=defaults_of(defaults) if defaults is not None else {},
        sets=sets_of(sets or ()),
    )
    asked = Asked(
        wanted, settings, options, to, output, name, stdin_filename,
        explain=explain, verify=verify, dry_run=dry_run, force=force, quiet=quiet,
        force_exclude=force_exclude,
    )  # fmt: skip
    done = complete(asked) if fill else run(asked)
    if not (done.seen or allow_empty or force_exclude):
        refuse_nothing("ingest", wanted)
    sys.stdout.flush()
    if not done.ok or (done.fails and not allow_incomplete):
        raise SystemExit(1)


def _day(text: str | None) -> "date | None":
    """Read `--reference-date`. Raises UsageError for what is no day."""
    if text is None:
        return None
    from datetime import date

    from artikit.errors import UsageError

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--reference-date `{text}` is no day such as 2021-06-14: {error}") from error
