"""JSON as pages carry it: comments, trailing commas, control characters; each value with its place."""

from __future__ import annotations

import re
from json import JSONDecoder
from typing import NamedTuple, TypeAlias

from artikit.model import Span

_SKIP = re.compile(r"(?:\s++|<!--|-->|/\*(?:[^*]|\*(?!/))*+\*/|//[^\n]*+|<!\[CDATA\[|\]\]>)*+")
_NUMBER = re.compile(r"-?[0-9]++(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+")
_WORDS = {"true": True, "false": False, "null": None, "NaN": None}
_STRINGS = JSONDecoder(strict=False)
_DEPTH = 40
LONGEST = 2_000_000
"""Characters of one block; real ones have a few thousand."""


class Leaf(NamedTuple):
    """A text, a number as it is written, or a word; and its place."""

    value: str | bool | None
    span: Span


Loose: TypeAlias = "Leaf | list[Loose] | dict[str, Loose]"


def read_loosely(text: str, start: int, end: int, *, longest: int = LONGEST) -> Loose:
    """Read one value out of a piece of a text. ValueError where it is none."""
    if end - start > longest:
        raise ValueError("it is too long")
    value, at = _value(text, _SKIP.match(text, start, end).end(), end, 0)  # type: ignore[union-attr]
    at = _blank(text, at, end)
    if at < end and text[at] == ";":
        at = _blank(text, at + 1, end)
    if at < end:
        raise ValueError("something follows the value")
    return value


def _blank(text: str, at: int, end: int) -> int:
    match = _SKIP.match(text, at, end)
    return match.end() if match else at


def _value(text: str, at: int, end: int, depth: int) -> tuple[Loose, int]:
    if at >= end or depth > _DEPTH:
        raise ValueError("it ends too soon, or is nested too deep")
    sign = text[at]
    if sign == '"':
        value, after = _string(text, at, end)
        return Leaf(value, Span(at + 1, after - 1)), after
    if sign == "{":
        return _object(text, at, end, depth)
    if sign == "[":
        return _list(text, at, end, depth)
    if match := _NUMBER.match(text, at, end):
        return Leaf(match[0], Span(*match.span())), match.end()
    for word, meaning in _WORDS.items():
        if text.startswith(word, at, end):
            return Leaf(meaning, Span(at, at + len(word))), at + len(word)
    raise ValueError("no value stands here")


def _string(text: str, at: int, end: int) -> tuple[str, int]:
    if at >= end or text[at] != '"':
        raise ValueError("no key stands here")
    value, after = _STRINGS.raw_decode(text, at)
    if after > end:
        raise ValueError("a text does not end")
    return value, after


def _object(text: str, at: int, end: int, depth: int) -> tuple[Loose, int]:
    found: dict[str, Loose] = {}
    at = _blank(text, at + 1, end)
    while not text.startswith("}", at, end):
        key, at = _string(text, at, end)
        at = _blank(text, at, end)
        if not text.startswith(":", at, end):
            raise ValueError("no colon behind a key")
        value, at = _value(text, _blank(text, at + 1, end), end, depth + 1)
        found.setdefault(key, value)
        at = _next(text, at, end, "}")
    return found, at + 1


def _list(text: str, at: int, end: int, depth: int) -> tuple[Loose, int]:
    found: list[Loose] = []
    at = _blank(text, at + 1, end)
    while not text.startswith("]", at, end):
        value, at = _value(text, at, end, depth + 1)
        found.append(value)
        at = _next(text, at, end, "]")
    return found, at + 1


def _next(text: str, at: int, end: int, closing: str) -> int:
    """Step over a comma, also over one before the end."""
    at = _blank(text, at, end)
    if text.startswith(",", at, end):
        return _blank(text, at + 1, end)
    if not text.startswith(closing, at, end):
        raise ValueError("no comma between values")
    return at
