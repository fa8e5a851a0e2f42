"""From found files to what became of their records, in their order, by as many processes as there are."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from artikit import formats
from artikit.converting.origins import Folders, placed
from artikit.converting.outcomes import outcomes
from artikit.counting import counted
from artikit.discover import common_folder
from artikit.parallel import Crew
from artikit.running import DATA, MOST_AT_ONCE, size
from artikit.sources import STANDARD_INPUT, Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from artikit.config import Config
    from artikit.converting.job import Job
    from artikit.converting.outcomes import Outcome
    from artikit.discover import Found
    from artikit.model import Record


@dataclass(frozen=True)
class FileConverter:
    """Converts the records of found files, each into bytes of its own. Picklable.

    `parent` is the folder that paths of records start from.
    """

    job: Job
    config: Config
    parent: str
    stdin_filename: str | None = None

    def __call__(self, found: Found) -> Iterator[Outcome]:
        """Say of each record of a file what became of it."""
        return self.watched(found, None)

    def watched(self, found: Found, advance: Callable[[int], None] | None) -> Iterator[Outcome]:
        """Do the same, and tell how many bytes are read, as they are."""
        watch = None if advance is None else partial(counted, advance=advance)
        records = Reader(self.config, self.job.source, self.stdin_filename, watch).records(found)
        return outcomes(placed(records, self._folders, self.job.source), self.job, self.config, self._written)

    @cached_property
    def _folders(self) -> Folders:
        return Folders(self.parent)

    def _written(self, record: Record) -> bytes:
        out = io.BytesIO()
        self.job.format.writer(out, self.job.terms).add(record)
        return out.getvalue()


def converter_of(
    job: Job, config: Config, paths: Sequence[str], stdin_filename: str | None = None
) -> FileConverter:
    """Put together what converts the files that are found in `paths`."""
    return FileConverter(job, config, common_folder(paths), stdin_filename)


def batches_of(
    found: Iterable[Found],
    converter: FileConverter,
    jobs: int | None = None,
    advance: Callable[[int], None] | None = None,
) -> Iterator[Iterable[Outcome]]:
    """Convert files, in their order; yield what became of the records of each, to be taken before the next.

    There are as many processes as cores, or `jobs`, until the iterator is closed. `advance` is told here how
    many bytes are done.
    """
    weigh = lru_cache(maxsize=1)(size)  # asked for twice in a row

    def is_for_others(one: Found) -> bool:
        return _can_be_shared(one, converter.job) and weigh(one) <= MOST_AT_ONCE

    def here(one: Found) -> Iterable[Outcome] | None:
        return None if is_for_others(one) else converter.watched(one, advance)

    with Crew(converter, jobs) as crew:
        for one, became in crew.ordered(found, weigh, here):
            yield became
            if advance is not None and is_for_others(one):
                advance(weigh(one))


def _can_be_shared(found: Found, job: Job) -> bool:
    """Tell whether another process may convert a file, as far as its size allows.

    What comes back takes memory here, so large files are converted record by record where they go out.
    """
    if found is STANDARD_INPUT or found.problem is not None or found.path.endswith(".gz"):
        return False
    name = job.source or formats.name_of(found.path) or "md"
    return name == "md" or name in DATA
