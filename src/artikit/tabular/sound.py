"""What a record must not hold to be written into a table that can be read again."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from artikit.errors import WriteError
from artikit.reading.fatal import quoted
from artikit.writing.json import is_plain

if TYPE_CHECKING:
    from artikit.model import Pointer

DEEPEST = 500
"""Mappings and lists inside one another. JSON goes into cells by recursion, which Python bounds at 1,000."""

_SURELY_PRINTED = 10_000
"""Bits of an integer that Python prints whatever its settings (`sys.set_int_max_str_digits`) are."""


def check_sound(data: dict[str, Any]) -> None:
    """Check that all of a record is plain JSON, so that nothing can fail once it has been taken.

    Raises WriteError with the place of what is not: a value of another type, a key that is no text, NaN or
    infinity, half a character, an integer that Python does not print, data nested too deep.
    """
    if is_plain(data):
        return
    todo: list[tuple[Pointer, Any]] = [((), data)]
    while todo:
        pointer, node = todo.pop()
        if len(pointer) >= DEEPEST:
            raise WriteError(f"data nested deeper than {DEEPEST} levels, or inside itself", pointer)
        for step, value in node.items() if isinstance(node, dict) else enumerate(node):
            if isinstance(node, dict):
                _check_key(step, pointer)
            if isinstance(value, str):
                if not value.isascii():
                    _check_text(value, (*pointer, step))
            elif isinstance(value, (dict, list)):
                todo.append(((*pointer, step), value))
            elif value is not None and not isinstance(value, bool):
                _check_number(value, (*pointer, step))


def _check_key(key: object, pointer: Pointer) -> None:
    if not isinstance(key, str):
        raise WriteError(f"the key {quoted(str(key))} is no text", pointer, "put it in quotes")
    if not key.isascii():
        _check_text(key, (*pointer, key))


def _check_text(text: str, pointer: Pointer) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = f"U+{ord(text[error.start]):04X} is half a character, which no text file can hold"
        raise WriteError(message, pointer, "write both halves, or the character itself") from None


def _check_number(value: object, pointer: Pointer) -> None:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise WriteError(f"`{value}` is no number that JSON can hold", pointer, "make it a text")
    elif not isinstance(value, int):
        raise WriteError(f"the value is a {type(value).__name__}, which JSON does not have", pointer)
    elif value.bit_length() > _SURELY_PRINTED:
        try:
            str(value)
        except ValueError:
            raise WriteError("the number has more digits than Python prints", pointer) from None
