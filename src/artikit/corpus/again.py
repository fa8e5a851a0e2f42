"""Reading records again, where the index tells only which."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from artikit.errors import UsageError
from artikit.sources import read_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from artikit.config import Config
    from artikit.model import Record

_One = TypeVar("_One")


def with_records(
    several: Iterable[_One], where: Callable[[_One], tuple[str, int]], config: Config
) -> Iterator[tuple[_One, Record | None]]:
    """Read the record of each one; `where` tells its file and its number there.

    They come file by file, in the order of their records. A file may have changed in this very moment: of
    what is gone the record is None.
    """
    for path, in_file in groupby(several, lambda one: where(one)[0]):
        records = enumerate(_records(path, config))
        at, record = -1, None
        for one in in_file:
            _, number = where(one)
            while at < number:
                at, record = next(records, (number + 1, None))
            yield one, record if at == number else None


def _records(path: str, config: Config) -> Iterator[Record]:
    try:
        yield from read_paths([path], config)
    except UsageError:  # it is gone
        return
