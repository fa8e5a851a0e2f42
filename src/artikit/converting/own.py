"""What a run writes itself: a walk that meets it must not take it for input, or each run would add to it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from artikit.discover import STDIN
from artikit.inodes import is_inside, real_path
from artikit.sources import STANDARD_INPUT
from artikit.summary import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from artikit.converting.job import Job
    from artikit.discover import Found
    from artikit.model import Record


class Own:
    """The targets of a run that lie in a folder which it walks.

    What is named is read all the same, and so is a folder that is written back into itself.
    """

    def __init__(self, paths: Sequence[str], job: Job) -> None:
        named = [real_path(path) for path in paths if path != STDIN]
        walked = [path for path in named if os.path.isdir(path)]
        whole = job.tree or job.format.TARGET == "folder"
        targets = [(job.output, whole), (job.rejects, False)]
        self._targets = tuple(
            real
            for path, folder in targets
            if path and any(is_inside(real := real_path(path), one) and real != one for one in walked)
            if not any(is_inside(one, real) if folder else one == real for one in named)
        )
        self._met: list[str] = []
        self._count = 0

    def others(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass on the records that come from elsewhere."""
        if not self._targets:
            yield from records
            return
        last, own = None, False
        for record in records:
            path = record.source.path
            if path != last:
                last, own = path, self._is_own(path)
                self._count += own
            if not own:
                yield record

    def other_files(self, found: Iterable[Found]) -> Iterator[Found]:
        """Pass on the files that lie elsewhere."""
        if not self._targets:
            yield from found
            return
        for one in found:
            if one is STANDARD_INPUT or not self._is_own(one.path):
                yield one
            else:
                self._count += 1

    def remarks(self) -> tuple[str, ...]:
        """Say what was passed over."""
        if not self._count:
            return ()
        where = " and ".join(self._met)
        return (f"passed over {many(self._count, 'file')} that this run writes itself, in {where}",)

    def _is_own(self, path: str) -> bool:
        real = real_path(path)
        for target in self._targets:
            if is_inside(real, target):
                shown = os.path.relpath(target)
                if shown not in self._met:
                    self._met.append(shown)
                return True
        return False
