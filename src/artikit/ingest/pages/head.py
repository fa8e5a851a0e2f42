"""The lines around the title of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.dates.lines import without_labels
from artikit.ingest.furniture.other_articles import LISTS
from artikit.ingest.markup.page import LINKED
from artikit.ingest.pages.listing import lists_articles
from artikit.ingest.wording.plain import folded
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.dates.lines import DateLine
    from artikit.ingest.markup.page import Page, Said


_PROSE = 110
"""Characters from which a block is a paragraph of the article."""
_ABOVE, _BELOW = 4, 10
"""Blocks before and behind the title that may say who and when."""
LINE = 160
_LINKED = 4
"""Words of a link that is the headline of another article, and no rubric."""
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
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
    if not prose or lists_articles(page):
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
    start = _start(blocks, at) if at >= 0 else max(first - _ABOVE, 0)
    end = min(first, max(at, start) + _BELOW)
    others = next((n for n in range(max(at, start), end) if LISTS.match(blocks[n].text)), first)
    end = min(end, others)
    wanted = blocks[start:end]
    kept = tuple(one for one in wanted if not (one.furniture or one.listed or "figcaption" in one.hints))
    span = Span(blocks[start].span.start, blocks[others].span.start)
    return Head(kept, span, blocks[at].span.start if at >= 0 else 0, blocks[first], has_prose=True)


def _start(blocks: list[Said], title: int) -> int:
    """Where the lines above the title begin that may belong to it: those under another heading do not."""
    above = range(max(title - _ABOVE, 0), title)
    return title if any(_is_headline(blocks[at]) for at in above) else above.start


def _is_headline(one: Said) -> bool:
    """Tell whether a block is a heading below the first level, or a linked line as long as a headline."""
    lower = bool(_HEADINGS & one.hints) or one.name in _HEADINGS
    return (lower and not one.furniture) or (
        (one.linked or LINKED in one.hints) and len(one.text.split()) >= _LINKED
    )


def said_beside(line: DateLine) -> str:
    """What a line says beside the date, without a word such as `on` that led to it."""
    return without_leads(without_labels(line.rest))


def without_leads(text: str) -> str:
    """Take a word such as `on`, which leads to a date, off the end of a text."""
    return _LEADS.sub("", text)
