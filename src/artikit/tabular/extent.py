"""How large a table is, and what a spreadsheet would not keep of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from artikit.tabular.faults import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_CELL, MOST_ROWS, MOST_COLUMNS = 32_767, 1_048_576, 16_384
"""Characters of a cell, rows and columns of a sheet ("Excel specifications and limits", Microsoft)."""


@dataclass(slots=True)
class Extent:
    """What was counted: rows with the header, columns, cells that are too long and the first one's name."""

    rows: int = 0
    columns: int = 0
    long: int = 0
    first: str = ""

    def take(self, cells: Sequence[str]) -> None:
        """Count a row."""
        self.rows += 1
        self.columns = max(self.columns, len(cells))
        if sum(map(len, cells)) <= LONGEST_CELL:
            return
        for index, cell in enumerate(cells):
            if len(cell) > LONGEST_CELL:
                self.long += 1
                self.first = self.first or f"{letters(index)}{self.rows}"

    def remarks(self) -> tuple[str, ...]:
        """Say what a spreadsheet would not keep."""
        found = []
        if self.long:
            cells = "1 cell holds" if self.long == 1 else f"{self.long:,} cells hold"
            most = f"more than the {LONGEST_CELL:,} characters that a spreadsheet keeps"
            found.append(f"{cells} {most}, first {self.first}")
        for count, most_kept, what in (
            (self.rows, MOST_ROWS, "rows"),
            (self.columns, MOST_COLUMNS, "columns"),
        ):
            if count > most_kept:
                found.append(f"the table has {count:,} {what}, of which a spreadsheet keeps {most_kept:,}")
        return tuple(found)
