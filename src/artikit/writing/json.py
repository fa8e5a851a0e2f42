"""JSON in UTF-8, readable, and safe to show: what a terminal or a reader of lines may act on is escaped."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from artikit.writing.quotes import ANY_HIDDEN, is_open

try:
    import orjson
except ImportError:  # it is not made for every Python
    _dumps: Any = None
    _loads: Any = None
else:
    _dumps = partial(orjson.dumps, option=orjson.OPT_PASSTHROUGH_SUBCLASS)
    _loads = orjson.loads

if TYPE_CHECKING:
    from artikit.model import Json

_ESCAPE = b"\\u"
_HEAD = 2_000
"""Bytes in which somebody who escapes all that is not ASCII has nearly always had to."""

_ALIKE = frozenset({str, int, bool, type(None), dict, list})
"""What orjson writes as the standard library does; floats it writes in another way, and NaN as null."""


def dump_json(value: Json, indent: int | None = None) -> bytes:
    """Write a value in one line, or over several with `indent`. Raises ValueError for NaN and infinity."""
    data = _quickly(value) if indent is None else None
    if data is None:
        separators = (",", ":") if indent is None else None
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
        data = text.encode(errors="surrogatepass")
    try:
        if is_open(data):
            return data
    except UnicodeDecodeError:  # halves of characters
        pass
    text = data.decode(errors="surrogatepass")
    return ANY_HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()


def read_back(data: bytes) -> Json:
    """Read JSON that orjson writes as it stands, but for blanks between values; None for any other.

    What comes out as it went in was read as it was meant: no key stands in it twice, no integer became a
    float, no number was cut. It takes a quarter of the time that a careful reader does.
    """
    if _loads is None or _ESCAPE in data[:_HEAD]:
        return None
    try:
        value: Json = _loads(data)
        written: bytes = _dumps(value)
    except (ValueError, TypeError):  # no JSON, or deeper than orjson writes
        return None
    return value if written == data or _is_same_but_for_blanks(written, data) else None


def is_plain(value: Json) -> bool:
    """Tell whether a value is surely sound JSON, whoever writes it.

    Nothing in it is a float, an integer of more than 64 bits, half a character or deeper than 250 levels.
    Where orjson is missing nobody knows.
    """
    return _quickly(value) is not None


def _is_same_but_for_blanks(written: bytes, data: bytes) -> bool:
    """Compare two texts of sound JSON. Blanks inside texts do not matter: orjson keeps those."""
    if len(written) >= len(data) or _ESCAPE in data:
        return False
    return written.translate(None, b" ") == data.translate(None, b" \t\r\n")


def _quickly(value: Json) -> bytes | None:
    """Write a value as the standard library writes it, in a tenth of the time; None where it may differ."""
    if _dumps is None:
        return None
    try:
        data: bytes = _dumps(value)
    except TypeError:  # a large integer, half a character, data inside itself
        return None
    return data if _is_alike(value) else None


def _is_alike(value: Json) -> bool:
    """Tell whether there is nothing in a value but what orjson writes as the standard library does."""
    todo: list[Any] = [value]
    for one in todo:
        kind = type(one)
        for item in one.values() if kind is dict else one if kind is list else ():
            inner = type(item)
            if inner is str or inner is int:
                continue
            if inner is dict or inner is list:
                todo.append(item)
            elif inner not in _ALIKE:
                return False
    return type(value) in _ALIKE
