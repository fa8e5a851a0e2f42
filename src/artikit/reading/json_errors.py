"""Why a text is not JSON, in plain words at the character to mend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.reading.fatal import FatalError, quoted, syntax_error

if TYPE_CHECKING:
    from artikit.model import Pointer
    from artikit.reading.json import Open

COMMENT = re.compile(r"//|/\*|#")
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|(["\\])')
_JSON_WORDS = {
    "true": "true",
    "yes": "true",
    "false": "false",
    "no": "false",
    "null": "null",
    "none": "null",
    "nil": "null",
    "undefined": "null",
}
_QUOTES = "'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\xab\xbb"
_BARE = re.compile(r"[\w$][-\w$]*+")
_NUMBER_LIKE = re.compile(r"(?:[-+]?\.?[0-9]|[-+])[-+.:\w]*+")
_NO_NUMBER = ("is no number", "put it in double quotes if it is a text")
_BAD_NUMBERS = (
    (re.compile(r"[-+]?0[xX]"), "is a hexadecimal number", "write it as a decimal number"),
    (re.compile(r"-?0[0-9]+$"), "begins with a zero", "remove the zero, or put it in double quotes"),
    (re.compile(r"\+[0-9.]"), "begins with a plus sign", "remove the plus sign"),
    (re.compile(r"-?\."), "has no digit before the point", "write a 0 before the point"),
    (re.compile(r"-?[0-9]+\.(?![0-9])"), "has no digit behind the point", "write a 0 behind the point"),
)


def _found(text: str, pos: int) -> str:
    char = text[pos]
    return f"`{char}`" if char.isprintable() else f"U+{ord(char):04X}"


def unclosed(text: str, frame: Open) -> FatalError:
    """Report an object or array that the text ends in, at its beginning."""
    if not frame.closer:
        return syntax_error("text ends before its last value", len(text), len(text), frame.path)
    kind = "object" if isinstance(frame.data, dict) else "array"
    message = f"{kind} is never closed: its `{frame.closer}` is missing"
    return syntax_error(message, frame.start, frame.start + 1, frame.path)


def no_comma(text: str, pos: int, frame: Open) -> FatalError:
    """Explain what stands where a comma or the end should be."""
    if pos >= len(text):
        return unclosed(text, frame)
    if comment := _comment(text, pos, frame.pointer()):
        return comment
    in_object = isinstance(frame.data, dict)
    value = f"the value of {quoted(frame.key)}" if in_object else f"item {frame.count} of the array"
    wanted = f"`,` or `{frame.closer}`" if frame.closer else "`,`"
    broken = text[:pos].rstrip(" \t\n\r").endswith('"') if text[pos] not in '"}]:' else False
    way_out = 'write `\\"` for a quote inside a text' if broken else ""
    message = f"expected {wanted} after {value}, found {_found(text, pos)}"
    return syntax_error(message, pos, pos + 1, frame.pointer() if in_object else frame.path, way_out)


def _comment(text: str, pos: int, pointer: Pointer) -> FatalError | None:
    if match := COMMENT.match(text, pos):
        return syntax_error("JSON has no comments", *match.span(), pointer, "remove the comment")
    return None


def no_key(text: str, pos: int, frame: Open) -> FatalError:
    """Explain what stands where a key should begin."""
    if pos >= len(text):
        return unclosed(text, frame)
    if comment := _comment(text, pos, frame.path):
        return comment
    match = _BARE.match(text, pos)
    if match and text[pos] not in _QUOTES:
        message, way_out = f"key {quoted(match[0])} has no quotes", "put it in double quotes"
        return syntax_error(message, *match.span(), frame.path, way_out)
    if text[pos] in _QUOTES:
        return syntax_error("key has the wrong quotes", pos, pos + 1, frame.path, 'use double quotes `"`')
    return syntax_error(f"expected a key, found {_found(text, pos)}", pos, pos + 1, frame.path)


def no_colon(text: str, pos: int, key: str, frame: Open) -> FatalError:
    """Explain what stands where a colon should be."""
    if pos >= len(text):
        return unclosed(text, frame)
    pointer = (*frame.path, key)
    if comment := _comment(text, pos, pointer):
        return comment
    message = f"expected `:` after the key {quoted(key)}, found {_found(text, pos)}"
    return syntax_error(message, pos, pos + 1, pointer)


def no_value(text: str, pos: int, frame: Open | None) -> FatalError:
    """Explain what stands where a value should begin."""
    if pos >= len(text):
        return unclosed(text, frame) if frame else syntax_error("there is no text to read", pos, pos)
    pointer = frame.pointer() if frame else ()
    if comment := _comment(text, pos, pointer):
        return comment
    char = text[pos]
    if char in _QUOTES:
        kind = "single" if char == "'" else "wrong"
        return syntax_error(f"text in {kind} quotes", pos, pos + 1, pointer, 'use double quotes `"`')
    if match := _NUMBER_LIKE.match(text, pos):
        what, way_out = next((why for bad, *why in _BAD_NUMBERS if bad.match(match[0])), _NO_NUMBER)
        return syntax_error(f"{quoted(match[0])} {what}", *match.span(), pointer, way_out)
    if match := _BARE.match(text, pos):
        json_word = _JSON_WORDS.get(match[0].lower())
        what = "is no word that JSON has" if json_word else "has no quotes"
        way_out = f"write `{json_word}`" if json_word else "put it in double quotes"
        return syntax_error(f"{quoted(match[0])} {what}", *match.span(), pointer, way_out)
    return syntax_error(f"expected a value, found {_found(text, pos)}", pos, pos + 1, pointer)


def bad_text(text: str, start: int, pointer: Pointer) -> FatalError:
    """Explain why a text cannot be read: a bad escape, or no end."""
    for match in _ESCAPE.finditer(text, start + 1):
        if match[1] == '"':
            break
        if match[1] and match.end() < len(text):
            escape = text[match.start() : match.start() + (6 if text[match.end()] == "u" else 2)]
            way_out = "write `\\\\` for a backslash"
            if escape[1] == "u":
                way_out = "write `\\u` and four hexadecimal digits, or `\\\\` for a backslash"
            message = f"{quoted(escape)} is no escape that JSON has"
            return syntax_error(message, match.start(), match.start() + len(escape), pointer, way_out)
    return syntax_error('text is never closed: its `"` is missing', start, start + 1, pointer)
