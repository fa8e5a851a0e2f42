"""What a line says of authors and dates, noted in the draft of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED
from artikit.ingest.date_cues import day_meant
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.byline import Byline
    from artikit.ingest.date_lines import DateLine
    from artikit.ingest.draft import Draft
    from artikit.ingest.vague import Vague


def claim_author(draft: Draft, at: int, byline: Byline, cue: str, confidence: float) -> None:
    """Note who wrote it, and for which agency."""
    author = byline.author
    there = draft.span_of(at, byline.names[0] if byline.names else author)
    if len(byline.names) > 1:
        last = draft.span_of(at, byline.names[-1])
        there = Span(there.start, max(there.end, last.end))
    draft.claim(fields.AUTHOR, author, there, cue, confidence)
    if byline.agency and byline.names:
        draft.claim(
            fields.AGENCY, byline.agency, draft.span_of(at, byline.agency), f"agency in the {cue}", confidence
        )


def claim_dates(draft: Draft, line: DateLine, cue: str, confidence: float) -> None:
    """Note the dates of a line; relative ones by the reference date, if there is one."""
    for number, one in enumerate(line.published):
        draft.claim(fields.PUBLISHED, one.value, one.span, cue, confidence if number == 0 else LIKELY)
    for one in line.updated[:1]:
        draft.claim(fields.UPDATED, one.value, one.span, cue, confidence)
    if line.published or _claim_unclear(draft, line, cue):
        return
    for vague in line.vague[:1]:
        _claim_vague(draft, vague)


def _claim_unclear(draft: Draft, line: DateLine, cue: str) -> bool:
    """Note a date that other cues make clear, else why it is none."""
    for one in line.unclear:
        day = day_meant(draft, one)
        if day is not None:
            draft.claim(fields.PUBLISHED, day.isoformat(), one.span, f"{cue}, made clear by others", SHAPED)
            return True
        draft.reasons.setdefault(fields.PUBLISHED, one.reason(draft.text[slice(*one.span)]))
    return False


def _claim_vague(draft: Draft, vague: Vague) -> None:
    said = draft.text[slice(*vague.span)]
    reference = draft.options.reference_date
    day = vague.settled(reference) if reference else None
    if day is not None:
        cue = "date reckoned from the reference date"
        draft.claim(fields.PUBLISHED, day.isoformat(), vague.span, cue, LIKELY)
    else:
        kind = "has no year" if vague.month else "is relative"
        draft.reasons.setdefault(fields.PUBLISHED, f"no date with a year is stated; “{said}” {kind}")
