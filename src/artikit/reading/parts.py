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
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from artikit.model import Pointer, Span, Spans
from artikit.reading import codes
from artikit.reading.quick import Outline, read_part, remember
from artikit.reading.quick_spans import LazyPlaces, places_in, quick_spans
from artikit.reading.reading import Reading
from artikit.reading.yaml import Passed, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from artikit.model import Json, Problem
    from artikit.reading.limits import Limits

_KEY = r"[^\W\d][\w-]*:(?=[ \r\n])"
_KEY_BELOW = rf"\n(?={_KEY})"
"""In the first column. With `^` in the place of the line end it would take six times as long."""

_BEGINS_WITH_KEY = r"(?:[ ]*(?:#[^\r\n]*)?\r?\n)*[^\W\d][\w-]{,199}:(?=[ \r\n])"
_LONE_CR = r"\r(?!\n)"
_APART = ("---", "...", "%")
"""How lines begin that begin and end documents; a lone CR may stand before them."""

_FEWEST, _MOST = 3, 300
"""Pieces of a record that is worth it."""

_LONGEST_KEY = 200
"""Characters. From 1,024 on it is no key, and what is said of it depends on whether it is the first one."""

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


class Keys(NamedTuple):
    """The values of some keys; of some that stand twice, the problems."""

    data: dict[str, Json]
    problems: tuple[Problem, ...] = ()


class _Ends(NamedTuple):
    """What the quick reader reads before and behind the pieces from `first` to `last`, which it refuses."""

    edges: list[int]
    first: int
    last: int
    before: dict[str, Json]
    behind: dict[str, Json]
    plain: list[list[str]]


def read_in_parts(text: str, limits: Limits, start: int, end: int) -> Parts | None:
    """Read the mapping between two offsets, which the quick reader refuses.

    None where it must be read whole.
    """
    ends = _quick_ends(text, limits, start, end)
    return None if ends is None else _parts(text, limits, ends)


def read_with_parts(text: str, limits: Limits, start: int, end: int) -> Reading:
    """Read what is between two offsets, which the quick reader refuses: in parts where that may be.

    It is the reading of the exact reader.
    """
    ends = _quick_ends(text, limits, start, end)
    if ends is not None:
        parts = _parts(text, limits, ends)
        if parts is not None:
            return Reading(parts.data, parts.problems, end=end)
        broken = _broken(text, limits, ends)
        if broken is not None:
            return broken
    return read_yaml(text, limits, start=start, end=end, spans=False)


def read_keys(text: str, limits: Limits, start: int, end: int) -> Keys | None:
    """Read exactly what is between two offsets as some of the keys of a record, whole lines of it.

    None where it is something else, where more is wrong in it than keys that stand twice, or where it depends
    on what stands around it.
    """
    if re.compile(_BEGINS_WITH_KEY).match(text, start, end) is None:
        return None
    return _exactly(text, limits, start, end)


def _quick_ends(text: str, limits: Limits, start: int, end: int) -> _Ends | None:
    """Read as much from both ends as the quick reader reads; None where that does not help."""
    if end - start > limits.record_size:
        return None
    begins = [start] if re.compile(_KEY).match(text, start, end) else []
    begins += [match.end() for match in re.compile(_KEY_BELOW).finditer(text, start, end)]
    if not _FEWEST <= len(begins) <= _MOST:
        return None
    edges = [start, *begins[1:], end]
    highest, lowest = _apart_from_repeats([text[at : text.find(":", at)] for at in begins])
    plain: list[list[str]] = [[] for _ in begins]
    first, before = _top(text, limits, edges[: highest + 1], plain, at_once=lowest > 0)
    last, behind = _bottom(text, limits, edges, max(first, lowest), plain, at_once=lowest > 0)
    if first == last or not (before or behind):
        return None
    return _Ends(edges, first, last, before, behind, plain)


def _top(
    text: str, limits: Limits, edges: list[int], plain: list[list[str]], *, at_once: bool
) -> tuple[int, dict[str, Json]]:
    """Read as many pieces from the first on as can be read quickly: how many, and their values.

    It is faster to read them `at_once` where that probably succeeds: keys that stand twice come behind them.
    """
    if at_once and len(edges) > 1:
        whole = read_part(text, limits, edges[0], edges[-1], plain[0])
        if whole is not None:
            return len(edges) - 1, whole
        plain[0].clear()
    data: dict[str, Json] = {}
    for number, (start, end) in enumerate(pairwise(edges)):
        found = read_part(text, limits, start, end, plain[number])
        if found is None or not data.keys().isdisjoint(found):
            return number, data
        data.update(found)
    return len(edges) - 1, data


def _bottom(
    text: str, limits: Limits, edges: list[int], highest: int, plain: list[list[str]], *, at_once: bool
) -> tuple[int, dict[str, Json]]:
    """Read as many pieces from the last one up as can be read quickly, but none above the `highest`.

    Returns the number of the uppermost, and the values of all.
    """
    last = len(edges) - 1
    if at_once and highest < last:
        whole = read_part(text, limits, edges[highest], edges[last], plain[-1])
        if whole is not None:
            return highest, whole
        plain[-1].clear()
    data: dict[str, Json] = {}
    for number in range(last - 1, highest - 1, -1):
        found = read_part(text, limits, edges[number], edges[number + 1], plain[number])
        if found is None or not data.keys().isdisjoint(found):
            return number + 1, data
        data = {**found, **data}
    return min(highest, last), data


def _parts(text: str, limits: Limits, ends: _Ends) -> Parts | None:
    """Read exactly what is between the ends; None where something else is wrong in it than repeated keys."""
    edges, first, last, before, behind, plain = ends
    start, end = edges[0], edges[-1]
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


def _broken(text: str, limits: Limits, ends: _Ends) -> Reading | None:
    """Say what breaks off the reading behind the first part; None where the whole must be read to know.

    The exact reader stands there as if it had begun at the first line: in a mapping in the first column,
    before a key. What it needs of what was passed is the words around a fault, and the keys that are taken.
    """
    start, at, end = ends.edges[0], ends.edges[ends.first], ends.edges[-1]
    if at == start or text.find(":", at) - at > _LONGEST_KEY or _is_apart(text, at, end):
        return None
    left = _left(text, limits, [(start, at, ends.before)])
    passed = Passed(at - start, tuple(ends.before))
    reading = read_yaml(text, left, start=at, end=end, passed=passed)
    if reading.ok or reading.problems[-1].code != codes.SYNTAX_ERROR:
        return None
    if any(one.code == codes.DUPLICATE_KEY and one.pointer[0] in ends.before for one in reading.problems):
        return None
    from artikit.reading.yaml_errors import UNPRINTABLE  # its patterns take 4 ms to compile

    # A character that libyaml refuses is met some thousand characters ahead: how many depends on the start.
    rest = text[at:end].replace("\n", "")
    return None if not rest.isprintable() and UNPRINTABLE.search(rest) else reading


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


def _exactly(text: str, limits: Limits, start: int, end: int) -> Keys | None:
    """Read a part; None where something else is wrong in it than keys that stand twice."""
    if _is_apart(text, start, end):
        return None
    reading = read_yaml(text, limits, start=start, end=end)
    if not reading.ok or not isinstance(reading.data, dict):
        return None
    if any(problem.code != codes.DUPLICATE_KEY for problem in reading.problems):
        return None
    return Keys(reading.data, reading.problems)


def _is_apart(text: str, start: int, end: int) -> bool:
    """Tell whether a part may reach out: merged keys come before all others, and documents begin and end."""
    return (
        text.find("<<", start, end) >= 0
        or text.startswith(_APART, start, end)
        or any(text.find(f"\n{line}", start, end) >= 0 for line in _APART)
        or (text.find("\r", start, end) >= 0 and re.compile(_LONE_CR).search(text, start, end) is not None)
    )


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
