"""Who wrote it: `By …` in many languages, an agency, a bare name under the title."""

from __future__ import annotations

import re
from typing import NamedTuple

from artikit.ingest.people.affiliations import CREDITED, without_affiliations
from artikit.ingest.people.names import NO_NAMES, PAPER, cased, is_agency, is_name
from artikit.ingest.wording.plain import one_line

_GENRE = (
    r"(?:(?:gast)?(?:beitrag|kommentar|analyse|essay|glosse|kolumne|reportage|porträt|interview|rezension|leitartikel)"
    r"|gæsteindlæg|krönika|essä|recension|debattinlägg|kronikk|kommentar|chronique|tribune|entretien|enquête|billet|analyse|récit|reportage"
    r"|crónica|análisis|opinión|reportaje|entrevista|columna|cronaca|analisi|opinione|intervista|commento|crônica|análise|opinião|reportagem"
    r"|guest\s(?:post|essay|column)|column|essay|analysis|commentary|opinion|review|report|interview|dispatch|column|verslag|recensie)"
)
_BY = re.compile(
    rf"""\s*(?:
    (?P<sure>(?:story|words|text|report)\s(?:and|&)\s(?:photo(?:graph)?s|pictures|photography|video)\sby
      |(?:written|words|story|text|report|reported|reporting|posted|published|compiled)\sby
      |(?:photo(?:graph)?s|pictures|fotos|photography)\s(?:and|&|und)\s(?:text|words|story)\sby
      |(?:an?\s|eine?\s|une?\s|una\s|um\s|uma\s|een\s|et\s|en\s)?{_GENRE}\s(?:by|von|de|d['’]|par|por|di|van|door|av|af)(?=\s)
      |(?:propos|texte?s?)\s(?:recueillis?\s)?par|texto\sde|testo\sdi|skrevet\sa[vf]|skriven\sav|geschreven\sdoor|geschrieben\svon|napisała?|rozmawiała?|opracowała?\s?:?|oprac\.|беседовал[аи]?|записал[аи]?|подготовил[аи]?|a\scura\sdi|yazan|van(?=\sonze\s)
      |(?:autor(?:in|en|es|a|i)?|author(?:s)?|auteure?s?|autrice|byline|writer|interview|reportage|bericht|words|text(?:\s(?:und|and|et|e|y|&)\s(?:fotos?|photos?|bilder|bild|pictures|imágenes|foto))?|texte?|texto|testo|tekst|текст|автор|yazar|yazan|haber|文|著者|記者|作者|记者|撰文|kirjoittaja|teksti|skribent|journalist|tekst\s?i)\s*[:/：]
      |das\s(?:gespräch|interview)\sführten?|protokoll\s?:|aufgezeichnet\svon|ptala?\sse|(?:z|ze)\s(?:[^\W\d_]+\s){{1,3}}rozmawiała?
      |автор\s|(?:كتبت?|بقلم|تقرير)\s*:|بقلم\s)
    |(?P<short>by|von|par|por|di|door|av|af|przez|de|da|od|av)(?=[\s:])\s*:?)\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_FOR = re.compile(
    r"\s+(?:for|für|pour|para|per|voor|för)\s+(?P<agency>(?:(?:the|die|das|den|la|le|el|de|het)\s)?[^\W\d_a-zà-ÿ][^,|]{1,60}|[a-z]{2,4})\Z"
)
_IN_BRACKETS = re.compile(r"\s*[(\[](?P<agency>[^()\[\]]{2,40})[)\]]\s*\Z")
_AND = re.compile(r"\s*(?:[,;&]|\b(?:and|und|et|y|e|en|og|och|oraz|i|ve|и|with|mit|avec|con|com|met)\b)\s*")
_AND_IN_CAPITALS = re.compile(_AND.pattern, re.IGNORECASE)
_CUT = re.compile(
    r"\s*(?:[|·•—–/]|\s-\s|\bin\s[A-Z]|\bat\s[A-Z]|<|\s\("
    r"|\s(?i:fotos?|photos?|photography|photographs|pictures|bild(?:er)?|kuvat?|fotografía|fotografia|zdjęcia|illustrations?|video)(?:\s*[:/：]|\sby\s))"
)
_ROLE = re.compile(
    r"\s*(?i:our|the|onze?|unser(?:em|er|en)?|notre|nuestr[oa]|nostr[oa]|dal?l?'?a?|de\snotre|de\snuestr[oa])\s+(?:\w+\s+){0,2}?(?=[A-ZÀ-Þ][^\W\d_]+\s+(?:\w+\s+){0,2}[A-ZÀ-Þ])"
)
_ROLES = re.compile(
    r"(?i)\A(?:(?:staff\s)?(?:writer|reporter|correspondent|editor|columnist)|mitarbeiter(?:in)?|redakteur(?:in)?|reporter(?:in)?|korrespondent(?:in)?|autor(?:in)?"
    r"|journaliste|correspondante?|corresponsal|redactora?|periodista|giornalista|inviat[oa]|jornalista|verslaggever|redacteur|correspondent|journalist|muhabir(?:i)?"
    r"|корреспондент|журналист|記者|记者|文|(?:[^\W\d_]+\s){1,2}(?:editor|correspondent|reporter|columnist))[\s:・／/]+(?=\S)"
)
_HOUSE = re.compile(
    r"(?i)\b(?:agency|press|news(?:wire)?|newsroom|wire|service|agentur|agence|agencia|agência|agenzia|presse|prensa|nyhedsbureau|agencja|ajansı|агентство)\b|通信|新聞"
)
_TITLES = re.compile(r"\A(?:dr|prof|mr|mrs|ms|sir|dame|rev)\.?\s+(?=\S+\s+\S)", re.IGNORECASE)
_WITH = re.compile(r"\s(?:avec|mit|und|con|com|met|med|with|and)\s(?P<agency>[^\s,]{2,20})\Z")
_ACCOUNT = re.compile(r"\s*[<(]?\S+@\S+\.\w+[>)]?|\s@\w+")
"""Addresses of mail and accounts behind a name."""
_LAST_ROLE = re.compile(
    r"(?i)(?<=\w)\s+(?:(?:staff|senior|chief|special|political|science|business|sports?|foreign|contributing)\s)?(?:writer|reporter|correspondent|columnist)\Z"
)
_BEHIND = re.compile(r"(?i)\s+(?:on|at|am|um|le|el|il|op|den|em)\Z")
_PAPER_WITH_ARTICLE = re.compile(r"(?i)(?:the|la|le|les|el|il|lo|de|die|der|das|a|o)\s|l['’](?=\S+\s)")
_PAPER_BEHIND = re.compile(
    r"(?i)\w\s(?:gazette|ledger|tribune|herald|times|news|journal|chronicle|observer|courier|daily|weekly|telegraph|guardian|examiner|dispatch|magazine|bulletin|argus|sentinel|zeitung|nachrichten|anzeiger|rundschau|tageblatt)\Z"
)
"""Papers behind the name of one of theirs; words that are family names too are none of these."""
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
    if credited := CREDITED.match(text):
        return names_of(credited["names"])
    match = _BY.match(text)
    if match is None:
        return None
    said = text[match.end() :]
    found = names_of(said) or (_caseless(said) if match["sure"] else None)
    if found is None and is_house(said):
        found = Byline((), said.strip(" .,"))
    if found is None or (match["short"] and not _is_told(match["short"], found)):
        return None
    return found


def names_of(text: str) -> Byline | None:
    """Read names: `Mara Lindqvist and Ole Brekke for AFP`, `Tomas Wren, Science correspondent`, `Reuters`."""
    text = one_line(text)
    if "@" in text and len(text) <= _LONGEST:
        text = _ACCOUNT.sub("", text)
    text = _BEHIND.sub("", text.strip(" .,|·•–—-"))
    text, agency = _without_agency(without_affiliations(text))
    if is_agency(text):
        return Byline((), text.strip())
    shared = _WITH.search(text)
    first = _CUT.split(text, maxsplit=1)
    behind = text[len(first[0]) :].strip(" |·•—–/-()")
    if behind and (is_agency(behind) or ("/" in text and is_house(behind))):
        agency = agency or behind
    names, with_agency = _names(_without_role(first[0]))
    agency = agency or with_agency
    if names:
        return Byline(tuple(names), agency, behind)
    return Byline((), shared["agency"]) if shared and _is_one_agency(shared["agency"]) else None


def _is_one_agency(text: str) -> bool:
    return is_agency(text) and text.lower() not in _SOME


def _without_agency(text: str) -> tuple[str, str]:
    """Take the agency behind `for` or in brackets off the names; one in brackets has to be known."""
    if match := _FOR.search(text):
        return text[: match.start()], match["agency"].strip()
    if match := _IN_BRACKETS.search(text):
        return text[: match.start()], match["agency"].strip() if is_agency(match["agency"]) else ""
    return text, ""


def _without_role(text: str) -> str:
    """Take roles before and behind a name off it: `our correspondent …`, `… Staff Reporter`."""
    for role in (_ROLE, _ROLES):
        if (match := role.match(text)) and match[0].lower() != "the ":
            text = text[match.end() :]
    return _LAST_ROLE.sub("", text)


def _names(text: str) -> tuple[list[str], str]:
    """Read names up to the first part that is none, and the agency among them."""
    names: list[str] = []
    agency = ""
    for part in _parts(text):
        junior = re.search(r"\b[JS]r\.?\Z", part)
        name = _TITLES.sub("", f"{part.strip(' .')}." if junior else part.strip(" ."))
        if (_PAPER_WITH_ARTICLE.match(name) and PAPER.search(name)) or (names and _PAPER_BEHIND.search(name)):
            break
        if is_agency(name) and names:
            agency = agency or ("" if name.lower() in _SOME else name)
        elif is_name(name) and len(names) < _MOST:
            names.append(cased(name))
        else:
            break
    return names, agency


def _caseless(text: str) -> Byline | None:
    """Read a name in a script without capitals: two to four words behind a label."""
    words = text.strip(" .").split()
    plain = all(map(str.isalpha, words)) and not any(sign.isupper() or sign.islower() for sign in text)
    return Byline((" ".join(words),), "") if plain and 2 <= len(words) <= 4 else None


def is_house(text: str) -> bool:
    """Tell whether a text is like the name of an agency that is not known: `Pan-Highland Press Agency`."""
    words = text.strip(" .,").split()
    own = [word for word in words if word.lower() not in NO_NAMES]
    return (
        bool(own)
        and 2 <= len(words) <= 5
        and bool(_HOUSE.search(text))
        and all(word[0].isupper() for word in words)
    )


def _parts(text: str) -> list[str]:
    """Take a list of names apart; a name such as `Ortega y Gasset` stays whole where its halves are none."""
    joint = _AND_IN_CAPITALS if text.isupper() else _AND
    parts = [part for part in joint.split(text) if part.strip()]
    if len(parts) > 1 and is_name(text) and not all(is_name(part) for part in parts):
        return [text]
    return parts


def _is_told(word: str, found: Byline) -> bool:
    """Tell whether a short word such as `di` begins a byline: a name follows, and nothing else is sure."""
    if word.lower() in ("by", "von", "par", "por", "door"):
        return True
    return bool(found.names or found.agency) and len(found.rest) < 40
