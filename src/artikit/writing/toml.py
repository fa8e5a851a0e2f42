"""The canonical TOML 1.0 emitter: data reads back equal, its keys in the same order.

TOML wants the plain keys of a table before the tables inside it, and there is no way back from a
`[header]` to the table around it. So only what no plain key follows gets a header, `[table]` or
`[[array of tables]]`; a table before that is written with dotted keys (`provider.name = "…"`), which
stand anywhere, and a list as an array of inline tables, one a line.

A text that the schema calls a date, and that is one, is written bare: Hugo, Zola and the like read it
as a date, artikit as the same text.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.errors import WriteError
from artikit.schema.style import Style
from artikit.writing.quotes import in_quotes
from artikit.writing.yaml import is_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.model import Json, Pointer

DEEPEST = 200
"""Tables and arrays inside one another; `tomllib` recurses, and gives up at some 300."""

LONGEST_NAME = 100
"""Characters of a dotted name. Every key in a table repeats it, so a longer one makes an inline table."""

LONGEST_LINE = 100
"""Characters of an array on one line; a longer one, or one of several tables, has a line for each item."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LEAST, _MOST = -(2**63), 2**63 - 1


class _Place(NamedTuple):
    """Where a value stands in the data, and how it is to be written."""

    pointer: Pointer
    style: Style

    def member(self, key: str) -> _Place:
        """Place of what is under a key."""
        return self._below(key, self.style.children.get(key))

    def item(self, index: int) -> _Place:
        """Place of an item of a list."""
        return self._below(index, self.style.items)

    def _below(self, step: str | int, style: Style | None) -> _Place:
        pointer = (*self.pointer, step)
        if len(pointer) > DEEPEST:
            raise WriteError(f"data nested deeper than {DEEPEST} levels, or inside itself", pointer)
        return _Place(pointer, style or _NO_STYLE)


_NO_STYLE = Style()


def write_toml(data: Mapping[str, Json], style: Style | None = None) -> str:
    """Write a mapping as TOML, every line with its end; empty for an empty mapping.

    Raises WriteError for what TOML cannot hold: null, whole numbers beyond 64 bits, NaN and infinity,
    half characters, data nested too deep. TypeError for what is no `Json`.
    """
    lines: list[str] = []
    _table(lines, data, "", _Place((), style or _NO_STYLE))
    return "".join(f"{line}\n" for line in lines)


def without_nulls(data: Mapping[str, Json]) -> tuple[dict[str, Json], list[Pointer]]:
    """Leave out the keys without a value, which TOML does not have; the rest, and what was left out.

    Raises WriteError for a null in a list: the list would be another one without it.
    """
    dropped: list[Pointer] = []
    return _dict_without(data, _Place((), _NO_STYLE), dropped), dropped


def _dict_without(data: Mapping[str, Json], at: _Place, dropped: list[Pointer]) -> dict[str, Json]:
    kept: dict[str, Json] = {}
    for key, value in data.items():
        if value is None:
            dropped.append((*at.pointer, key))
        else:
            kept[key] = _without(value, at.member(key), dropped)
    return kept


def _without(value: Json, at: _Place, dropped: list[Pointer]) -> Json:
    if value is None:
        raise _null(at)
    if isinstance(value, dict):
        return _dict_without(value, at, dropped)
    if isinstance(value, list):
        return [_without(item, at.item(index), dropped) for index, item in enumerate(value)]
    return value


def _table(lines: list[str], table: Mapping[str, Json], name: str, at: _Place) -> None:
    """Write what a table holds: the keys that need no header, then the tables in it."""
    members = [(_key(key, at), value, at.member(key)) for key, value in table.items()]
    count = len(members)
    while count and _may_have_header(members[count - 1][1], f"{name}{members[count - 1][0]}"):
        count -= 1
    for key, value, place in members[:count]:
        _statement(lines, key, value, place)
    for key, value, place in members[count:]:
        if isinstance(value, dict):
            _section(lines, f"[{name}{key}]", value, f"{name}{key}.", place)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                _section(lines, f"[[{name}{key}]]", item, f"{name}{key}.", place.item(index))


def _section(lines: list[str], header: str, table: Any, name: str, at: _Place) -> None:
    if lines:
        lines.append("")
    lines.append(header)
    _table(lines, table, name, at)


def _may_have_header(value: Json, name: str) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, dict) for item in value) and len(name) <= LONGEST_NAME
    return isinstance(value, dict) and len(name) <= LONGEST_NAME


def _statement(lines: list[str], name: str, value: Json, at: _Place) -> None:
    """Write `name = value`; of a table, a statement for every value in it."""
    if isinstance(value, dict) and value and len(name) <= LONGEST_NAME:
        for key, inner in value.items():
            _statement(lines, f"{name}.{_key(key, at)}", inner, at.member(key))
    elif isinstance(value, list):
        lines += _array(name, value, at)
    else:
        lines.append(f"{name} = {_inline(value, at)}")


def _array(name: str, array: list[Json], at: _Place) -> list[str]:
    items = [_inline(item, at.item(index)) for index, item in enumerate(array)]
    line = f"{name} = [{', '.join(items)}]"
    tables = sum(isinstance(item, dict) for item in array)
    if not items or (tables < 2 and len(line) <= LONGEST_LINE):
        return [line]
    return [f"{name} = [", *(f"  {item}," for item in items), "]"]


def _inline(value: Json, at: _Place) -> str:
    """Write a value on one line."""
    if isinstance(value, str):
        return _text(value, at)
    if isinstance(value, dict):
        members = (f"{_key(key, at)} = {_inline(inner, at.member(key))}" for key, inner in value.items())
        return f"{{ {', '.join(members)} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_inline(item, at.item(index)) for index, item in enumerate(value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _int(value, at)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise WriteError(f"`{value}` is no number that JSON can hold", at.pointer)
        return float.__repr__(value)
    if value is None:
        raise _null(at)
    raise TypeError(f"a {type(value).__name__} is no value that JSON has")


def _int(value: int, at: _Place) -> str:
    if not _LEAST <= value <= _MOST:
        message = "the whole number has more than the 64 bits that TOML knows"
        raise WriteError(message, at.pointer, "make it a text")
    return int.__repr__(value)


def _null(at: _Place) -> WriteError:
    return WriteError("TOML has no null", at.pointer, "give it a value, or take it out")


def _text(text: str, at: _Place) -> str:
    dates = at.style.dates
    # What is bare must be a date to every reader, and not all of them know `t` and `z`.
    if dates and is_date(text, dates) and text == text.upper():
        return text
    return _quoted(text, at)


def _key(key: object, at: _Place) -> str:
    if not isinstance(key, str):
        raise TypeError(f"the key `{key}` is not text")
    return key if _BARE_KEY.fullmatch(key) else _quoted(key, at)


def _quoted(text: str, at: _Place) -> str:
    try:
        return in_quotes(text)
    except ValueError as error:
        raise WriteError(str(error), at.pointer) from None
