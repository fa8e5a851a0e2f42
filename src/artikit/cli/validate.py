"""`artikit validate`."""

# No `from __future__ import annotations`: Typer would parse every annotation again, 2 ms a start.

import os
import sys
from contextlib import ExitStack
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
from artikit.discover import STDIN
from artikit.escape import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from artikit.config import Config
    from artikit.corpus import Corpus
    from artikit.judging import Judging
    from artikit.model import Diagnostic
    from artikit.reports import Target
    from artikit.verdicts import Judge, Verdict

Level = Literal["error", "warning", "info"]


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
        list[str] | None,
        typer.Option(
            metavar="NAME[:FILE]",
            help="Report to write, to a file or else to standard output; may be given several times: "
            "concise, full, github, gitlab, json, jsonl, junit, markdown, rdjson, sarif. "
            "`full` on a terminal, `concise` else.",
        ),
    ] = None,
    fail_level: Annotated[
        Level | None, typer.Option(help="Findings from this level up fail the run.")
    ] = None,
    show_level: Annotated[Level | None, typer.Option(help="Findings from this level up are shown.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Show how often each rule is broken, not where.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what can be mended, as `artikit fix` does.")
    ] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="With --fix: fixes too that may change what a record means.")
    ] = False,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Findings that are known and let be; new ones fail.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write the baseline, or take off it what is fixed.")
    ] = False,
    grow_baseline: Annotated[
        bool, typer.Option("--grow-baseline", help="Write the baseline, and take new findings in too.")
    ] = False,
    show_baselined: Annotated[
        bool, typer.Option("--show-baselined", help="Show known findings too; they do not fail the run.")
    ] = False,
    changed: Annotated[
        bool, typer.Option("--changed", help="Check only files that git says differ from the last commit.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="REF", help="Check only what changed since a branch, tag or commit.")
    ] = None,
    corpus: Annotated[
        str | None, typer.Option(metavar="DIR", help="Compare the records with all those of this folder.")
    ] = None,
    now: Annotated[
        str | None, typer.Option(metavar="DATE", help="Time that dates are judged by; the start of the run.")
    ] = None,
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
    from artikit.cli.baselines import conclude, start
    from artikit.engine import prepare
    from artikit.judging import Judging
    from artikit.reports import Wants, targets, wants
    from artikit.verdicts import Judge

    wanted = inputs(paths, stdin_filename)
    picked, writing = changed or since is not None, write_baseline or grow_baseline
    refuse(
        {
            "--statistics and --output-format exclude each other": statistics and output_format,
            "--unsafe is for --fix": unsafe and not fix,
            "--fix is for files, not for standard input": fix and STDIN in wanted,
            "--fix mends whole folders and files, --changed picks some": fix and picked,
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
    settings = settle(wanted, config, isolated=isolated, stdin_filename=stdin_filename, options=options)
    prepare(settings)
    chosen = targets(settings.output_format or ("full" if sys.stdout.isatty() else "concise",))
    comparison = start(settings, wanted, write=writing, grow=grow_baseline, picked=picked)
    walked = any(map(os.path.isdir, wanted)) and not picked
    with ExitStack() as stack:
        index = _corpus(settings, stack) if corpus is not None or walked else None
        judge = Judge(
            settings,
            Wants() if statistics else wants(chosen),
            identified=comparison is not None,
            indexed=index is not None,
        )
        judging = Judging(judge, comparison, index, corpus, show_baselined)
        if fix:
            verdicts = _mended(wanted, judge, stack, unsafe=unsafe, force_exclude=force_exclude)
        else:
            pick = _pick(settings, since) if picked else None
            verdicts = _judged(
                wanted, judge, pick, force_exclude=force_exclude, stdin_filename=stdin_filename
            )
        _show(judging.run(verdicts), judging, None if statistics else chosen)
    tally = judging.tally
    nothing = f"nothing to check in {', '.join(wanted)}; --allow-empty makes that no error"
    refuse({nothing: not (tally.seen or allow_empty or force_exclude or picked)})
    sys.stdout.flush()
    said = list(conclude(comparison, settings, write=writing, corpus=index is not None))
    if not quiet:
        asked = _left_out(wanted, index, settings)
        for line in (tally.sentence(), *judging.causes.lines(wanted), *said, *asked):
            print(safe_line(line), file=sys.stderr)
    if not exit_zero and judging.fails:
        raise typer.Exit(1)


def _moment(text: str | None) -> "datetime | None":
    """Read `--now`. Raises UsageError for what is no date with time and zone."""
    if text is None:
        return None
    from datetime import datetime

    from artikit.schema.checks import date_time_fault

    fault = date_time_fault(text)
    refuse({f"--now `{text}` is no date with time and zone: {fault}": fault})
    return datetime.fromisoformat(text)


def _corpus(config: "Config", stack: ExitStack) -> "Corpus | None":
    """Open an index of all records, unless every rule that would ask it is off."""
    if not _compares(config):
        return None
    from artikit.corpus import Corpus

    return stack.enter_context(Corpus(config))


def _compares(config: "Config") -> bool:
    """Tell whether any rule across records is on, be it for a part of the tree."""
    from artikit.rules.corpus import ACROSS

    return any(not ACROSS.isdisjoint(one.severities) for one in (config, *config.merged_overrides()))


def _left_out(wanted: list[str], index: "Corpus | None", config: "Config") -> "Iterator[str]":
    """Say that records were not compared, where single files were named or picked."""
    if index is None and any(path != STDIN for path in wanted) and _compares(config):
        yield "not compared with other records (AK3): name a folder, or all of them with --corpus DIR"


def _pick(config: "Config", since: str | None) -> "Callable[[str], bool]":
    from artikit.changes import among, changed_paths

    return among(changed_paths(config.root, since))


def _judged(
    wanted: list[str],
    judge: "Judge",
    pick: "Callable[[str], bool] | None",
    *,
    force_exclude: bool,
    stdin_filename: str | None,
) -> "Iterator[Verdict]":
    """Judge every record."""
    from artikit.sources import read_paths

    records = read_paths(
        wanted, judge.config, force_exclude=force_exclude, stdin_filename=stdin_filename, pick=pick
    )
    return map(judge, records)


def _mended(
    wanted: list[str], judge: "Judge", stack: ExitStack, *, unsafe: bool, force_exclude: bool
) -> "Iterator[Verdict]":
    """Mend files, and judge every record by the findings that are left."""
    from artikit.fixing.run import Mending
    from artikit.fixing.targets import Files
    from artikit.sources import open_paths
    from artikit.writing.staging import Staging

    config = judge.config
    staging = stack.enter_context(Staging(force=True))
    mending = Mending(
        config, Files(staging), unsafe=unsafe, frames=judge.wants.frames, fingerprints=judge.prints
    )
    for record, diagnostics in mending.records(open_paths(wanted, config, force_exclude=force_exclude)):
        yield judge.verdict(record, diagnostics)
    staging.commit()
    print(safe_line(mending.tally.sentence()), file=sys.stderr)


def _show(found: "Iterator[Diagnostic]", judging: "Judging", chosen: "list[Target] | None") -> None:
    from artikit.reports import render_all

    if chosen is not None:
        render_all(found, chosen, sys.stdout, colour=colour(sys.stdout), baselined=judging.shows_baselined)
        return
    for _ in found:
        pass
    for line in judging.tally.statistics():
        print(line)
