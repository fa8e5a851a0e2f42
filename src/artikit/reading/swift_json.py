"""The swift reader of JSON: whole texts, such as lines, that stand as programs write them, by orjson.

It answers with what the exact reader would read without a word, or not at all, as the quick reader does; that
one comes next. Nothing is decoded before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.reading.limits import longest_number
from artikit.reading.quick_json import is_deeper
from artikit.writing.json import read_back

if TYPE_CHECKING:
    from artikit.model import Json
    from artikit.reading.limits import Limits

_CLOSERS = (b"}", b"]")

_LONGEST_NUMBER = 25
"""Characters of a number that comes back as it was: 20 of an integer of 64 bits, 24 of a float."""

_SIGNS = (b",", b":", b":", b"[", b"{")
"""Before every node but the first stands one of these, and a colon stands for a key too."""


def read_swiftly(data: bytes, limits: Limits) -> dict[str, Json] | list[Json] | None:
    """Read an object or a list in UTF-8, with nothing behind it; None for what needs care."""
    if not data.endswith(_CLOSERS):
        return None
    size = len(data)  # never less than its characters, and no node takes less than one
    if size > min(limits.record_size, limits.scalar_size) or longest_number(limits) < _LONGEST_NUMBER:
        return None
    if size > limits.nodes and 1 + sum(map(data.count, _SIGNS)) > limits.nodes:
        return None
    value = read_back(data)
    return value if isinstance(value, (dict, list)) and not is_deeper(value, limits.depth) else None
