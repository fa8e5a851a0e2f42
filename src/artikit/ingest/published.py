"""When it was published: lines that are a date, and datelines; nothing from sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.dates import ambiguous_in, dates_in, is_weekday, times_in, vague_in
from artikit.ingest.names import is_agency
from artikit.ingest.plain import plain

if TYPE_CHECKING:
    from artikit.ingest.dates import Vague, Written
    from artikit.model import Span

_UPDATED = re.compile(
    r"(?i)(?:last\s)?(?:updated?|modified|edited|revised|corrected)|aktualisiert|geändert|letzte\s(?:änderung|aktualisierung)|zuletzt|mis(?:e)?\sà\sjour|modifié|actualizado|última\sactualización"
    r"|aggiornat[oa]|ultimo\saggiornamento|atualizado|bijgewerkt|laatst\sgewijzigd|opdateret|oppdatert|uppdaterad|aktualizacja|zaktualizowano|güncelle(?:me|ndi)|son\sgüncelleme|обновлено|更新|päivitetty"
)
_PUBLISHED = re.compile(
    r"(?i)\b(?:first\s)?(?:published|posted|issued|released?|created|filed|submitted|originally|online|written|added|appeared|print|publication|press\srelease|news\srelease|media\srelease|from\sthe\s(?:print\s)?(?:issue|edition)|issue|edition|as\sof)\b|\b(?:presse|medien)mitteilung\b|\bausgabe\b|\bvom\b|\bmis\sen\sligne\b|\bnuméro\b|\bédition\b|\bedição\b|\bedición\b|\bedizione\b|\bcommuniqué\b|\b(?:publication\s)?date\b|\bartikel\svom\b|\bmeldung\svom\b|\bveröffentlicht|\berschienen|\bstand\b|\bdatum\b|\bpubli[ée]e?\b|\bparu\b|\bdate\sde\spublication"
    r"|\bpublicad[oa]\b|\bfecha\b|\bpubblicat[oa]\b|\bdata\b|\bgepubliceerd|\bgeplaatst|\bop\b|\boffentliggjort|\budgivet|\bpublisert|\bpublicer(?:ad|et)|\bopublikowan[oae]|\bdodano|\byayın(?:lanma|landı|lama)\w*|\btarihi?\b"
    r"|опубликовано|дата|公開|公開日|掲載日?|配信|投稿日?|発表|julkaistu"
)
_FILLERS = re.compile(
    r"(?i)\b(?:on|at|the|am|um|den|uhr|le|à|el|a\slas|em|às|il|alle|ore|op|om|den|kl|klo|dnia|o|godz|r|saat|в|г|by|from|and|hrs|hours?|local\stime|time|et|est|edt|pt|ct|bst|ist|cst"
    r"|last|in|of|de|del|di|do|du|r|nr|núm|nº|seite|page|pagina|pág|strona|side|ausgabe|godz|朝刊|夕刊|号|第|\d{1,3}\s?(?:min|minutes?|mins)(?:\sread)?|(?:\d+\s)?min\.?\s(?:read|lesezeit|de\slecture)|only|version|edition|issue|vol|no)\b|（?[月火水木金土日]）|[.,;:|·•()（）\[\]/\\–—*_~-]|updated"
)
_LONGEST = 140


class DateLine(NamedTuple):
    """A line that tells when: dates of publication and of changes, and what else the line says."""

    published: tuple[Written, ...]
    updated: tuple[Written, ...]
    vague: tuple[Vague, ...]
    labelled: bool
    rest: str
    """What is left of the line without dates, times, days and labels."""
    ambiguous: Span | None = None

    @property
    def tells(self) -> bool:
        """Whether any date is in it."""
        return bool(self.published or self.updated or self.vague or self.ambiguous)


def date_line(text: str, start: int, end: int) -> DateLine | None:
    """Read a line for what it says about time; None where it says nothing."""
    if end - start > _LONGEST:
        return None
    found = list(dates_in(text, start, end))
    taken = [one.span for one in found]
    unclear = ambiguous_in(text, start, end)
    if unclear:
        taken.append(unclear)
    vague = [
        one
        for one in vague_in(text, start, end)
        if not any(span.start < one.span.end and one.span.start < span.end for span in taken)
    ]
    taken += [one.span for one in vague]
    if not taken:
        return None
    published: list[Written] = []
    updated: list[Written] = []
    labelled = False
    before = start
    for one in sorted(found):
        label = text[before : one.span.start]
        is_update = bool(_UPDATED.search(label)) and not _PUBLISHED.search(_UPDATED.split(label)[-1])
        labelled |= bool(_PUBLISHED.search(label)) or is_update
        (updated if is_update else published).append(one)
        before = one.span.end
    if not found and vague:
        labelled = bool(_PUBLISHED.search(text, start, end) or _UPDATED.search(text, start, end))
    return DateLine(
        tuple(published), tuple(updated), tuple(vague), labelled, _rest(text, start, end, taken), unclear
    )


def is_only_date(line: DateLine) -> bool:
    """Tell whether a line says nothing but when."""
    said = _FILLERS.sub(" ", _PUBLISHED.sub(" ", _UPDATED.sub(" ", line.rest)))
    words = [word for word in said.split() if not is_weekday(word)]
    return not any(any(map(str.isalpha, word)) for word in words)


def without_labels(rest: str) -> str:
    """What a line says beside dates, labels and days of the week."""
    said = _PUBLISHED.sub(" ", _UPDATED.sub(" ", rest))
    words = [word for word in said.split() if not is_weekday(word)]
    return " ".join(words).strip(" .,;:|·•()/–—-")


def _rest(text: str, start: int, end: int, taken: list[Span]) -> str:
    """What a line says beside dates and times."""
    parts, before = [], start
    for span in sorted(taken):
        parts.append(text[before : span.start])
        before = max(before, span.end)
    said = plain(" ".join([*parts, text[before:end]]))
    for span in reversed(list(times_in(said))):
        said = said[: span.start] + " " + said[span.end :]
    return said


_DATELINE = re.compile(
    r"""(?P<head>(?P<place>[^\W\d_a-z][^\n()—–,]{1,40}?(?:,\s[^\W\d_a-z][^\n()—–,0-9]{1,30}?){0,2})
    (?P<when>,?\s*(?:\(?\s*)?(?:[^\n()—–]{0,40}?\d[^\n()—–]{0,25}?)?\)?)?
    \s*\.?(?:\((?P<agency>[^()\n]{2,40})\)|/(?P<wire>[^/\n]{2,30})/)?)\s*(?:\.?\s?(?:—|–|--|-(?=\s))|(?<=/)\.|(?<=\)):|:(?=\s[“"«„]))\s*(?=\S)""",
    re.VERBOSE,
)
_WIRE = re.compile(r"\((?P<agency>[^()\n]{2,40})\)\s*(?:—|–|--|-)\s*(?=\S)")
_LONGEST_DATELINE = 110


class Dateline(NamedTuple):
    """The beginning of a report: `LISBON, June 3 (Northwire) —`. `end` is where the report itself begins."""

    end: int
    agency: str
    line: DateLine | None
    place: str


def dateline_of(text: str, start: int, end: int) -> Dateline | None:
    """Read the dateline at the head of a paragraph; None where there is none."""
    match = _DATELINE.match(text, start, min(end, start + _LONGEST_DATELINE))
    if match is None:
        alone = _WIRE.match(text, start, min(end, start + _LONGEST_DATELINE))
        return (
            Dateline(alone.end(), alone["agency"], None, "") if alone and is_agency(alone["agency"]) else None
        )
    agency = plain(match["agency"] or match["wire"] or "")
    line = date_line(text, match.start(), match.end("head"))
    capital = match["place"].split(",")[0].split()[0]
    shouted = match["place"].split(",")[0].isupper() and len(capital) > 2
    if not (shouted or (line and line.tells) or agency):
        return None
    if not shouted and len(match["place"].split()) > 5:
        return None
    if not shouted and not agency and line and not line.published:
        return None
    if agency and any(map(str.isdigit, agency)):
        agency = ""
    return Dateline(match.end(), agency, line, match["place"])
