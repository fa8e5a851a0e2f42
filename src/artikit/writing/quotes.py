"""Text in double quotes, with escapes that YAML, TOML and JSON all know."""

from __future__ import annotations

import re
from json.encoder import encode_basestring

HIDDEN = "\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
"""What no eye sees, or a reader may take for a line end or drop; to stand in a class of characters.

JSON itself asks for the escape of C0 controls only (RFC 8259, section 7). These are DEL and C1 controls,
which terminals obey, U+2028 and U+2029, which other readers take for line ends, U+FEFF and the
non-characters, which do not survive everywhere, and halves of characters.
"""

ANY_HIDDEN = re.compile(f"[{HIDDEN}]")
_CONTROL = re.compile(f"[\x00-\x09\x0b-\x1f{HIDDEN}]")
_USUAL = bytes((ord("\n"), *range(ord(" "), 0x7F)))


def is_open(data: bytes) -> bool:
    """Tell whether nothing in a text, given in UTF-8, is hidden, nor a control character but LF."""
    unusual = data.translate(None, _USUAL).decode()
    return unusual.isprintable() or not _CONTROL.search(unusual)  # printable: the same question, quicker


def in_quotes(text: str) -> str:
    """Write a text in double quotes. Raises ValueError for half characters."""
    quoted = encode_basestring(text)
    if text.isascii() and "\x7f" not in text:
        return quoted
    return escape_hidden(quoted)


def escape_hidden(quoted: str) -> str:
    """Escape what is hidden inside quotes that are already there. Raises ValueError for half characters."""
    return ANY_HIDDEN.sub(_escape, quoted)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError(f"U+{code:04X} is half a character, which no text file can hold")
    return f"\\u{code:04x}"
