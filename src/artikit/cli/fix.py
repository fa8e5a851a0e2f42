"""`artikit fix`."""

# No `from __future__ import annotations`: Typer would parse every annotation again, 2 ms a start.

import sys
from itertools import starmap
from typing import TYPE_CHECKING, Annotated

import typer

from artikit.cli.options import (
    AllowEmpty,
    Baseline,
    Changed,
    ConfigFile,
    ForceExclude,
    Ignore,
    Isolated,
    Paths,
    Quiet,
    Schema,
    Select,
    Since,
    StdinFilename,
)
from artikit.cli.settings import inputs, listed, settle
from artikit.cli.terminal import colour, refuse, refuse_nothing
from artikit.escape import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.fixing.run import Target
    from artikit.model import Diagnostic
    from artikit.writing.staging import Staging


def fix(
    paths: Paths = None,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Show what would change, as a diff for `git apply -p0`; write nothing."),
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
    baseline: Baseline = None,
    changed: Changed = False,
    since: Since = None,
    quiet: Quiet = False,
    stdin_filename: StdinFilename = None,
    force_exclude: ForceExclude = False,
    allow_empty: AllowEmpty = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> None:
    """Mend what can be mended: the faults alone, every other byte stays.

    Either all files are written or none. What is left and not in the baseline is shown. Exit code: 0 clean or
    all fixed, with --diff nothing to fix; 1 findings are left, with --diff there is something to fix; 2 the
    run could not be done.
    """
    from artikit.changes import picked
    from artikit.cli.baselines import conclude, start
    from artikit.discover import STDIN
    from artikit.engine import prepare
    from artikit.fixing.run import Mending
    from artikit.fixing.targets import Files
    from artikit.judging import Judging
    from artikit.reports import Wants
    from artikit.sources import open_paths
    from artikit.verdicts import Judge
    from artikit.writing.staging import Staging

    wanted, picks = inputs(paths, stdin_filename), changed or since is not None
    refuse(
        {
            "standard input is fixed alone, without other paths": STDIN in wanted and len(wanted) > 1,
            "--changed picks files, so standard input cannot be among the paths": picks and STDIN in wanted,
        }
    )
    options = {"schema": schema, "select": listed(select), "ignore": listed(ignore), "baseline": baseline}
    settings = settle(wanted, config, isolated=isolated, stdin_filename=stdin_filename, options=options)
    prepare(settings)
    comparison = start(settings, wanted, write=False, grow=False, picked=picks)
    judge = Judge(settings, Wants(frames=sys.stdout.isatty()), identified=comparison is not None)
    judging = Judging(judge, comparison)
    pick = picked(settings.root, since) if picks else None
    found = open_paths(
        wanted, settings, force_exclude=force_exclude, stdin_filename=stdin_filename, pick=pick
    )
    with Staging(force=True) as staging:
        target = _target(staging, diff=diff, stdin=STDIN in wanted)
        mending = Mending(
            settings, target, unsafe=unsafe, frames=judge.wants.frames, fingerprints=judge.prints
        )
        left = judging.run(starmap(judge.verdict, mending.records(found)))
        if diff:
            for _ in left:
                pass
        else:
            _report(left, aside=STDIN in wanted)
        if not (judging.tally.seen or allow_empty or force_exclude or picks):
            refuse_nothing("fix", wanted)
        sys.stdout.flush()
        if isinstance(target, Files):
            target.check()
        staging.commit()
    if not quiet:
        known = 0 if comparison is None else comparison.known
        of_baseline = () if diff else conclude(comparison, settings, write=False, corpus=False)
        for line in (mending.tally.sentence(known, trial=diff), *of_baseline):
            print(safe_line(line), file=sys.stderr)
    fixed = bool(mending.tally.fixed)
    fails = fixed if diff else judging.fails
    if fails or (fixed and exit_non_zero_on_fix):
        raise SystemExit(1)


def _target(staging: "Staging", *, diff: bool, stdin: bool) -> "Target":
    """Choose what becomes of a mended text."""
    from artikit.fixing.targets import Diff, Files, Stream

    if diff:
        from artikit.cli.diff_lines import line_writer

        return Diff(line_writer())
    return Stream(sys.stdout.buffer) if stdin else Files(staging)


def _report(left: "Iterator[Diagnostic]", *, aside: bool) -> None:
    """Show what is left; beside a text on standard output, on standard error."""
    from artikit.reports import by_name

    if aside:
        by_name("concise").render(left, sys.stderr, colour=False)
        return
    name = "full" if sys.stdout.isatty() else "concise"
    by_name(name).render(left, sys.stdout, colour=colour(sys.stdout))
