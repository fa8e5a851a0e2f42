"""Lines that say in which issue an article stood: `The Harbor Review, Vol. 12, No. 3, pp. 14-19`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED
from artikit.ingest.people.names import PAPER
from artikit.ingest.wording.words import ends_sentence, is_titled

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_ISSUE = re.compile(
    r"(?i)(?P<name>[^,;:|\d]{4,60}?)\s*[,;:|–-]?\s+(?:vol(?:ume|\.)?|no\.?|nr\.?|issue|heft|ausgabe|jahrgang|jg\.|num(?:éro|ero|\.)?|núm(?:ero|\.)?|n[°º]|année|anno|årgang|nummer)\s?\d"
)
_LONGEST = 120


def read_issue(draft: Draft, at: int) -> bool:
    """Claim the name of the magazine; no where a line is none of an issue, or the name that of no paper."""
    text = draft.blocks[at].text
    match = _ISSUE.match(text) if len(text) <= _LONGEST and not ends_sentence(text) else None
    if match is None:
        return False
    name = match["name"].strip()
    if not PAPER.search(name) or not is_titled(name) or len(name.split()) < 2:
        return False
    draft.claim(fields.NAME, name, draft.span_of(at, name), "name of the paper beside its issue", SHAPED)
    draft.take(at, "issue")
    return True
