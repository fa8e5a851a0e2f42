"""The lines of one sheet, cut into cells; a line that cannot be cut says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from artikit.reading.decoding import BOM
from artikit.reading.limits import longest_row
from artikit.tabular import sources
from artikit.tabular.sources import decode_raw, torn, uneven
from artikit.tabular.splitting import Cells, cells_of, delimiter_of, raw_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Problem, Source
    from artikit.reading.limits import Limits
    from artikit.tabular.faults import Fault

_DELIMITERS = ",;"
_NO_CELLS = Cells([], [])


class Line(NamedTuple):
    """One row as a source of its own, its number in the sheet, and its cells; none if there are problems."""

    source: Source
    number: int
    cells: Cells
    problems: tuple[Problem, ...] = ()


def scan(file: BinaryIO, path: str, limits: Limits) -> Iterator[Line]:
    """Yield the lines of a sheet that have something in them, the header first."""
    delimiter, width = "", 0
    for raw in raw_rows(file, _DELIMITERS, longest_row(limits)):
        if not delimiter and raw.data is not None:
            raw = raw._replace(data=raw.data.removeprefix(BOM.encode()))  # noqa: PLW2901
        if raw.data == b"":
            continue
        source, problems = decode_raw(raw, path, limits)
        if not problems and not delimiter:
            delimiter = delimiter_of(source.text, _DELIMITERS)
        line = Line(source, raw.number, _NO_CELLS, problems)
        if not problems:
            line = cut(source, raw.number, delimiter)
        if not width:
            width = len(line.cells.texts)
        elif not line.problems and len(line.cells.texts) != width:
            problem = uneven(source, line.cells, raw.number, width)
            line = Line(source, raw.number, _NO_CELLS, (problem,))
        if line.problems or any(line.cells.texts):
            yield line


def cut(source: Source, number: int, delimiter: str) -> Line:
    """Cut a row into its cells."""
    cells = cells_of(source.text, delimiter)
    if cells.fault:
        return Line(source, number, _NO_CELLS, (torn(cells, number),))
    return Line(source, number, cells)


def in_cell(fault: Fault, line: Line, at: int) -> Problem:
    """Say that something is wrong in a cell of a line."""
    return sources.in_cell(fault._replace(column=at), line.cells, line.number)
