"""The lines around the title of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.date_lines import without_labels
from artikit.ingest.plain import folded
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.date_lines import DateLine
    from artikit.ingest.page import Page, Said


_PROSE = 110
"""Characters from which a block is a paragraph of the article."""
_ABOVE, _BELOW = 4, 10
"""Blocks before and behind the title that may say who and when."""
LINE = 160
_LEADS = re.compile(r"(?i)[\s,·|\u2013\u2014-]*\b(?:on|at|am|um|le|à|el|il|em|op|den|dnia)\W*\Z")


class Head(NamedTuple):
    """The lines of a page in which it says who wrote it and when; without a paragraph there are none."""

    blocks: tuple[Said, ...]
    span: Span
    title: int
    lead: Said | None
    has_prose: bool


def head_of(page: Page, title: str) -> Head:
    """Find the lines around the title."""
    blocks = page.blocks
    prose = [
        at
        for at, one in enumerate(blocks)
        if len(one.text) >= _PROSE and not one.furniture and not one.linked and not one.listed
    ]
    if not prose:
        return Head((), Span(0, 0), 0, None, has_prose=False)
    known = folded(title)
    at = next(
        (
            n
            for n, one in enumerate(blocks)
            if known and folded(one.text) == known and not one.furniture and n <= prose[-1]
        ),
        -1,
    )
    first = next((n for n in prose if n > at and folded(blocks[n].text) != known), prose[0])
    start = max(at - _ABOVE, 0) if at >= 0 else max(first - _ABOVE, 0)
    wanted = blocks[start : min(first, max(at, start) + _BELOW)]
    kept = tuple(one for one in wanted if not (one.furniture or one.listed or "figcaption" in one.hints))
    span = Span(blocks[start].span.start, blocks[first].span.start)
    return Head(kept, span, blocks[at].span.start if at >= 0 else 0, blocks[first], has_prose=True)


def said_beside(line: DateLine) -> str:
    """What a line says beside the date, without a word such as `on` that led to it."""
    return _LEADS.sub("", without_labels(line.rest))
