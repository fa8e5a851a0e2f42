"""The text of YAML front matter as the rules about style see it: quick where nothing is wrong, exact else.

Places cost a second reading of the record. So each record is first skimmed, once for all rules: a sound
one is known by its lines, most of which stood in other records before, and by the keys of its mappings.
The skimming may suspect too much and never too little; what it suspects is then looked at by its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.model import Pointer, Record, Span
from artikit.reading import codes
from artikit.reading.quick import Outline, outline_of
from artikit.reading.yaml_1_1 import FIRST, LONGEST, Misread, misread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from artikit.model import Json
    from artikit.rules import Facts, Glance
    from artikit.schema.style import Style

_MOST_LINES, _MOST_ORDERS, _MOST_STYLES = 16_000, 1_000, 50
"""What is remembered, at most: lines and orders of keys of one style, and styles."""

_LONGEST_LINE = 100
"""Characters of a line that is remembered; longer ones are hardly the same twice."""

_LONGEST_NUMBER = 4
"""Digits of a number whose line is remembered, as of a picture's size: of longer ones there are too many."""

_ELSEWHERE = (("publishedDateTime", "heat"),)
"""Keys that may also stand right before another one: videos and samples have their date there."""

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_PROPERTY = re.compile(r"&[^\s,\[\]{}]+[ \t]+")
_DASHES = re.compile(r"(?:- +)*")
_BLOCKS = ("|", ">")
_FENCES = "---\n---"


class Line(NamedTuple):
    """A line of the text: where it starts, where its line end stands, and where the next one starts."""

    start: int
    end: int
    next: int


class Misreading(NamedTuple):
    """A key or value that YAML 1.1 reads otherwise, and where it stands."""

    found: Misread
    shown: str
    pointer: Pointer
    span: Span
    at_key: bool


class Suspicions(NamedTuple):
    """What may be wrong in a record's YAML. Never silent about what is."""

    tabs: bool
    trailing: bool
    blank_lines: bool
    scalars: bool
    quotes: bool
    order: bool


class YamlText:
    """The YAML of one record, under the style that its schema asks for."""

    def __init__(self, record: Record, region: Span, style: Style) -> None:
        self.record = record
        self.region = region
        self.style = style
        self.source = record.source.text
        self._skimmed = _Skimmed(self.source, region)
        self.suspicions, self._doubtful = _suspicions(self._skimmed, record.data or {}, style)
        self.suspected = True in self.suspicions

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
        if not self.source.startswith(_BLOCKS, span.start):
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

    def is_shared(self, span: Span) -> bool:
        """Tell whether a place lies outside the record: what an alias stands for may."""
        return not (self.region.start <= span.start and span.end <= self.region.end)

    def doubtful(self, places: Mapping[Pointer, Span]) -> Iterable[tuple[Pointer, Span]]:
        """Of all keys, or of all values, those that may be misread or may lack their quotes; others too."""
        if self._doubtful_lines is None:
            return places.items()
        from artikit.reading.quick_spans import places_in  # sound records need none

        return places_in(places, self._doubtful_lines)

    @cached_property
    def _doubtful_lines(self) -> list[int] | None:
        """Where the lines begin that are to be looked at; None where all are.

        What the quick reader has read has no scalars but on one line. What it has not is always looked at.
        """
        if self._doubtful is None:
            return None
        lines, doubtful = self._skimmed.lines, self._doubtful
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
                first = self.source[span.start : span.start + 1]
                if first not in FIRST and first != "&":
                    continue
                bare = self.bare(span)
                if bare.end - bare.start > LONGEST:
                    continue
                shown = self.source[bare.start : bare.end]
                wrong = misread(shown)
                if wrong is not None and not self.is_shared(span):
                    found.setdefault(bare, Misreading(wrong, shown, pointer, bare, at_key))
        return [found[span] for span in sorted(found)]

    def bare(self, span: Span) -> Span:
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
            around = self.record.spans.value(pointer[:-1])
            if around.start <= span.start and span.end <= around.end:
                own.setdefault(pointer[:-1], []).append((span.start, str(pointer[-1])))
        while todo:
            pointer, value, style = todo.pop()
            if isinstance(value, list) and style is not None:
                todo.extend(((*pointer, index), item, style.items) for index, item in enumerate(value))
            elif isinstance(value, dict) and style is not None:
                yield pointer, style, [key for _, key in sorted(own.get(pointer, []))]
                todo.extend(((*pointer, key), value[key], style.children.get(key)) for key in value)


_last: YamlText | None = None
"""The record that was skimmed last: the rules ask for it one after another."""


def yaml_text(record: Record, style: Style) -> YamlText | None:
    """The YAML of a record where there may be something wrong in it, and its places can be trusted."""
    global _last  # noqa: PLW0603  (one record is remembered, no more)
    if _last is None or _last.record is not record or _last.style is not style:
        region = _region(record)
        if region is None:
            return None
        _last = YamlText(record, region, style)
    return _last if _last.suspected else None


def is_clean(glance: Glance, facts: Facts) -> bool:
    """Tell whether there is nothing wrong in a record's YAML, or none whose places can be trusted."""
    return yaml_text(glance.record, facts.style()) is None


def _region(record: Record) -> Span | None:
    """Where a record's YAML stands: the front matter with its fences, or its lines in a data file."""
    text = record.source.text
    if record.problems and any(problem.code != codes.BYTE_ORDER_MARK for problem in record.problems):
        return None  # which come first: what the reader stumbled over may stand anywhere
    if record.fence == "---":
        return Span(int(text.startswith("\ufeff")), len(text) - len(record.body))
    if record.fence or not is_yaml_file(record):
        return None
    start, end = record.spans.value(())
    start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    match = _LINE.match(text, end)
    return Span(start, match.end() if match else end)


def is_yaml_file(record: Record) -> bool:
    """Tell whether a record comes from a YAML data file."""
    return not record.fence and record.source.path.lower().endswith((".yaml", ".yml"))


class _Keys(NamedTuple):
    """What is known of mappings that have the same keys in the same order, in one place of a schema.

    Doubtful are keys that YAML 1.1 misreads, and those of dates where the schema knows no such key. `deep`
    are the keys with mappings or lists that must be looked at.
    """

    in_order: bool
    doubtful: bool
    sometimes_quoted: int
    deep: tuple[tuple[str, _Place], ...]


class _Place:
    """A place in a schema, and the mappings that were met there."""

    def __init__(self, style: Style | None, memory: _Memory) -> None:
        self.style = style
        self.memory = memory
        self.known: dict[tuple[str, ...], _Keys | None] = {}

    @cached_property
    def items(self) -> _Place:
        """The place of what is in a list."""
        return self.memory.place(self.style.items if self.style else None)

    def looked_at(self, keys: tuple[str, ...]) -> _Keys | None:
        """What is known of a mapping with these keys; None where nothing can be wrong in it."""
        return self.known[keys] if keys in self.known else self._learn(keys)

    def _learn(self, keys: tuple[str, ...]) -> _Keys | None:
        children = self.style.children if self.style else {}
        names, dates = self.memory.sometimes_quoted, self.memory.dates
        found = _Keys(
            not astray(keys, target_order(keys, children, top=self.style is self.memory.style)),
            any(misread(key) or (key in dates and key not in children) for key in keys),
            sum(key in names and asks_for_quotes(children.get(key)) for key in keys),
            tuple((key, self.memory.place(children.get(key))) for key in keys if _is_deep(children.get(key))),
        )
        if len(self.known) >= _MOST_ORDERS:
            self.known.clear()
        self.known[keys] = None if found == _NOTHING else found
        return self.known[keys]


_NOTHING = _Keys(in_order=True, doubtful=False, sometimes_quoted=0, deep=())
_NEW: Any = object()


def _is_deep(style: Style | None) -> bool:
    return style is None or bool(style.children or style.items)


class _Memory:
    """What has been learned about the lines and keys of records under one style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.clean: set[str] = set()
        self.quoted, self.sometimes_quoted, self.quoted_items = _names(style, asks_for_quotes)
        self.dates, _, _ = _names(style, _asks_for_a_date)
        self._places: dict[int, _Place] = {}
        self.top = self.place(style)

    def place(self, style: Style | None) -> _Place:
        """The place that a style speaks of; one for all that no style speaks of."""
        if id(style) not in self._places:
            self._places[id(style)] = _Place(style, self)
        return self._places[id(style)]


_memories: dict[int, _Memory] = {}


def _memory(style: Style) -> _Memory:
    found = _memories.get(id(style))
    if found is None:
        if len(_memories) >= _MOST_STYLES:
            _memories.clear()
        found = _memories[id(style)] = _Memory(
            style
        )  # which keeps the style alive, and so its number its own
    return found


def asks_for_quotes(style: Style | None) -> bool:
    """Tell whether a schema wants a text always quoted."""
    return style is not None and style.quoted


def _asks_for_a_date(style: Style) -> bool:
    return bool(style.formats)


def _names(style: Style, asks: Callable[[Style], bool]) -> tuple[frozenset[str], frozenset[str], bool]:
    """Names of keys of which the schema asks for something, always and in some places; whether of items."""
    asked: set[str] = set()
    others: set[str] = set()
    items = False
    seen: set[int] = set()
    todo = [style]
    while todo:
        here = todo.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        for name, child in here.children.items():
            (asked if asks(child) else others).add(name)
        todo.extend(here.children.values())
        if here.items is not None:
            items = items or asks(here.items)
            todo.append(here.items)
    return frozenset(asked - others), frozenset(asked & others), items


def target_order(keys: Sequence[str], children: Mapping[str, Style], *, top: bool) -> list[str]:
    """The order that keys should stand in: that of the schema, or another one that moves fewer of them."""
    order = list(children)
    orders = [order]
    for key, before in _ELSEWHERE if top else ():
        if key in children and before in children:
            rest = [one for one in order if one != key]
            at = rest.index(before)
            orders.append([*rest[:at], key, *rest[at:]])
    return min(orders, key=lambda one: len(astray(keys, one)))


def astray(keys: Sequence[str], order: Sequence[str]) -> list[str]:
    """Keys that must move for the others to stand in an order; as few as there can be."""
    rank = {name: index for index, name in enumerate(order)}
    known = [key for key in keys if key in rank]
    tails: list[int] = []  # the lowest rank that a run of so many keys in order ends with
    ends: list[int] = []
    before: list[int] = []
    for index, key in enumerate(known):
        length = bisect_left(tails, rank[key])
        tails[length : length + 1] = [rank[key]]
        ends[length : length + 1] = [index]
        before.append(ends[length - 1] if length else -1)
    staying = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        staying.add(at)
        at = before[at]
    return [key for index, key in enumerate(known) if index not in staying]


class _Met(NamedTuple):
    """What the mappings of a record tell of their keys; see `_Keys`."""

    in_order: bool
    doubtful: bool
    sometimes_quoted: int


class _Skimmed:
    """The lines of a region; `plain` those of them with anything but a text in double quotes behind a key.

    `rough` is the part of the region in which there may be tabs, and brackets with something between them.
    """

    def __init__(self, source: str, region: Span) -> None:
        self._source, self._region = source, region
        outline = outline_of(source)
        if outline and _is_fenced(outline, region):
            self.plain, self.rough = outline.plain, source[slice(*outline.exact)]
        else:
            self.plain, self.rough = self.lines, self._text

    @property
    def _text(self) -> str:
        return _with_lf(self._source[slice(*self._region)])

    @cached_property
    def lines(self) -> list[str]:
        """All lines of the region; they take long to split."""
        return self._text.split("\n")


def _is_fenced(outline: Outline, region: Span) -> bool:
    """Tell whether a region is what the reader has read, and the fences around that, and nothing more."""
    text, start, end = outline[:3]
    if not region.start <= start <= end <= region.end:
        return False
    return _with_lf(text[region.start : start] + text[end : region.end]).rstrip("\n") == _FENCES


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _suspicions(
    skimmed: _Skimmed, data: Mapping[str, Json], style: Style
) -> tuple[Suspicions, set[str] | None]:
    """Skim the YAML of a record. This is the hot path: a record has some 300 lines.

    Beside the suspicions it gives the lines that raised those about scalars and quotes; None where what
    raised them may stand in any line.
    """
    rough = skimmed.rough
    memory = _memory(style)
    met = _skim_keys(data, memory)
    scalars, quotes, trailing, doubtful = _skim_lines(skimmed, met, memory)
    # What stands behind a tab in place of a blank was not looked at, nor what is in brackets.
    tabs = "\t" in rough
    scalars = scalars or tabs or met.doubtful or (("{" in rough or "[" in rough) and _has_flow(skimmed.lines))
    quotes = quotes or tabs
    trailing = trailing or (tabs and any(line[-1:] == "\t" for line in skimmed.lines))
    blank_lines = trailing or (_has_blank_lines(skimmed.plain) and _has_blank_lines(skimmed.lines))
    suspicions = Suspicions(tabs, trailing, blank_lines, scalars, quotes, not met.in_order)
    return suspicions, None if met.doubtful else doubtful


def _skim_keys(data: Mapping[str, Json], memory: _Memory) -> _Met:
    """Look at the keys of all mappings, most of which were met in this order before."""
    ordered, doubted, quoted = True, False, 0
    todo: list[tuple[Any, _Place, Any]] = [(data, memory.top, _NEW)]
    for value, place, known in todo:  # which grows
        looked_at = place.looked_at(tuple(value)) if known is _NEW else known
        if looked_at is None:
            continue
        in_order_, doubtful, sometimes_quoted, deep = looked_at
        if not in_order_:
            ordered = False
        if doubtful:
            doubted = True
        quoted += sometimes_quoted
        for key, below in deep:
            inner = value[key]
            if inner.__class__ is dict:
                if (one := below.known.get(tuple(inner), _NEW)) is not None:
                    todo.append((inner, below, one))
            elif inner.__class__ is list:
                around = below.items
                met = around.known
                for item in inner:
                    if item.__class__ is dict:
                        if (one := met.get(tuple(item), _NEW)) is not None:
                            todo.append((item, around, one))
                    elif item.__class__ is list:
                        todo += _mappings_in(item, around.items)
    return _Met(ordered, doubted, quoted)


def _mappings_in(values: list[Any], place: _Place) -> list[tuple[Any, _Place, Any]]:
    """Mappings in a list that is itself in a list; `place` is that of its items."""
    found = [(value, place, _NEW) for value in values if value.__class__ is dict]
    for value in values:
        if value.__class__ is list:
            found += _mappings_in(value, place.items)
    return found


def _skim_lines(skimmed: _Skimmed, met: _Met, memory: _Memory) -> tuple[bool, bool, bool, set[str]]:
    """Whether there may be a scalar that YAML 1.1 misreads, a text without its quotes, a blank at an end.

    And the lines with such a scalar or text.

    A line that ends with a quote is passed over where its value begins with one, and a line that was clean
    before. Bare dates may stand behind the keys of which the schema always asks for one.
    """
    clean = memory.clean
    scalars = quotes = trailing = False
    suspected: set[str] = set()
    for line in [line for line in skimmed.plain if line not in clean]:
        if line[-1:] == '"' and ': "' in line:
            continue
        head, _, value = line.partition(": ")
        if value.isdecimal() and value[0] != "0" and len(value) > _LONGEST_NUMBER:
            continue
        if _is_usual_date(value) and head.lstrip("- ") in memory.dates:
            continue
        doubtful, unquoted = _doubts(line, memory)
        blank = line[-1:] == " "
        scalars = scalars or doubtful
        quotes = quotes or unquoted
        trailing = trailing or blank
        if doubtful or unquoted:
            suspected.add(line)
        elif not blank and len(line) <= _LONGEST_LINE:
            if len(clean) >= _MOST_LINES:
                clean.clear()
            clean.add(line)
    if met.sometimes_quoted:
        bare, written = _sometimes_quoted(skimmed.lines, memory)
        quotes = quotes or written < met.sometimes_quoted
        suspected.update(bare)
    return scalars, quotes, trailing, suspected


def _sometimes_quoted(lines: list[str], memory: _Memory) -> tuple[list[str], int]:
    """Lines with a value without quotes behind a key that has some in some places; how many have them."""
    names = memory.sometimes_quoted
    found = [line for line in lines if line.partition(": ")[0].lstrip("- ") in names]
    bare = [line for line in found if line.partition(": ")[2][:1] != '"']
    return bare, len(found) - len(bare)


def _is_usual_date(text: str) -> bool:
    """Tell whether a text is alone and like a date on which no reader fails; the schema sees to the rest."""
    return text[4:5] == "-" == text[7:8] and text[0] in "12" and " " not in text and ":60" not in text


def _has_blank_lines(lines: list[str]) -> bool:
    """Tell whether two empty lines stand one behind the other; what is behind the last line end is none."""
    at, end = -1, len(lines) - 1
    try:
        while True:
            before, at = at, lines.index("", at + 1, end)
            if at == before + 1 > 0:
                return True
    except ValueError:  # there is no further one
        return False


def _has_flow(lines: list[str]) -> bool:
    """Tell whether a bracket stands where it may be more than a character of a text."""
    for line in lines:
        if "[" in line or "{" in line:
            head, _, value = line.lstrip(" ").partition(": ")
            if head[0] != "#" and ("[" in head or "{" in head or value[:1] in {"[", "{"}):
                return True
    return False


def _doubts(line: str, memory: _Memory) -> tuple[bool, bool]:
    """Whether a line may hold a scalar that YAML 1.1 misreads, and a text that should be in quotes."""
    bare = line.strip(" ")
    if not bare or bare[0] == "#":
        return False, False
    bare = bare[_DASHES.match(bare).end() :]  # type: ignore[union-attr]
    head, colon, value = bare.partition(": ")
    if not colon:
        head, value = "", bare.removesuffix(":")
    value = value.lstrip(" ")
    if value[:1] not in ('"', "'"):
        cut = value.partition(" #")[0].rstrip(" ")
        if cut[:1] in ("[", "{", "&", "*", "!", "?", "%", "@", "`", ",", "}", "]"):
            return True, True
        if misread(cut) is not None:
            return True, False  # in quotes it will be, for that reason
    wanted = head in memory.quoted if head else memory.quoted_items
    return False, wanted and value[:1] != '"' and not is_address(value)


def is_address(text: str) -> bool:
    """Tell whether a text is a web address or a path: real records have those bare as often as in quotes."""
    return "/" in text and " " not in text
