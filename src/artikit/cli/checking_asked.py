"""What `artikit validate` is asked for, and which of its options contradict each other."""

# No `from __future__ import annotations`: NamedTuple would parse every annotation again, 0.3 ms a start.

from typing import Literal, NamedTuple

from artikit.cli.terminal import refuse
from artikit.model import Severity


class Asked(NamedTuple):
    """What the options say; `validate` has the help on each, with the same names and defaults.

    A frozen dataclass of as many fields would take 1 ms more at every start.
    """

    paths: list[str] | None = None
    schema: str | None = None
    select: list[str] | None = None
    ignore: list[str] | None = None
    output_format: list[str] | None = None
    fail_level: Severity | None = None
    show_level: Severity | None = None
    exit_zero: bool = False
    statistics: bool = False
    fix: bool = False
    unsafe: bool = False
    baseline: str | None = None
    write_baseline: bool = False
    grow_baseline: bool = False
    show_baselined: bool = False
    changed: bool = False
    since: str | None = None
    corpus: str | None = None
    now: str | None = None
    jobs: int | None = None
    cache_dir: str | None = None
    no_cache: bool = False
    cache_key: Literal["stat", "hash"] = "stat"
    profile: bool = False
    quiet: bool = False
    stdin_filename: str | None = None
    force_exclude: bool = False
    allow_empty: bool = False
    config: str | None = None
    isolated: bool = False

    @property
    def picks(self) -> bool:
        """Whether git tells which of the files are checked."""
        return self.changed or self.since is not None

    @property
    def writes(self) -> bool:
        """Whether the baseline is written."""
        return self.write_baseline or self.grow_baseline

    @property
    def judged_by(self) -> list[str]:
        """The options that say what records are judged by, as words that `artikit fix` takes too."""
        given = (("--schema", self.schema), ("--config", self.config))
        words = [word for option, value in given if value for word in (option, value)]
        return words + ["--isolated"] * self.isolated


def refuse_contradictions(asked: Asked, *, stdin: bool) -> None:
    """Stop a run whose options exclude each other; `stdin` tells whether it reads standard input.

    Raises UsageError.
    """
    refuse(
        {
            "--statistics and --output-format exclude each other": asked.statistics and asked.output_format,
            "--unsafe is for --fix": asked.unsafe and not asked.fix,
            "--fix is for files, not for standard input": asked.fix and stdin,
            "standard input has no place in a baseline; name its file with --stdin-filename": asked.writes
            and stdin
            and not asked.stdin_filename,
            "--profile measures checking, not --fix": asked.profile and asked.fix,
            "--no-cache and --cache-dir exclude each other": asked.no_cache and asked.cache_dir,
            "--changed picks files, so standard input cannot be among the paths": asked.picks and stdin,
        }
    )
