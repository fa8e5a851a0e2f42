"""What a line says of dates, noted in the draft of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED
from artikit.ingest.drafts.date_cues import day_meant

if TYPE_CHECKING:
    from artikit.ingest.dates.lines import DateLine
    from artikit.ingest.dates.vague import Vague
    from artikit.ingest.drafts.draft import Draft


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
