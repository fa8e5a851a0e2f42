"""Tables: CSV files for articles, related, images and topics, and a Data Package of them; nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from artikit.relational.tables import read_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.formats import Folder, Target
    from artikit.model import Record
    from artikit.reading.limits import Limits
    from artikit.relational.binding import TablesWriter
    from artikit.writing.terms import Terms

TARGET: Target = "folder"


def read(
    file: BinaryIO, path: str, limits: Limits, schema: Callable[[], Any] | None = None
) -> Iterator[Record]:
    """Read the records of the tables beside a `datapackage.json`, in memory that does not grow with them."""
    return read_tables(file, path, limits)


def writer(out: Folder, terms: Terms) -> TablesWriter:
    """Write a folder of tables, and its `datapackage.json` at the end."""
    from artikit.relational.binding import TablesWriter

    return TablesWriter(out, terms)
