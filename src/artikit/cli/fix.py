"""`artikit fix`."""

# No `from __future__ import annotations`: Typer would parse every annotation again, 2 ms a start.

import os
import stat
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
from artikit.cli.terminal import colour, refuse
from artikit.escape import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.config import Config
    from artikit.fixing.run import Mending, Target
    from artikit.model import Diagnostic, Record
    from artikit.sources import Opened
    from artikit.summary import Tally


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
    from artikit.fixing.targets import Diff, Files, Stream
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
        target: Target = Files(staging)
        if diff:
            target = Diff(_line_writer())
        elif STDIN in wanted:
            target = Stream(sys.stdout.buffer)
        mending = Mending(settings, target, unsafe=unsafe, frames=sys.stdout.isatty())
        left = _left(mending, found, settings, tally)
        if diff:
            for _ in left:
                pass
        else:
            _report(left, aside=STDIN in wanted)
        if not (tally.seen or allow_empty or force_exclude):
            refuse({f"nothing to fix in {', '.join(wanted)}; --allow-empty makes that no error": True})
        sys.stdout.flush()
        if isinstance(target, Files):
            target.check()
        staging.commit()
    if not quiet:
        print(safe_line(mending.tally.sentence(trial=diff)), file=sys.stderr)
    fixed = bool(mending.tally.fixed)
    fails = fixed if diff else _fails(tally, settings)
    if fails or (fixed and exit_non_zero_on_fix):
        raise SystemExit(1)


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


def _line_writer() -> "Callable[[str], None]":
    """Choose how to write the lines of a diff: exactly, but where a terminal or a CI system reads along."""
    if sys.stdout.isatty():
        return lambda line: _write(_shown(line))
    if os.environ.get("CI") and not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode):
        return lambda line: _write(_shown(line) if _is_doubtful(line) else line)
    return _write


def _write(line: str) -> None:
    sys.stdout.buffer.write(line.encode(errors="surrogateescape"))


def _shown(line: str) -> str:
    return safe_line(line.removesuffix("\n").replace("\t", "    ")) + "\n"


def _is_doubtful(line: str) -> bool:
    """Tell whether a line holds anything odd but tabs, and a line end of Windows."""
    bare = line.removesuffix("\n").removesuffix("\r").replace("\t", " ")
    return safe_line(bare) != bare


def _fails(tally: "Tally", config: "Config") -> bool:
    from artikit.config import RANK

    return any(tally.levels[level] for level, rank in RANK.items() if rank >= RANK[config.fail_level])
