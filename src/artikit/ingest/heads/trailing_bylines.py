"""Bylines at the end of a standfirst: `The old boat stays one more year. By Nora Pell`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED
from artikit.ingest.heads.blocks import STANDFIRST
from artikit.ingest.people.author_claims import claim_author
from artikit.ingest.people.byline import byline_of
from artikit.ingest.wording.plain import plain
from artikit.ingest.wording.words import size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_TAIL = re.compile(
    r"(?<=[.!?…\"”“»])\s+(?P<byline>[*_]*(?:Von|By|Par|Por|Di|Door|Av|Af|(?:Ein|Eine|Un|Une|Una)\s\w+\s(?:von|de|di|par))\s[A-ZÀ-ÞŁŚŻČŠŽ][^.!?\n]{3,60})\Z"
)
_SEARCHED = 3


def read_trailing_byline(draft: Draft) -> None:
    """Claim the author whom a standfirst names in its last words, and cut them off it."""
    if draft.title_at < 0 or draft.claimed(fields.AUTHOR):
        return
    start = draft.title_at + 1
    for at in list(draft.free(start, min(start + _SEARCHED, len(draft.blocks)))):
        block = draft.blocks[at]
        if block.kind not in ("paragraph", "quote", "heading") or size_of(block.text) > STANDFIRST:
            return
        match = _TAIL.search(draft.text, block.body, block.span.end)
        byline = byline_of(plain(match["byline"])) if match else None
        if match is not None and byline is not None and byline.names and not byline.rest:
            claim_author(draft, at, byline, "byline at the end of the standfirst", SHAPED)
            draft.cut(at, match.start(), "byline")
            said = draft.blocks[at].text
            if not draft.claimed(fields.EXCERPT):
                draft.claim(
                    fields.EXCERPT, said, draft.span_of(at, said), "standfirst under the title", SHAPED
                )
                draft.take(at, "standfirst")
            return
