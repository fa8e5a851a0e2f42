"""The YAML of a record in which something is suspected: its lines, scalars and mappings by their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.model import Span
from artikit.reading.quick_spans import places_in
from artikit.reading.yaml_1_1 import FIRST, LONGEST, misread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from artikit.model import Pointer, Record
    from artikit.reading.yaml_1_1 import Misread
    from artikit.rules._yaml_text.skimming import Skimmed
    from artikit.schema.style import Style

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_PROPERTY = re.compile(r"&[^\s,\[\]{}]+[ \t]+")
_BLOCKS = ("|", ">")


class Line(NamedTuple):
    """A line of the text: where it starts, where its line end stands, and where the next one starts."""

    start: int
    end: int
    next: int


class Misreading(NamedTuple):
    """A key or value that YAML 1.1 reads otherwise, as it is written, and where it stands."""

    found: Misread
    shown: str
    pointer: Pointer
    span: Span
    at_key: bool


class YamlText:
    """The YAML of one record, in a region of its text, under the style that its schema asks for."""

    def __init__(self, record: Record, region: Span, style: Style, skimmed: Skimmed) -> None:
        self.record = record
        self.region = region
        self.style = style
        self.source = record.source.text
        self.suspicions = skimmed.suspicions
        self._skimmed = skimmed

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the region, one after another."""
        found = _LINE.finditer(self.source, self.region.start, self.region.end)
        return [Line(*match.span(1), match.end()) for match in found if match.start() < self.region.end]

    @cached_property
    def scalars(self) -> list[Span]:
        """Places of all keys and scalars in their order; a block text with the blank lines behind it."""
        spans = self.record.spans
        inner = {pointer[:-1] for pointer in spans.values}
        leaves = {span for pointer, span in spans.values.items() if pointer not in inner}
        return sorted({*map(self._with_blank_lines, leaves), *spans.keys.values()})

    def _with_blank_lines(self, span: Span) -> Span:
        if not self.is_block(span):
            return span
        end = span.end
        while end < self.region.end and self.source[end] in " \t\r\n":
            end += 1
        if end < self.region.end:  # back to the end of the last blank line
            end = max(self.source.rfind("\n", span.end, end) + 1, self.source.rfind("\r", span.end, end) + 1)
        return Span(span.start, max(end, span.end))

    def scalar_at(self, offset: int) -> Span | None:
        """Key or scalar that the character at an offset belongs to."""
        index = bisect_right(self.scalars, Span(offset, len(self.source))) - 1
        return self.scalars[index] if index >= 0 and self.scalars[index].end > offset else None

    def is_block(self, scalar: Span) -> bool:
        """Tell whether a scalar is a text of several lines behind `|` or `>`."""
        return self.source.startswith(_BLOCKS, scalar.start)

    def is_shared(self, span: Span) -> bool:
        """Tell whether a place lies outside the record: what an alias stands for may."""
        return not _lies_in(span, self.region)

    def doubtful(self, places: Mapping[Pointer, Span]) -> Iterable[tuple[Pointer, Span]]:
        """Of all keys, or of all values, those that may be misread or may lack their quotes; others too."""
        if self._doubtful_lines is None:
            return places.items()
        return places_in(places, self._doubtful_lines)

    @cached_property
    def _doubtful_lines(self) -> list[int] | None:
        """Where the lines begin that are to be looked at; None where all are.

        What the quick reader has read has no scalars but on one line. What it has not is always looked at.
        """
        doubtful = self._skimmed.doubtful
        if doubtful is None:
            return None
        lines = self._skimmed.lines.all
        numbers = [number for number, line in enumerate(lines) if line in doubtful]
        if "\r" in self.source:
            return [self.lines[number].start for number in numbers]
        starts = list(accumulate((len(line) + 1 for line in lines), initial=self.region.start))
        return [starts[number] for number in numbers]

    @cached_property
    def misreadings(self) -> list[Misreading]:
        """Scalars that YAML 1.1 reads otherwise, each place once."""
        if not self.suspicions.scalars:
            return []
        found: dict[Span, Misreading] = {}
        for places, at_key in ((self.record.spans.keys, True), (self.record.spans.values, False)):
            for pointer, span in self.doubtful(places):
                one = self._misreading(pointer, span, at_key=at_key)
                if one is not None:
                    found.setdefault(one.span, one)
        return [found[span] for span in sorted(found)]

    def _misreading(self, pointer: Pointer, span: Span, *, at_key: bool) -> Misreading | None:
        first = self.source[span.start : span.start + 1]
        if first not in FIRST and first != "&":
            return None
        bare = self._bare(span)
        if bare.end - bare.start > LONGEST:
            return None
        shown = self.source[bare.start : bare.end]
        wrong = misread(shown)
        if wrong is None or self.is_shared(span):
            return None
        return Misreading(wrong, shown, pointer, bare, at_key)

    def _bare(self, span: Span) -> Span:
        """Place of a scalar without the anchor before it."""
        anchor = _PROPERTY.match(self.source, span.start, span.end) if span.end > span.start else None
        return Span(anchor.end(), span.end) if anchor else span

    def style_at(self, pointer: Pointer) -> Style | None:
        """Style that the schema asks for at a pointer; None where it says nothing."""
        here: Style | None = self.style
        for step in pointer:
            here = here and (here.items if isinstance(step, int) else here.children.get(step))
        return here

    def mappings(self) -> Iterator[tuple[Pointer, Style, list[str]]]:
        """All mappings that the schema knows: pointer, style, keys in the order in which they stand."""
        todo: list[tuple[Pointer, Any, Style | None]] = [((), self.record.data, self.style)]
        own: dict[Pointer, list[tuple[int, str]]] = {}
        for pointer, span in self.record.spans.keys.items():
            if _lies_in(span, self.record.spans.value(pointer[:-1])):
                own.setdefault(pointer[:-1], []).append((span.start, str(pointer[-1])))
        while todo:
            pointer, value, style = todo.pop()
            if isinstance(value, list) and style is not None:
                todo.extend(((*pointer, index), item, style.items) for index, item in enumerate(value))
            elif isinstance(value, dict) and style is not None:
                yield pointer, style, [key for _, key in sorted(own.get(pointer, []))]
                todo.extend(((*pointer, key), value[key], style.children.get(key)) for key in value)


def in_double_quotes(written: str) -> str:
    """Write a text in double quotes that stands on one line without any, or in single ones."""
    from artikit.writing.quotes import in_quotes  # only for what is mended

    return in_quotes(written[1:-1].replace("''", "'") if written[0] == "'" else written)


def _lies_in(span: Span, around: Span) -> bool:
    return around.start <= span.start and span.end <= around.end
