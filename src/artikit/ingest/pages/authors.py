"""Authors of a page, by its mark-up or by their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.dates.lines import date_line
from artikit.ingest.pages.bare_names import may_be_author
from artikit.ingest.pages.buttons import without_buttons
from artikit.ingest.pages.days import tells_another_day
from artikit.ingest.pages.head import LINE, said_beside
from artikit.ingest.people.byline import byline_of, names_of
from artikit.ingest.people.names import is_name
from artikit.ingest.wording.plain import folded
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.drafts.findings import Findings
    from artikit.ingest.markup.page import Page, Said
    from artikit.ingest.pages.head import Head
    from artikit.ingest.people.byline import Byline


_APART = 2
"""Lines between two names of which nothing tells which is the author's."""
_LONGEST = 60
"""Characters of a name that stands alone."""
_MOST = 4
"""Authors of one article that its mark-up names one by one."""


def read_marked(page: Page, findings: Findings, head: Head) -> None:
    """Claim names that the mark-up says are the author's, before the article's end if they are all one."""
    links = _marked(page, "rel=author")
    if 1 < len(links) <= _MOST and head.has_prose:
        _claim_several(findings, [one for one in links if head.span.holds(one[0].span.start)])
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
        if (head is not None and not head.span.holds(one.span.start)) or _is_below_picture(page, one):
            continue
        names = _names_in(_lines_of(page, one))
        if names is not None:
            found.setdefault(names.author, (one, names))
    return list(found.values())


def _lines_of(page: Page, one: Said) -> list[str]:
    """The lines of an element, which roles and addresses of mail follow; one line where it has no others."""
    first = bisect_left(page.blocks, one.span.start, key=_start)
    last = bisect_left(page.blocks, one.span.end, key=_start)
    return [block.text for block in page.blocks[first:last]] if last - first > 1 else [one.text]


def _start(one: Said) -> int:
    return one.span.start


def _names_in(lines: list[str]) -> Byline | None:
    """Names in the first line that tells some, and in those right behind it that are nothing but a name."""
    found: Byline | None = None
    for text in lines:
        line = date_line(text, 0, len(text))
        said = without_buttons(said_beside(line) if line and line.tells else text)
        told = byline_of(said)
        names = told or names_of(said)
        if names is not None and names.names and (told or is_name(names.names[0])):
            if found is None:
                found = names
            elif is_name(said):
                found = found._replace(names=(*found.names, *names.names))
        elif found is not None:
            break
    return found


def _is_below_picture(page: Page, one: Said) -> bool:
    """Tell whether an element is part of a caption: who is named there took the picture."""
    captions = list(page.captions.values())
    at = bisect_right(captions, one.span.start, key=_start) - 1
    return at >= 0 and one.span.start < captions[at].span.end


def _claim_several(findings: Findings, several: list[tuple[Said, Byline]]) -> None:
    """Claim authors of whom each has an element of their own."""
    if several:
        joined = ", ".join(dict.fromkeys(name for _, byline in several for name in byline.names))
        span = Span(several[0][0].span.start, several[-1][0].span.end)
        findings.claim(fields.AUTHOR, joined, span, "rel=author", SHAPED)


def read_bare(page: Page, findings: Findings, head: Head) -> None:
    """Claim a bare name under the title that stands alone beside a date: other names are of places too."""
    below = [one for one in head.blocks if one.span.start > head.title and len(one.text) <= LINE]
    lines = [date_line(one.text, 0, len(one.text)) for one in below]
    dated = [
        bool(line and line.published) and not tells_another_day(one.text)
        for one, line in zip(below, lines, strict=True)
    ]
    texts = [
        said_beside(line) if line and line.tells else one.text for one, line in zip(below, lines, strict=True)
    ]
    named = [at for at, said in enumerate(texts) if len(said) <= _LONGEST and is_name(said)]
    known = folded(findings.best(fields.TITLE))
    for at in named:
        near = any(dated[max(at - 1, 0) : at + 2])
        alone = not any(0 < abs(at - other) <= _APART for other in named)
        said = texts[at]
        if near and alone and folded(said) not in known and may_be_author(page, below[at], said):
            claim_names(page, findings, below[at], names_of(said), "name beside the date", LIKELY)
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


def drop_publisher(findings: Findings) -> None:
    """Drop authors that are only the publisher once more, also from lists of several."""
    names = {folded(str(one.value)).removeprefix("the ") for one in findings.of(fields.NAME)} - {""}
    kept = []
    for one in findings.claims:
        if one.field != fields.AUTHOR or not any(name in folded(str(one.value)) for name in names):
            kept.append(one)
            continue
        parts = str(one.value).split(", ")
        people = [part for part in parts if not any(name in folded(part) for name in names)]
        if people:
            kept.append(one._replace(value=", ".join(people)))
        else:
            findings.reasons[fields.AUTHOR] = "only the publisher is named as author"
    findings.claims = kept
