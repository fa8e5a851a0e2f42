"""Sentences that say where and when an article was published first, in a copy of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED
from artikit.ingest.dates.lines import date_line
from artikit.ingest.drafts.date_claims import claim_dates
from artikit.ingest.people.names import PAPER
from artikit.ingest.wording.words import is_large

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_ARTICLE = r"(?:this|the)\s(?:article|story|post|piece|text|column|essay|interview|report)"
_FIRST = re.compile(
    rf"""(?i)\W{{0,3}}(?:
    (?:{_ARTICLE}\s(?:was\s|has\sbeen\s)?)?(?:first|originally|previously)\s(?:published|posted|appeared|printed|run)\s(?:on|in|at|by)
    |{_ARTICLE}\s(?:appears|appeared|is\sreprinted)\s(?:on|in|from)
    |(?:dieser\s(?:artikel|beitrag|text)\s(?:ist\s)?)?(?:zuerst|erstmals|ursprünglich)\s(?:erschienen\s|veröffentlicht\s)?(?:in|im|bei|auf)
    |(?:cet\sarticle\sest\s)?(?:initialement\s|d['’]abord\s)?(?:paru|publié)\s(?:dans|sur|par)
    |(?:este\sartículo\s(?:fue|se)\s)?(?:publicado|publicó|apareció)\s(?:originalmente\s|por\sprimera\svez\s)?(?:en|por)
    |(?:questo\sarticolo\sè\s(?:stato\s)?)?(?:pubblicato|uscito|apparso)\s(?:originariamente\s|per\sla\sprima\svolta\s)?(?:su|in|sul|da)
    |(?:este\sartigo\sfoi\s)?publicado\soriginalmente\s(?:em|no|na|por)
    |dit\sartikel\sverscheen\s(?:eerder|eerst)\s(?:in|op)|artikeln\spublicerades\sförst\si|artiklen\sblev\sførst\s(?:bragt|trykt)\si
    |(?:tekst|artykuł)\sukazał\ssię\s(?:pierwotnie\s)?w
    )\s+(?:(?:issue|volume|no\.?|number|heft|ausgabe)\s\d+\s(?:of|von|der)\s)?(?P<name>\S[^.,:;]{{1,60}}?)
    (?=\s+(?:on|am|vom|le|el|il|em|op|den|dnia)\s|\s*[.,:;(]|\s*\Z|\s+(?:erschienen|veröffentlicht))""",
    re.VERBOSE,
)
_OUTER = 4
"""Blocks from either end of a text among which such a sentence stands."""
_LONGEST = 160
_WORDS = 6


def find_first_published(draft: Draft) -> None:
    """Claim who published an article first, and the day where it is stated; the sentence leaves the body."""
    free = list(draft.free())
    for at in (*free[:_OUTER], *free[_OUTER:][-_OUTER:]):
        block = draft.blocks[at]
        match = _FIRST.match(block.text) if len(block.text) <= _LONGEST else None
        if match is None or not _is_house(match["name"]):
            continue
        name = match["name"].strip(" *_\"'“”«»„")
        sure = SHAPED if PAPER.search(name) else LIKELY
        draft.claim(fields.NAME, name, draft.span_of(at, name), "where it was first published", sure)
        line = date_line(draft.text, block.body, block.span.end)
        if line is not None:
            claim_dates(draft, line, "day on which it was first published", SHAPED)
        draft.take(at, "where it was first published")


def _is_house(name: str) -> bool:
    """Tell whether a name may be that of a publisher: a few words with capitals, no address."""
    words = name.split()
    return (
        len(words) <= _WORDS
        and "://" not in name
        and name[:1].isupper()
        and not any(map(str.isdigit, name))
        and all(map(is_large, words))
    )
