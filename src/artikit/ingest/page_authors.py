"""Authors of a page, by its mark-up or by their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.byline import byline_of, names_of
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.date_lines import date_line
from artikit.ingest.names import is_name
from artikit.ingest.page_head import LINE, said_beside
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.byline import Byline
    from artikit.ingest.findings import Findings
    from artikit.ingest.page import Page, Said
    from artikit.ingest.page_head import Head


_MOST = 4
"""Authors of one article that its mark-up names one by one."""


def read_marked(page: Page, findings: Findings, head: Head) -> None:
    """Claim names that the mark-up says are the author's, before the article's end if they are all one."""
    links = _marked(page, "rel=author")
    if 1 < len(links) <= _MOST and head.has_prose:
        _claim_several(findings, [one for one in links if _is_in(head, one[0])])
    elif len(links) == 1:
        claim_names(page, findings, *links[0], "rel=author", STATED)
    named = _marked(page, "byline", head)
    if len(named) == 1:
        claim_names(page, findings, *named[0], "class of the byline", SHAPED)


def _marked(page: Page, hint: str, head: Head | None = None) -> list[tuple[Said, Byline]]:
    """Names in elements with a mark, of equal ones the first; with `head` only those that stand there."""
    found: dict[str, tuple[Said, Byline]] = {}
    for one in page.marked:
        if hint not in one.hints or one.furniture or one.listed or len(one.text) > LINE:
            continue
        if head is not None and not _is_in(head, one):
            continue
        line = date_line(one.text, 0, len(one.text))
        said = said_beside(line) if line and line.tells else one.text
        told = byline_of(said)
        names = told or names_of(said)
        if names is not None and names.names and (told or is_name(names.names[0])):
            found.setdefault(names.author, (one, names))
    return list(found.values())


def _is_in(head: Head, one: Said) -> bool:
    return head.span.start <= one.span.start < head.span.end


def _claim_several(findings: Findings, several: list[tuple[Said, Byline]]) -> None:
    """Claim authors of whom each has an element of their own."""
    if several:
        joined = ", ".join(dict.fromkeys(name for _, byline in several for name in byline.names))
        span = Span(several[0][0].span.start, several[-1][0].span.end)
        findings.claim(fields.AUTHOR, joined, span, "rel=author", SHAPED)


def read_bare(page: Page, findings: Findings, head: Head) -> None:
    """Claim a bare name under the title, where a date stands beside it: other names are of places too."""
    below = [one for one in head.blocks if one.span.start > head.title and len(one.text) <= LINE]
    lines = [date_line(one.text, 0, len(one.text)) for one in below]
    dated = [bool(line and line.published) for line in lines]
    for at, (one, line) in enumerate(zip(below, lines, strict=True)):
        said = said_beside(line) if line and line.tells else one.text
        if any(dated[max(at - 1, 0) : at + 2]) and len(said) <= 60 and is_name(said):
            claim_names(page, findings, one, names_of(said), "name beside the date", LIKELY)
            return


def claim_names(
    page: Page, findings: Findings, one: Said, found: Byline | None, cue: str, confidence: float
) -> None:
    """Claim the authors of a byline."""
    if found is not None and found.author:
        findings.claim(fields.AUTHOR, found.author, place_of(page, one, found.author), cue, confidence)


def place_of(page: Page, one: Said, text: str) -> Span:
    """Where a text stands in a block of a page; the block where mark-up is in between."""
    start = page.text.find(text, *one.span)
    return Span(start, start + len(text)) if start >= 0 else one.span
