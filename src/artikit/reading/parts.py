"""Front matter in pieces: of a record that the quick reader refuses, only what is beyond it is read exactly.

A piece is a key in the first column and all until the next such key. What stands before the first and
behind the last piece that the quick reader refuses is read by it, what is between by the exact reader. A
key in the first column goes on with nothing but its own lines, so the record is the three parts one behind
the other, where each is read without any problem; an open quote or bracket is one. What could reach over
the edge of a part is left to the exact reader: documents, merged keys, a limit that may be passed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from artikit.model import Pointer, Span, Spans
from artikit.reading.quick import read_part
from artikit.reading.quick_spans import LazyPlaces, quick_spans
from artikit.reading.yaml import read_yaml

if TYPE_CHECKING:
    from artikit.model import Json
    from artikit.reading.limits import Limits

_KEY = r"(?m)^[^\W\d][\w-]*:(?=[ \r\n])"
_APART = r"(?m)<<|\r(?!\n)|^(?:---|\.\.\.|%)"
"""Merged keys come before all others; these lines, a lone CR before them or not, begin and end documents."""

_FEWEST, _MOST = 3, 300
"""Pieces of a record that is worth it."""

_NODES_A_LINE = 3
"""At most, in what is read quickly: a mapping, a key, a value."""


class Parts(NamedTuple):
    """The values of a record, and the range and the values of each part: quick, exact, quick."""

    data: dict[str, Json]
    parts: list[tuple[int, int, dict[str, Json]]]
    exact: int
    """Which of the parts was read exactly."""


def read_in_parts(text: str, limits: Limits, start: int, end: int) -> Parts | None:
    """Read the mapping between two offsets, which the quick reader refuses.

    None where it must be read whole.
    """
    if end - start > limits.record_size:
        return None
    begins = [match.start() for match in re.compile(_KEY).finditer(text, start, end)]
    if not _FEWEST <= len(begins) <= _MOST:
        return None
    edges = [start, *begins[1:], end]
    first, last = 0, len(begins)
    before: dict[str, Json] = {}
    behind: dict[str, Json] = {}
    while first < last and (found := read_part(text, limits, edges[first], edges[first + 1])) is not None:
        if not before.keys().isdisjoint(found):
            return None
        before.update(found)
        first += 1
    while first < last and (found := read_part(text, limits, edges[last - 1], edges[last])) is not None:
        if not behind.keys().isdisjoint(found):
            return None
        behind = {**found, **behind}
        last -= 1
    if first == last or not (before or behind):
        return None
    ranges = [(start, edges[first], before), (edges[last], end, behind)]
    middle = _exactly(text, _left(text, limits, ranges), edges[first], edges[last])
    if middle is None:
        return None
    parts = [part for part in (ranges[0], (edges[first], edges[last], middle), ranges[1]) if part[2]]
    data = {**before, **middle, **behind}
    if len(data) != len(before) + len(middle) + len(behind):
        return None
    return Parts(data, parts, 1 if before else 0)


def _left(text: str, limits: Limits, ranges: list[tuple[int, int, dict[str, Json]]]) -> Limits:
    """What is left of the limits once the quick parts have taken the most that they may."""
    taken = _NODES_A_LINE * sum(text.count("\n", start, end) + 1 for start, end, _ in ranges)
    return replace(limits, nodes=limits.nodes - taken, expanded_nodes=limits.expanded_nodes - taken)


def _exactly(text: str, limits: Limits, start: int, end: int) -> dict[str, Json] | None:
    if re.compile(_APART).search(text, start, end):
        return None
    reading = read_yaml(text, limits, start=start, end=end)
    return reading.data if reading.ok and not reading.problems and isinstance(reading.data, dict) else None


def spans_of_parts(text: str, limits: Limits, found: Parts) -> Spans:
    """Find the places of what was read in parts, in the order in which the exact reader gives them."""
    owners: dict[str | int | None, int] = {}
    spans = []
    for number, (start, end, values) in enumerate(found.parts):
        exact = number == found.exact
        spans.append(
            read_yaml(text, limits, start=start, end=end, spans=True).spans
            if exact
            else quick_spans(text, start, end)
        )
        owners.update(dict.fromkeys(values, number))
    root = Span(spans[0].values[()].start, spans[-1].values[()].end)

    def value(pointer: Pointer) -> Span:
        return spans[owners[pointer[0]]].values[pointer] if pointer else root

    def key(pointer: Pointer) -> Span:
        return spans[owners[pointer[0] if pointer else None]].keys[pointer]

    def all_values() -> dict[Pointer, Span]:
        found: dict[Pointer, Span] = {(): root}
        for one in reversed(spans):
            found.update(one.values.items())
        return {**found, (): root}

    def all_keys() -> dict[Pointer, Span]:
        every = [one.keys.items() for one in spans]
        found: dict[Pointer, Span] = {}
        for items in every:
            found.update((pointer, span) for pointer, span in items if len(pointer) == 1)
        for items in reversed(every):
            found.update(items)
        return found

    return Spans(LazyPlaces(value, all_values), LazyPlaces(key, all_keys))
