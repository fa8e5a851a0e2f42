"""Paragraphs that stand twice: captions that say again what the body says, and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.confidence import LIKELY
from artikit.ingest.drafts.draft import PICTURE
from artikit.ingest.wording.plain import folded
from artikit.ingest.wording.words import ends_sentence, sentences

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft


_LEAST = 40
"""Characters from which a repeated paragraph is no chance; shorter ones may be answers, refrains."""


def find_repeats(draft: Draft) -> None:
    """Take every copy of a paragraph but the first, and captions that say more than one sentence again."""
    seen: dict[str, int] = {}
    beginnings: set[str] = set()
    suspects: list[int] = []
    for at in list(draft.free(max(draft.title_at, 0))):
        block = draft.blocks[at]
        key = folded(block.text)
        if block.kind not in ("paragraph", "quote") or len(key) < _LEAST:
            continue
        cut = not ends_sentence(block.text)
        if key in seen:
            copied = seen[key] in suspects
            draft.take(at, "repeated caption" if copied or cut else "repeated paragraph")
            if copied:
                _to_caption(draft, seen[key], suspects)
            continue
        seen[key] = at
        if key in beginnings and cut:
            draft.take(at, "repeated caption")
            continue
        parts = sentences(block.text)
        if len(parts) > 1 and folded(" ".join(parts[1:])) in seen:
            suspects.append(at)
        beginnings |= _beginnings(parts)


def _beginnings(parts: list[str]) -> set[str]:
    """The first sentence of a paragraph, the first two and three, where that is enough to be no chance."""
    found = (folded(" ".join(parts[:count])) for count in range(1, min(len(parts), 4)))
    return {beginning for beginning in found if len(beginning) >= _LEAST}


def _to_caption(draft: Draft, at: int, suspects: list[int]) -> None:
    """Take for a caption what says again a whole paragraph with a sentence more, and stands twice."""
    suspects.remove(at)
    value = {"title": draft.blocks[at].text}
    draft.captions.append(dict(value))
    draft.claim(
        (PICTURE, len(draft.captions) - 1),
        dict(value),
        draft.blocks[at].span,
        "repeated caption that says more",
        LIKELY,
    )
    draft.take(at, "caption")
