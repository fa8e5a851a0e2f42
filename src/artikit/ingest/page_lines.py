"""Who and when, as the lines around the title of a page say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.byline import byline_of, names_of
from artikit.ingest.confidence import SHAPED, STATED
from artikit.ingest.date_lines import date_line, is_only_date
from artikit.ingest.datelines import dateline_of
from artikit.ingest.names import PAPER
from artikit.ingest.page_authors import claim_names, place_of, read_bare, read_marked
from artikit.ingest.page_head import LINE, said_beside
from artikit.ingest.page_times import read_times
from artikit.ingest.words import ends_sentence

if TYPE_CHECKING:
    from artikit.ingest.byline import Byline
    from artikit.ingest.date_lines import DateLine
    from artikit.ingest.findings import Findings
    from artikit.ingest.page import Page, Said
    from artikit.ingest.page_head import Head

_PAPER_WORDS = 6


def read_head(page: Page, findings: Findings, head: Head) -> None:
    """Claim who and when, as the lines around the title say it."""
    for one in head.blocks:
        if len(one.text) <= LINE:
            _read_line(page, findings, one, above=one.span.start < head.title)
    if head.lead is not None:
        _read_dateline(page, findings, head.lead)
    read_times(page, findings, head)
    read_marked(page, findings, head)
    if not findings.of(fields.AUTHOR):
        read_bare(page, findings, head)


def _read_line(page: Page, findings: Findings, one: Said, *, above: bool) -> None:
    """Claim what one line tells; above the title stands the day on which the page was shown."""
    line = date_line(one.text, 0, len(one.text))
    rest = said_beside(line) if line and line.tells else one.text
    byline = byline_of(rest)
    if line is not None and _tells_when(line, rest, one.text, byline) and (line.labelled or not above):
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
    claim_names(page, findings, one, byline, "byline", STATED)


def _read_dateline(page: Page, findings: Findings, lead: Said) -> None:
    """Claim the date in the dateline of the first paragraph."""
    found = dateline_of(lead.text, 0, len(lead.text))
    for written in found.line.published[:1] if found is not None and found.line is not None else ():
        said = lead.text[slice(*written.span)]
        findings.claim(fields.PUBLISHED, written.value, place_of(page, lead, said), "dateline", SHAPED)


def _tells_when(line: DateLine, rest: str, text: str, byline: Byline | None) -> bool:
    """Tell whether a line tells when something was published, and not what happens on some day."""
    if line.labelled or is_only_date(line) or byline is not None:
        return True
    names = names_of(rest)
    if names is not None and not names.rest:
        return True
    return len(rest.split()) <= _PAPER_WORDS and not ends_sentence(text) and bool(PAPER.search(rest))
