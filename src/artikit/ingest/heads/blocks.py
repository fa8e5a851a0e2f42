"""Which blocks may be part of an article's head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.furniture.captions import caption_of, credit_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

SEARCHED = 12
"""Blocks behind the title that may belong to the head."""
STANDFIRST = 330
"""Characters that a standfirst may have, where a byline or a date follows it."""
SHORTEST_STANDFIRST = 25
LINE = 160


def is_prose(draft: Draft, at: int) -> bool:
    """Tell whether a block says something, and is no caption, no picture, no list."""
    block = draft.blocks[at]
    if block.kind not in ("paragraph", "heading", "quote"):
        return False
    return not caption_of(block.text) and not credit_of(draft.raw(at), block.text)
