"""`artikit fix`."""

# No `from __future__ import annotations`: Typer would parse every annotation again, 2 ms a start.

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from artikit.cli.options import (
    AllowEmpty,
    ConfigFile,
    ForceExclude,
    Ignore,
    Isolated,
    Paths,
    Quiet,
    Schema,
    Select,
    StdinFilename,
)
from artikit.cli.settings import inputs, listed, settle
from artikit.cli.terminal import colour, refuse, refuse_nothing
from artikit.escape import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.config import Config
    from artikit.fixing.run import Mending, Target
    from artikit.model import Diagnostic, Record
    from artikit.sources import Opened
    from artikit.summary import Tally
    from artikit.writing.staging import Staging


def fix(
    paths: Paths = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change, as a unified diff, and write nothing.")
    ] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Apply fixes too that may change what a record means.")
    ] = False,
    exit_non_zero_on_fix: Annotated[
        bool,
        typer.Option("--exit-non-zero-on-fix", help="Exit with 1 if anything was fixed, as hooks need it."),
    ] = False,
    schema: Schema = None,
    select: Select = None,
    ignore: Ignore = None,
    quiet: Quiet = False,
    stdin_filename: StdinFilename = None,
    force_exclude: ForceExclude = False,
    allow_empty: AllowEmpty = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> None:
    """Mend what can be mended: the faults alone, every other byte stays.

    Either all files are written or none. What is left is shown. Exit code: 0 clean or all fixed, with --diff
    nothing to fix; 1 findings are left, with --diff there is something to fix; 2 the run could not be done.
    """
    from artikit.discover import STDIN
    from artikit.engine import prepare
    from artikit.fixing.run import Mending
    from artikit.fixing.targets import Files
    from artikit.sources import open_paths
    from artikit.summary import Tally
    from artikit.writing.staging import Staging

    wanted = inputs(paths, stdin_filename)
    refuse({"standard input is fixed alone, without other paths": STDIN in wanted and len(wanted) > 1})
    options = {"schema": schema, "select": listed(select), "ignore": listed(ignore)}
    settings = settle(wanted, config, isolated=isolated, stdin_filename=stdin_filename, options=options)
    prepare(settings)
    tally = Tally()
    found = open_paths(wanted, settings, force_exclude=force_exclude, stdin_filename=stdin_filename)
    with Staging(force=True) as staging:
        target = _target(staging, diff=diff, stdin=STDIN in wanted)
        mending = Mending(settings, target, unsafe=unsafe, frames=sys.stdout.isatty())
        left = _left(mending, found, settings, tally)
        if diff:
            for _ in left:
                pass
        else:
            _report(left, aside=STDIN in wanted)
        if not (tally.seen or allow_empty or force_exclude):
            refuse_nothing("fix", wanted)
        sys.stdout.flush()
        if isinstance(target, Files):
            target.check()
        staging.commit()
    if not quiet:
        print(safe_line(mending.tally.sentence(trial=diff)), file=sys.stderr)
    fixed = bool(mending.tally.fixed)
    fails = fixed if diff else tally.reaches(settings.fail_level)
    if fails or (fixed and exit_non_zero_on_fix):
        raise SystemExit(1)


def _target(staging: "Staging", *, diff: bool, stdin: bool) -> "Target":
    """Choose what becomes of a mended text."""
    from artikit.fixing.targets import Diff, Files, Stream

    if diff:
        from artikit.cli.diff_lines import line_writer

        return Diff(line_writer())
    return Stream(sys.stdout.buffer) if stdin else Files(staging)


def _left(
    mending: "Mending", found: "Iterator[Opened | Record]", config: "Config", tally: "Tally"
) -> "Iterator[Diagnostic]":
    """Mend file by file, count all records, and hand on what is to be shown of the findings that are left."""
    from artikit.config import RANK
    from artikit.verdicts import is_blank

    least = RANK[config.show_level]
    for record, diagnostics in mending.records(found):
        tally.count(diagnostics, blank=is_blank(record))
        yield from (diagnostic for diagnostic in diagnostics if RANK[diagnostic.severity] >= least)


def _report(left: "Iterator[Diagnostic]", *, aside: bool) -> None:
    """Show what is left; beside a text on standard output, on standard error."""
    from artikit.reports import by_name

    if aside:
        by_name("concise").render(left, sys.stderr, colour=False)
        return
    name = "full" if sys.stdout.isatty() else "concise"
    by_name(name).render(left, sys.stdout, colour=colour(sys.stdout))
