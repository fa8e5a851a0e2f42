"""What `artikit validate` does. The options and their help are in `validate`, and Typer with them."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, nullcontext
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Literal, TypeVar

from artikit.cli.settings import inputs, listed, settle
from artikit.cli.terminal import colour, refuse
from artikit.escape import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from artikit.cache.between import LateCorpus
    from artikit.cache.run import Cache
    from artikit.comparison import Comparison
    from artikit.config import Config
    from artikit.corpus import Corpus
    from artikit.discover import Found
    from artikit.judging import Judging
    from artikit.model import Diagnostic
    from artikit.parallel import Crew
    from artikit.profiling import Profile
    from artikit.reports import Target
    from artikit.verdicts import Judge, Verdict

Level = Literal["error", "warning", "info"]
T = TypeVar("T")


def check(
    paths: list[str] | None = None,
    *,
    schema: str | None = None,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    output_format: list[str] | None = None,
    fail_level: Level | None = None,
    show_level: Level | None = None,
    exit_zero: bool = False,
    statistics: bool = False,
    fix: bool = False,
    unsafe: bool = False,
    baseline: str | None = None,
    write_baseline: bool = False,
    grow_baseline: bool = False,
    show_baselined: bool = False,
    changed: bool = False,
    since: str | None = None,
    corpus: str | None = None,
    now: str | None = None,
    jobs: int | None = None,
    cache_dir: str | None = None,
    no_cache: bool = False,
    cache_key: Literal["stat", "hash"] = "stat",
    profile: bool = False,
    quiet: bool = False,
    stdin_filename: str | None = None,
    force_exclude: bool = False,
    allow_empty: bool = False,
    config: str | None = None,
    isolated: bool = False,
) -> None:
    """Check article records.

    Raises SystemExit(1) for findings, ArtikitError or OSError where the run cannot be done.
    """
    from artikit.cli.baselines import conclude, start
    from artikit.discover import STDIN
    from artikit.judging import Judging
    from artikit.reports import targets
    from artikit.running import crew_of
    from artikit.sources import find_paths

    wanted = inputs(paths, stdin_filename)
    picked, writing = changed or since is not None, write_baseline or grow_baseline
    refuse(
        {
            "--statistics and --output-format exclude each other": statistics and output_format,
            "--unsafe is for --fix": unsafe and not fix,
            "--fix is for files, not for standard input": fix and STDIN in wanted,
            "standard input has no place in a baseline; name its file with --stdin-filename": writing
            and STDIN in wanted
            and not stdin_filename,
            "--fix mends whole folders and files, --changed picks some": fix and picked,
            "--profile measures checking, not --fix": profile and fix,
            "--no-cache and --cache-dir exclude each other": no_cache and cache_dir,
            "--changed picks files, so standard input cannot be among the paths": picked and STDIN in wanted,
        }
    )
    options = {
        "schema": schema,
        "select": listed(select),
        "ignore": listed(ignore),
        "output_format": tuple(output_format or ()),
        "fail_level": fail_level,
        "show_level": show_level,
        "baseline": baseline,
        "now": _moment(now),
    }
    uncached = no_cache or fix or profile or STDIN in wanted or (isolated and cache_dir is None)
    load = None if uncached else partial(_loaded, given=cache_dir, by=cache_key)
    settings = settle(
        wanted, config, isolated=isolated, stdin_filename=stdin_filename, options=options, load=load
    )
    cache = None if uncached else _cache(settings, cache_dir, cache_key)
    _prepare(settings, cache)
    chosen = targets(settings.output_format or ("full" if sys.stdout.isatty() else "concise",))
    shown = None if statistics else chosen
    comparison = start(settings, wanted, write=writing, grow=grow_baseline, picked=picked)
    walked = any(map(os.path.isdir, wanted)) and not picked
    with ExitStack() as stack:
        times = _profile(stack) if profile else None
        if cache is not None:
            stack.enter_context(cache)
        index = _corpus(settings, cache, stack) if corpus is not None or walked else None
        judge = _judge(settings, shown, comparison, index, cache)
        judging = Judging(judge, comparison, index, corpus, show_baselined)
        if fix:
            verdicts = _mended(wanted, judge, stack, unsafe=unsafe, force_exclude=force_exclude)
        else:
            pick = _pick(settings, since) if picked else None
            crew = stack.enter_context(crew_of(judge, 1 if profile else jobs, stdin_filename=stdin_filename))
            files = find_paths(wanted, settings, force_exclude=force_exclude, pick=pick)
            verdicts = _judged(_steps(times, "discover", files), crew, judge, cache)
        with times.phase("report") if times else nullcontext():
            found = _steps(times, "rest", judging.run(verdicts))
            some = found if allow_empty or force_exclude or picked else _some(found, judging, wanted)
            _show(some, judging, shown)
    sys.stdout.flush()
    said = list(conclude(comparison, settings, write=writing, corpus=index is not None))
    if not quiet:
        asked = _left_out(wanted, index, settings, cache)
        again = _options(schema, config, isolated=isolated)
        _say(judging.tally.sentence(), *judging.causes.lines(wanted, again), *said, *asked)
    if times:
        print("\n".join(times.lines(judging.tally.records)), file=sys.stderr)
    if not exit_zero and judging.fails:
        raise SystemExit(1)


def _options(schema: str | None, config: str | None, *, isolated: bool) -> list[str]:
    """Write down the options that say by what records are judged, as `artikit fix` takes them too."""
    given = (("--schema", schema), ("--config", config))
    return [part for name, value in given if value for part in (name, value)] + ["--isolated"] * isolated


def _moment(text: str | None) -> datetime | None:
    """Read `--now`. Raises UsageError for what is no date with time and zone."""
    if text is None:
        return None
    from artikit.moments import moment
    from artikit.schema.checks import date_time_fault

    fault = date_time_fault(text)
    refuse({f"--now `{text}` is no date with time and zone: {fault}": fault})
    return moment(text)


def _loaded(path: str, given: str | None, by: str) -> Config:
    from artikit.cache.settings import load_known  # only where there is a file of settings

    return load_known(path, given, by)


def _cache(config: Config, given: str | None, by: str) -> Cache | None:
    """Open the cache of the project; None where there is no project."""
    from artikit.cache.folder import place_of

    folder = place_of(config.root, given)
    if folder is None:
        return None
    from artikit.cache.run import Cache

    return Cache(config, folder, by)


def _prepare(config: Config, cache: Cache | None) -> None:
    """Look for faults in the settings, unless a run before found none in the same ones."""
    if cache is None or cache.compares is None:
        from artikit.engine import prepare

        prepare(config)


def _profile(stack: ExitStack) -> Profile:
    from artikit.profiling import profiled

    return stack.enter_context(profiled())


def _steps(times: Profile | None, phase: str, items: Iterable[T]) -> Iterable[T]:
    """Count what it takes to get each item for a phase, where a profile is taken."""
    return items if times is None else times.steps(phase, items)


def _judge(
    config: Config,
    chosen: list[Target] | None,
    comparison: Comparison | None,
    index: Corpus | LateCorpus | None,
    cache: Cache | None,
) -> Judge:
    """Put together who judges records, and no more of what each costs than this run makes use of."""
    from artikit.reports import Wants, wants
    from artikit.verdicts import Judge

    return Judge(
        config,
        Wants() if chosen is None else wants(chosen),
        identified=comparison is not None,
        indexed=index is not None,
        dated=cache is not None,
    )


def _judged(
    files: Iterable[Found], crew: Crew[Found, Verdict], judge: Judge, cache: Cache | None
) -> Iterator[Verdict]:
    """Judge the records of all files, or take the verdicts on them out of the cache."""
    from artikit.running import verdicts_of

    if cache is not None:
        return cache.verdicts(files, crew, judge)
    return chain.from_iterable(judged for _, judged in verdicts_of(files, crew))


def _corpus(config: Config, cache: Cache | None, stack: ExitStack) -> Corpus | LateCorpus | None:
    """Open an index of all records, unless every rule that would ask it is off."""
    if not _compares(config, cache):
        return None
    if cache is not None:
        return cache.corpus()
    from artikit.corpus import Corpus

    return stack.enter_context(Corpus(config))


def _compares(config: Config, cache: Cache | None) -> bool:
    """Tell whether any rule across records is on, be it for a part of the tree."""
    if cache is not None and cache.compares is not None:
        return cache.compares
    from artikit.rules.corpus import ACROSS

    return any(not ACROSS.isdisjoint(one.severities) for one in (config, *config.merged_overrides()))


def _left_out(
    wanted: list[str], index: Corpus | LateCorpus | None, config: Config, cache: Cache | None
) -> Iterator[str]:
    """Say that records were not compared, where single files were named or picked."""
    from artikit.discover import STDIN

    if index is None and any(path != STDIN for path in wanted) and _compares(config, cache):
        yield "not compared with other records (AK3): name a folder, or all of them with --corpus DIR"


def _pick(config: Config, since: str | None) -> Callable[[str], bool]:
    from artikit.changes import among, changed_paths

    return among(changed_paths(config.root, since))


def _mended(
    wanted: list[str], judge: Judge, stack: ExitStack, *, unsafe: bool, force_exclude: bool
) -> Iterator[Verdict]:
    """Mend files, and judge every record by the findings that are left."""
    from artikit.fixing.run import Mending
    from artikit.fixing.targets import Files
    from artikit.sources import open_paths
    from artikit.writing.staging import Staging

    config = judge.config
    staging = stack.enter_context(Staging(force=True))
    target = Files(staging)
    mending = Mending(config, target, unsafe=unsafe, frames=judge.wants.frames, fingerprints=judge.prints)
    for record, diagnostics in mending.records(open_paths(wanted, config, force_exclude=force_exclude)):
        yield judge.verdict(record, diagnostics)
    target.check()
    staging.commit()
    print(safe_line(mending.tally.sentence()), file=sys.stderr)


def _some(found: Iterable[Diagnostic], judging: Judging, wanted: list[str]) -> Iterator[Diagnostic]:
    """Refuse a run over nothing, before a report can say that all is well."""
    yield from found
    nothing = f"nothing to check in {', '.join(wanted)}; --allow-empty makes that no error"
    refuse({nothing: not judging.tally.seen})


def _show(found: Iterable[Diagnostic], judging: Judging, chosen: list[Target] | None) -> None:
    from artikit.reports import render_all

    if chosen is not None:
        render_all(found, chosen, sys.stdout, colour=colour(sys.stdout), baselined=judging.shows_baselined)
        return
    for _ in found:
        pass
    for line in judging.tally.statistics():
        print(line)


def _say(*lines: str) -> None:
    for line in lines:
        print(safe_line(line), file=sys.stderr)
