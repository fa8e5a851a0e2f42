"""Front matter in pieces: of a record that the quick reader refuses, only what is beyond it is read exactly.

A piece is a key in the first column and all until the next such key. What stands before the first and
behind the last piece that the quick reader refuses is read by it, what is between by the exact reader. A
key in the first column goes on with nothing but its own lines, so the record is the three parts one behind
the other, where each is read without any problem; an open quote or bracket is one. Keys that stand twice are
none: all of them are in the exact part. What could reach over the edge of a part is left to the exact
reader: documents, merged keys, a limit that may be passed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from artikit.model import Pointer, Span, Spans
from artikit.reading import codes
from artikit.reading.quick import Outline, read_part, remember
from artikit.reading.quick_spans import LazyPlaces, places_in, quick_spans
from artikit.reading.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from artikit.model import Json, Problem
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
    problems: tuple[Problem, ...] = ()
    """Keys that stand twice."""


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
    highest, lowest = _apart_from_repeats([text[at : text.find(":", at)] for at in begins])
    before: dict[str, Json] = {}
    behind: dict[str, Json] = {}
    plain: list[list[str]] = [[] for _ in begins]
    while (
        first < highest
        and (found := read_part(text, limits, edges[first], edges[first + 1], plain[first])) is not None
    ):
        if not before.keys().isdisjoint(found):
            return None
        before.update(found)
        first += 1
    while (
        max(first, lowest) < last
        and (found := read_part(text, limits, edges[last - 1], edges[last], plain[last - 1])) is not None
    ):
        if not behind.keys().isdisjoint(found):
            return None
        behind = {**found, **behind}
        last -= 1
    if first == last or not (before or behind):
        return None
    ranges = [(start, edges[first], before), (edges[last], end, behind)]
    exact = _exactly(text, _left(text, limits, ranges), edges[first], edges[last])
    if exact is None:
        return None
    middle, problems = exact
    parts = [part for part in (ranges[0], (edges[first], edges[last], middle), ranges[1]) if part[2]]
    data = {**before, **middle, **behind}
    if len(data) != len(before) + len(middle) + len(behind):
        return None
    plain[first:last] = [text[edges[first] : edges[last]].replace("\r\n", "\n").split("\n")]
    outline = Outline(text, start, end, _joined(plain), (edges[first], edges[last]))
    remember(outline)
    _remembered[:] = [(outline, limits, Parts(data, parts, 1 if before else 0, problems))]
    return _remembered[0][2]


def _joined(pieces: list[list[str]]) -> list[str]:
    """Join the lines of pieces; what is behind the last line end of a piece is no line of its own."""
    lines = [line for piece in pieces[:-1] for line in piece[:-1]]
    return lines + pieces[-1]


def _apart_from_repeats(keys: list[str]) -> tuple[int, int]:
    """How many keys stand before the first one that comes again, and up to the last one that came before."""
    if len(set(keys)) == len(keys):
        return len(keys), 0
    repeated = [at for at, key in enumerate(keys) if keys.count(key) > 1]
    return repeated[0], repeated[-1] + 1


def _left(text: str, limits: Limits, ranges: list[tuple[int, int, dict[str, Json]]]) -> Limits:
    """What is left of the limits once the quick parts have taken the most that they may."""
    taken = _NODES_A_LINE * sum(text.count("\n", start, end) + 1 for start, end, _ in ranges)
    return replace(limits, nodes=limits.nodes - taken, expanded_nodes=limits.expanded_nodes - taken)


def _exactly(
    text: str, limits: Limits, start: int, end: int
) -> tuple[dict[str, Json], tuple[Problem, ...]] | None:
    """Read a part; None where something else is wrong in it than keys that stand twice."""
    if re.compile(_APART).search(text, start, end):
        return None
    reading = read_yaml(text, limits, start=start, end=end)
    if not reading.ok or not isinstance(reading.data, dict):
        return None
    if any(problem.code != codes.DUPLICATE_KEY for problem in reading.problems):
        return None
    return reading.data, reading.problems


_remembered: list[tuple[Outline, Limits, Parts]] = []
"""The last text that was read in parts, at most: its places may be asked for right after it."""


def spans_in_parts(text: str, limits: Limits, start: int, end: int) -> Spans | None:
    """Find the places of what is read in parts between two offsets; None where it must be read whole."""
    for last, within, parts in _remembered:
        if last.text is text and (last.start, last.end) == (start, end) and within == limits:
            return spans_of_parts(text, limits, parts)
    found = read_in_parts(text, limits, start, end)
    return None if found is None else spans_of_parts(text, limits, found)


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

    def root() -> Span:
        return Span(spans[0].values[()].start, spans[-1].values[()].end)

    def value(pointer: Pointer) -> Span:
        return spans[owners[pointer[0]]].values[pointer] if pointer else root()

    def key(pointer: Pointer) -> Span:
        return spans[owners[pointer[0] if pointer else None]].keys[pointer]

    def all_values() -> dict[Pointer, Span]:
        found: dict[Pointer, Span] = {(): root()}
        for one in reversed(spans):
            found.update(one.values.items())
        return {**found, (): root()}

    def all_keys() -> dict[Pointer, Span]:
        every = [one.keys.items() for one in spans]
        found: dict[Pointer, Span] = {}
        for items in every:
            found.update((pointer, span) for pointer, span in items if len(pointer) == 1)
        for items in reversed(every):
            found.update(items)
        return found

    def values_in(lines: Sequence[int]) -> list[tuple[Pointer, Span]]:
        return _in_each([one.values for one in spans], lines)

    def keys_in(lines: Sequence[int]) -> list[tuple[Pointer, Span]]:
        return _in_each([one.keys for one in spans], lines)

    return Spans(LazyPlaces(value, all_values, values_in), LazyPlaces(key, all_keys, keys_in))


def _in_each(several: Sequence[Mapping[Pointer, Span]], lines: Sequence[int]) -> list[tuple[Pointer, Span]]:
    return [found for places in several for found in places_in(places, lines) if found[0]]
