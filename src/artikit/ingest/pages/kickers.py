"""Headings of a page that hold more than the title: a rubric before it, or a line below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.wording.plain import folded
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.ingest.markup.page import Page, Said

_WORDS = 3
"""Words that a title has at least, to be found in a heading."""
_CUT = 100
"""Characters of a title behind which systems cut it without a sign."""
_DOTS = ("…", "...")


def title_in(page: Page, heading: Said, titles: Iterable[str]) -> Said:
    """The part of a heading that is the title as other cues have it, where a tag parts it from the rest."""
    for title in titles:
        if len(title.split()) < _WORDS or folded(title) == folded(heading.text):
            continue
        start = heading.text.find(title)
        if start < 0:
            continue
        rest = heading.text[:start].strip() or heading.text[len(title) :].strip()
        if (start == 0 or heading.text.endswith(title)) and _is_parted(page, heading, title, start):
            at = page.text.find(title, *heading.span)
            span = Span(at, at + len(title)) if at >= 0 else heading.span
            return heading._replace(text=title, span=span) if len(rest) < len(title) * 2 else heading
    return heading


def _is_parted(page: Page, heading: Said, title: str, start: int) -> bool:
    """Tell whether mark-up stands between a title and what else is in the heading."""
    raw = page.text[slice(*heading.span)]
    words = title.split()
    edge = raw.find(words[0], max(start, 0)) if start else raw.find(words[-1]) + len(words[-1])
    return raw[:edge].rstrip().endswith(">") if start else raw[edge:].lstrip().startswith("<")


def is_cut(title: str, whole: str) -> bool:
    """Tell whether a title is another one that was cut, with dots or at a number of characters."""
    begin = title.rstrip()
    for dots in _DOTS:
        begin = begin.removesuffix(dots)
    if len(begin) == len(title.rstrip()) and len(begin) < _CUT:
        return False
    key = folded(begin)
    return len(key) > 2 * _WORDS and folded(whole).startswith(key) and len(folded(whole)) > len(key)
