"""Untrusted text made fit for a terminal and for the log of a CI system.

A title or a file name can hold escape sequences, marks that reverse the direction of writing
(CVE-2021-42574), line breaks, and what runners take for a command: `::error::` at the beginning of
a line, `##[error]`, `##vso[…]` and `##teamcity[…]` anywhere in it.
"""

from __future__ import annotations

import re

_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_COMMAND = r"\A\s*::"
_MARKED = r"##(?=\w*\[)"


def safe(text: str) -> str:
    r"""Write every character that does not simply show as `\\xNN` or `\\u{NNNN}`."""
    if not (text.isascii() and text.isprintable()):
        text = re.sub(_UNSAFE, _escaped, text)  # compiled when it is needed: half a millisecond
    return re.sub(_MARKED, r"#\\x23", text) if "##" in text else text


def safe_line(text: str) -> str:
    """Make a whole line safe that begins with untrusted text."""
    text = safe(text)
    return text.replace(":", "\\x3a", 1) if re.match(_COMMAND, text) else text


def one_cell(text: str) -> str:
    """Make a line of source safe to show above its carets: tabs become one blank."""
    return safe(text.replace("\t", " "))


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:04x}}}"
