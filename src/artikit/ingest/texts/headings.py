"""Headings of sections that nothing marks as such: short lines of their own between paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.wording.words import ENDS, ends_sentence, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_LONGEST = 75
_WORDS = 11
_PROSE = 100
"""Characters from which a block is a paragraph, so that what stands before it may be its heading."""
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?(?:[ap]\.?m\.?|uhr|h|[A-Z]{2,4}))?\Z", re.IGNORECASE)
_BOLD = re.compile(r"(?:\*\*|__)[^*_]+(?:\*\*|__)\Z")


def find_headings(draft: Draft, body: int) -> None:
    """Mark lines as headings. In the middle of the body only, with a paragraph before and one below."""
    free = list(draft.free(body))
    for before, at, after in zip(free, free[1:], free[2:], strict=False):
        blocks = draft.blocks
        if blocks[at].kind != "paragraph" or blocks[after].kind == "heading":
            continue
        text = blocks[at].text
        if not (
            blocks[at].loose and (blocks[after].loose or _CLOCK.match(text) or _BOLD.match(draft.raw(at)))
        ):
            continue
        if before in draft.titles or blocks[before].kind == "heading":
            continue
        if _is_heading(text) and _is_prose(draft, before) and _is_prose(draft, after):
            draft.titles.add(at)


def _is_heading(text: str) -> bool:
    if not len(text) >= 2 or size_of(text) > _LONGEST or len(text.split()) > _WORDS:
        return False
    if _CLOCK.match(text):
        return True
    if ends_sentence(text) or (
        text.endswith((",", ";", ":", "-", "–", "—", "”", '"', "»")) and text[0] not in "“\"‘'«„"
    ):
        return False
    if text[0].islower() or not any(map(str.isalpha, text)):
        return False
    return not text.rstrip("\"'”’»").endswith(ENDS)


def _is_prose(draft: Draft, at: int) -> bool:
    block = draft.blocks[at]
    if block.kind in ("bullet", "number", "quote", "table"):
        return True
    return block.kind == "paragraph" and (
        size_of(block.text) >= _PROSE or (ends_sentence(block.text) and size_of(block.text) >= 40)
    )
