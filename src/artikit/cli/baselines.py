"""The baseline of a run: which file it is, and what is to be said about it in the end."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from artikit.baseline import Baseline
    from artikit.comparison import Comparison
    from artikit.config import Config


def start(
    config: Config, wanted: Sequence[str], *, write: bool, grow: bool, picked: bool
) -> Comparison | None:
    """Open the baseline that the settings name; None where there is none and none is to be written.

    `picked` is a run over some of the files that `wanted` stands for, as by `--changed`. Raises ConfigError
    for a baseline that cannot be read, and for one that is missing and not to be written.
    """
    if config.baseline is None and not write:
        return None
    from artikit.baseline import NAME, Baseline, load_baseline
    from artikit.comparison import Comparison
    from artikit.discover import STDIN

    file = _as_called_here(config.baseline or os.path.join(config.root, NAME))
    fresh = write and not os.path.lexists(file)
    baseline = Baseline(file) if fresh else load_baseline(file)
    named = [path for path in wanted if path != STDIN]
    ground = () if picked else baseline.ground_of(named)
    return Comparison(baseline, ground, growing=fresh or (write and grow))


def conclude(comparison: Comparison | None, config: Config, *, write: bool, corpus: bool) -> Iterator[str]:
    """Write the baseline if it is to be written, and say what is known, fixed and new, line by line.

    `corpus` says whether the rules across records have run. Raises OSError.
    """
    if comparison is None:
        return
    from artikit.baseline import NAME
    from artikit.comparison import judged_by, write_baseline
    from artikit.summary import many

    judged = judged_by(config, comparison.baseline, corpus=corpus)
    fixed = sum(entry.times for entry in comparison.fixed(judged))
    if write:
        updated = comparison.updated(judged)
        write_baseline(updated)
        yield from _written(updated, comparison, fixed)
        if config.baseline is None and updated.entries:
            yield f"a run goes by it with --baseline {updated.file}"
            yield f'every run does with baseline = "{NAME}" in the settings'
        return
    file = comparison.baseline.file
    if comparison.known:
        yield f"{many(comparison.known, 'known finding')} left out ({file})"
    if fixed:
        yield f"{many(fixed, 'known finding')} fixed; --write-baseline prunes {file}"


def _written(updated: Baseline, comparison: Comparison, fixed: int) -> Iterator[str]:
    """Say what the written baseline holds, and what is new and not in it."""
    from artikit.summary import many

    held = many(sum(entry.times for entry in updated.entries), "finding")
    changes = ((fixed, "taken off"), (comparison.taken, "taken in"))
    yield ", ".join([f"{updated.file}: {held}", *(f"{count:,} {word}" for count, word in changes if count)])
    if comparison.new:
        yield f"{many(comparison.new, 'new finding')} not taken in; --grow-baseline does that"


def _as_called_here(path: str) -> str:
    """Name a file as it is called from the current folder."""
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return path
