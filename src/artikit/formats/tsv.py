"""TSV: a record a row, as in CSV but with tabs; nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from artikit.tabular.reading import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.formats import Target, Writer
    from artikit.model import Record
    from artikit.reading.limits import Limits
    from artikit.writing.terms import Terms

TARGET: Target = "stream"


def read(
    file: BinaryIO, path: str, limits: Limits, schema: Callable[[], Any] | None = None
) -> Iterator[Record]:
    """Read the record of each row; cells are quoted, and foreign ones typed by the schema, as in CSV."""
    return read_table(file, path, limits, "\t", schema)


def writer(out: BinaryIO, terms: Terms) -> Writer:
    """Write a row for each record; the profiles for Excel put a byte order mark before them."""
    from artikit.tabular.writing import TableWriter

    return TableWriter(out, terms, "\t")
