"""CSV: a record a row, as spreadsheets open it and save it again; nothing is lost."""

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
    """Read the record of each row; cells end at commas, or at semicolons where the header has those.

    Memory does not grow with the file. In a foreign table, whose header names no types, the schema says
    which cells are more than text.
    """
    return read_table(file, path, limits, ",;", schema)


def writer(out: BinaryIO, terms: Terms) -> Writer:
    """Write a row for each record, in the profile that `terms.table` names, once the last one is there."""
    from artikit.tabular.writing import TableWriter

    return TableWriter(out, terms, ";" if terms.table == "excel-eu" else ",")
