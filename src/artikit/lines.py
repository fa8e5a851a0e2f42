"""Lines of a text: where they begin and end. They end in LF, in CRLF or in CR alone."""

from __future__ import annotations

import re

from artikit.model import LINE_END

_LINE = re.compile(r"[^\r\n]*")


def line_start(text: str, at: int) -> int:
    """Offset of the first character of the line that `at` stands in."""
    behind = text.rfind("\n", 0, at) + 1
    return text.rfind("\r", behind, at) + 1 or behind


def line_end(text: str, at: int) -> int:
    """Offset of the line end behind `at`, or of the end of the text."""
    found = _LINE.match(text, at)  # it matches anywhere
    return found.end() if found else at


def line_above(text: str, start: int) -> int:
    """Offset of the beginning of the line above one that begins at `start`, which is not the first."""
    return line_start(text, start - (2 if text.startswith("\r\n", start - 2) else 1))


def line_below(text: str, at: int) -> int:
    """Offset of the first character behind the line that `at` stands in, and behind its line end."""
    end = line_end(text, at)
    return end + (2 if text.startswith("\r\n", end) else end < len(text))


def newline_of(text: str, start: int = 0) -> str:
    """First line end behind an offset; the first one of all where none is there, LF where there is none."""
    found = LINE_END.search(text, start) or LINE_END.search(text)
    return found[0] if found else "\n"
