"""Fixes applied to a text, as many at once as do not overlap."""

from __future__ import annotations

from bisect import bisect_right, insort
from itertools import pairwise
from typing import TYPE_CHECKING

from artikit.model import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from artikit.model import Fix


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """Apply fixes in the order of the text; one that touches what an earlier one edits is left for later.

    Of fixes with the same edits, the first stands for all. Returns the new text and the fixes that are in it.
    """
    taken: list[Span] = []
    edits: list[Edit] = []
    applied: list[Fix] = []
    for fix in sorted(fixes, key=lambda one: min((edit.span for edit in one.edits), default=(0, 0))):
        if fix.edits and not any(_meets(edit.span, taken) for edit in fix.edits):
            for edit in fix.edits:
                insort(taken, edit.span)
            edits += fix.edits
            applied.append(fix)
    return edited(text, edits), tuple(applied)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits that do not overlap."""
    parts = []
    done = 0
    for (start, end), new in sorted(edits):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def shifted(edits: Iterable[Edit], by: int) -> tuple[Edit, ...]:
    """Move edits along, as for a text that has `by` more characters before them."""
    return tuple(Edit(Span(start + by, end + by), new) for (start, end), new in edits)


def overlap(edits: Sequence[Edit]) -> bool:
    """Tell whether edits are in one another's way."""
    spans = sorted(edit.span for edit in edits)
    return any(after.start < before.end or after == before for before, after in pairwise(spans))


def _meets(span: Span, taken: list[Span]) -> bool:
    """Tell whether a range has characters in common with another, or inserts where another ends or begins."""
    at = bisect_right(taken, span)
    near = taken[max(at - 1, 0) : at + 1]
    return any(
        span.start < other.end and other.start < span.end
        if span.start < span.end and other.start < other.end
        else other.start <= span.end and span.start <= other.end
        for other in near
    )
