"""Edits of front matter, read again with no more than the keys in the first column that they touch.

What the quick reader has read is a row of such keys, each with lines of its own: whatever becomes of some of
them, the others stay what they are. What it left to the exact reader is read again with any edit. Wherever
that does not tell what the whole would be, the answer is None, and the whole is to be read.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from artikit.editing.applying import edited
from artikit.model import Edit, Record, Source, Span
from artikit.reading.decoding import BOM
from artikit.reading.fences import YAML
from artikit.reading.quick import outline_of, read_part
from artikit.reading.quick_spans import NEXT_KEY, quick_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from artikit.model import Json, Problem, Spans
    from artikit.reading.limits import Limits

_DEEP = " " * 24
"""What stands before all that is nested nearly as deep as the default limits allow."""


class Nearby(NamedTuple):
    """Some keys of a record as edits make them: their values, and the names of those before and behind."""

    data: dict[str, Json]
    before: list[str]
    behind: list[str]
    problems: Counter[str]
    """Of what is wrong in them, the codes."""


class _Again(NamedTuple):
    """What was read again: the whole text, the range in it, the values and what is wrong.

    `quick` where the quick reader has read it.
    """

    text: str
    span: Span
    data: dict[str, Json]
    problems: tuple[Problem, ...]
    quick: bool


def read_nearby(record: Record, edits: Sequence[Edit], limits: Limits) -> Nearby | None:
    """Read again what edits touch, once they are made."""
    window = _window(record, edits)
    again = None if window is None else _read(record, window, edits, limits)
    if window is None or again is None or record.data is None:
        return None
    keys = list(record.data)
    first, last = _keys_around(record, keys, window)
    if not 0 <= first <= last:
        return None
    before, behind = keys[:first], keys[last:]
    if not (again.data.keys().isdisjoint(before) and again.data.keys().isdisjoint(behind)):
        return None
    return Nearby(again.data, before, behind, Counter(problem.code for problem in again.problems))


def record_nearby(record: Record, edits: Sequence[Edit], limits: Limits) -> Record | None:
    """Make a record of the keys alone that edits touch, in the whole text, once they are made.

    The edits must leave everything else in its place.
    """
    window = _window(record, edits)
    again = None if window is None else _read(record, window, edits, limits)
    if again is None:
        return None
    source, locate = Source(record.source.path, again.text), partial(_locate, again, limits)
    return Record(source, again.data, record.body, fence=record.fence, locate=locate)


def _read(record: Record, window: Span, edits: Sequence[Edit], limits: Limits) -> _Again | None:
    old = record.source.text
    text = edited(old, edits)
    start, end = window.start, window.end + len(text) - len(old)
    if start < end and text[end - 1] != "\n":
        return None
    data = read_part(text, limits, start, end, [])
    if data is not None:
        return _Again(text, Span(start, end), data, (), quick=True)
    from artikit.reading.parts import read_keys  # libyaml, which few records need

    found = read_keys(text, limits, start, end)
    return None if found is None else _Again(text, Span(start, end), *found, quick=False)


def _locate(again: _Again, limits: Limits) -> Spans:
    start, end = again.span
    if again.quick:
        return quick_spans(again.text, start, end)
    from artikit.reading.yaml import read_yaml

    return read_yaml(again.text, limits, start=start, end=end, spans=True).spans


def _window(record: Record, edits: Sequence[Edit]) -> Span | None:
    """Find the lines of the keys in the first column that edits touch, and of what was read exactly."""
    text, outline = record.source.text, outline_of(record.source.text)
    opening = YAML.opening.match(text, len(BOM) if text.startswith(BOM) else 0)
    if record.data is None or record.fence != YAML.fence or outline is None or opening is None or not edits:
        return None
    if record.origin is not None or not text.endswith(record.body):
        return None
    start, end = outline.start, outline.end
    if opening.end() != start or text[start - 1] != "\n" or text.find(_DEEP, start, end) >= 0:
        return None
    top, bottom = outline.exact if any(outline.exact) else (end, start)
    top = min(top, *(edit.span.start for edit in edits))
    bottom = max(bottom, *(edit.span.end for edit in edits))
    if not start <= top <= bottom <= end:
        return None
    next_key = re.compile(NEXT_KEY)
    for match in next_key.finditer(text, start - 1, top + 1):
        start = match.end()
    following = next_key.search(text, max(bottom - 1, start), end)
    return Span(start, following.end() if following else end)


def _keys_around(record: Record, keys: list[str], window: Span) -> tuple[int, int]:
    """How many keys stand before a window, and from which number on they stand behind it.

    -1 where the text there begins with none of the keys.
    """
    text, outline = record.source.text, outline_of(record.source.text)
    if outline is None:
        return -1, -1
    first = 0 if window.start == outline.start else _number(text, window.start, keys)
    last = len(keys) if window.end == outline.end else _number(text, window.end, keys)
    return first, last


def _number(text: str, at: int, keys: list[str]) -> int:
    """Number of the key at an offset in what was read quickly; -1 where it is none of them."""
    key = text[at : text.find(":", at)]
    return keys.index(key) if key in keys else -1
