"""Who wrote it: `By …` in many languages, an agency, a bare name under the title."""

from __future__ import annotations

import re
from typing import NamedTuple

from artikit.ingest.names import cased, is_agency, is_name
from artikit.ingest.plain import one_line

_BY = re.compile(
    r"""\s*(?:
    (?P<sure>(?:written|words|story|text|report|reported|reporting|interview|review|analysis|commentary|posted|published)\sby
      |(?:autor(?:in|en|es|a|i)?|author(?:s)?|auteure?s?|autrice|byline|writer|interview|reportage|bericht|words|text(?:\s(?:und|and|et|e|y|&)\s(?:fotos?|photos?|bilder|bild|pictures|imágenes|foto))?|texte?|texto|testo|tekst|текст|автор|yazar|yazan|haber|文|著者|記者|kirjoittaja|teksti|skribent|journalist|tekst\s?i)\s*[:/：]
      |автор\s)
    |(?P<short>by|von|par|por|di|door|av|af|przez|de|da|od|av)(?=[\s:])\s*:?)\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_FOR = re.compile(r"\s+(?:for|für|pour|para|per|voor|för|for\sthe)\s+(?P<agency>[^,|]{2,60})\Z")
_IN_BRACKETS = re.compile(r"\s*[(\[](?P<agency>[^()\[\]]{2,40})[)\]]\s*\Z")
_AND = re.compile(r"\s*(?:[,;&]|\b(?:and|und|et|y|e|en|og|och|oraz|i|ve|и|with|mit|avec|con|com|met)\b)\s*")
_CUT = re.compile(r"\s*(?:[|·•—–/]|\s-\s|\bin\s[A-Z]|\bat\s[A-Z]|<|\s\()")
_ROLE = re.compile(
    r"\s*(?i:our|the|onze?|unser(?:em|er|en)?|notre|nuestr[oa]|nostr[oa]|dal?l?'?a?)\s+(?:\w+\s+){0,2}?(?=[A-ZÀ-Þ][^\W\d_]+\s+(?:\w+\s+){0,2}[A-ZÀ-Þ])"
)
_ROLES = re.compile(
    r"(?i)\A(?:(?:staff\s)?(?:writer|reporter|correspondent|editor|columnist)|mitarbeiter(?:in)?|redakteur(?:in)?|reporter(?:in)?|korrespondent(?:in)?|autor(?:in)?"
    r"|journaliste|correspondante?|corresponsal|redactora?|periodista|giornalista|inviat[oa]|jornalista|verslaggever|redacteur|correspondent|journalist|muhabir(?:i)?"
    r"|корреспондент|журналист|記者|文)[\s:・／/]+(?=\S)"
)
_HOUSE = re.compile(
    r"(?i)\b(?:agency|press|news(?:wire)?|newsroom|wire|service|agentur|agence|agencia|agência|agenzia|presse|prensa|nyhedsbureau|agencja|ajansı|агентство)\b|通信|新聞"
)
_TITLES = re.compile(r"\A(?:dr|prof|mr|mrs|ms|sir|dame|rev)\.?\s+(?=\S+\s+\S)", re.IGNORECASE)
_BEHIND = re.compile(r"(?i)\s+(?:on|at|am|um|le|el|il|op|den|em)\Z")
_SOME = ("agencies", "agenturen", "agences", "agencias")
_LONGEST = 160
_MOST = 6


class Byline(NamedTuple):
    """Names of authors, the agency that they write for, and how much of a line tells both."""

    names: tuple[str, ...]
    agency: str
    rest: str = ""
    """What follows: a role, a place."""

    @property
    def author(self) -> str:
        """As records write it."""
        return ", ".join(self.names) or self.agency


def byline_of(text: str) -> Byline | None:
    """Read a line that begins with `By`, a date behind it taken off before. None where it is no byline."""
    if len(text) > _LONGEST:
        return None
    match = _BY.match(text)
    if match is None:
        return None
    said = text[match.end() :]
    found = names_of(said)
    if found is None and _is_house(said):
        found = Byline((), said.strip(" .,"))
    if found is None or (match["short"] and not _is_told(match["short"], found)):
        return None
    return found


def names_of(text: str) -> Byline | None:
    """Read names: `Mara Lindqvist and Ole Brekke for AFP`, `Tomas Wren, Science correspondent`, `Reuters`."""
    text = _BEHIND.sub("", one_line(text).strip(" .,|·•–—-"))
    agency = ""
    if match := _FOR.search(text):
        agency, text = match["agency"].strip(), text[: match.start()]
    elif match := _IN_BRACKETS.search(text):
        text = text[: match.start()]
        agency = match["agency"].strip() if is_agency(match["agency"]) else ""
    if is_agency(text):
        return Byline((), text.strip())
    first = _CUT.split(text, maxsplit=1)
    behind = text[len(first[0]) :].strip(" |·•—–/-()")
    if behind and is_agency(behind):
        agency = agency or behind
    text = first[0]
    if role := _ROLE.match(text):
        text = text[role.end() :]
    if role := _ROLES.match(text):
        text = text[role.end() :]
    names: list[str] = []
    for part in _parts(text):
        name = _TITLES.sub("", part.strip(" .") if not re.search(r"\b(?:Jr|Sr)\.\Z", part) else part.strip())
        if is_agency(name) and names:
            agency = agency or ("" if name.lower() in _SOME else name)
        elif is_name(name) and len(names) < _MOST:
            names.append(cased(name))
        else:
            break
    if not names:
        return None
    return Byline(tuple(names), agency, behind)


def _is_house(text: str) -> bool:
    """Tell whether a text names an agency that is not known: `Pan-Highland Press Agency`."""
    words = text.strip(" .,").split()
    return 2 <= len(words) <= 5 and bool(_HOUSE.search(text)) and all(word[0].isupper() for word in words)


def _parts(text: str) -> list[str]:
    """Take a list of names apart; a name such as `Ortega y Gasset` stays whole where its halves are none."""
    parts = [part for part in _AND.split(text) if part.strip()]
    if len(parts) > 1 and is_name(text) and not all(is_name(part) for part in parts):
        return [text]
    return parts


def _is_told(word: str, found: Byline) -> bool:
    """Tell whether a short word such as `di` begins a byline: a name follows, and nothing else is sure."""
    if word.lower() in ("by", "von", "par", "por", "door"):
        return True
    return bool(found.names) and len(found.rest) < 40
