"""What stands between the title and the body: byline, date, standfirst, points in brief."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.confidence import STATED
from artikit.ingest.dates.lines import date_line, is_only_date
from artikit.ingest.heads.blocks import SEARCHED, STANDFIRST, is_prose
from artikit.ingest.heads.datelines import dateline_of
from artikit.ingest.heads.issue_lines import read_issue
from artikit.ingest.heads.points import read_points
from artikit.ingest.heads.standfirst import read_below, read_unknown
from artikit.ingest.heads.trailing_bylines import read_trailing_byline
from artikit.ingest.heads.who_and_when import read_line
from artikit.ingest.people.author_claims import claim_author
from artikit.ingest.people.byline import names_of
from artikit.ingest.people.roles import take_roles
from artikit.ingest.wording.words import ends_sentence, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_SHORTEST_BODY = 60
"""Characters that something behind the head must have, or the head is all that there is."""
_LABEL = re.compile(
    r"(?i)(?:(?P<by>by|von|par|por|di|door|av|af|author|written\sby|autor(?:in|e|a)?|auteur|autore|tekst|text)"
    r"|(?P<when>published|posted|date|published\son|veröffentlicht(?:\sam)?|datum|publié(?:\sle)?|publicado|fecha|data|pubblicato))\s*:?\Z"
)


def read_head(draft: Draft) -> int:
    """Read the head; returns the number of the first block of the body."""
    start = draft.title_at + 1
    window = range(start, min(start + SEARCHED + 6, len(draft.blocks)))
    for at in window:
        _read_label(draft, at)
    read = {
        at for at in window if at not in draft.taken and _is_near(draft, start, at) and read_line(draft, at)
    }
    take_roles(draft, read)
    read |= {
        at for at in window if at not in draft.taken and _is_near(draft, start, at) and read_issue(draft, at)
    }
    end = max(read, default=draft.title_at) + 1
    unknown = [at for at in draft.free(start, end) if is_prose(draft, at)]
    if not any(size_of(draft.blocks[at].text) >= _SHORTEST_BODY for at in draft.free(end)):
        prose = (at for at in unknown if size_of(draft.blocks[at].text) >= _SHORTEST_BODY)
        end = next((at for at in prose if ends_sentence(draft.blocks[at].text)), end)
        unknown = [at for at in unknown if at < end]
    read_trailing_byline(draft)
    read_unknown(draft, [at for at in unknown if at not in draft.taken])
    read_points(draft, start)
    read_below(draft, end)
    return next(draft.free(max(draft.title_at, 0)), len(draft.blocks))


def _read_label(draft: Draft, at: int) -> None:
    """Read a label that has a line of its own, with the name of the author or a date in the next."""
    below = at + 1
    if at in draft.taken or below >= len(draft.blocks) or below in draft.taken:
        return
    label = _LABEL.match(draft.blocks[at].text)
    if label is None:
        return
    found = names_of(draft.blocks[below].text) if label["by"] else None
    if found is not None and (found.names or found.agency) and len(draft.blocks[below].text) <= 60:
        claim_author(draft, below, found, "byline", STATED)
        draft.take(at, "byline")
        draft.take(below, "byline")
    elif label["when"]:
        block = draft.blocks[below]
        line = date_line(draft.text, block.body, block.span.end)
        if line is not None and is_only_date(line):
            draft.take(at, "date")


def _is_near(draft: Draft, start: int, at: int) -> bool:
    """Tell whether a line may belong to the head: before it at most a standfirst and a line more."""
    between = [one for one in draft.free(start, at) if is_prose(draft, one)]
    said = [one for one in between if ends_sentence(draft.blocks[one].text)]
    if len(between) > 2 or len(said) > 1 or any(_has_dateline(draft, one) for one in said):
        return False
    return all(size_of(draft.blocks[one].text) <= STANDFIRST for one in between)


def _has_dateline(draft: Draft, at: int) -> bool:
    return dateline_of(draft.text, *draft.blocks[at].span) is not None
