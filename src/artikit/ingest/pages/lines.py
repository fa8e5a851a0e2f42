"""Who and when, as the lines around the title of a page say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED, STATED, UNSURE
from artikit.ingest.dates.lines import date_line, is_only_date
from artikit.ingest.heads.datelines import dateline_of
from artikit.ingest.pages.authors import claim_names, place_of, read_bare, read_marked
from artikit.ingest.pages.buttons import without_buttons
from artikit.ingest.pages.days import says_issued, tells_when
from artikit.ingest.pages.events import is_row_of_event
from artikit.ingest.pages.head import LINE, said_beside
from artikit.ingest.pages.reviewed_works import tells_of_work
from artikit.ingest.pages.times import read_times
from artikit.ingest.people.byline import byline_of

if TYPE_CHECKING:
    from artikit.ingest.dates.lines import DateLine
    from artikit.ingest.drafts.findings import Findings
    from artikit.ingest.markup.page import Page, Said
    from artikit.ingest.pages.head import Head

_HEADINGS = ("h2", "h3", "h4")
_SEVERAL = 2
_ABOVE = UNSURE + 0.1
"""How sure a byline above the title is: it may be another article's."""


def read_head(page: Page, findings: Findings, head: Head) -> None:
    """Claim who and when, as the lines around the title say it."""
    rows = any(is_row_of_event(one.text) for one in head.blocks)
    entries = _entries(page, head)
    works = {at for at, one in enumerate(head.blocks) if tells_of_work(one.text)}
    for at, one in enumerate(head.blocks):
        if len(one.text) <= LINE and not works & {at, at + 1, at + 2}:
            above = one.span.start < head.title
            unsure = above or ((rows or at in entries) and not says_issued(one.text))
            _read_line(page, findings, one, above=above, unsure=unsure, near=not above or _leads(head, at))
    if head.lead is not None:
        _read_dateline(page, findings, head.lead)
    read_times(page, findings, head)
    read_marked(page, findings, head)
    if not any(one.confidence >= LIKELY for one in findings.of(fields.AUTHOR)):
        read_bare(page, findings, head)


def _read_line(page: Page, findings: Findings, one: Said, *, above: bool, unsure: bool, near: bool) -> None:
    """Claim what one line tells; above the title stands the day on which the page was shown.

    Where it is `unsure` whether its day is that of publication, it has to say so.
    """
    line = date_line(one.text, 0, len(one.text))
    rest = without_buttons(said_beside(line) if line and line.tells else one.text)
    byline = byline_of(rest)
    labelled = line is not None and line.labelled and (above or not unsure)
    if line is not None and (labelled or not unsure) and tells_when(line, rest, one.text, byline):
        for pointer, found in ((fields.PUBLISHED, line.published), (fields.UPDATED, line.updated)):
            for written in found[:1]:
                said = one.text[slice(*written.span)]
                findings.claim(pointer, written.value, place_of(page, one, said), "line with a date", SHAPED)
        for unclear in line.unclear[:1]:
            reason = unclear.reason(one.text[slice(*unclear.span)])
            findings.reasons.setdefault(fields.PUBLISHED, reason)
        if line.vague and not (line.published or line.updated):
            said = one.text[slice(*line.vague[0].span)]
            reason = f"no date with a year is stated; “{said}” does not tell it"
            findings.reasons.setdefault(fields.PUBLISHED, reason)
    if (
        near
        and not _is_section(page, one)
        and (not (byline and byline.names) or _is_unbroken(one.text, rest, byline.names[0]))
    ):
        claim_names(page, findings, one, byline, "byline", _ABOVE if above else STATED)


def _is_section(page: Page, one: Said) -> bool:
    """Tell whether a heading is one of several that begin alike: `By Night Train`, `By Mule`."""
    own = next((other for other in page.marked if other.span == one.span and other.name in _HEADINGS), None)
    if own is None:
        return False
    first = one.text.split()[0]
    return sum(other.name == own.name and other.text.startswith(f"{first} ") for other in page.marked) > 1


def _entries(page: Page, head: Head) -> set[int]:
    """Lines that are headings of one of several days: of a timeline, or a blog."""
    days = [
        one
        for one in page.marked
        if one.name in _HEADINGS and (line := _day(one.text)) and is_only_date(line)
    ]
    if len(days) < _SEVERAL:
        return set()
    places = {one.span.start for one in days}
    return {at for at, one in enumerate(head.blocks) if one.span.start in places}


def _day(text: str) -> DateLine | None:
    line = date_line(text, 0, len(text))
    return line if line is not None and line.published else None


def _leads(head: Head, at: int) -> bool:
    """Tell whether between a line above the title and the title stand at most dates."""
    lines = [one for one in head.blocks[at + 1 :] if one.span.start < head.title]
    dates = [date_line(one.text, 0, len(one.text)) for one in lines]
    return all(line is not None and is_only_date(line) for line in dates)


def _is_unbroken(text: str, rest: str, name: str) -> bool:
    """Tell whether no date stands between `By` and the name: `By Sunday Night Nobody Slept` is no byline."""
    there, here = text.find(name), rest.find(name)
    return min(there, here) < 0 or text[:there].rstrip()[-2:] == rest[:here].rstrip()[-2:]


def _read_dateline(page: Page, findings: Findings, lead: Said) -> None:
    """Claim the date in the dateline of the first paragraph."""
    found = dateline_of(lead.text, 0, len(lead.text))
    for written in found.line.published[:1] if found is not None and found.line is not None else ():
        said = lead.text[slice(*written.span)]
        findings.claim(fields.PUBLISHED, written.value, place_of(page, lead, said), "dateline", SHAPED)
