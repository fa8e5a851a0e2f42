"""The beginning of a report: `LISBON, June 3 (Northwire) —`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, STATED, UNSURE
from artikit.ingest.dates.lines import date_line
from artikit.ingest.drafts.date_claims import claim_dates
from artikit.ingest.people.east_asian_bylines import read_korean_dateline
from artikit.ingest.people.names import agency_in, is_agency
from artikit.ingest.wording.plain import plain

if TYPE_CHECKING:
    from artikit.ingest.dates.lines import DateLine
    from artikit.ingest.drafts.draft import Draft


_DATELINE = re.compile(
    r"""(?P<head>(?P<place>[^\W\d_a-z][^\n()—–,]{1,40}?(?:,\s[^\W\d_a-z][^\n()—–,0-9]{1,30}?){0,2})
    (?P<when>,?\s*(?:\(?\s*)?(?:[^\n()—–]{0,40}?\d[^\n()—–]{0,25}?)?\)?)?
    \s*\.?(?:\((?P<agency>[^()\n]{2,40})\)|/(?P<wire>[^/\n]{2,30})/)?)\s*(?:\.?\s?(?:—|–|--|-(?=\s))|(?<=/)\.|(?<=\)):|:(?=\s[“"«„]))\s*(?=\S)""",
    re.VERBOSE,
)
_WIRE = re.compile(r"\((?P<agency>[^()\n]{2,40})\)\s*(?:—|–|--|-)\s*(?=\S)")
_CARRIER = re.compile(r"\bPR\b|PRNewswire|Business\s?Wire|Globe\s?Newswire|\bots\b")
"""Services that only pass on what companies and offices write."""
_LONGEST_DATELINE = 110


class Dateline(NamedTuple):
    """The beginning of a report: `LISBON, June 3 (Northwire) —`. `end` is where the report itself begins."""

    end: int
    agency: str
    line: DateLine | None
    place: str


def dateline_of(text: str, start: int, end: int) -> Dateline | None:
    """Read the dateline at the head of a paragraph; None where there is none."""
    match = _DATELINE.match(text, start, min(end, start + _LONGEST_DATELINE))
    if match is None:
        alone = _WIRE.match(text, start, min(end, start + _LONGEST_DATELINE))
        return (
            Dateline(alone.end(), alone["agency"], None, "") if alone and is_agency(alone["agency"]) else None
        )
    agency = plain(match["agency"] or match["wire"] or "")
    agency = agency_in(agency) or agency
    line = date_line(text, match.start(), match.end("head"))
    capital = match["place"].split(",")[0].split()[0]
    shouted = match["place"].split(",")[0].isupper() and len(capital) > 2
    if not (shouted or (line and line.tells) or agency):
        return None
    if not shouted and len(match["place"].split()) > 5:
        return None
    if not shouted and not agency and line and not line.published:
        return None
    if agency and any(map(str.isdigit, agency)):
        agency = ""
    return Dateline(match.end(), agency, line, match["place"])


def read_dateline(draft: Draft, body: int) -> int:
    """Read the dateline of the first paragraph; returns where the report itself begins, 0 without one."""
    for at in list(draft.free(body))[:2]:
        block = draft.blocks[at]
        if block.kind != "paragraph":
            continue
        if korean := read_korean_dateline(draft, at):
            return korean
        found = dateline_of(draft.text, block.span.start, block.span.end)
        if found is None:
            continue
        if found.line is not None:
            claim_dates(draft, found.line, "dateline", STATED)
        if found.agency and not draft.claimed(fields.AUTHOR) and _is_agency_like(found.agency):
            sure = LIKELY if is_agency(found.agency) else UNSURE
            draft.claim(
                fields.AUTHOR, found.agency, draft.span_of(at, found.agency), "agency in the dateline", sure
            )
        return found.end
    return 0


def _is_agency_like(text: str) -> bool:
    if _CARRIER.search(text):
        return False
    return is_agency(text) or (
        len(text.split()) <= 3 and text[0].isupper() and not any(map(str.isdigit, text))
    )
