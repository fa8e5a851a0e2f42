"""JSON in UTF-8, readable, and safe to show: what a terminal or a reader of lines may act on is escaped.

JSON itself asks for the escape of C0 controls only (RFC 8259, section 7). Escaped here too are DEL and C1
controls, which terminals obey, U+2028 and U+2029, which other readers take for line ends, and U+FEFF and
the non-characters, which do not survive everywhere.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from artikit.model import Json

_UNSURE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def dump_json(value: Json, indent: int | None = None) -> bytes:
    """Write a value in one line, or over several with `indent`. Raises ValueError for NaN and infinity."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    data = text.encode(errors="surrogatepass")
    if _is_unsure(text, data):
        return _UNSURE.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()
    return data


def _is_unsure(text: str, data: bytes) -> bool:
    """Tell whether any such character may be there; so many searches take a twentieth of the pattern's time.

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
