r"""Lists of simple texts in one cell: `A | B`. `\|` and `\\` stand for the signs themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.reading import codes
from artikit.reading.fatal import quoted
from artikit.tabular.faults import Fault
from artikit.tabular.spreadsheets import is_read_anew, is_trigger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from artikit.model import Json

_TOKEN = re.compile(r"\\([\\|])|([^\\|]++)|([\s\S])")


def is_simple(value: Json) -> bool:
    """Tell whether a value can be an item: a text without line ends and without blanks at its edges."""
    return isinstance(value, str) and value != "" and value == value.strip() and "\n" not in value


def write_list(items: Sequence[Json]) -> str:
    """Write a list; the empty text where it has to go as JSON."""
    texts = [item for item in items if isinstance(item, str) and is_simple(item)]
    if len(texts) != len(items) or not texts:
        return ""
    text = " | ".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in texts)
    if text[0] in "'\\" or is_trigger(text[0]) or (len(texts) == 1 and is_read_anew(text)):
        return ""
    return text


def read_list(text: str) -> list[str] | Fault:
    """Read a list, also one typed by hand without blanks around the bars."""
    items: list[list[str]] = [[]]
    for escaped, plain, bare in _TOKEN.findall(text):
        if bare == "\\":
            help_ = "write `\\\\` for a backslash and `\\|` for a bar"
            return Fault(codes.SYNTAX_ERROR, f"the list {quoted(text)} has a bare backslash", help_)
        if bare:
            items.append([])
        else:
            items[-1].append(escaped or plain)
    found = ["".join(item).strip() for item in items]
    if not all(found):
        help_ = "remove the bar, or write the list as JSON behind `\\J`"
        return Fault(codes.SYNTAX_ERROR, f"the list {quoted(text)} has an empty item", help_)
    return found
