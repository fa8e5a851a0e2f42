"""`artikit validate`, as Typer has to know it."""

# No `from __future__ import annotations`: Typer would parse every annotation again, 2 ms a start.

from typing import Annotated, Literal

import typer

from artikit.cli.options import (
    AllowEmpty,
    Baseline,
    CacheDir,
    CacheKey,
    Changed,
    ConfigFile,
    ForceExclude,
    Ignore,
    Isolated,
    Jobs,
    NoCache,
    Paths,
    Quiet,
    Schema,
    Select,
    Since,
    StdinFilename,
)

Level = Literal["error", "warning", "info"]


def validate(
    paths: Paths = None,
    schema: Schema = None,
    select: Select = None,
    ignore: Ignore = None,
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
    baseline: Baseline = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write the baseline, or take off it what is fixed.")
    ] = False,
    grow_baseline: Annotated[
        bool, typer.Option("--grow-baseline", help="Write the baseline, and take new findings in too.")
    ] = False,
    show_baselined: Annotated[
        bool, typer.Option("--show-baselined", help="Show known findings too; they do not fail the run.")
    ] = False,
    changed: Changed = False,
    since: Since = None,
    corpus: Annotated[
        str | None, typer.Option(metavar="DIR", help="Compare the records with all those of this folder.")
    ] = None,
    now: Annotated[
        str | None, typer.Option(metavar="DATE", help="Time that dates are judged by; the start of the run.")
    ] = None,
    jobs: Jobs = None,
    cache_dir: CacheDir = None,
    no_cache: NoCache = False,
    cache_key: CacheKey = "stat",
    profile: Annotated[
        bool,
        typer.Option(
            "--profile", help="Show in the end where the time went, in one process without the cache."
        ),
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
    given = locals()
    from artikit.cli.checking import check
    from artikit.cli.checking_asked import Asked

    check(Asked(**given))
