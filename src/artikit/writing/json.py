"""JSON in UTF-8, readable, and safe to show: what a terminal or a reader of lines may act on is escaped."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from artikit.writing.quotes import HIDDEN

if TYPE_CHECKING:
    from artikit.model import Json

_HIDDEN = re.compile(f"[{HIDDEN}]")


def dump_json(value: Json, indent: int | None = None) -> bytes:
    """Write a value in one line, or over several with `indent`. Raises ValueError for NaN and infinity."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    data = text.encode(errors="surrogatepass")
    if _may_hide(text, data):
        return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()
    return data


def _may_hide(text: str, data: bytes) -> bool:
    """Tell whether there may be hidden characters; so many searches take a twentieth of the pattern's time.

    C1 controls begin with C2 in UTF-8, halves of characters with ED.
    """
    return (
        b"\xc2" in data
        or b"\xed" in data
        or "\x7f" in text
        or "\u2028" in text
        or "\u2029" in text
        or "\ufeff" in text
        or "\ufffe" in text
        or "\uffff" in text
    )
