"""Why a text is not TOML, in plain words at the character to mend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.model import Note, Problem
from artikit.reading import codes
from artikit.reading.fatal import FatalError, quoted, syntax_error

if TYPE_CHECKING:
    from artikit.model import Pointer
    from artikit.reading.toml import Open, Scan

NUMBER_SIGNS = "+-.0123456789"
"""What a number or date begins with."""

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_REDEFINED = ("Cannot", "Duplicate")
_ESCAPES = ("Unescaped", "Invalid hex", "Escaped character")
_WORDS = {
    "Illegal character": (
        "control character that TOML allows only as an escape",
        "write `\\u` and its number",
    ),
    "Found invalid character": ("control character that TOML does not allow here", "remove it"),
    "Unescaped '\\'": ("`\\` does not begin an escape that TOML has", "write `\\\\`, or use single quotes"),
    "Invalid hex value": (
        "escape has too few hexadecimal digits",
        "write four after `\\u`, eight after `\\U`",
    ),
    "Escaped character": ("escape does not stand for a character", ""),
    "Invalid date": ("there is no such date or time", "correct it, or put it in quotes"),
    "Unclosed inline table": ("inline table is broken over lines", "write all of it on one line"),
    "Invalid initial character": ("expected a key here", "remove the comma or line break before it"),
}


def no_key(text: str, pos: int, pointer: Pointer) -> FatalError:
    """Explain what stands where a key should begin."""
    if pos >= len(text) or text[pos] in "\r\n":
        return syntax_error("expected a key before the line ends", pos, pos, pointer)
    way_out = "put the key in quotes if it has other signs than `A-Z a-z 0-9 - _`"
    return syntax_error(f"expected a key, found {quoted(text[pos])}", pos, pos + 1, pointer, way_out)


def no_value(text: str, pos: int, pointer: Pointer) -> FatalError:
    """Explain what stands where a value should begin."""
    if pos >= len(text) or text[pos] in "#\r\n":
        return syntax_error("value is missing", pos, pos, pointer, 'write `""` for an empty text')
    message = f"expected a value, found {quoted(text[pos])}"
    return syntax_error(message, pos, pos + 1, pointer, "put text in quotes")


def no_comma(text: str, pos: int, top: Open) -> FatalError:
    """Explain what stands where a comma or the end should be."""
    kind = "inline table" if top.closer == "}" else "array"
    pointer = top.member.pointer
    if pos >= len(text):
        message = f"{kind} is never closed: its `{top.closer}` is missing"
        return syntax_error(message, top.start, top.start + 1, pointer)
    message = f"expected `,` or `{top.closer}` in the {kind}, found {quoted(text[pos])}"
    return syntax_error(message, pos, pos + 1, pointer)


def refused(reason: str, content: str, scan: Scan) -> FatalError:
    """Say in plain words, at the exact place, why `tomllib` refused the text."""
    place = _PLACE.search(reason)
    offset = scan.start + len(content)
    if place and place[1]:
        line_starts = [0, *(match.end() for match in re.finditer("\n", content))]
        offset = scan.start + line_starts[int(place[1]) - 1] + int(place[2]) - 1
    reason = reason[: place.start()] if place else reason
    member = scan.ends.get(offset)
    if reason.startswith(_REDEFINED) and member and member.key:
        for size in range(len(member.pointer), 0, -1):
            pointer = member.pointer[:size]
            first = scan.keys.get(pointer)
            if first and first.start < member.key.start:
                name = quoted(".".join(str(step) for step in pointer if isinstance(step, str)))
                note = Note(first, "first here")
                message = f"{name} is defined twice"
                return FatalError(
                    Problem(codes.DUPLICATE_KEY, message, pointer, member.key, at_key=True, notes=(note,))
                )
    around = [pointer for pointer, span in scan.values.items() if span.holds(offset)]
    pointer = max(around, key=len, default=())
    message, way_out = next((words for start, words in _WORDS.items() if reason.startswith(start)), ("", ""))
    if not message and pointer and scan.text[scan.values[pointer].start] in NUMBER_SIGNS:
        span = scan.values[pointer]
        offset, message = span.start, f"{quoted(scan.text[span.start : span.end])} is no number or date"
    if reason.startswith(_ESCAPES):
        offset = max(scan.text.rfind("\\", scan.start, offset), scan.start)
    message = message or f"TOML cannot be read here: {quoted(reason)}"
    return syntax_error(message, offset, min(offset + 1, len(scan.text)), pointer, way_out)
