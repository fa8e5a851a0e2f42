"""A row as a source of its own, and what is wrong with it or its cells, named as spreadsheets do: `C5`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from artikit.model import Problem, Source, Span
from artikit.reading import codes
from artikit.reading.decoding import decode
from artikit.tabular.faults import Fault, letters

if TYPE_CHECKING:
    from artikit.reading.limits import Limits
    from artikit.tabular.splitting import Cells, RawRow


class Decoded(NamedTuple):
    """The text of a row. Where its bytes or its size forbid to read it, it is empty and a problem says so."""

    source: Source
    problems: tuple[Problem, ...]


def decode_raw(raw: RawRow, path: str, limits: Limits) -> Decoded:
    """Decode a row of the file at `path`."""
    if raw.data is not None:
        decoded = decode(raw.data)
        if len(decoded.text) <= limits.record_size:
            return Decoded(Source(path, decoded.text, raw.line), decoded.problems)
    message = f"more than {limits.record_size:,} characters in one row"
    help_ = "raise `limits.record-size` if this is meant, or look for a quote that is never closed"
    problem = Problem(codes.RECORD_TOO_LARGE, message, span=Span(0, 0), help=help_)
    return Decoded(Source(path, "", raw.line), (problem,))


def in_cell(fault: Fault, cells: Cells, number: int) -> Problem:
    """Say that something is wrong in a cell of the row `number`."""
    message = f"cell {letters(fault.column)}{number}: {fault.message}"
    return Problem(fault.code, message, fault.pointer, cells.spans[fault.column], help=fault.help)


def torn(cells: Cells, number: int) -> Problem:
    """Say what is wrong with the quotes of a row's last cell."""
    help_ = 'write `""` for a quote inside a quoted cell'
    return in_cell(Fault(codes.SYNTAX_ERROR, cells.fault, help_, column=len(cells.spans) - 1), cells, number)


def uneven(source: Source, cells: Cells, number: int, wanted: int) -> Problem:
    """Say that a row has more or fewer cells than its header."""
    found = len(cells.texts)
    message = f"row {number} has {found} cell{'' if found == 1 else 's'}, its header {wanted}"
    span = cells.spans[wanted] if found > wanted else Span(0, len(source.text))
    help_ = "put a cell in double quotes if it holds the delimiter; leave empty what is missing"
    return Problem(codes.SYNTAX_ERROR, message, (), span, help=help_)
