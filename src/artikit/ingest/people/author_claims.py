"""What a byline says of authors, noted in the draft of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft
    from artikit.ingest.people.byline import Byline


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
