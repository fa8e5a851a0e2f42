"""One value in a column of SQLite, and back. What SQLite would change does not go into a column."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from artikit.reading import codes
from artikit.reading.fatal import quoted
from artikit.reading.json import SURROGATE, read_whole_json
from artikit.relational.layout import UNKNOWN
from artikit.tabular.cells import Cell, compact
from artikit.tabular.faults import Fault, exceeded, faults_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from artikit.model import Json
    from artikit.reading.limits import Limits
    from artikit.relational.layout import Kind

    Sql = str | int | float | bytes | None

DECLARED: dict[Kind, str] = {
    "string": "TEXT",
    "datetime": "TEXT",
    "integer": "INTEGER",
    # Without a type it keeps 4 and 4.0 apart; REAL would make both 4.0, NUMERIC both 4.
    "number": "",
    "bool": "BOOLEAN",
    "list": "TEXT",
    "json": "TEXT",
    "count": "INTEGER",
}
"""The types of columns, by what they hold. Lists and objects are JSON text, which `json_each` reads."""

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_WANTED: dict[Kind, str] = {
    "string": "text",
    "datetime": "text",
    "integer": "a whole number",
    "number": "a number",
    "bool": "0 or 1",
    "list": "JSON text",
    "json": "JSON text",
    "count": "a number of rows",
}


def fits(value: Json, kind: Kind) -> bool:
    """Tell whether a column holds a value exactly. NULL is a missing key, so a null fits into JSON only."""
    return _FITS[kind](value)


def to_sql(value: Json, kind: Kind) -> Sql:
    """Write a value that fits."""
    if kind in ("list", "json"):
        return compact(value)
    return value  # type: ignore[return-value]


def from_sql(value: Sql, kind: Kind, limits: Limits) -> Cell:
    """Read what a column holds, which is not NULL. A value of another type is kept, with a fault."""
    if kind in ("list", "json"):
        return _json(value, limits) if isinstance(value, str) else _wrong(value, kind)
    if kind == "bool":
        return Cell(value == 1) if value in (0, 1) and isinstance(value, int) else _wrong(value, kind)
    if isinstance(value, str):
        return text_of(value, limits) if kind in ("string", "datetime") else _wrong(value, kind)
    if isinstance(value, float):
        return Cell(value) if kind == "number" and math.isfinite(value) else _wrong(value, kind)
    if isinstance(value, int) and kind in ("integer", "number", "count") and (kind != "count" or value >= 0):
        return Cell(value)
    return _wrong(value, kind)


def text_of(value: str, limits: Limits) -> Cell:
    """Read a text: not too long, and UTF-8 (`decoded` left halves of characters for bytes that are not)."""
    if len(value) > limits.scalar_size:
        return Cell(None, (exceeded("scalar_size", limits.scalar_size),))
    if not value.isascii() and SURROGATE.search(value):
        return Cell(None, (Fault(codes.NOT_UTF_8, "the text is not UTF-8"),))
    return Cell(value)


def decoded(data: bytes) -> str:
    """Decode text of any database (as a connection's `text_factory`)."""
    return data.decode(errors="surrogateescape")


def _is_text(value: Json) -> bool:
    # SQLite's own functions take NUL for the end of a text.
    return isinstance(value, str) and "\0" not in value


def _is_integer(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and _SMALLEST <= value <= _LARGEST


def _is_number(value: Json) -> bool:
    if isinstance(value, float):
        return math.isfinite(value) and (value != 0 or math.copysign(1, value) > 0)  # no -0.0 in SQLite
    return _is_integer(value)


def _is_bool(value: Json) -> bool:
    return isinstance(value, bool)


def _is_any(value: Json) -> bool:  # noqa: ARG001  (JSON text writes all)
    return True


_FITS: dict[Kind, Callable[[Json], bool]] = {
    "string": _is_text,
    "datetime": _is_text,
    "integer": _is_integer,
    "number": _is_number,
    "bool": _is_bool,
    "list": _is_any,
    "json": _is_any,
    "count": _is_integer,
}


def _json(text: str, limits: Limits) -> Cell:
    reading = read_whole_json(text, limits)
    return Cell(reading.data, faults_of(reading))


def _wrong(value: Sql, kind: Kind) -> Cell:
    shown = "a BLOB" if isinstance(value, bytes) else quoted(str(value))
    message = f"{shown} is not {_WANTED[kind]}"
    kept: Json = UNKNOWN if kind == "count" else None if isinstance(value, bytes) else value
    return Cell(kept, (Fault(codes.SYNTAX_ERROR, message),))
