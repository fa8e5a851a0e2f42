"""What may be wrong in a record's YAML, found out without its places: too much perhaps, never too little.

This is the hot path: a record has some 300 lines.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.reading.quick import outline_of
from artikit.reading.yaml_1_1 import misread
from artikit.rules._yaml_text.memory import MOST_LINES, memory_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.model import Json, Span
    from artikit.reading.quick import Outline
    from artikit.rules._yaml_text.memory import Memory, Place
    from artikit.schema.style import Style

_LONGEST_LINE = 100
"""Characters of a line that is remembered; longer ones are hardly the same twice."""

_LONGEST_NUMBER = 4
"""Digits of a number whose line is remembered, as of a picture's size: of longer ones there are too many."""

_DASHES = re.compile(r"(?:- +)*")
_FENCES = "---\n---"
_NEW: Any = object()


class Suspicions(NamedTuple):
    """What may be wrong in a record's YAML. Never silent about what is."""

    tabs: bool
    trailing: bool
    blank_lines: bool
    scalars: bool
    quotes: bool
    order: bool


class Lines:
    """The lines of a region; `plain` those of them with anything but a text in double quotes behind a key.

    `rough` is the part of the region in which there may be tabs, and brackets with something between them.
    """

    def __init__(self, source: str, region: Span) -> None:
        self._source, self._region = source, region
        outline = outline_of(source)
        if outline and _is_fenced(outline, region):
            self.plain, self.rough = outline.plain, source[slice(*outline.exact)]
        else:
            self.plain, self.rough = self.all, self._text

    @property
    def _text(self) -> str:
        return _with_lf(self._source[slice(*self._region)])

    @cached_property
    def all(self) -> list[str]:
        """All lines of the region without their line ends; they take long to split."""
        return self._text.split("\n")


def _is_fenced(outline: Outline, region: Span) -> bool:
    """Tell whether a region is what the reader has read, and the fences around that, and nothing more."""
    text, start, end = outline[:3]
    if not region.start <= start <= end <= region.end:
        return False
    return _with_lf(text[region.start : start] + text[end : region.end]).rstrip("\n") == _FENCES


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class Skimmed(NamedTuple):
    """What the skimming of a record tells.

    `doubtful` are the lines that raised the suspicions about scalars and quotes; None where what raised
    them may stand in any line.
    """

    suspicions: Suspicions
    doubtful: set[str] | None
    lines: Lines


class _InKeys(NamedTuple):
    """What the mappings of a record tell together of their keys; see `Keys`."""

    in_order: bool
    doubtful: bool
    sometimes_quoted: int


class _InLines(NamedTuple):
    """What there may be in a record's lines: scalars misread, quotes missing, blanks at an end.

    `doubtful` are the lines with such scalars, or with texts that lack their quotes.
    """

    scalars: bool
    quotes: bool
    trailing: bool
    doubtful: set[str]


def skim(source: str, region: Span, data: Mapping[str, Json], style: Style) -> Skimmed:
    """Skim the YAML of a record, which stands in a region of the source text."""
    lines, memory = Lines(source, region), memory_of(style)
    keys = _skim_keys(data, memory)
    found = _skim_lines(lines, keys, memory)
    # What stands behind a tab in place of a blank was not looked at, nor what is in brackets.
    tabs = "\t" in lines.rough
    brackets = "{" in lines.rough or "[" in lines.rough
    scalars = found.scalars or tabs or keys.doubtful or (brackets and _has_flow(lines.all))
    trailing = found.trailing or (tabs and any(line[-1:] == "\t" for line in lines.all))
    blank_lines = trailing or (_has_blank_lines(lines.plain) and _has_blank_lines(lines.all))
    suspicions = Suspicions(tabs, trailing, blank_lines, scalars, found.quotes or tabs, not keys.in_order)
    return Skimmed(suspicions, None if keys.doubtful else found.doubtful, lines)


def _skim_keys(data: Mapping[str, Json], memory: Memory) -> _InKeys:
    """Look at the keys of all mappings, most of which were met in this order before."""
    ordered, doubted, quoted = True, False, 0
    todo: list[tuple[Any, Place, Any]] = [(data, memory.top, _NEW)]
    for value, place, known in todo:  # which grows
        looked_at = place.looked_at(tuple(value)) if known is _NEW else known
        if looked_at is None:
            continue
        in_order, doubtful, sometimes_quoted, deep = looked_at
        if not in_order:
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
    return _InKeys(ordered, doubted, quoted)


def _mappings_in(values: list[Any], place: Place) -> list[tuple[Any, Place, Any]]:
    """Mappings in a list that is itself in a list; `place` is that of its items."""
    found = [(value, place, _NEW) for value in values if value.__class__ is dict]
    for value in values:
        if value.__class__ is list:
            found += _mappings_in(value, place.items)
    return found


def _skim_lines(lines: Lines, keys: _InKeys, memory: Memory) -> _InLines:
    """Look at the lines, most of which stood in other records before.

    A line that ends with a quote is passed over where its value begins with one, and a line that was clean
    before. Bare dates may stand behind the keys of which the schema always asks for one.
    """
    clean = memory.clean
    scalars = quotes = trailing = False
    found: set[str] = set()
    for line in [line for line in lines.plain if line not in clean]:
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
            found.add(line)
        elif not blank and len(line) <= _LONGEST_LINE:
            if len(clean) >= MOST_LINES:
                clean.clear()
            clean.add(line)
    if keys.sometimes_quoted:
        bare, written = _sometimes_quoted(lines.all, memory)
        quotes = quotes or written < keys.sometimes_quoted
        found.update(bare)
    return _InLines(scalars, quotes, trailing, found)


def _sometimes_quoted(lines: list[str], memory: Memory) -> tuple[list[str], int]:
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


def _doubts(line: str, memory: Memory) -> tuple[bool, bool]:
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
