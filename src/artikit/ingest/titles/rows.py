"""Title, author, paper and date in one line: `Night ferry stays | By Nora Pell | 3 March 2021`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED, STATED
from artikit.ingest.dates.lines import date_line, is_only_date
from artikit.ingest.drafts.date_claims import claim_dates
from artikit.ingest.people.author_claims import claim_author
from artikit.ingest.people.byline import byline_of, names_of
from artikit.ingest.people.names import PAPER, is_name
from artikit.ingest.wording.plain import plain
from artikit.ingest.wording.words import ends_sentence, is_titled, size_of

if TYPE_CHECKING:
    from artikit.ingest.dates.lines import DateLine
    from artikit.ingest.drafts.draft import Draft
    from artikit.ingest.people.byline import Byline

_JOINT = re.compile(r"\s+[|·•]\s+")
_SEARCHED = 4
"""Blocks on top among which such a line stands."""
_LONGEST, _SHORTEST = 300, 12
"""Characters of such a line, and of the title in it."""
_FEW = 3
_DESKS = """
rédaction redaktion redaktionen redacción redazione redação redactie redakcja staff newsroom desk team admin
"""
_NOBODY = frozenset(_DESKS.split())
"""Words of lines that say who wrote it, and name nobody."""


class _Row(NamedTuple):
    title: str
    byline: Byline | None
    paper: str
    line: DateLine | None


def read_title_row(draft: Draft) -> bool:
    """Claim what such a line on top tells; no where there is none."""
    for at in list(draft.free(0, min(_SEARCHED, len(draft.blocks)))):
        block = draft.blocks[at]
        if block.kind not in ("paragraph", "heading") or size_of(block.text) > _LONGEST:
            return False
        row = _row(draft, at)
        if row is not None:
            _claim(draft, at, row)
            return True
        if ends_sentence(block.text):
            return False
    return False


def _row(draft: Draft, at: int) -> _Row | None:
    """Take a line apart; None where a part behind the title is neither author, nor date, nor paper."""
    block = draft.blocks[at]
    joints = list(_JOINT.finditer(draft.text, block.body, block.span.end))
    starts = [block.body, *(one.end() for one in joints)]
    ends = [*(one.start() for one in joints), block.span.end]
    title, *parts = [draft.text[start:end] for start, end in zip(starts, ends, strict=True)]
    if not parts or not _may_be_title(title):
        return None
    byline, paper, when = None, "", None
    for part, start, end in zip(parts, starts[1:], ends[1:], strict=True):
        line = date_line(draft.text, start, end)
        told = byline_of(plain(part))
        if line is not None and is_only_date(line) and when is None:
            when = line
        elif told is not None and byline is None:
            byline = told
        elif PAPER.search(part) and is_titled(part) and not paper:
            paper = part
        elif is_name(part) and byline is None:
            byline = names_of(part)
        else:
            return None
    return _Row(title, byline, paper, when) if when is not None or byline is not None else None


def _may_be_title(text: str) -> bool:
    """Tell whether the first part of a line is no name, no byline and no date."""
    text = plain(text)
    if len(text.split()) <= _FEW and not _NOBODY.isdisjoint(text.lower().split()):
        return False
    if size_of(text) < _SHORTEST or is_name(text) or byline_of(text) is not None:
        return False
    return date_line(text, 0, len(text)) is None and not (PAPER.search(text) and is_titled(text))


def _claim(draft: Draft, at: int, row: _Row) -> None:
    cue = "line with title, author and date"
    draft.claim(fields.TITLE, row.title, draft.span_of(at, row.title), cue, SHAPED)
    if row.byline is not None:
        claim_author(draft, at, row.byline, cue, SHAPED)
    if row.paper:
        draft.claim(fields.NAME, row.paper, draft.span_of(at, row.paper), cue, SHAPED)
    if row.line is not None:
        claim_dates(draft, row.line, cue, STATED)
    draft.title_at = at
    draft.take(at, "title")
