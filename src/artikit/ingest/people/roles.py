"""Lines below a byline that say what the author is, or for whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY
from artikit.ingest.people.names import PAPER
from artikit.ingest.wording.words import ends_sentence, is_titled

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

ROLE = re.compile(
    r"(?i)\b(?:writer|reporter|correspondent|editor|columnist|journalist|contributor|staff|bureau|desk|analyst|fellow|professor|photographer|redakteur(?:in)?|reporter(?:in)?|korrespondent(?:in)?|volontär(?:in)?"
    r"|journaliste|correspondante?|envoyée?|redactora?|corresponsal|periodista|giornalista|inviat[oa]|jornalista|verslaggever|redacteur|muhabir|korespondent|dziennikarz|toimittaja|reportér|redaktor(?:ka)?|obozrevatel|корреспондент|обозреватель|(?:film|kino|кино)?(?:kritiker(?:in)?|critic|критик)|(?<=\s)correspondent)\b"
)


def take_roles(draft: Draft, read: set[int]) -> None:
    """Take the line below a byline that only says what the author is."""
    for at in sorted(read):
        below = at + 1
        if draft.taken.get(at) != "byline" or below >= len(draft.blocks) or below in draft.taken:
            continue
        text = draft.blocks[below].text
        paper = is_titled(text) and 2 <= len(text.split()) <= 5 and bool(PAPER.search(text))
        if paper and draft.blocks[below].kind == "paragraph" and not draft.blocks[below].loose:
            draft.claim(
                fields.NAME, text, draft.span_of(below, text), "name of the paper below the byline", LIKELY
            )
            draft.take(below, "name of the publisher")
            read.add(below)
        elif (
            len(text) <= 60
            and ROLE.search(text)
            and not ends_sentence(text)
            and draft.blocks[below].kind == "paragraph"
        ):
            draft.take(below, "line about the author")
            read.add(below)
