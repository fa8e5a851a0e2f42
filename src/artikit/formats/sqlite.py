"""SQLite: a database with articles, related, images and topics, and full-text search; nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from artikit.relational.database import read_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.formats import Target
    from artikit.model import Record
    from artikit.reading.limits import Limits
    from artikit.relational.storing import DatabaseWriter
    from artikit.writing.terms import Terms

TARGET: Target = "database"


def read(
    file: BinaryIO, path: str, limits: Limits, schema: Callable[[], Any] | None = None
) -> Iterator[Record]:
    """Read the records of a database that `writer` made, in memory that does not grow with them."""
    return read_database(file, path, limits)


def writer(out: str, terms: Terms) -> DatabaseWriter:
    """Write into a database, by its path; a new one, or one that `writer` made before."""
    from artikit.relational.storing import DatabaseWriter

    return DatabaseWriter(out, terms)
