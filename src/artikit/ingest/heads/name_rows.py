"""Rows below or above a title: `Opinion | Nora Pell`, `3 March 2021 · Nora Pell, Staff Engineer`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.dates.lines import date_line, is_only_date
from artikit.ingest.drafts.date_claims import claim_dates
from artikit.ingest.people.author_claims import claim_author
from artikit.ingest.people.bare_names import is_other, may_be_author
from artikit.ingest.people.byline import byline_of, names_of
from artikit.ingest.people.names import NO_NAMES, PAPER, is_name
from artikit.ingest.people.roles import ROLE
from artikit.ingest.titles.rubrics import is_genre
from artikit.ingest.wording.plain import plain
from artikit.ingest.wording.words import ROW, is_titled

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft
    from artikit.ingest.people.byline import Byline

_LONGEST, _MOST = 160, 4
"""Characters and parts of such a row."""


def read_name_row(draft: Draft, at: int) -> bool:
    """Claim who and when; no where a part is neither a name, nor a date, a paper, or a word for a section."""
    block = draft.blocks[at]
    if block.kind != "paragraph" or len(block.text) > _LONGEST or draft.claimed(fields.AUTHOR):
        return False
    names: list[Byline] = []
    parts = list(_parts(draft, at))
    if not 2 <= len(parts) <= _MOST:
        return False
    for start, end in parts:
        said = plain(draft.text[start:end])
        line = date_line(draft.text, start, end)
        found = _name_in(said)
        if found is not None:
            names.append(found)
        elif not ((line and is_only_date(line)) or _is_label(said)):
            return False
    if len(names) != 1 or not may_be_author(draft, at, names[0].names[0]):
        return False
    claim_author(draft, at, names[0], "name in a row", LIKELY)
    _claim_others(draft, at, parts)
    draft.take(at, "byline")
    return True


def _parts(draft: Draft, at: int) -> list[tuple[int, int]]:
    """Where the parts of a row begin and end."""
    block = draft.blocks[at]
    joints = list(ROW.finditer(draft.text, block.body, block.span.end))
    starts = [block.body, *(one.end() for one in joints)]
    ends = [*(one.start() for one in joints), block.span.end]
    return list(zip(starts, ends, strict=True))


def _name_in(said: str) -> Byline | None:
    """The person whom a part names, at most with what that person does."""
    told = byline_of(said)
    if told is not None and told.names:
        return told
    name, _, role = said.partition(",")
    if PAPER.search(name) or not is_name(name) or is_other(name) or (role and not _is_role(role)):
        return None
    return names_of(name)


def _is_role(text: str) -> bool:
    return bool(ROLE.search(text)) and len(text.split()) <= _MOST


def _is_label(said: str) -> bool:
    """Tell whether a part only names a section, a genre or a paper."""
    words = said.split()
    paper = bool(PAPER.search(said)) and is_titled(said) and len(words) <= _MOST
    return paper or is_genre(said) or (len(words) <= 2 and all(one.lower() in NO_NAMES for one in words))


def _claim_others(draft: Draft, at: int, parts: list[tuple[int, int]]) -> None:
    """Note the date and the paper of a row."""
    for start, end in parts:
        said = plain(draft.text[start:end])
        line = date_line(draft.text, start, end)
        if line is not None and is_only_date(line):
            claim_dates(draft, line, "date in a row", STATED)
        elif PAPER.search(said) and _name_in(said) is None and len(said.split()) > 1:
            draft.claim(fields.NAME, said, draft.span_of(at, said), "name of the paper in a row", SHAPED)
