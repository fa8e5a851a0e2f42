"""Keys, texts and numbers in canonical YAML.

A text is bare only where YAML 1.1 (PyYAML, Jekyll's Psych) and YAML 1.2 both read it as that text;
else it stands in double quotes, escaped as in JSON.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from artikit.schema.style import Style
from artikit.writing.quotes import HIDDEN, in_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

    from artikit.schema.style import Checks, Head

LONGEST_KEY = 1_000
"""Characters of a key as it is written. YAML readers look no further than 1,024 for the colon."""

_SHORT = 40
"""Characters of a text whose writing is remembered."""

_MOST_HEADS = 1_000
"""Keys that a style remembers as they are written."""

_NOT_PLAIN = f"\x00-\x1f{HIDDEN}"
_BARE = re.compile(
    rf"""
    (?!(?:
      (?i: y | n | yes | no | on | off | true | false | null ) | ~ | = | <<
      | \+? [.0-9_] [0-9_,.:]* (?i: e [-+]? [0-9_,.:]+ )?      # 1_0 .5 1e3 12:30, and Psych's 1,000
      | \+? 0 (?i: [box] [0-9a-f_,]+ )
      | \+? \. (?i: inf | nan )
      | [0-9]{{4}} - [0-9]{{1,2}} - [0-9]{{1,2}} (?: [Tt\ ] .* )?
    )\Z | \.\.\. )
    [^-\s?:,\[\]{{}}\#&*!|>'"%@`{_NOT_PLAIN}]
    (?: [^\ :\#{_NOT_PLAIN}]++ | :(?!\s|\Z) | (?<!\ )\# | \ (?!\#) )*+
    (?<!\s)\Z
    """,
    re.VERBOSE,
).match
_STAMP = re.compile(r"(?!9999|.{17}60)[1-9].{9}")
"""Dates that every YAML reader survives: libraries fail on the years 0 and 9999, and on leap seconds."""

_MOST_TIMES = re.compile(
    r"(?!9999)[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:[01][1-9]|10|2[0-8])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z\Z"
).match
"""Times of days that every month of every year has: sound `date-time`, and survived by all."""

NO_STYLE = Style()


def text_of(style: Style) -> Callable[[str], str]:
    """Get the function that writes a text in a style."""
    if style.writer is None:
        style.writer = _writer(style)
    return style.writer


def head_of(name: Any, look: Style) -> Head:
    """Write a key and its colon, and find the style of what stands behind it."""
    head = look.heads.get(name)
    if head is None:
        if len(look.heads) >= _MOST_HEADS:
            look.heads.clear()
        within = look.children.get(name, NO_STYLE)
        head = look.heads[name] = _key(name), within, text_of(within)
    return head


def scalar(value: object) -> str:
    """Write what is neither text nor a container with something in it; a null as in a list.

    Raises ValueError for NaN and infinity, TypeError for what is no value of JSON.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, (dict, list)):
        return "{}" if isinstance(value, dict) else "[]"
    raise TypeError(f"a {type(value).__name__} is no value that JSON has")


def is_date(text: str, checks: Checks) -> bool:
    """Tell whether a text is a date by one of these checks, and one that every reader survives."""
    for check in checks:  # no generator: it would take as long as a check
        if check(text) is None:
            return _STAMP.match(text) is not None
    return False


def _writer(style: Style) -> Callable[[str], str]:
    if style.quoted:
        return in_quotes
    if not style.formats:
        return _plain
    return partial(_time if "date-time" in style.formats else _date, checks=style.dates)


def _plain(text: str) -> str:
    """Write a text bare where that is safe."""
    return _short(text) if len(text) <= _SHORT else _bare(text)


def _bare(text: str) -> str:
    return text if _BARE(text) else in_quotes(text)


_short = lru_cache(maxsize=4096)(_bare)
"""The same few words come again and again."""


def _time(text: str, checks: Checks) -> str:
    return text if _MOST_TIMES(text) else _date(text, checks)


def _date(text: str, checks: Checks) -> str:
    """Write a date bare, which YAML 1.1 reads as a date; what is none of these is a text like others."""
    return text if is_date(text, checks) else _plain(text)


def _key(name: object) -> str:
    """Write a key and its colon."""
    if not isinstance(name, str):
        raise TypeError(f"the key `{name}` is not text")
    written = _plain(name)
    if len(written) > LONGEST_KEY:
        raise ValueError(f"the key `{name[:40]}…` is longer than YAML allows: {LONGEST_KEY:,} characters")
    return written + ":"


def _float(value: float) -> str:
    """Write the shortest text that reads back equal; YAML 1.1 wants a dot in it, Python leaves it out."""
    if not math.isfinite(value):
        raise ValueError(f"`{value}` is no number that JSON can hold")
    text = float.__repr__(value)
    return text if "." in text else text.replace("e", ".0e")
