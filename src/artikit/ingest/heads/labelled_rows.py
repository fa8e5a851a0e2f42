"""Rows of labels with what they hold: `Posted by: …   Date: …   Views: …`, in Chinese too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import STATED
from artikit.ingest.dates.lines import date_line
from artikit.ingest.drafts.date_claims import claim_dates
from artikit.ingest.people.author_claims import claim_author
from artikit.ingest.people.byline import names_of
from artikit.ingest.people.names import PAPER

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_LABELS = {
    "who": "作者|記者|记者|撰文|posted by|written by|author|autor|auteur|autore",
    "where": "来源|來源|稿源|출처|出典|source|quelle|fuente|fonte",
    "when": "date|posted|published|datum|fecha|data|发布时间|时间|日期",
    "else": "编辑|編輯|责任编辑|责编|編集|阅读|浏览"
    "|views?|comments?|category|section|hits|clicks|tags?|rubrik|ressort|kategorie|words",
}
_NAMED = "|".join(f"(?P<{key}>{words.replace(' ', chr(92) + 's')})" for key, words in _LABELS.items())
_PAIR = re.compile(rf"(?:\A|(?<=\s)|(?<=　))(?:{_NAMED})\s*[:：]\s*", re.IGNORECASE)
_LONGEST = 200
_NOBODY = re.compile(r"(?i)(?:admin\w*|editor|staff|redaktion|webmaster|root)\W*\Z")


def read_labelled_row(draft: Draft, at: int) -> bool:
    """Claim what the labels of a row hold; no where a line has fewer than two labels, or other words."""
    block = draft.blocks[at]
    if block.span.end - block.span.start > _LONGEST or block.kind != "paragraph":
        return False
    pairs = list(_PAIR.finditer(draft.text, block.body, block.span.end))
    if len(pairs) < 2:
        return False
    before = draft.text[block.body : pairs[0].start()].strip()
    line = date_line(draft.text, block.body, pairs[0].start()) if before else None
    if before and line is None:
        return False
    if line is not None:
        claim_dates(draft, line, "date in a row of labels", STATED)
    ends = [*(one.start() for one in pairs[1:]), block.span.end]
    for pair, end in zip(pairs, ends, strict=True):
        _claim(draft, at, pair, end)
    draft.take(at, "row of labels")
    return True


def _claim(draft: Draft, at: int, pair: re.Match[str], end: int) -> None:
    said = draft.text[pair.end() : end].strip(" \t\u00a0\u3000|·")
    if pair["who"] and not _NOBODY.match(said):
        names = names_of(said)
        if names is not None and names.author:
            claim_author(draft, at, names, "row of labels", STATED)
    elif pair["where"] and PAPER.search(said):
        draft.claim(fields.NAME, said, draft.span_of(at, said), "row of labels", STATED)
    elif pair["when"]:
        line = date_line(draft.text, pair.end(), end)
        if line is not None:
            claim_dates(draft, line, "row of labels", STATED)
