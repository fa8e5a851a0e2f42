"""The excerpt where no standfirst is one: the first paragraph, cut at the end of a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED
from artikit.ingest.heads.datelines import dateline_of
from artikit.ingest.wording.plain import plain
from artikit.ingest.wording.words import sentences, size_of
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_SHORTEST, _LONGEST, _WANTED = 40, 600, 400
"""Characters of a paragraph that may be an excerpt; of one that is cut; of what is left of it."""
_NO_PROSE = re.compile(r"\A(?:#|\||```|!\[|---|[-*•]\s|\d+\.\s)")


def excerpt_of(body: str) -> str:
    """First paragraph of a body, cut at the end of a sentence where it is long; empty where there is none."""
    for block in re.split(r"\n\s*\n", body[:40_000]):
        if _NO_PROSE.match(block.strip()):
            continue
        said = plain(block.strip().lstrip("> "))
        dateline = dateline_of(said, 0, len(said))
        said = said[dateline.end :] if dateline is not None else said
        if size_of(said) >= _SHORTEST:
            return shortened(said)
    return ""


def shortened(said: str) -> str:
    """Cut a long paragraph at the end of a sentence, else of a word."""
    if len(said) <= _LONGEST:
        return said
    kept = ""
    for sentence in sentences(said):
        if kept and len(kept) + len(sentence) > _WANTED:
            break
        kept = f"{kept} {sentence}".strip()
    return kept if len(kept) <= _LONGEST else kept[:_WANTED].rsplit(" ", 1)[0]


def claim_excerpt(draft: Draft, start: int) -> None:
    """Take the first paragraph for the excerpt, behind its dateline, where there is no standfirst."""
    if draft.claimed(fields.EXCERPT):
        return
    for at in draft.free():
        block = draft.blocks[at]
        if block.kind not in ("paragraph", "quote") or at in draft.titles or size_of(block.text) < 40:
            continue
        begin = start if block.span.start < start < block.span.end else block.body
        span = Span(begin, block.span.end)
        said = plain(draft.text[slice(*span)]).lstrip("> ")
        draft.claim(fields.EXCERPT, shortened(said), span, "first paragraph of the body", SHAPED)
        return
    draft.reasons.setdefault(fields.EXCERPT, "there is no standfirst and no paragraph")
