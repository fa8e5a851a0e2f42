"""Exact TOML reader (TOML 1.0): `tomllib` gives the values, a scan before it the places and the limits.

The scan is iterative and linear. `tomllib` recurses and works in square time on long dotted keys, so it
sees only statements that the scan has gone through. Dates and times stay the text that was written.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, time
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from artikit.model import NO_SPANS, Problem, Span, Spans
from artikit.reading import codes
from artikit.reading.fatal import FatalError, over_limit, quoted, syntax_error
from artikit.reading.json import SURROGATE
from artikit.reading.limits import longest_number
from artikit.reading.reading import Reading
from artikit.reading.toml_errors import NUMBER_SIGNS, no_comma, no_key, no_value, refused

if TYPE_CHECKING:
    from typing import Any

    from artikit.model import Pointer
    from artikit.reading.limits import Limits

_BLANK = re.compile(r"[ \t]*")
_SPACE = re.compile(r"[ \t\r\n]*")
_LINE_REST = re.compile(r"[^\r\n]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[-+.:\w]*+|[-+.:\w]++")
_TIME = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_KNOWN_VALUE = re.compile(
    r"true|false|[-+]?(?:inf|nan)|0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+"
    r"|[-+]?(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][-+]?[0-9](?:_?[0-9])*)?"
    rf"|{_TIME}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:[Tt ]{_TIME}(?:[Zz]|[-+][0-9]{{2}}:[0-9]{{2}})?)?"
)
_TEXT_ENDS = {
    '"': re.compile(r'\\.|["\n]'),
    "'": re.compile(r"['\n]"),
    '"""': re.compile(r'\\[\s\S]|"{3,5}'),
    "'''": re.compile(r"'{3,5}"),
}
_QUOTES = frozenset("\"'")
_CLOSERS = {"[": "]", "{": "}"}
_TOML_WORDS = {"true": "write `true`", "yes": "write `true`", "false": "write `false`", "no": "write `false`"}
_TOML_WORDS |= dict.fromkeys(("null", "none", "nil"), "TOML has no empty value: remove the key")


def read_toml(
    text: str,
    limits: Limits,
    *,
    start: int = 0,
    end: int | None = None,
    spans: bool = False,
) -> Reading:
    """Read the TOML document from `start` to `end`. Problems are in the reading; nothing is raised."""
    text = text[:end]
    problems: list[Problem] = []
    if half := SURROGATE.search(text, start):
        message = f"{quoted(half[0])} is half a character: its other half is missing"
        problems.append(Problem(codes.LONE_SURROGATE, message, span=Span(*half.span())))
        text = SURROGATE.sub("\ufffd", text)
    scan = Scan(text, limits, start)
    try:
        broken = scan.run()
        data = _load(scan)
    except FatalError as fatal:
        return fatal.reading(problems)
    if broken:
        return broken.reading(problems)
    problems += _make_plain(data, scan)
    return Reading(data, tuple(problems), Spans(scan.values, scan.keys) if spans else NO_SPANS, len(text))


class _Member(NamedTuple):
    """A value to come: its pointer, its dotted key, and the steps that belong to the table around it."""

    pointer: Pointer
    key: Span | None = None
    steps: int = 0


@dataclass(slots=True)
class Open:
    """An array or inline table that is being read."""

    member: _Member
    start: int
    closer: str
    count: int = 0


class Scan:
    """Finds the places of keys and values, and stops at the limits.

    `values` of implied tables: the header or the statement that first names them. `ends` says which
    key was defined by the statement that ends at an offset. `done` is where the first statement
    begins that was not gone through.
    """

    def __init__(self, text: str, limits: Limits, start: int) -> None:
        self.text = text
        self.limits = limits
        self.start = self.done = min(start, len(text))
        self.digits = longest_number(limits)
        self.nodes = 1
        self.values: dict[Pointer, Span] = {(): Span(self.start, len(text))}
        self.keys: dict[Pointer, Span] = {}
        self.ends: dict[int, _Member] = {}
        self.table_counts: dict[Pointer, int] = {}

    def run(self) -> FatalError | None:
        """Scan all statements; the syntax error that ended the scan. Exceeded limits are raised."""
        try:
            size = len(self.text) - self.start
            if size > self.limits.record_size:
                span = Span(self.start, self.start + 1)
                raise over_limit("record_size", self.limits.record_size, span)
            self._statements()
        except FatalError as fatal:
            if fatal.problem.code != codes.SYNTAX_ERROR:
                raise
            return fatal
        return None

    def _statements(self) -> None:
        text = self.text
        table: Pointer = ()
        pos = self._skip(self.start)
        while pos < len(text):
            self.done = pos
            if text[pos] == "[":
                pos, table = self._header(pos)
            else:
                member, pos = self._member(pos, table)
                pos = self._value(pos, member)
            pos = _match_end(_BLANK, text, pos)
            if pos < len(text) and text[pos] not in "#\r\n":
                way_out = "begin a new line, or put the whole text in quotes"
                raise syntax_error("text after the end of the value", pos, pos + 1, table, way_out)
            pos = self._skip(pos)
        self.done = len(text)

    def _header(self, start: int) -> tuple[int, Pointer]:
        """Read `[table]` or `[[array of tables]]`; the offset behind it and the pointer of the table."""
        closer = "]]" if self.text.startswith("[[", start) else "]"
        pointer, key, pos = self._key(_match_end(_BLANK, self.text, start + len(closer)), ())
        end = pos + len(closer)
        if not self.text.startswith(closer, pos):
            message = f"table name is never closed: its `{closer}` is missing"
            raise syntax_error(message, start, start + 1, pointer)
        span = Span(start, end)
        for size in range(1, len(pointer)):
            self._place(pointer[:size], span)
        if closer == "]]":
            count = self.table_counts.get(pointer, 0)
            self.table_counts[pointer] = count + 1
            self._place(pointer, span)
            pointer = (*pointer, count)
        else:
            pointer = self._newest(pointer)
        if len(pointer) >= self.limits.depth:
            raise over_limit("depth", self.limits.depth, key, pointer)
        self._put(pointer, span)
        self.ends[pos] = _Member(pointer, key)
        return end, pointer

    def _member(self, pos: int, table: Pointer) -> tuple[_Member, int]:
        """Read a dotted key and its `=`; the offset of the value."""
        pointer, key, pos = self._key(pos, table)
        if not self.text.startswith("=", pos):
            name = quoted(self.text[key.start : key.end])
            way_out = "TOML writes `key = value`" if self.text.startswith(":", pos) else ""
            end = min(pos + 1, len(self.text))
            raise syntax_error(f"expected `=` after the key {name}", pos, end, pointer, way_out)
        return _Member(pointer, key, len(table)), _match_end(_BLANK, self.text, pos + 1)

    def _key(self, pos: int, table: Pointer) -> tuple[Pointer, Span, int]:
        """Read a dotted key; its pointer, its span, and the offset of what follows."""
        text, start, pointer = self.text, pos, table
        while True:
            if match := _BARE_KEY.match(text, pos):
                part, end = match[0], match.end()
            elif text[pos : pos + 1] in _QUOTES:
                end = self._text_end(pos, text[pos], pointer)
                part = _key_text(text, pos, end)
            else:
                raise no_key(text, pos, pointer)
            pointer = (*self._newest(pointer), part)
            span = Span(pos, end)
            if len(pointer) > self.limits.depth:
                raise over_limit("depth", self.limits.depth, span, pointer)
            if len(part) > self.limits.scalar_size:
                raise over_limit("scalar_size", self.limits.scalar_size, span, pointer)
            if pointer not in self.keys:
                self.keys[pointer] = span
                self._count(pointer, span)
            pos = _match_end(_BLANK, text, end)
            if not text.startswith(".", pos):
                return pointer, Span(start, end), pos
            pos = _match_end(_BLANK, text, pos + 1)

    def _value(self, pos: int, member: _Member) -> int:
        """Read a value, however nested; the offset behind it."""
        text = self.text
        stack: list[Open] = []
        while True:
            item_next = text[pos : pos + 1] in _CLOSERS
            if item_next:
                if len(member.pointer) >= self.limits.depth:
                    raise over_limit("depth", self.limits.depth, Span(pos, pos + 1), member.pointer)
                stack.append(Open(member, pos, _CLOSERS[text[pos]]))
                pos += 1
            else:
                start, pos = pos, self._scalar(pos, member.pointer)
                self._finish(member, start, pos)
            while stack:
                top = stack[-1]
                pos = self._skip(pos)
                if text.startswith(top.closer, pos):
                    pos += 1
                    self._finish(top.member, top.start, pos)
                    stack.pop()
                    item_next = False
                elif not item_next:
                    if not text.startswith(",", pos):
                        raise no_comma(text, pos, top)
                    pos += 1
                    item_next = True
                elif pos == len(text):
                    raise no_comma(text, pos, top)
                else:
                    break
            else:
                return pos
            if top.closer == "}":
                member, pos = self._member(pos, top.member.pointer)
            else:
                member = _Member((*top.member.pointer, top.count))
                top.count += 1

    def _scalar(self, pos: int, pointer: Pointer) -> int:
        """Go over a text, number, date or word; the offset behind it."""
        text = self.text
        if text[pos : pos + 1] in _QUOTES:
            quotes = text[pos] * (3 if text.startswith(text[pos] * 3, pos) else 1)
            end = self._text_end(pos, quotes, pointer)
            if end - pos - 2 * len(quotes) > self.limits.scalar_size:
                raise over_limit("scalar_size", self.limits.scalar_size, Span(pos, end), pointer)
            return end
        match = _BARE_VALUE.match(text, pos)
        if match is None:
            raise no_value(text, pos, pointer)
        word, span = match[0], Span(*match.span())
        digits = len(word) * 5 // 4 if word.startswith("0x") else len(word)
        if digits > self.digits and word[0] in NUMBER_SIGNS:
            raise over_limit("number_digits", self.digits, span, pointer)
        if not _KNOWN_VALUE.fullmatch(word):
            is_number = word[0] in NUMBER_SIGNS
            what = "is no number or date" if is_number else "has no quotes"
            way_out = _TOML_WORDS.get(word.lower(), "put the whole text in quotes")
            raise syntax_error(f"{quoted(word)} {what}", *span, pointer, way_out)
        return span.end

    def _text_end(self, pos: int, quotes: str, pointer: Pointer) -> int:
        for match in _TEXT_ENDS[quotes].finditer(self.text, pos + len(quotes)):
            if match[0] == "\n":
                break
            if match[0][0] == quotes[0]:
                return match.end()
        message = f"text is never closed: its `{quotes}` is missing"
        way_out = "a text of several lines stands in three quotes" if len(quotes) == 1 else ""
        raise syntax_error(message, pos, pos + len(quotes), pointer, way_out)

    def _finish(self, member: _Member, start: int, end: int) -> None:
        self._put(member.pointer, Span(start, end))
        if member.key:
            self.ends[end] = member
            for size in range(member.steps + 1, len(member.pointer)):
                self._place(member.pointer[:size], Span(member.key.start, end))

    def _newest(self, pointer: Pointer) -> Pointer:
        """In an array of tables, names mean its newest table."""
        count = self.table_counts.get(pointer)
        return pointer if count is None else (*pointer, count - 1)

    def _place(self, pointer: Pointer, span: Span) -> None:
        if pointer not in self.values:
            self._put(pointer, span)

    def _put(self, pointer: Pointer, span: Span) -> None:
        self.values[pointer] = span
        self._count(pointer, span)

    def _count(self, pointer: Pointer, span: Span) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise over_limit("nodes", self.limits.nodes, span, pointer)

    def _skip(self, pos: int) -> int:
        """Go over white space, line ends and comments."""
        while True:
            pos = _match_end(_SPACE, self.text, pos)
            if not self.text.startswith("#", pos):
                return pos
            pos = _match_end(_LINE_REST, self.text, pos)


def _match_end(pattern: re.Pattern[str], text: str, pos: int) -> int:
    match = pattern.match(text, pos)
    return match.end() if match else pos


def _key_text(text: str, start: int, end: int) -> str:
    """Text of a quoted key; as written where its escapes are wrong, which `tomllib` will report."""
    if text[start] == '"' and "\\" in text[start:end]:
        try:
            return str(tomllib.loads(f"key = {text[start:end]}")["key"])
        except tomllib.TOMLDecodeError:
            pass
    return text[start + 1 : end - 1]


def _load(scan: Scan) -> dict[str, Any]:
    """Let `tomllib` read the statements that the scan has gone through."""
    content = scan.text[scan.start : scan.done]
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise refused(str(error), content, scan) from None
    except RecursionError:
        raise over_limit("depth", scan.limits.depth, Span(scan.start, scan.start + 1)) from None
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        message = f"TOML cannot be read: {quoted(str(error))}"
        raise syntax_error(message, scan.start, scan.start + 1) from None


def _make_plain(data: dict[str, Any], scan: Scan) -> list[Problem]:
    """Turn values that JSON has not into those it has, in place: dates into their text."""
    problems = []
    containers: list[tuple[Pointer, Any]] = [((), data)]
    while containers:
        around, container = containers.pop()
        items = container.items() if isinstance(container, dict) else enumerate(container)
        for step, value in list(items):
            pointer = (*around, step)
            if isinstance(value, dict | list):
                containers.append((pointer, value))
            elif isinstance(value, date | time):
                span = scan.values.get(pointer)
                container[step] = scan.text[span.start : span.end] if span else value.isoformat()
            elif isinstance(value, float) and not isfinite(value):
                span = scan.values.get(pointer)
                container[step] = None
                message = "not a number, or one too large, which no JSON value can hold"
                problems.append(Problem(codes.NOT_FINITE, message, pointer, span))
    return sorted(problems, key=lambda problem: problem.span or (0, 0))
