"""The canonical YAML emitter: block style, one value a line, in the style that a schema asks for.

A text is bare only where YAML 1.1 (PyYAML, Jekyll's Psych) and YAML 1.2 both read it as that text;
else it stands in double quotes, escaped as in JSON. A schema says the rest in its annotations:
`"x-style": {"quotes": "double"}` for texts that are always quoted, `{"blank-line-before": true}`
for blocks at the top; its formats `date-time` and `date` say which texts are bare dates.

A null is an empty value behind its key, as real records have it (`domain:`), and `null` in a list,
where a lone dash would look like a slip. Every YAML reads both as null.
"""

from __future__ import annotations

import math
import re
from contextlib import suppress
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from artikit.schema.style import Style
from artikit.writing.quotes import HIDDEN, in_quotes, is_open

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from artikit.model import Json
    from artikit.schema.style import Checks, Head

LONGEST_KEY = 1_000
"""Characters of a key as it is written. YAML readers look no further than 1,024 for the colon."""

DEEPEST = 1_000
"""Mappings and lists inside one another; deeper data is taken for data that holds itself."""

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


def _plain(text: str) -> str:
    """Write a text bare where that is safe."""
    return _short(text) if len(text) <= _SHORT else _bare(text)


def _bare(text: str) -> str:
    return text if _BARE(text) else in_quotes(text)


_short = lru_cache(maxsize=4096)(_bare)
"""The same few words come again and again."""


def is_date(text: str, checks: Checks) -> bool:
    """Tell whether a text is a date by one of these checks, and one that every reader survives."""
    for check in checks:  # no generator: it would take as long as a check
        if check(text) is None:
            return _STAMP.match(text) is not None
    return False


def _date(text: str, checks: Checks) -> str:
    """Write a date bare, which YAML 1.1 reads as a date; what is none of these is a text like others."""
    return text if is_date(text, checks) else _plain(text)


_NO_STYLE = Style()


def text_of(style: Style) -> Callable[[str], str]:
    """Get the function that writes a text in a style."""
    if style.writer is None:
        style.writer = (
            in_quotes if style.quoted else partial(_date, checks=style.dates) if style.formats else _plain
        )
    return style.writer


def write_yaml(data: Mapping[str, Json], style: Style | None = None) -> str:
    """Write a mapping as block YAML that ends in one line end; keys keep their order.

    Raises ValueError for what YAML or JSON cannot hold: NaN and infinity, half characters, keys of
    more than 1,000 characters, data inside itself. TypeError for what is no `Json`.
    """
    if not data:
        return "{}\n"
    look = style or _NO_STYLE
    with suppress(ValueError):  # of two faults the careful name the first
        lines = _lines(data, look, hopeful=True)
        text = "".join(lines)
        if _is_sound(text, len(lines)):
            return text
    return "".join(_lines(data, look, hopeful=False))


def _is_sound(text: str, count: int) -> bool:
    """Tell whether a text is so many lines and nothing in it is hidden; hundreds of looks took longer.

    Raises ValueError for half characters.
    """
    return text.count("\n") == count and is_open(text.encode())


def _lines(data: Mapping[str, Json], look: Style, *, hopeful: bool) -> list[str]:
    """Write the lines of a mapping, each with its line end.

    The hopeful put texts into quotes without a look for hidden characters; `_is_sound` tells them later.
    """
    out: list[str] = []
    around: list[tuple[Iterator[Any], bool, str, Style]] = []
    here: Iterator[Any] = iter(data.items())
    is_map = True
    pad = lead = ""  # before the lines of this container, and before its next one
    while True:
        heads, items = look.heads, look.items or _NO_STYLE
        for entry in here:
            if is_map:
                name, value = entry
                key, within, write = heads.get(name) or _head(name, look)
                if not pad and within.blank_line and out:
                    out.append("\n")
            else:
                value, key, within, write = entry, "-", items, text_of(items)
            kind = value.__class__
            if kind is str:
                if hopeful and write is in_quotes and '"' not in value and "\\" not in value:
                    out.append(f'{lead}{key} "{value}"\n')
                else:
                    out.append(f"{lead}{key} {write(value)}\n")
            elif kind is int:
                out.append(f"{lead}{key} {value}\n")
            elif kind is bool:
                out.append(f"{lead}{key} true\n" if value else f"{lead}{key} false\n")
            elif value is None and is_map:
                out.append(f"{lead}{key}\n")
            elif isinstance(value, (dict, list)) and value:
                around.append((here, is_map, pad, look))
                if len(around) >= DEEPEST:
                    raise ValueError(f"data nested deeper than {DEEPEST:,} levels, or inside itself")
                pad += "  "
                if is_map:
                    out.append(f"{lead}{key}\n")
                    lead = pad
                else:
                    lead = f"{lead}- "  # the first line of what is in a list stands behind the dash
                is_map, look = isinstance(value, dict), within
                here = iter(value.items() if isinstance(value, dict) else value)
                break
            elif isinstance(value, str):
                out.append(f"{lead}{key} {write(value)}\n")
            else:
                out.append(f"{lead}{key} {_scalar(value)}\n")
            lead = pad
        else:
            if not around:
                return out
            here, is_map, pad, look = around.pop()
            lead = pad


def _head(name: Any, look: Style) -> Head:
    """Write a key and its colon, and find the style of what stands behind it."""
    if len(look.heads) >= _MOST_HEADS:
        look.heads.clear()
    within = look.children.get(name, _NO_STYLE)
    head = look.heads[name] = _key(name), within, text_of(within)
    return head


def _key(name: object) -> str:
    """Write a key and its colon."""
    if not isinstance(name, str):
        raise TypeError(f"the key `{name}` is not text")
    written = _plain(name)
    if len(written) > LONGEST_KEY:
        raise ValueError(f"the key `{name[:40]}…` is longer than YAML allows: {LONGEST_KEY:,} characters")
    return written + ":"


def _scalar(value: object) -> str:
    """Write what is neither text nor a container with something in it."""
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


def _float(value: float) -> str:
    """Write the shortest text that reads back equal; YAML 1.1 wants a dot in it, Python leaves it out."""
    if not math.isfinite(value):
        raise ValueError(f"`{value}` is no number that JSON can hold")
    text = float.__repr__(value)
    return text if "." in text else text.replace("e", ".0e")
