"""Entries in another order: whole blocks of lines change places, each with its comments and blank lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from artikit.comments import is_blank_or_comment, is_comment
from artikit.editing.changing import ImpossibleError
from artikit.lines import line_above, line_start
from artikit.model import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from artikit.editing.layout import Entry, Layout
    from artikit.model import Pointer


def reordered(layout: Layout, pointer: Pointer, order: Sequence[str | int]) -> Iterator[Edit]:
    """Put the entries of a mapping or a list in another order; `order` has all their keys, or indices.

    Only the lines between the first and the last entry that has another place are edited. Raises
    ImpossibleError where entries share a line, or something stands between them that is no entry.
    """
    entries = layout.entries(pointer)
    steps = [entry.step for entry in entries]
    if len(steps) != len(order) or set(steps) != set(order):
        raise ImpossibleError  # keys that are merged in
    moved = [index for index, (old, new) in enumerate(zip(steps, order, strict=True)) if old != new]
    if not moved:
        return
    if layout.is_flow(pointer):
        yield from _exchanged(layout, entries, order)
        return
    blocks = dict(zip(steps, _blocks(layout, entries), strict=True))
    spans = list(blocks.values())
    first, last = moved[0], moved[-1]
    if any(one.end != other.start for one, other in pairwise(spans)):
        raise ImpossibleError
    parts = {step: layout.text[slice(*blocks[step])] for step in order[first : last + 1]}
    if not all(part.endswith(("\n", "\r")) for part in parts.values()):
        raise ImpossibleError
    lead = layout.before(entries[first].start)
    if lead.strip(" \t"):
        _behind_dash(parts, steps[first], order[first], " " * len(lead))
    yield Edit(Span(spans[first].start, spans[last].end), "".join(parts.values()))


def _exchanged(layout: Layout, entries: list[Entry], order: Sequence[str | int]) -> Iterator[Edit]:
    """Put entries between brackets in the places of each other; commas and blanks stay."""
    if any(layout.text[one.end : other.start].strip(" \t\r\n,") for one, other in pairwise(entries)):
        raise ImpossibleError  # comments, or keys that stand twice
    texts = {entry.step: layout.text[entry.start : entry.end] for entry in entries}
    for entry, step in zip(entries, order, strict=True):
        if entry.step != step:
            yield Edit(Span(entry.start, entry.end), texts[step])


def _behind_dash(parts: dict[str | int, str], old: str | int, new: str | int, pad: str) -> None:
    """Let another key stand behind the dash of a list item, and the one that stood there under it."""
    if not parts[new].startswith(pad) or parts[new][len(pad)] in "# \t\r\n":
        raise ImpossibleError  # a comment comes first, which cannot stand behind the dash
    parts[new] = parts[new].removeprefix(pad)
    parts[old] = pad + parts[old]


def _blocks(layout: Layout, entries: list[Entry]) -> Iterator[Span]:
    """Lines of each entry, with the comments and blank lines above it.

    What a blank line parts from the first entry is about all of them, and stays on top.
    """
    text, least = layout.text, 0
    for index, entry in enumerate(entries):
        if not layout.ends_line(entry.end):
            raise ImpossibleError
        top = entry.start
        if not layout.before(entry.start).strip(" \t"):
            goes_along = is_blank_or_comment if index else is_comment
            top = line_start(text, entry.start)
            while top and (above := line_above(text, top)) >= least and goes_along(text, above):
                top = above
        elif index:
            raise ImpossibleError
        least = layout.lines_end(entry.end)
        yield Span(top, least)
