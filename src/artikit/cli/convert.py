"""`artikit convert`."""

# No `from __future__ import annotations`: Typer would parse every annotation again, 2 ms a start.

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

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
from artikit.escape import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.converting.conversion import Conversion
    from artikit.converting.job import Options
    from artikit.model import Diagnostic


def convert(
    paths: Paths = None,
    to: Annotated[
        str | None, typer.Option(help="Format to write; without it, the suffix of --output tells.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", help="Format to read, whatever a file is called.")
    ] = None,
    output: Output = None,
    name: Name = None,
    front_matter: Annotated[
        Literal["yaml", "toml", "json"] | None, typer.Option(help="Kind of front matter in Markdown.")
    ] = None,
    csv: Annotated[
        Literal["plain", "excel", "excel-eu"] | None,
        typer.Option(help="Profile of CSV: `excel` has a byte order mark, `excel-eu` semicolons too."),
    ] = None,
    tables: Annotated[
        bool, typer.Option("--tables", help="CSV as a folder of tables: articles, related, images, topics.")
    ] = False,
    bare: Annotated[bool, typer.Option("--bare", help="Leave out `_path`, `_body` and `_newline`.")] = False,
    no_body: Annotated[bool, typer.Option("--no-body", help="Leave out the body.")] = False,
    in_place: Annotated[
        bool,
        typer.Option("--in-place", help="Rewrite the files themselves; YAML keeps its comments and quotes."),
    ] = False,
    on_error: Annotated[
        Literal["stop", "skip"] | None,
        typer.Option(help="At a record that cannot be read or written: change nothing, or leave it out."),
    ] = None,
    rejects: Annotated[
        str | None, typer.Option(metavar="FILE", help="Keep what is left out in this JSONL file.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Change nothing if anything is lost.")] = False,
    verify: Verify = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be lost and written, and write nothing.")
    ] = False,
    force: Force = False,
    schema: Annotated[
        str | None, typer.Option(help="Schema that tells order, quotes and columns: a name or a path.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, help="Processes to make JSONL with at most; by default one for each core."
        ),
    ] = None,
    quiet: Quiet = False,
    stdin_filename: StdinFilename = None,
    force_exclude: ForceExclude = False,
    allow_empty: AllowEmpty = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> None:
    """Convert records between formats, lose nothing, and say what a format cannot carry.

    Without --to the formats are listed. Exit code: 0 done, 1 records or losses stopped the run and nothing
    was changed, 2 it could not be done.
    """
    from artikit.api import convert as run
    from artikit.cli.progress import progress
    from artikit.discover import STDIN
    from artikit.sources import size_of

    if not (to or output is not None or tables or in_place):
        _list_formats()
        return
    output = None if output == STDIN else output
    wanted = inputs(paths, stdin_filename)
    refuse(
        {
            "--tables is for CSV": tables and to not in (None, "csv", "tables"),
            "--rejects leaves faulty records out, --on-error stop does not": rejects and on_error == "stop",
        }
    )
    settings = settle(
        wanted, config, isolated=isolated, stdin_filename=stdin_filename, options={"schema": schema}
    )
    options: Options = {
        "stdin_filename": stdin_filename,
        "force_exclude": force_exclude,
        "source": source,
        "name": name,
        "front_matter": front_matter,
        "table": csv or "plain",
        "bare": bare,
        "no_body": no_body,
        "in_place": in_place,
        "on_error": on_error or ("skip" if rejects else "stop"),
        "rejects": rejects,
        "strict": strict,
        "verify": verify,
        "dry_run": dry_run,
        "force": force,
        "jobs": jobs,
    }
    total = partial(size_of, wanted, settings, source=source, force_exclude=force_exclude)
    with progress(total, wanted=not quiet and (output is not None or not sys.stdout.isatty())) as watch:
        result = run(
            wanted,
            "tables" if tables else to,
            output,
            config=settings,
            report=_report,
            stdout=sys.stdout.buffer,
            watch=watch,
            **options,
        )
    if not (result.seen or allow_empty or force_exclude):
        refuse_nothing("convert", wanted)
    _tell(result, dry_run=dry_run, strict=strict, quiet=quiet)
    if not result.ok:
        raise SystemExit(1)


def _list_formats() -> None:
    """Say what there is to convert to, and what each can carry."""
    from artikit import formats

    for name in formats.names():
        said = (formats.by_name(name).__doc__ or "").partition("\n")[0]
        print(f"{name:<8}{said.partition(': ')[2]}")
    print("\nSay with --to which one to write, or name a file with -o.", file=sys.stderr)


def _report(diagnostics: "tuple[Diagnostic, ...]") -> None:
    """Show why a record is left out."""
    from artikit.reports import by_name

    sys.stdout.flush()
    by_name("concise").render(diagnostics, sys.stderr, colour=False)


def _tell(result: "Conversion", *, dry_run: bool, strict: bool, quiet: bool) -> None:
    """List what would be written in a trial, and on standard error what came of the run."""
    for path in result.targets if dry_run else ():
        print(safe_line(path))
    sys.stdout.flush()
    for line in _lines(result, strict=strict, quiet=quiet):
        print(safe_line(line), file=sys.stderr)


def _lines(result: "Conversion", *, strict: bool, quiet: bool) -> "Iterator[str]":
    """Say what was lost, what there is to know, and how the run ended."""
    yield from (f"lost: {receipt}" for receipt in result.receipts)
    yield from (f"note: {remark}" for remark in result.remarks)
    yield from (f"differs: {difference}" for difference in result.differences)
    if result.stopped:
        how = "what came before it is written" if result.partly else "nothing was changed"
        yield f"stopped: {how}; `--on-error skip` or `--rejects FILE` leave such records out"
    elif result.differences:
        yield "stopped: nothing was changed, as not all of it reads back as it was (--verify)"
    elif strict and result.receipts:
        yield "stopped: nothing was changed, as something would be lost (--strict)"
    if not quiet:
        yield result.sentence()
