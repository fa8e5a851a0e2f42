"""The lines of one sheet, cut into cells; a line that cannot be cut says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from artikit.model import Problem, Source, Span
from artikit.reading import codes
from artikit.reading.decoding import BOM, decode
from artikit.reading.limits import longest_row
from artikit.tabular.headers import letters
from artikit.tabular.splitting import Cells, cells_of, delimiter_of, raw_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.reading.limits import Limits
    from artikit.tabular.headers import Fault
    from artikit.tabular.splitting import RawRow

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
        source, problems = _decoded(raw, path, limits)
        if not problems and not delimiter:
            delimiter = delimiter_of(source.text, _DELIMITERS)
        line = Line(source, raw.number, _NO_CELLS, problems)
        if not problems:
            line = cut(source, raw.number, delimiter)
        if not width:
            width = len(line.cells.texts)
        elif not line.problems and len(line.cells.texts) != width:
            line = _uneven(line, width)
        if line.problems or any(line.cells.texts):
            yield line


def cut(source: Source, number: int, delimiter: str) -> Line:
    """Cut a row into its cells."""
    cells = cells_of(source.text, delimiter)
    if not cells.fault:
        return Line(source, number, cells)
    message = f"cell {letters(len(cells.spans) - 1)}{number}: {cells.fault}"
    help_ = 'write `""` for a quote inside a quoted cell'
    problem = Problem(codes.SYNTAX_ERROR, message, (), cells.spans[-1], help=help_)
    return Line(source, number, _NO_CELLS, (problem,))


def in_cell(fault: Fault, line: Line, at: int) -> Problem:
    """Say that something is wrong in a cell of a line."""
    message = f"cell {letters(at)}{line.number}: {fault.message}"
    return Problem(fault.code, message, fault.pointer, line.cells.spans[at], help=fault.help)


def _decoded(raw: RawRow, path: str, limits: Limits) -> tuple[Source, tuple[Problem, ...]]:
    if raw.data is not None:
        decoded = decode(raw.data)
        if len(decoded.text) <= limits.record_size:
            return Source(path, decoded.text, raw.line), decoded.problems
    message = f"more than {limits.record_size:,} characters in one row"
    help_ = "raise `limits.record-size` if this is meant, or look for a quote that is never closed"
    problem = Problem(codes.RECORD_TOO_LARGE, message, span=Span(0, 0), help=help_)
    return Source(path, "", raw.line), (problem,)


def _uneven(line: Line, wanted: int) -> Line:
    found = len(line.cells.texts)
    message = f"row {line.number} has {found} cell{'' if found == 1 else 's'}, its header {wanted}"
    span = line.cells.spans[wanted] if found > wanted else Span(0, len(line.source.text))
    help_ = "put a cell in double quotes if it holds the delimiter; leave empty what is missing"
    problem = Problem(codes.SYNTAX_ERROR, message, (), span, help=help_)
    return Line(line.source, line.number, _NO_CELLS, (problem,))
