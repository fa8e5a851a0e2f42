"""Lines that tell who wrote an article, or when, or both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.dates.lines import date_line, is_only_date, without_labels
from artikit.ingest.dates.months import is_weekday
from artikit.ingest.drafts.date_claims import claim_dates
from artikit.ingest.heads.blocks import LINE
from artikit.ingest.heads.event_lines import is_event_day, spans_days
from artikit.ingest.heads.labelled_rows import read_labelled_row
from artikit.ingest.heads.name_rows import read_name_row
from artikit.ingest.people.author_claims import claim_author
from artikit.ingest.people.bare_names import may_be_author, without_places
from artikit.ingest.people.byline import byline_of, names_of
from artikit.ingest.people.east_asian_bylines import read_korean_byline
from artikit.ingest.people.names import PAPER, agency_in
from artikit.ingest.people.roles import ROLE
from artikit.ingest.people.signatures import is_below_prose
from artikit.ingest.wording.plain import folded, plain
from artikit.ingest.wording.words import ROW, ends_sentence, is_titled, is_wide, sentences, size_of

if TYPE_CHECKING:
    from artikit.ingest.dates.lines import DateLine
    from artikit.ingest.drafts.draft import Draft
    from artikit.ingest.people.byline import Byline

_NOBODY = re.compile(r"(?i)(?:by|von|par|por|door|di|da|av|af)\s")
_SMALL = re.compile(
    r"(?i)\A(?:(?:in|on|by|at|from|am|im|le|dans)\s+)+|(?:[\s,]+(?:in|on|at|am|le|el|il|du|vom|den|em))+\Z"
)
_ON = re.compile(r"(?i)\A(?:on|am|le|el|il|em|op|den|dnia)\s+(?=by|von|par|por|di|door|av|af)")
_LEADS = re.compile(r"(?i),\s(?:on|am|le|el|il|em|op|den|dnia|vom)\s*\Z")
_TOWN = re.compile(r"\s*[,|·•]\s+|\s+[–—-]\s+")
_DESK = re.compile(
    r"(?i)(?:(?:la|de)\s)?(?:rédaction|redaktion|redacción|redazione|redação|redactie|redaktionen|redakcja)\s(?:avec|mit|und|con|com|met|med|z)\s(?P<agency>\S+)"
)
_STRAY = 2
"""Characters behind a date that say nothing, such as `r.` for the year in Polish."""
_PLACED = re.compile(
    r"\b(?:im|in|at|en|au|aux|dans|nel|nella|no|na|op|på|bei|auf)\s(?:d\w\w\s|the\s|l[ae]\s|el\s|het\s)?[^\W\d_]{3,}"
)
"""Places behind a day: something happens there."""
_PARTED = (",", "|", "·", "•", "–", "—", "-", "/", "(", "】", "　")
_COLUMNS = re.compile(r"\s{3,}|\t")


def read_line(draft: Draft, at: int) -> bool:
    """Read a line that tells who or when; no if it tells something else."""
    block = draft.blocks[at]
    if block.kind not in ("paragraph", "heading", "bullet", "quote") or size_of(block.text) > LINE * 2:
        return False
    if read_labelled_row(draft, at) or read_korean_byline(draft, at) or read_name_row(draft, at):
        return True
    line = date_line(draft.text, block.body, block.span.end)
    byline = _byline(draft, at, line)
    if line is not None and not line.labelled and len({one.day for one in line.published}) > 1:
        return False  # from one day to another: something takes place
    if line is not None and (is_event_day(draft, at) or spans_days(draft, line)):
        said = draft.text[block.body : block.span.end]
        draft.reasons.setdefault(fields.PUBLISHED, f"“{said}” is the day of an event")
        return False
    if byline and line and ends_sentence(block.text) and len(sentences(block.text)) > 1:
        return False
    if byline is not None and _is_title(draft, byline):
        byline = None
    if byline is not None and is_below_prose(draft, at):
        draft.reasons.setdefault(fields.AUTHOR, "several bylines stand in the text")
        return False
    if byline is not None and not (ends_sentence(block.text) and len(block.text) > 90):
        claim_author(draft, at, without_places(draft, at, byline), "byline", STATED)
    elif line is None:
        return _read_bare_agency(draft, at) or _read_nobody(draft, at)
    elif not is_only_date(line):
        return read_who_and_when(draft, at, line)
    if line is not None:
        claim_dates(draft, line, "date in the byline" if byline else "line with a date", STATED)
    draft.take(at, "byline" if byline else "date")
    return True


def _is_title(draft: Draft, byline: Byline) -> bool:
    """Tell whether what looks like a name is most of the title: `Reportage de laatste veerman`."""
    title = folded(str(draft.claimed(fields.TITLE) or ""))
    name = folded(byline.author)
    return name in title and len(name) * 2 > len(title)


def _byline(draft: Draft, at: int, line: DateLine | None) -> Byline | None:
    """Read the byline in a line: in its first column, before or behind a date and its label."""
    columns = _COLUMNS.split(draft.raw(at))
    text = draft.blocks[at].text
    said = plain(columns[0]) if len(columns) > 1 else line.rest if line else text
    if len(said) > LINE:
        return None
    found = byline_of(_before_labels(said))
    if found is None and line is not None and line.labelled and len(columns) == 1:
        found = byline_of(_ON.sub("", without_labels(said)))
    return found


def _before_labels(said: str) -> str:
    """Cut a byline before `Published …`."""
    cut = re.split(
        r"(?i)\s*[|·•,–—-]?\s*\b(?:published|posted|updated|last\supdated|veröffentlicht|aktualisiert|publié|mis\sà\sjour|publicado|actualizado|pubblicato|aggiornato)\b",
        said,
        maxsplit=1,
    )[0].strip()
    return cut or said


def _read_bare_agency(draft: Draft, at: int) -> bool:
    """Read an agency alone, with a town, with the desk of a paper: `AFP, Lisbon`, `Redaktion mit dpa`."""
    text = draft.blocks[at].text.strip("()[]/ .")
    first, *behind = _TOWN.split(text, maxsplit=1)
    desk = _DESK.fullmatch(text)
    place = not behind or (is_titled(behind[0]) and len(behind[0].split()) <= 3)
    agency = agency_in(desk["agency"]) if desk else agency_in(first) if place else ""
    if not agency:
        return False
    draft.claim(fields.AUTHOR, agency, draft.span_of(at, agency), "name of an agency alone", SHAPED)
    draft.take(at, "byline")
    return True


def _read_nobody(draft: Draft, at: int) -> bool:
    """Read a byline that names nobody: `By our correspondent`."""
    text = draft.blocks[at].text
    if not _NOBODY.match(text) or len(text) > 60 or ends_sentence(text) or not ROLE.search(text):
        return False
    draft.reasons.setdefault(fields.AUTHOR, f"“{text}” names nobody")
    draft.take(at, "byline")
    return True


def read_who_and_when(draft: Draft, at: int, line: DateLine) -> bool:
    """Read `The Harbor Ledger, 3 June 2021` or `Mara Lindqvist | 3 June 2021` or `Lisbon, 3 June 2021`."""
    who = without_labels(line.rest)
    exact = line.published or line.updated
    who = _SMALL.sub("", who).replace("(", "").replace(")", "")
    paper = bool(PAPER.search(who)) and ":" not in draft.blocks[at].text
    if not exact or not (paper or _is_parted(draft, at, line)):
        return False
    if not exact or len(who.split()) > 6 or ends_sentence(draft.blocks[at].text) or not is_titled(who or "a"):
        return False
    if not all(word[:1].isupper() or len(word) < 4 for word in who.split()):
        return False
    if PAPER.search(who):
        parts = [part.strip(" ()") for part in ROW.split(who.replace(",", "|"))]
        name = next(part for part in parts if PAPER.search(part))
        draft.claim(fields.NAME, name, draft.span_of(at, name), "name of the paper beside the date", SHAPED)
        found = names_of(parts[0]) if parts[0] != name else None
        if found and found.names and may_be_author(draft, at, parts[0]):
            claim_author(draft, at, found, "name beside the date", LIKELY)
    elif (
        (found := byline_of(who) or names_of(who))
        and (found.names or found.agency)
        and may_be_author(draft, at, who)
    ):
        claim_author(draft, at, found, "name beside the date", LIKELY)
    claim_dates(draft, line, "line with a date", STATED)
    draft.take(at, "date")
    return True


def _is_parted(draft: Draft, at: int, line: DateLine) -> bool:
    """Tell whether a comma or a bar parts the date from what else a line says, and no label names it."""
    block = draft.blocks[at]
    first, *others = sorted(one.span for one in (*line.published, *line.updated))
    last = others[-1] if others else first
    before = _LEADS.sub(",", draft.text[block.body : first.start]).rstrip(" \u00a0(*_")
    behind = draft.text[last.end : block.span.end].strip(" \u00a0)*_.")
    if _PLACED.search(behind):
        return False
    if ":" in before and without_labels(before.partition(":")[0]):
        return False
    parted = before.endswith(_PARTED) or is_wide(before) or is_weekday(before.split()[-1]) if before else True
    return parted and (is_wide(behind) or len(behind) <= _STRAY or behind.startswith(_PARTED))
