"""A quick reader of JSON: the standard library's, where it reads exactly what the exact reader would.

Whatever that one might say a word about is refused: duplicate keys, control characters, NaN, numbers out of
bounds, halves of characters, anything near a limit, and all that is no sound JSON. It finds no places.
"""

from __future__ import annotations

import json
import re
from math import isinf
from typing import TYPE_CHECKING, Any

from artikit.reading.limits import longest_number

if TYPE_CHECKING:
    from artikit.model import Json
    from artikit.reading.limits import Limits


_HALF = re.compile(r"\\u[dD]")
"""An escape of half a character, perhaps."""


class _RefusedError(ValueError):
    """Something for the exact reader."""


def read_quickly(text: str, limits: Limits, start: int) -> tuple[Json, int] | None:
    """Read the object or list that begins at `start`: its value and the offset behind it, or None."""
    size = len(text) - start
    # No node takes less than a character, no text is longer than all of it.
    if size > min(limits.record_size, limits.scalar_size):
        return None
    if size > limits.nodes and 1 + sum(map(text.count, ",:[{:")) > limits.nodes:
        return None
    if _HALF.search(text, start):
        return None
    try:
        text.encode()  # which knows no halves of characters
        value, end = _decoder(longest_number(limits)).raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    return (value, end) if isinstance(value, (dict, list)) and not is_deeper(value, limits.depth) else None


def _decoder(digits: int) -> json.JSONDecoder:
    if digits not in _DECODERS:

        def number(text: str) -> int:
            if len(text) > digits:
                raise _RefusedError
            return int(text)

        def decimal(text: str) -> float:
            value = float(text)
            if len(text) > digits or isinf(value):
                raise _RefusedError
            return value

        _DECODERS[digits] = json.JSONDecoder(
            object_pairs_hook=_mapping, parse_int=number, parse_float=decimal, parse_constant=_refuse
        )
    return _DECODERS[digits]


_DECODERS: dict[int, json.JSONDecoder] = {}


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise _RefusedError
    return data


def _refuse(_text: str) -> Any:
    raise _RefusedError


def is_deeper(value: Json, depth: int) -> bool:
    """Tell whether containers stand more than `depth` deep in one another."""
    level: list[Any] = [value]
    while level and depth:
        depth -= 1
        level = [
            item
            for one in level
            for item in (one.values() if type(one) is dict else one)
            if type(item) is dict or type(item) is list
        ]
    return bool(level)
