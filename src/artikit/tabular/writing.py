"""Records into a table: a first pass finds the columns, a second one writes header and rows.

Between the two the records lie in a temporary file, so that memory does not grow with their number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, cast

from artikit.reading.decoding import BOM
from artikit.reserved import data_of
from artikit.tabular.extent import Extent
from artikit.tabular.headers import write_headers
from artikit.tabular.known import columns_of
from artikit.tabular.lines import line_of
from artikit.tabular.plans import Plan
from artikit.tabular.rows import encode_row
from artikit.tabular.sound import check_sound
from artikit.writing.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Json, Record
    from artikit.writing.terms import Terms


class TableWriter:
    """Writes one table into a stream: UTF-8, lines that end in CRLF; equal records give equal bytes.

    Columns are those that the schema knows and a record fills; without a schema that names keys, every
    path of the records. No records leave the stream empty: no header would say anything.
    """

    def __init__(self, out: BinaryIO, terms: Terms, delimiter: str) -> None:
        self._out = out
        self._delimiter = delimiter
        self._mark = "" if terms.table == "plain" else BOM
        self._plan = Plan(columns_of(terms.document) or None)
        self._spool = Spool()

    def add(self, record: Record) -> None:
        """Keep a record until `close`. Raises WriteError for what no table can hold."""
        data = data_of(record)
        check_sound(data)
        self._spool.add(data)
        self._plan.take(data)

    def close(self) -> tuple[str, ...]:
        """Write the table, and return what a spreadsheet would not keep of it."""
        extent = Extent()
        if len(self._spool):
            self._out.write(self._mark.encode())
            for cells in self._rows():
                extent.take(cells)
                self._out.write(line_of(cells, self._delimiter).encode())
        self._spool.close()
        return extent.remarks()

    def _rows(self) -> Iterator[list[str]]:
        columns = self._plan.columns()
        yield write_headers(columns)
        for data in self._spool:
            yield encode_row(cast("dict[str, Json]", data), columns)
