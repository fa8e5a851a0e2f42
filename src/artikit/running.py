"""From found files to verdicts, in their order, by as many processes as there are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from artikit import formats
from artikit.parallel import Crew
from artikit.sources import STANDARD_INPUT, Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from artikit.discover import Found
    from artikit.verdicts import Judge, Verdict

Judged: TypeAlias = "tuple[Found, Iterable[Verdict]]"
"""A file, and the verdicts on its records, to be taken once and before the next file."""

MOST_AT_ONCE = 1_000_000
"""Bytes of a data file, of which each may hold many records, that are judged in one go. The records of a
larger one are judged one by one where their verdicts are wanted, so that memory does not grow with it."""

DATA = ("json", "jsonl", "yaml", "csv", "tsv")
"""Data formats in which a file has as many records as its size allows, and no more."""


@dataclass(frozen=True)
class FileJudge:
    """Judges the records of found files. Picklable."""

    judge: Judge
    stdin_filename: str | None = None

    def __call__(self, found: Found) -> Iterator[Verdict]:
        """Yield the verdict on each record of a file."""
        return map(self.judge, Reader(self.judge.config, None, self.stdin_filename).records(found))


def crew_of(
    judge: Judge, jobs: int | None = None, *, stdin_filename: str | None = None
) -> Crew[Found, Verdict]:
    """Make the crew that judges files: at most `jobs` processes, by default one for each core."""
    return Crew(FileJudge(judge, stdin_filename), jobs)


def verdicts_of(
    found: Iterable[Found],
    crew: Crew[Found, Verdict],
    known: Callable[[Found], Iterable[Verdict] | None] | None = None,
) -> Iterator[Judged]:
    """Judge files, in their order.

    `known` may tell the verdicts on a file, which is then not read. It is asked here, ahead of the file's
    turn by a bounded number of files.
    """

    def here(one: Found) -> Iterable[Verdict] | None:
        told = None if known is None or one is STANDARD_INPUT else known(one)
        return crew.work(one) if told is None and not _is_for_others(one) else told

    return crew.ordered(found, size, here)


def _is_for_others(found: Found) -> bool:
    """Tell whether another process may judge a file: no standard input, nothing that takes much memory."""
    if found is STANDARD_INPUT or found.problem is not None:
        return False
    path = found.path
    name = formats.name_of(path)
    if name in (None, "md"):
        return True
    return name in DATA and not path.endswith(".gz") and size(found) <= MOST_AT_ONCE


def size(found: Found) -> int:
    """Size of a file in bytes; 0 where it cannot be read, which is reported when its turn comes."""
    try:
        return os.stat(found.path).st_size
    except (OSError, ValueError):
        return 0
