"""Taking keys and items out of a text, with their lines, their commas and their own comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.editing.changing import ImpossibleError
from artikit.lines import line_above, line_below
from artikit.model import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.editing.layout import Entry, Layout
    from artikit.model import Pointer

_BETWEEN = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:(?:\r\n|\n|\r)[ \t]*)+")
_NOTHING_BUT = re.compile(r"[\s,]*")


def without(layout: Layout, container: Pointer, steps: set[str | int]) -> Iterator[Edit]:
    """Find the edits that take some entries out of a container. Raises ImpossibleError."""
    entries = layout.entries(container)
    if not steps <= {entry.step for entry in entries}:
        raise ImpossibleError
    flow = layout.is_flow(container)
    if len(steps) == len(entries) and (flow or layout.language == "yaml"):
        yield emptied(layout, container)
        return
    first = 0
    while first < len(entries):
        if entries[first].step not in steps:
            first += 1
            continue
        last = first
        while last + 1 < len(entries) and entries[last + 1].step in steps:
            last += 1
        yield from (_from_flow if flow else _from_block)(layout, entries, first, last)
        first = last + 1


def emptied(layout: Layout, container: Pointer, written: str = "") -> Edit:
    """Put `written`, or else `[]` or `{}`, in the place of all that a container holds.

    Raises ImpossibleError where a comment would be lost.
    """
    span = layout.span(container)
    written = written or ("[]" if isinstance(layout.old(container), list) else "{}")
    if layout.has_comment(span):
        raise ImpossibleError
    if layout.is_flow(container) or not container:
        return Edit(span, written)
    lead = layout.lead(container)
    if layout.text[lead : span.start].strip(" \t\r\n"):
        raise ImpossibleError  # a comment, or an anchor on a line of its own
    return Edit(Span(lead, span.end), f" {written}")


def _from_flow(layout: Layout, entries: list[Entry], first: int, last: int) -> Iterator[Edit]:
    """Take entries out that have commas between them: with the comma behind, at the end with that before."""
    if last + 1 < len(entries):
        gap = Span(entries[last].end, entries[last + 1].start)
        cut = Span(entries[first].start, gap.end)
    else:
        gap = Span(entries[first - 1].end, entries[first].start)
        cut = Span(gap.start, entries[last].end)
    if not _NOTHING_BUT.fullmatch(layout.text, *gap):
        raise ImpossibleError
    yield Edit(cut, "")


def _from_block(layout: Layout, entries: list[Entry], first: int, last: int) -> Iterator[Edit]:
    """Take entries out that have lines of their own."""
    if layout.before(entries[first].start).strip(" \t"):
        if first > 0 or last + 1 == len(entries):
            raise ImpossibleError
        yield _up_to_next(layout, entries[first], entries[last], entries[last + 1])
        first = last + 1
    for entry in entries[first : last + 1]:
        if layout.before(entry.start).strip(" \t") or not layout.ends_line(entry.end):
            raise ImpossibleError
        yield Edit(_lines(layout, entry), "")


def _up_to_next(layout: Layout, first: Entry, last: Entry, following: Entry) -> Edit:
    """Let the entry behind move up to where the first one of a list item stands, behind its dash."""
    if not _BETWEEN.fullmatch(layout.text, last.end, following.start):
        raise ImpossibleError
    return Edit(Span(first.start, following.start), "")


def _lines(layout: Layout, entry: Entry) -> Span:
    """Lines of an entry with its own comments; of two blank lines around it, one stays."""
    text = layout.text
    top, bottom = layout.own_lines(entry.start), line_below(text, entry.end)
    if (
        top
        and bottom < len(text)
        and layout.is_blank_line(line_above(text, top))
        and layout.is_blank_line(bottom)
    ):
        bottom = line_below(text, bottom)
    return Span(top, bottom)
