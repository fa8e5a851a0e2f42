r"""Exact JSON reader (RFC 8259): values with their places, under limits, never recursive.

It reads what `json.loads` reads, to equal values, and is stricter: NaN and Infinity, duplicate keys,
lone surrogates and numbers beyond a double are problems. Raw control characters inside texts are read
and reported. The first syntax error or exceeded limit ends a reading.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from math import isinf
from typing import TYPE_CHECKING

from artikit.model import Note, Problem, Span, Spans
from artikit.reading import codes
from artikit.reading.fatal import FatalError, over_limit, quoted, syntax_error
from artikit.reading.json_errors import COMMENT, bad_text, no_colon, no_comma, no_key, no_value, unclosed
from artikit.reading.limits import longest_number
from artikit.reading.quick_json import read_quickly
from artikit.reading.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Json, Pointer
    from artikit.reading.limits import Limits

SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"[ \t\n\r]*")
_TEXT = re.compile(r'"([^"\\\x00-\x1f\ud800-\udfff]*)"')
_KEY = re.compile(_TEXT.pattern + r"[ \t\n\r]*:[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(\.[0-9]++)?([eE][-+]?[0-9]++)?(?![-+.\w])")
_WORD = re.compile(r"-?[^\W\d]\w*+")
_CONTROL = re.compile(r"[\x00-\x1f]")
_HALF = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F]..|[\ud800-\udfff])|\\[\s\S]")
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
_CLOSERS = {"{": "}", "[": "]"}
_OPENINGS = tuple(_CLOSERS)
_LITERALS: dict[str, Json] = {"true": True, "false": False, "null": None}
_NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})


def read_json(
    text: str,
    limits: Limits,
    *,
    start: int = 0,
    end: int | None = None,
    spans: bool = False,
    members: bool = False,
) -> Reading:
    """Read one JSON value that begins at `start`, before `end`; what follows it is the caller's business.

    With `members` the whole range is the inside of one object, without its braces. Problems are in the
    reading; nothing is raised.
    """
    whole = text if end is None else text[:end]
    if not (spans or members) and (quick := read_quickly(whole, limits, _skip(whole, start))):
        return Reading(quick[0], end=quick[1])
    return _Reader(whole, limits, spans=spans).read(start, members=members)


def trailing(text: str, offset: int) -> Problem | None:
    """Report the first character after a value that ends at `offset`, if it is not white space."""
    pos = _skip(text, offset)
    if pos == len(text):
        return None
    message = "JSON has no comments" if COMMENT.match(text, pos) else "text after the end of the value"
    return syntax_error(message, pos, pos + 1, way_out="remove it").problem


def read_whole_json(text: str, limits: Limits, *, start: int = 0, spans: bool = False) -> Reading:
    """Read a text that is one JSON value and nothing else; what stands behind it leaves nothing of it."""
    if start == 0 and not spans and text.startswith(_OPENINGS):
        from artikit.reading.swift_json import read_swiftly  # orjson takes a millisecond

        with suppress(UnicodeEncodeError):  # halves of characters
            if (value := read_swiftly(text.encode(), limits)) is not None:
                return Reading(value, end=len(text))
    return read_whole_json_with_care(text, limits, start=start, spans=spans)


def read_whole_json_with_care(text: str, limits: Limits, *, start: int = 0, spans: bool = False) -> Reading:
    """Do the same for a text that the swift reader has refused."""
    reading = read_json(text, limits, start=start, spans=spans)
    behind = trailing(text, reading.end) if reading.ok else None
    return FatalError(behind).reading(reading.problems) if behind else reading


def read_json_items(
    text: str,
    limits: Limits,
    *,
    start: int = 0,
    spans: bool = False,
) -> Iterator[Reading]:
    """Read the elements of an array one by one, or the one value that is not an array.

    Limits and pointers are those of each element. A last reading that is not ok tells of a syntax
    error between or behind the elements; one inside an element ends the iteration as well.
    """
    opening = _skip(text, start)
    pos = opening
    try:
        if text.startswith("[", opening):
            array = Open(opening, [], "]", (), kept=True, live=True)
            pos = _skip(text, opening + 1)
            more = not text.startswith("]", pos)
            while more:
                if pos == len(text):
                    raise unclosed(text, array)
                yield (reading := _Reader(text, limits, spans=spans).read(pos))
                if not reading.ok:
                    return
                array.count += 1
                pos = _skip(text, reading.end)
                if more := not text.startswith("]", pos):
                    pos = _next(text, pos, array)
            pos += 1
        else:
            yield (reading := _Reader(text, limits, spans=spans).read(pos))
            if not reading.ok:
                return
            pos = reading.end
        if problem := trailing(text, pos):
            yield FatalError(problem).reading([])
    except FatalError as fatal:
        yield fatal.reading([])


@dataclass(slots=True)
class Open:
    """An array or object that is being read; `closer` is empty for an object without braces.

    `kept` is False inside the value of a duplicate key, `live` where the present member is one.
    """

    start: int
    data: dict[str, Json] | list[Json]
    closer: str
    path: Pointer
    kept: bool
    live: bool
    key: str = ""
    count: int = 0
    firsts: dict[str, int] = field(default_factory=dict)

    def pointer(self) -> Pointer:
        """Pointer of the member that is being read."""
        return (*self.path, self.key if isinstance(self.data, dict) else self.count)

    def add(self, value: Json) -> bool:
        """Take in the member that was read; whether a key comes before the next one."""
        if isinstance(self.data, dict):
            if self.live:
                self.data[self.key] = value
            return True
        self.data.append(value)
        self.count += 1
        return False


def _pointer(frame: Open | None) -> Pointer:
    return frame.pointer() if frame else ()


def _skip(text: str, pos: int) -> int:
    return _SPACE.match(text, pos).end()  # type: ignore[union-attr]


def _next(text: str, pos: int, frame: Open) -> int:
    """Go over the comma at `pos` to the next member of an open container."""
    if not text.startswith(",", pos):
        raise no_comma(text, pos, frame)
    after = _skip(text, pos + 1)
    if text[after : after + 1] == frame.closer:
        message = f"comma after the last value{f' before `{frame.closer}`' if frame.closer else ''}"
        raise syntax_error(message, pos, pos + 1, frame.path, "remove the comma")
    return after


class _Reader:
    """Reads one value, and gathers the problems that do not end the reading and the places."""

    def __init__(self, text: str, limits: Limits, *, spans: bool) -> None:
        self.text = text
        self.limits = limits
        self.digits = longest_number(limits)
        self.spans = spans
        self.values: dict[Pointer, Span] = {}
        self.keys: dict[Pointer, Span] = {}
        self.problems: list[Problem] = []

    def read(self, start: int, *, members: bool = False) -> Reading:
        try:
            value, end = self._value(_skip(self.text, start), members=members)
        except FatalError as fatal:
            return fatal.reading(self.problems)
        return Reading(value, tuple(self.problems), Spans(self.values, self.keys), end)

    def _value(self, pos: int, *, members: bool) -> tuple[Json, int]:
        text, limits = self.text, self.limits
        stop = pos + limits.record_size
        nodes = 0
        frame: Open | None = None
        stack: list[Open] = []
        if members:
            frame = Open(pos, {}, "", (), kept=True, live=True)
            if pos == len(text):
                return {}, pos
            stack.append(frame)
            nodes += 2
            pos = self._key(pos, frame)
        while True:
            nodes += 1
            if nodes > limits.nodes:
                raise over_limit("nodes", limits.nodes, Span(pos, pos + 1), _pointer(frame))
            start = pos
            char = text[pos : pos + 1]
            value: Json
            if char == '"':
                match = _TEXT.match(text, pos)
                if match:
                    value, pos = match[1], match.end()
                    if pos - start - 2 > limits.scalar_size:
                        span = Span(start, pos)
                        raise over_limit("scalar_size", limits.scalar_size, span, _pointer(frame))
                else:
                    value, pos = self._text(start, _pointer(frame))
            elif char in _CLOSERS:
                data: dict[str, Json] | list[Json] = {} if char == "{" else []
                closer = _CLOSERS[char]
                if len(stack) >= limits.depth:
                    raise over_limit("depth", limits.depth, Span(start, start + 1), _pointer(frame))
                pos = _skip(text, start + 1)
                if text[pos : pos + 1] != closer:
                    kept = frame.live if frame else True
                    frame = Open(start, data, closer, _pointer(frame), kept, kept)
                    stack.append(frame)
                    if char == "{":
                        nodes += 1
                        pos = self._key(pos, frame)
                    continue
                value, pos = data, pos + 1
            else:
                value, pos = self._word(start, frame)
            while True:
                if pos > stop:
                    raise over_limit("record_size", limits.record_size, Span(stop, stop + 1), _pointer(frame))
                if self.spans and (frame is None or frame.live):
                    self.values[_pointer(frame)] = Span(start, pos)
                if frame is None:
                    return value, pos
                in_object = frame.add(value)
                pos = _skip(text, pos)
                char = text[pos : pos + 1]
                if char != frame.closer:
                    pos = _next(text, pos, frame)
                    if in_object:
                        nodes += 1
                        pos = self._key(pos, frame)
                    break
                value, start = frame.data, frame.start
                pos += len(frame.closer)
                stack.pop()
                frame = stack[-1] if stack else None

    def _key(self, pos: int, frame: Open) -> int:
        """Read a key and its colon; the offset of the value."""
        text = self.text
        match = _KEY.match(text, pos)
        if match:
            key, behind, after = match[1], match.end(1) + 1, match.end()
        else:
            if not text.startswith('"', pos):
                raise no_key(text, pos, frame)
            key, behind = self._text(pos, frame.path, is_key=True)
            colon = _skip(text, behind)
            if not text.startswith(":", colon):
                raise no_colon(text, colon, key, frame)
            after = _skip(text, colon + 1)
        frame.key = key
        first = frame.firsts.setdefault(key, pos)
        frame.live = frame.kept and first == pos
        if len(key) > self.limits.scalar_size:
            raise over_limit("scalar_size", self.limits.scalar_size, Span(pos, behind), frame.pointer())
        if first != pos:
            note = Note(Span(first, scanstring(text, first + 1, False)[1]), "first here")
            message = f"the key {quoted(key)} stands twice in this mapping"
            pointer, span, way_out = frame.pointer(), Span(pos, behind), "keep one of the two"
            self.problems.append(
                Problem(codes.DUPLICATE_KEY, message, pointer, span, help=way_out, notes=(note,))
            )
        elif self.spans and frame.live:
            self.keys[frame.pointer()] = Span(pos, behind)
        return after

    def _text(self, start: int, pointer: Pointer, *, is_key: bool = False) -> tuple[str, int]:
        """Read a text that has escapes or faults; the value and the offset behind it."""
        text = self.text
        try:
            value, end = scanstring(text, start + 1, False)
        except JSONDecodeError:
            raise bad_text(text, start, pointer) from None
        if len(value) > self.limits.scalar_size:
            raise over_limit("scalar_size", self.limits.scalar_size, Span(start, end), pointer)
        halves = SURROGATE.search(value)
        if halves:
            value = SURROGATE.sub("\ufffd", value)
        if is_key:
            pointer = (*pointer, value)
        if control := _CONTROL.search(text, start, end):
            escape = _SHORT_ESCAPES.get(control[0], f"\\u{ord(control[0]):04x}")
            message = f"control character U+{ord(control[0]):04X} inside a text: write `{escape}`"
            span = Span(*control.span())
            self.problems.append(Problem(codes.CONTROL_CHARACTER, message, pointer, span))
        if halves:
            half = next(match for match in _HALF.finditer(text, start + 1, end) if match.lastindex)
            message = f"{quoted(half[0])} is half a character: its other half is missing"
            span, way_out = Span(*half.span()), "write both halves, or the character itself"
            self.problems.append(Problem(codes.LONE_SURROGATE, message, pointer, span, help=way_out))
        return value, end

    def _word(self, start: int, frame: Open | None) -> tuple[Json, int]:
        """Read a number, true, false or null."""
        text = self.text
        if match := _NUMBER.match(text, start):
            span = Span(*match.span())
            if span.end - start > self.digits:
                raise over_limit("number_digits", self.digits, span, _pointer(frame))
            if match.lastindex is None:
                return int(match[0]), span.end
            number = float(match[0])
            if not isinf(number):
                return number, span.end
            message, way_out = f"number {quoted(match[0])} is too large", "put it in double quotes"
        else:
            match = _WORD.match(text, start)
            if match and match[0] in _LITERALS:
                return _LITERALS[match[0]], match.end()
            if match is None or match[0] not in _NOT_FINITE:
                raise no_value(text, start, frame)
            span = Span(*match.span())
            message, way_out = f"{quoted(match[0])} is not a number that JSON has", "write `null` or a text"
        self.problems.append(Problem(codes.NOT_FINITE, message, _pointer(frame), span, help=way_out))
        return None, span.end
