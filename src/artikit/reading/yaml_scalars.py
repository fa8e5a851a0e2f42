"""Plain YAML scalars by the core schema of YAML 1.2.2, §10.3.2. Everything else is text, dates too."""

from __future__ import annotations

import math
import re
from typing import Final

NOT_FINITE: Final = object()
"""What `resolve` returns for NaN, infinity, and numbers beyond a double."""

TOO_LONG: Final = object()
"""What `resolve` returns for a number with more digits than the limit."""

_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_FIRST = frozenset("~nNtTfF.+-0123456789")
_INT = re.compile(r"[-+]?[0-9]+\Z")
_RADIX = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_SPECIAL = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")


def resolve(text: str, digits: int) -> object:
    """Value of a plain scalar: null, bool, int, float or the text; or one of the two marks above.

    `digits` is the most characters that a number may have.
    """
    if text[:1] not in _FIRST:
        return text or None
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text) if len(text) <= digits else TOO_LONG
    if _FLOAT.match(text):
        if len(text) > digits:
            return TOO_LONG
        value = float(text)
        return NOT_FINITE if math.isinf(value) else value
    if _RADIX.match(text):
        return int(text, 0) if len(text) <= digits else TOO_LONG
    return NOT_FINITE if _SPECIAL.match(text) else text
