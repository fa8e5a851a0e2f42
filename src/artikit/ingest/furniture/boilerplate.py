"""Furniture of pages: what stands around an article, in many of its copies too, and is no part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.furniture.lines import LONGEST, is_furniture_line
from artikit.ingest.furniture.other_articles import LISTS, end_of_list

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_OUTER = 6
"""Blocks from the end of a text among which a line of topics stands."""

_TOPICS = re.compile(
    r"(?i)(?:tags?|topics?|keywords?|filed\sunder|related\stopics|schlagw[oö]rt(?:er|e)?|stichw[oö]rt(?:er|e)?|themen|mots-clés|étiquettes"
    r"|etiquetas|palabras\sclave|temas|parole\schiave|argomenti|palavras-chave|trefwoorden|emneord|etiketter|tagi|témata|štítky|ämnen|avainsanat|etiketler|الكلمات\sالدالة|태그|关键词|теги)\s*[:：]\s*\S"
)


def find_boilerplate(draft: Draft) -> None:
    """Take furniture: share buttons, invitations, notices of cookies, trails of sections, other articles."""
    last = len(draft.blocks)
    for at in list(draft.free()):
        block = draft.blocks[at]
        text = block.text
        if block.kind in ("code", "table", "rule") or at in draft.taken:
            continue
        if is_furniture_line(draft.raw(at), text):
            draft.take(at, "boilerplate")
        if at >= last - _OUTER and len(text) <= LONGEST and _TOPICS.match(text):
            draft.take(at, "line of topics")
        if LISTS.match(text) and at:
            end = end_of_list(draft, at + 1)
            if end > at + 1 or at == last - 1:
                for other in range(at, end):
                    draft.take(other, "list of other articles")
