"""Paragraphs that stand twice: captions that say again what the body says, and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.confidence import LIKELY
from artikit.ingest.draft import PICTURE
from artikit.ingest.plain import folded
from artikit.ingest.words import ends_sentence, sentences

if TYPE_CHECKING:
    from artikit.ingest.draft import Draft

_LEAST = 40
"""Characters from which a repeated paragraph is no chance; shorter ones may be answers, refrains."""


def find_repeats(draft: Draft) -> None:
    """Take every copy of a paragraph but the first, and captions that say more than one sentence again."""
    seen: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    last: dict[str, int] = {}
    suspects: list[int] = []
    for at in list(draft.free(max(draft.title_at, 0))):
        block = draft.blocks[at]
        if block.kind not in ("paragraph", "quote"):
            continue
        key = folded(block.text)
        if len(key) < _LEAST:
            continue
        if key in seen:
            copied = seen[key] in suspects
            draft.take(
                at, "repeated caption" if copied or not ends_sentence(block.text) else "repeated paragraph"
            )
            if copied:
                _to_caption(draft, seen[key], suspects)
            continue
        seen[key] = at
        if key in beginnings and not ends_sentence(block.text):
            draft.take(at, "repeated caption")
            continue
        said = [folded(one) for one in sentences(block.text)]
        if (len(said) > 1 and " ".join(said[1:]) in last) or (
            len(said) > 1 and folded(" ".join(sentences(block.text)[1:])) in seen
        ):
            suspects.append(at)
        parts = sentences(block.text)
        for count in range(1, min(len(parts), 4)):
            beginning = folded(" ".join(parts[:count]))
            if len(beginning) >= _LEAST:
                beginnings.setdefault(beginning, at)


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
