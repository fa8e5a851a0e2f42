"""Headings of the first level that are the name of the site, and the heading that is the title instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.dates.lines import date_line, is_only_date
from artikit.ingest.people.names import PAPER
from artikit.ingest.wording.plain import folded

if TYPE_CHECKING:
    from collections.abc import Collection

    from artikit.ingest.markup.page import Page, Said

_LEVELS = ("h1", "h2", "h3")
_WORDS = 3
"""Words that a title has at least which is no heading of the first level."""
_PAIR = 2
_BEFORE = 400
_HOME = re.compile(
    r"(?i)<h[1-3]\b[^<>]*>\s*<a\b[^<>]*\shref\s*=\s*[\"']?(?:/|\./|https?://[^/\"'\s>]+/?|(?:\.?/)?index\.[a-z]+)[\"'\s>][^<>]*>?(?:\s*<[^<>]*>)*\s*\Z"
)
_ENDS = re.compile(r"\A[\s|:·•»›—–-]+|[\s|:·•«‹—–-]+\Z")


def is_day(text: str) -> bool:
    """Tell whether a heading says nothing but a day, that of an issue."""
    line = date_line(text, 0, len(text))
    return line is not None and bool(line.published) and is_only_date(line)


def leads_home(page: Page, heading: Said) -> bool:
    """Tell whether a heading is a link to the entrance of the site, as logos are."""
    return bool(_HOME.search(page.text, max(heading.span.start - _BEFORE, 0), heading.span.start))


def title_beside_logo(page: Page, tab: str, names: Collection[str]) -> tuple[Said, Said] | None:
    """Find the heading that is the title where the only one of the first level names the site, and that one.

    That needs the tab of the browser to show both, or the name to be known, and one other heading to be it.
    """
    headings = [
        one for one in page.marked if one.name in _LEVELS and not (one.furniture or one.listed or one.linked)
    ]
    tops = {folded(one.text): one for one in headings if one.name == "h1"}
    if len(tops) == _PAIR:
        return _second(list(tops.values()), tab)
    if len(tops) != 1:
        return None
    key, logo = next(iter(tops.items()))
    others = [
        one
        for one in headings
        if one.name != "h1" and len(one.text.split()) >= _WORDS and not is_day(one.text)
    ]
    shown = [one for one in others if folded(one.text) in folded(tab)]
    if key in names:
        found = shown or others
        return (found[0], logo) if len(found) == 1 else None
    rest = [one for one in shown if _ENDS.sub("", folded(tab).replace(folded(one.text), "")) == key]
    if len(rest) == 1 and (PAPER.search(logo.text) or len(rest[0].text.split()) > len(logo.text.split())):
        return rest[0], logo
    return None


def _second(pair: list[Said], tab: str) -> tuple[Said, Said] | None:
    """The second of two headings of the first level, where the first is all that the tab shows, and short."""
    logo, title = pair
    words = len(title.text.split())
    if folded(logo.text) == folded(tab) and len(logo.text.split()) < _WORDS <= words:
        return title, logo
    return None
