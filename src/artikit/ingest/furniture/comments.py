"""What readers wrote below an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.dates.lines import date_line
from artikit.ingest.wording.words import size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_WORD = (
    r"(?:comments?|reader\scomments|responses|replies|kommentare?|leserkommentare|commentaires?|réactions|comentarios?|commenti|comentários?"
    r"|reacties|kommentarer|kommentit|komentarze|komentáře|komentáre|comentarii|yorumlar?|комментарии|коментарі|コメント|评论|댓글|تعليقات)"
)
_HEAD = re.compile(rf"(?i)(?:\d+\s{_WORD}|{_WORD}\s*(?:\(\d+\)|:?\s?\d+)?:?|{_WORD}一覧)\Z")
_PROSE = 80
_NEAR = 6
"""Blocks below such a line among which a date has to be: comments have one each."""


def find_comments(draft: Draft) -> None:
    """Take all that stands behind a line such as `12 comments`, if days stand in it and an article before."""
    prose = False
    for at, block in enumerate(draft.blocks):
        if (
            prose
            and block.kind in ("paragraph", "heading")
            and _HEAD.match(block.text)
            and _is_dated(draft, at)
        ):
            for other in range(at, len(draft.blocks)):
                draft.take(other, "comments of readers")
            return
        prose = prose or (block.kind == "paragraph" and size_of(block.text) >= _PROSE)


def _is_dated(draft: Draft, at: int) -> bool:
    below = draft.blocks[at + 1 : at + 1 + _NEAR]
    return any(date_line(draft.text, one.body, one.span.end) is not None for one in below)
