r"""One value as the text of a cell, and back.

Empty is a missing key, `\N` null, `\E` the empty text, `\J…` exactly this JSON, `\Y…` a scalar as YAML 1.2
reads it (`.nan`). A leading `'` says that the rest is text; it is put before what a spreadsheet would run
or read anew, and before every text in a typed column, and is taken off once. All else is what the
column's type says. What no tool is sure to keep goes as JSON: control characters, blanks at an edge,
numbers of more than the 15 digits that spreadsheets hold.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.reading import codes
from artikit.reading.fatal import quoted
from artikit.reading.json import read_whole_json
from artikit.reading.limits import longest_number
from artikit.reading.yaml_scalars import NOT_FINITE, TOO_LONG, resolve
from artikit.tabular.faults import Fault, exceeded, faults_of
from artikit.tabular.lists import read_list, write_list
from artikit.tabular.spreadsheets import is_read_anew, is_trigger
from artikit.writing.json import dump_json

if TYPE_CHECKING:
    from artikit.model import Json
    from artikit.reading.limits import Limits
    from artikit.tabular.headers import Type

DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})"
)
"""RFC 3339 with its zone; spreadsheets leave it alone. Whether there is such a day, the schema says."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(\.[0-9]++)?([eE][-+]?[0-9]++)?")
_HARD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|\\A(?![\t\n])[\\s\ufeff]|(?!\n)[\\s\ufeff]\\Z"
)
_SURE_DIGITS = 15
_HELP = {
    "number": "write digits, a point for the fraction and no thousands separators; `'` before a text",
    "bool": "write `true` or `false`; `'` before a text",
    "datetime": "write it like `2021-05-20T12:42:00Z`, with its zone; `'` before other text",
}
_WANTED = {"number": "a number", "bool": "true or false", "datetime": "a date with time and zone"}


class Cell(NamedTuple):
    """The value of a cell, or what could be saved of it."""

    value: Json
    faults: tuple[Fault, ...] = ()


def encode_cell(value: Json, type_: Type) -> str:
    """Write a value into a column; never the empty text, which stands for a missing key."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return _encode_text(value, type_)
    if type_ == "bool" and isinstance(value, bool):
        return "true" if value else "false"
    if type_ == "list" and isinstance(value, list):
        plain = write_list(value)
        return plain if plain and not _is_hard(plain) else f"\\J{compact(value)}"
    if isinstance(value, float) and not math.isfinite(value):
        return "\\Y.nan" if math.isnan(value) else "\\Y.inf" if value > 0 else "\\Y-.inf"
    text = compact(value)
    if type_ == "json" and isinstance(value, (list, dict)):
        return text
    sure = type_ == "number" and not isinstance(value, (bool, list, dict)) and _is_sure(text)
    return text if sure else f"\\J{text}"


def decode_cell(text: str, type_: Type, limits: Limits) -> Cell:
    """Read a cell that is not empty. A text that its column cannot hold is kept, with a fault."""
    if text[0] == "\\":
        return _escaped(text, limits)
    if text[0] == "'":
        return _text(text[1:], limits)
    if type_ == "list":
        return _list(text, limits)
    if type_ == "json":
        return _json(text, limits)
    if type_ == "number":
        return _number(text, limits)
    if type_ == "bool" and text.lower() in ("true", "false"):  # spreadsheets write TRUE
        return Cell(text.lower() == "true")
    if type_ == "bool" or (type_ == "datetime" and not (DATETIME.fullmatch(text) or _DATE.fullmatch(text))):
        return _wrong(text, type_)
    return _text(text, limits)


def compact(value: Json) -> str:
    """Write JSON in one line, with escapes for what tools do not keep or take for the end of a line."""
    return dump_json(value).decode()


def _encode_text(value: str, type_: Type) -> str:
    if not value:
        return "\\E"
    if _is_hard(value):
        return f"\\J{compact(value)}"
    if DATETIME.fullmatch(value) and type_ in ("datetime", "string"):
        return value
    if type_ != "string" or is_trigger(value[0]) or value[0] in "'\\" or is_read_anew(value):
        return f"'{value}"
    return value


def _is_hard(text: str) -> bool:
    """Tell whether a text holds what no tool is sure to keep; what can be printed is no such thing."""
    if text.isprintable() and text[0] != " " != text[-1]:
        return False
    return _HARD.search(text) is not None


def _is_sure(number: str) -> bool:
    digits = re.sub(r"[eE].*|[-.]", "", number)
    return len(digits.lstrip("0")) <= _SURE_DIGITS


def _escaped(text: str, limits: Limits) -> Cell:
    mark, rest = text[:2], text[2:]
    if mark == "\\J":
        return _json(rest, limits)
    if mark == "\\Y" and rest:
        return _yaml(rest, limits)
    if text == "\\N":
        return Cell(None)
    if text == "\\E":
        return Cell("")
    help_ = "write `'` before a text that begins with a backslash"
    return Cell(text, (Fault(codes.SYNTAX_ERROR, f"{quoted(text)} is no escape of a cell", help_),))


def _text(text: str, limits: Limits) -> Cell:
    if len(text) > limits.scalar_size:
        return Cell(None, (exceeded("scalar_size", limits.scalar_size),))
    return Cell(text)


def _list(text: str, limits: Limits) -> Cell:
    items = read_list(text)
    if isinstance(items, Fault):
        return Cell(text, (items,)) if len(text) <= limits.scalar_size else _text(text, limits)
    longest = max(items, key=len)
    return Cell([*items]) if len(longest) <= limits.scalar_size else _text(longest, limits)


def _json(text: str, limits: Limits) -> Cell:
    reading = read_whole_json(text, limits)
    return Cell(reading.data if reading.ok else text, faults_of(reading))


def _yaml(text: str, limits: Limits) -> Cell:
    value = resolve(text, longest_number(limits))
    if value is TOO_LONG:
        return _too_long(limits)
    if value is NOT_FINITE:
        return _not_finite(text)
    return Cell(value)  # type: ignore[arg-type]


def _number(text: str, limits: Limits) -> Cell:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return _wrong(text, "number")
    if len(text) > longest_number(limits):
        return _too_long(limits)
    if match.lastindex is None:
        return Cell(int(text))
    value = float(text)
    return Cell(value) if math.isfinite(value) else _not_finite(text)


def _too_long(limits: Limits) -> Cell:
    fault = exceeded("number_digits", longest_number(limits))
    return Cell(None, (fault._replace(help="put `'` before it if it is a text"),))


def _not_finite(text: str) -> Cell:
    message = f"{quoted(text)} is not a number that JSON has"
    return Cell(None, (Fault(codes.NOT_FINITE, message, "write `\\N`, or a text behind `'`"),))


def _wrong(text: str, type_: Type) -> Cell:
    message = f"{quoted(text)} is not {_WANTED[type_]}"
    return Cell(text, (Fault(codes.SYNTAX_ERROR, message, _HELP[type_]),))
