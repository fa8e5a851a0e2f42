"""Records into a folder of tables, one after the other: nothing of a record stays in memory but its name."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from artikit.reading.decoding import BOM
from artikit.relational.describing import layout_of
from artikit.relational.ids import content_of, name_of, numbered
from artikit.relational.packages import NAME, Claims, package_of
from artikit.relational.sheets import any_fits, article_cells, cells_of, header_of
from artikit.relational.splitting import split
from artikit.tabular.extent import Extent
from artikit.tabular.lines import line_of

if TYPE_CHECKING:
    from artikit.formats import Folder
    from artikit.model import Record
    from artikit.writing.terms import Terms


class TablesWriter:
    """Writes the tables in the profile that `terms.table` names; equal records give equal bytes."""

    def __init__(self, folder: Folder, terms: Terms) -> None:
        self._folder = folder
        self._layout = layout_of(terms.document)
        self._delimiter = ";" if terms.table == "excel-eu" else ","
        self._claims = {table.name: Claims(table) for table in self._layout.tables}
        self._extents = {table.name: Extent() for table in self._layout.tables}
        self._names: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._open = ExitStack()
        mark = "" if terms.table == "plain" else BOM
        with ExitStack() as stack:
            self._files = {
                table.name: stack.enter_context(folder.open(f"{table.name}.csv"))
                for table in self._layout.tables
            }
            for table in self._layout.tables:
                header = header_of(table)
                self._extents[table.name].take(header)
                self._files[table.name].write((mark + line_of(header, self._delimiter)).encode())
            self._open = stack.pop_all()

    def add(self, record: Record) -> None:
        """Write the rows of a record. Raises WriteError for what no table can hold."""
        content = content_of(record)
        found = split(record.data or {}, self._layout, any_fits)
        article_id = self._named(name_of(record, content))
        rows = [(row.table.name, cells_of(row, article_id)) for row in found.rows[1:]]
        for name, cells in [(self._layout.articles.name, article_cells(found, record, article_id)), *rows]:
            self._claims[name].take(cells)
            self._extents[name].take(cells)
            self._files[name].write(line_of(cells, self._delimiter).encode())

    def close(self) -> tuple[str, ...]:
        """Write the description of the tables, and return what a spreadsheet would not keep of them."""
        self.abandon()
        with self._folder.open(NAME) as file:
            file.write(package_of(self._layout, self._claims, self._delimiter))
        extents = self._extents.items()
        return tuple(f"{name}.csv: {remark}" for name, extent in extents for remark in extent.remarks())

    def abandon(self) -> None:
        """Close the tables; without `datapackage.json` they are not whole."""
        self._open.close()

    def _named(self, name: str) -> str:
        for named in numbered(name, self._numbers.get(name, 1)):
            if named not in self._names:
                break
            self._numbers[name] = self._numbers.get(name, 1) + 1
        self._names.add(named)
        return named
