"""How the values of a record lie in its text: entries, lines, brackets, indents."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.comments import comments_of, is_comment, language_of
from artikit.editing.changing import ImpossibleError, value_at
from artikit.lines import line_above, line_below, line_end, line_start, newline_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Json, Pointer, Record, Span

_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)*")
_TO_DASH = re.compile(r"(?:[ \t\r\n]|(?<![^\s])#[^\r\n]*)*")
_KEEPS_BLANK_LINES = re.compile(r"(?:[&!]\S*[ \t]+)*[|>][0-9]?\+")
_TO_COLON = re.compile(r"[ \t]*:")


class Entry(NamedTuple):
    """A key with its value, or an item: `start` is where its key or dash begins, `end` behind the value."""

    step: str | int
    start: int
    end: int


class Layout:
    """The text of one record, and questions about it. Raises ImpossibleError where there is no answer."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.source.text
        self.language = language_of(record)
        self.values, self.keys = record.spans

    def span(self, pointer: Pointer) -> Span:
        """Range of a value, its anchor and tag with it."""
        if pointer not in self.values:
            raise ImpossibleError
        return self.values[pointer]

    def key(self, pointer: Pointer) -> Span:
        """Range of the key that leads to a value."""
        if pointer not in self.keys:
            raise ImpossibleError
        return self.keys[pointer]

    def written(self, pointer: Pointer) -> str:
        """Text of a value."""
        return self.text[slice(*self.span(pointer))]

    def old(self, pointer: Pointer) -> Json:
        """Value that stands at a pointer."""
        return value_at(self.record.data, pointer)

    @cached_property
    def newline(self) -> str:
        """Line end of the record."""
        return newline_of(self.text, self.span(()).start)

    @cached_property
    def comments(self) -> list[Span]:
        """Every comment of the record."""
        return [] if self.language == "json" else list(comments_of(self.record))

    def has_comment(self, span: Span) -> bool:
        """Tell whether a comment begins in a range."""
        return any(span.holds(comment.start) for comment in self.comments)

    def is_flow(self, pointer: Pointer) -> bool:
        """Tell whether the entries of a container stand between brackets, with commas."""
        if self.language == "json":
            return True
        start = self.span(pointer).start
        if self.language == "yaml":
            start = self._behind(_PROPERTIES, start)
            return self.text.startswith(("[", "{"), start)
        if not self.text.startswith(("[", "{"), start):
            return False
        if pointer and isinstance(pointer[-1], str):
            return self.key(pointer).end <= start  # else the key stands inside of a `[header]`
        return bool(pointer) and self.is_flow(pointer[:-1])

    def is_inside_flow(self, pointer: Pointer) -> bool:
        """Tell whether a value stands between brackets."""
        return any(self.is_flow(pointer[:size]) for size in range(len(pointer)))

    def entries(self, pointer: Pointer) -> list[Entry]:
        """Entries of a container in the order of the text, but for what is merged in or repeated."""
        if self.written(pointer).startswith("*"):
            raise ImpossibleError  # what stands here stands elsewhere
        container: Any = self.old(pointer)
        if isinstance(container, list):
            return list(self._items(pointer, len(container)))
        if not isinstance(container, dict):
            raise ImpossibleError
        around = self.span(pointer)
        found = []
        for key in container:
            if (at := (*pointer, key)) in self.keys:
                start, end = self.keys[at]
                if self.language == "yaml" and not around.holds(start):
                    continue  # merged in from elsewhere
                found.append(Entry(key, start, max(end, self.span(at).end)))
        return sorted(found, key=lambda entry: entry.start)

    def _items(self, pointer: Pointer, count: int) -> Iterator[Entry]:
        dashes = self.language == "yaml" and not self.is_flow(pointer)
        before = self.span(pointer).start
        if dashes:
            before = self._behind(_PROPERTIES, before)
        for index in range(count):
            start, end = self.span((*pointer, index))
            if dashes:
                dash = self._behind(_TO_DASH, before)
                if not self.text.startswith("-", dash) or dash >= start:
                    raise ImpossibleError
                start = dash
            yield Entry(index, start, end)
            before = end

    def colon(self, pointer: Pointer) -> int:
        """Offset behind the colon of a key, in YAML."""
        found = _TO_COLON.match(self.text, self.key(pointer).end)
        if found is None:
            raise ImpossibleError
        return found.end()

    def lead(self, pointer: Pointer) -> int:
        """Offset behind the colon or dash that leads to a value, in YAML blocks."""
        if isinstance(pointer[-1], str):
            return self.colon(pointer)
        around = {entry.step: entry for entry in self.entries(pointer[:-1])}
        return around[pointer[-1]].start + 1

    def before(self, at: int) -> str:
        """What stands before an offset in its line."""
        return self.text[line_start(self.text, at) : at].removeprefix("\ufeff")

    def ends_line(self, at: int) -> bool:
        """Tell whether at most a comment follows in the line."""
        rest = self.text[at : line_end(self.text, at)].lstrip(" \t")
        return not rest or rest.startswith("#")

    def own_lines(self, start: int) -> int:
        """Where the lines of an entry begin: with the comments right above it that stand in its column."""
        column = len(self.before(start))
        top = line_start(self.text, start)
        while top and is_comment(self.text, above := line_above(self.text, top)):
            if self._indent(above) != column:
                break
            top = above
        return top

    def lines_end(self, end: int) -> int:
        """Offset behind the lines of an entry that ends at `end`; with the blank ones that its text keeps."""
        below = line_below(self.text, end)
        if below < len(self.text) and self.is_blank_line(below) and self._keeps_blank_lines(end):
            while below < len(self.text) and self.is_blank_line(below):
                below = line_below(self.text, below)
        return below

    def _keeps_blank_lines(self, end: int) -> bool:
        return self.language == "yaml" and any(
            span.end == end and _KEEPS_BLANK_LINES.match(self.text, span.start)
            for span in self.values.values()
        )

    def is_blank_line(self, start: int) -> bool:
        """Tell whether the line that begins at an offset is empty."""
        return not self.text[start : line_end(self.text, start)].strip(" \t\ufeff")

    def _behind(self, pattern: re.Pattern[str], at: int) -> int:
        """Offset behind what a pattern takes, which may be nothing."""
        found = pattern.match(self.text, at)
        return found.end() if found else at

    def _indent(self, start: int) -> int:
        end = line_end(self.text, start)
        return end - start - len(self.text[start:end].lstrip(" \t"))
