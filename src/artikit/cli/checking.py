"""What `artikit validate` does. The options and their help are in `validate`, and Typer with them."""

from __future__ import annotations

import sys
from contextlib import ExitStack, nullcontext
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from artikit.cli.checking_run import run_of
from artikit.cli.terminal import colour, refuse_nothing
from artikit.escape import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from artikit.cache.between import LateCorpus
    from artikit.cli.checking_asked import Asked
    from artikit.cli.checking_run import Run
    from artikit.corpus import Corpus
    from artikit.judging import Judging
    from artikit.model import Diagnostic
    from artikit.profiling import Profile
    from artikit.verdicts import Judge, Verdict

T = TypeVar("T")

_FEW = 5
"""So many times as many other findings hide the errors among them."""


def check(asked: Asked) -> None:
    """Check article records.

    Raises SystemExit(1) for findings, ArtikitError or OSError where the run cannot be done.
    """
    run = run_of(asked)
    with ExitStack() as stack:
        times = _profile(stack) if asked.profile else None
        judging = _judging(run, stack)
        if asked.fix:
            verdicts = _mended(run, judging.judge, stack)
        else:
            verdicts = _judged(run, judging.judge, stack, times)
        with times.phase("report") if times else nullcontext():
            found = _steps(times, "rest", judging.run(verdicts))
            may_be_empty = asked.allow_empty or asked.force_exclude or asked.picks
            _show(found if may_be_empty else _some(found, judging, run.wanted), judging, run)
    sys.stdout.flush()
    _conclude(run, judging)
    if times:
        print("\n".join(times.lines(judging.tally.records)), file=sys.stderr)
    if not asked.exit_zero and judging.fails:
        raise SystemExit(1)


def _profile(stack: ExitStack) -> Profile:
    from artikit.profiling import profiled

    return stack.enter_context(profiled())


def _steps(times: Profile | None, phase: str, items: Iterable[T]) -> Iterable[T]:
    """Count what it takes to get each item for a phase, where a profile is taken."""
    return items if times is None else times.steps(phase, items)


def _judging(run: Run, stack: ExitStack) -> Judging:
    """Make what judges records; of what costs time, only what this run makes use of."""
    from artikit.judging import Judging
    from artikit.reports import Wants, wants
    from artikit.verdicts import Judge

    asked = run.asked
    if run.cache is not None:
        stack.enter_context(run.cache)
    index = _index(run, stack) if asked.corpus is not None or run.walks else None
    judge = Judge(
        run.config,
        Wants() if run.shown is None else wants(run.shown),
        identified=run.comparison is not None,
        indexed=index is not None,
        dated=run.cache is not None,
    )
    return Judging(judge, run.comparison, index, asked.corpus, asked.show_baselined)


def _index(run: Run, stack: ExitStack) -> Corpus | LateCorpus | None:
    """Open an index of all records, unless every rule that would ask it is off."""
    if not run.has_rules_between:
        return None
    if run.cache is not None:
        return run.cache.corpus()
    from artikit.corpus import Corpus

    return stack.enter_context(Corpus(run.config))


def _judged(run: Run, judge: Judge, stack: ExitStack, times: Profile | None) -> Iterator[Verdict]:
    """Judge the records of all files, or take the verdicts on them out of the cache."""
    from artikit.running import crew_of, verdicts_of
    from artikit.sources import find_paths

    asked = run.asked
    jobs = 1 if asked.profile else asked.jobs
    crew = stack.enter_context(crew_of(judge, jobs, stdin_filename=asked.stdin_filename))
    found = find_paths(run.wanted, run.config, force_exclude=asked.force_exclude, pick=_pick(run))
    files = _steps(times, "discover", found)
    if run.cache is not None:
        return run.cache.verdicts(files, crew, judge)
    return chain.from_iterable(judged for _, judged in verdicts_of(files, crew))


def _pick(run: Run) -> Callable[[str], bool] | None:
    """Tell which files are checked where git tells, None for all."""
    if not run.asked.picks:
        return None
    from artikit.changes import picked

    return picked(run.config.root, run.asked.since)


def _mended(run: Run, judge: Judge, stack: ExitStack) -> Iterator[Verdict]:
    """Mend files, and judge every record by the findings that are left."""
    from artikit.fixing.run import Mending
    from artikit.fixing.targets import Files
    from artikit.sources import open_paths
    from artikit.writing.staging import Staging

    config, asked = run.config, run.asked
    staging = stack.enter_context(Staging(force=True))
    target = Files(staging)
    frames, fingerprints = judge.wants.frames, judge.prints
    mending = Mending(config, target, unsafe=asked.unsafe, frames=frames, fingerprints=fingerprints)
    opened = open_paths(run.wanted, config, force_exclude=asked.force_exclude, pick=_pick(run))
    for record, diagnostics in mending.records(opened):
        yield judge.verdict(record, diagnostics)
    target.check()
    staging.commit()
    known = 0 if run.comparison is None else run.comparison.known
    print(safe_line(mending.tally.sentence(known)), file=sys.stderr)


def _some(found: Iterable[Diagnostic], judging: Judging, wanted: list[str]) -> Iterator[Diagnostic]:
    """Refuse a run over nothing, before a report can say that all is well."""
    yield from found
    if not judging.tally.seen:
        refuse_nothing("check", wanted)


def _show(found: Iterable[Diagnostic], judging: Judging, run: Run) -> None:
    from artikit.reports import render_all

    if run.shown is not None:
        render_all(found, run.shown, sys.stdout, colour=colour(sys.stdout), baselined=judging.shows_baselined)
        return
    for _ in found:
        pass
    for line in judging.tally.statistics():
        print(line)


def _conclude(run: Run, judging: Judging) -> None:
    """Write the baseline where it is to be written, and say on standard error what the run came to."""
    from artikit.cli.baselines import conclude

    asked, compared = run.asked, judging.corpus is not None
    of_baseline = list(conclude(run.comparison, run.config, write=asked.writes, corpus=compared))
    if asked.quiet:
        return
    causes: Iterable[str] = ()
    if judging.tally.rules:
        causes = judging.causes.lines(run.wanted, asked.judged_by, every=asked.statistics)
    left_out = () if compared else _not_compared(run)
    hint = _less(run, judging)
    for line in (judging.tally.sentence(), *hint, *causes, *of_baseline, *left_out):
        print(safe_line(line), file=sys.stderr)


def _less(run: Run, judging: Judging) -> Iterator[str]:
    """Say how to see the errors alone, where they are a few among many other findings that are shown."""
    counts = judging.tally.levels
    others = counts["warning"] + counts["info"]
    if run.shown is not None and run.config.show_level != "error" and 0 < counts["error"] * _FEW < others:
        yield "`--show-level error` shows the errors alone"


def _not_compared(run: Run) -> Iterator[str]:
    """Say that records were not compared, where single files were named or picked."""
    from artikit.discover import STDIN

    if any(path != STDIN for path in run.wanted) and run.has_rules_between:
        yield "not compared with other records (AK3): name a folder, or all of them with --corpus DIR"
