"""Days of events in pages, which are none of publication."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.dates.labels import PUBLISHED, READING, UPDATED
from artikit.ingest.pages.head import without_leads
from artikit.ingest.people.byline import byline_of, names_of
from artikit.ingest.wording.plain import one_line

if TYPE_CHECKING:
    from artikit.ingest.markup.page import Said


_ROW = re.compile(
    r"(?i)(?:where|venue|doors(?:\sopen)?|admission|entry|tickets?|starts?(?:\sat)?|kick-?off|registration|deadline|wo|ort|treffpunkt|veranstaltungsort|einlass|beginn|eintritt|anmeldung|anmeldeschluss"
    r"|où|lieu|entrée|tarifs?|dónde|lugar|entrada|inscripci[óo]n(?:es)?|dove|luogo|ingresso|biglietti|onde|ingressos?|waar|toegang|aanvang|hvor|sted|inträde|plats|gdzie|wstęp|kde|vstupné)\s?:"
)
_PLAIN = re.compile(r"[^\W\d_]+")
_FEW = 2


def is_row_of_event(text: str) -> bool:
    """Tell whether a line says where something takes place, when it begins, or what it costs."""
    return bool(_ROW.match(text))


def says_another_day(before: str) -> bool:
    """Tell whether the words in front of a date, in the same line, say that something else happens then."""
    text = without_leads(READING.sub(" ", one_line(before)))
    if PUBLISHED.search(text) or UPDATED.search(text) or byline_of(text) is not None:
        return False
    words = _PLAIN.findall(re.split(r"[|·•/]|\s[–—-]\s", text)[-1])
    if len(words) < _FEW or names_of(text) is not None:
        return False
    return any(word.islower() for word in words)


def spans_days(block: Said, days: set[str]) -> bool:
    """Tell whether a line with several days is about neither of them: none of them has a label."""
    return len(days) > 1 and not (PUBLISHED.search(block.text) or UPDATED.search(block.text))
