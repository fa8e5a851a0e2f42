"""CSV: a record a row, read in memory that does not grow with the file; see `artikit.tabular`."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from artikit.tabular.reading import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Record
    from artikit.reading.limits import Limits


def read(file: BinaryIO, path: str, limits: Limits) -> Iterator[Record]:
    """Read the record of each row; cells end at commas, or at semicolons where the header has those.

    Cells of a foreign table, whose header names no types, are all text.
    """
    return read_table(file, path, limits, ",;")
