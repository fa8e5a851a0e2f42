"""`artikit validate`."""

# No `from __future__ import annotations`: Typer would parse every annotation again, 2 ms a start.

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from artikit.cli.options import (
    AllowEmpty,
    ConfigFile,
    ForceExclude,
    Isolated,
    Paths,
    Quiet,
    StdinFilename,
)
from artikit.cli.settings import inputs, listed, settle
from artikit.cli.terminal import colour, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.config import Config
    from artikit.model import Diagnostic, Record
    from artikit.summary import Tally

Level = Literal["error", "warning", "info"]
Output = Literal["full", "concise", "json", "jsonl", "github"]


def validate(
    paths: Paths = None,
    schema: Annotated[
        str | None,
        typer.Option(help="Schema to check against: a name (`artikit schema` lists them) or a path."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(help="Only these rules: codes, beginnings of codes, or names, by commas."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="All rules but these.")] = None,
    output_format: Annotated[
        Output | None, typer.Option(help="Shape of the report; `full` on a terminal, `concise` else.")
    ] = None,
    fail_level: Annotated[
        Level | None, typer.Option(help="Findings from this level up fail the run.")
    ] = None,
    show_level: Annotated[Level | None, typer.Option(help="Findings from this level up are shown.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Show how often each rule is broken, not where.")
    ] = False,
    quiet: Quiet = False,
    stdin_filename: StdinFilename = None,
    force_exclude: ForceExclude = False,
    allow_empty: AllowEmpty = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> None:
    """Check article records and show exactly what is wrong where.

    Exit code: 0 clean, 1 findings, 2 the run could not be done.
    """
    from artikit.engine import prepare
    from artikit.sources import read_paths
    from artikit.summary import Tally

    wanted = inputs(paths, stdin_filename)
    refuse({"--statistics and --output-format exclude each other": statistics and output_format})
    options = {
        "schema": schema,
        "select": listed(select),
        "ignore": listed(ignore),
        "output_format": output_format,
        "fail_level": fail_level,
        "show_level": show_level,
    }
    settings = settle(wanted, config, isolated=isolated, stdin_filename=stdin_filename, options=options)
    prepare(settings)
    tally = Tally()
    records = read_paths(wanted, settings, force_exclude=force_exclude, stdin_filename=stdin_filename)
    _report(records, settings, tally, statistics=statistics)
    if not (tally.seen or allow_empty or force_exclude):
        refuse({f"nothing to check in {', '.join(wanted)}; --allow-empty makes that no error": True})
    if not quiet:
        sys.stdout.flush()
        print(tally.sentence(), file=sys.stderr)
    if not exit_zero and _fails(tally, settings):
        raise typer.Exit(1)


def _report(records: "Iterable[Record]", config: "Config", tally: "Tally", *, statistics: bool) -> None:
    from artikit.reports import by_name

    name = config.output_format or ("full" if sys.stdout.isatty() else "concise")
    found = _judged(records, config, tally, frames=name == "full" and not statistics)
    if not statistics:
        by_name(name).render(found, sys.stdout, colour=colour(sys.stdout))
        return
    for _ in found:
        pass
    for line in tally.statistics():
        print(line)


def _judged(
    records: "Iterable[Record]", config: "Config", tally: "Tally", *, frames: bool
) -> "Iterator[Diagnostic]":
    """Judge record by record, count all, and hand on what is to be shown."""
    from artikit.config import RANK
    from artikit.engine import diagnose

    least = RANK[config.show_level]
    for record in records:
        diagnostics = diagnose(record, config, frames=frames)
        tally.count(record, diagnostics)
        yield from (diagnostic for diagnostic in diagnostics if RANK[diagnostic.severity] >= least)


def _fails(tally: "Tally", config: "Config") -> bool:
    from artikit.config import RANK

    return any(tally.levels[level] for level, rank in RANK.items() if rank >= RANK[config.fail_level])
