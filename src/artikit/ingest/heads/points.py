"""Points in brief: items between the title and the first paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED
from artikit.ingest.furniture.captions import caption_of, credit_of
from artikit.ingest.heads.blocks import LINE, SEARCHED
from artikit.ingest.wording.words import ends_sentence, size_of
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft
    from artikit.model import Json

_POINTS = re.compile(
    r"(?i)(?:key\s(?:points|facts|takeaways)|at\sa\sglance|in\s(?:brief|short)|highlights|summary|the\sessentials?|das\swichtigste(?:\sin\skürze)?|in\skürze|auf\seinen\sblick|en\s(?:bref|resumen)|l'essentiel|claves|in\ssintesi|em\sresumo|in\shet\skort|kort\s(?:fortalt|sagt)|w\sskrócie|коротко)\s*:?\Z"
)
_PROSE = 80
"""Characters of a paragraph below them."""


def read_points(draft: Draft, start: int) -> None:
    """Take the points in brief, where a paragraph follows them."""
    points = _points(draft, start)
    if len(points) < 2 or not any(
        draft.blocks[one].kind == "paragraph" and size_of(draft.blocks[one].text) > _PROSE
        for one in draft.free(points[-1] + 1)
    ):
        return
    texts: list[Json] = [draft.blocks[at].text for at in points]
    span = Span(draft.blocks[points[0]].span.start, draft.blocks[points[-1]].span.end)
    draft.claim(fields.HIGHLIGHTS, texts, span, "points in brief under the title", SHAPED)
    for at in points:
        draft.take(at, "points in brief")
    label = points[0] - 1
    if label >= start and label not in draft.taken and _POINTS.match(draft.blocks[label].text):
        draft.take(label, "points in brief")


def _points(draft: Draft, start: int) -> list[int]:
    """Find the first items, before them at most lines and captions."""
    points: list[int] = []
    for at in draft.free(start):
        block = draft.blocks[at]
        if block.kind == "bullet":
            points.append(at)
        elif points or at > start + SEARCHED or size_of(block.text) > LINE or _is_text(draft, at):
            break
    return points


def _is_text(draft: Draft, at: int) -> bool:
    """Tell whether the article itself has begun, or leads to items of its own."""
    text = draft.blocks[at].text
    if text.endswith(":"):
        return True
    return ends_sentence(text) and not (caption_of(text) or credit_of(draft.raw(at), text))
