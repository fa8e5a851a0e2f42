"""Pages that list articles and are none: fronts of sections and blogs, pages of an author."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.dates.lines import date_line, is_only_date, without_labels
from artikit.ingest.markup.page import LINKED
from artikit.ingest.people.byline import byline_of

if TYPE_CHECKING:
    from artikit.ingest.markup.page import Page, Said

_LEVELS = frozenset({"h2", "h3", "h4"})
_FEWEST_LINKED, _FEWEST_DATED = 3, 2
"""Items that make a list, where each is a link, or has a date of its own."""
_PROSE = 110
_MOST = 2
"""Paragraphs that stand below one linked heading."""
_NEAR = 3
"""Lines below a heading among which its date is."""


class _Item(NamedTuple):
    linked: bool
    dated: bool
    prose: int


def lists_articles(page: Page) -> bool:
    """Tell whether a page lists articles: headings that are links with a few words, or with a date each.

    What stands above the first of them is no paragraph.
    """
    blocks = [one for one in page.blocks if not one.furniture and not one.listed]
    starts = [at for at, one in enumerate(blocks) if _level(one)]
    if not starts or _prose(blocks[: starts[0]]):
        return False
    ends = [*starts[1:], len(blocks)]
    times = [one.span.start for one in page.marked if one.name == "time" and not one.furniture]
    items = [_item(blocks[start:end], times) for start, end in zip(starts, ends, strict=True)]
    linked = [one for one in items if one.linked]
    if len(linked) >= _FEWEST_LINKED and items[0].linked and max(one.prose for one in items) <= _MOST:
        return True
    dated = [one for one in items if one.dated and one.prose]
    return len(dated) >= _FEWEST_DATED and len(dated) == len(items)


def _level(one: Said) -> bool:
    return bool(_LEVELS & one.hints) or one.name in _LEVELS


def _item(blocks: list[Said], times: list[int]) -> _Item:
    heading, below = blocks[0], blocks[1:]
    linked = heading.linked or LINKED in heading.hints
    return _Item(linked, any(_is_date(one, times) for one in below[:_NEAR]), _prose(below))


def _prose(blocks: list[Said]) -> int:
    return sum(len(one.text) >= _PROSE and not one.linked for one in blocks)


def _is_date(one: Said, times: list[int]) -> bool:
    """Tell whether a line says when, and at most by whom."""
    line = date_line(one.text, 0, len(one.text))
    if line is None or not line.published:
        at = bisect_left(times, one.span.start)
        return len(one.text) < _PROSE and at < len(times) and times[at] < one.span.end
    return is_only_date(line) or byline_of(without_labels(line.rest)) is not None
