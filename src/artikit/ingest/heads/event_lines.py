"""Rows of an announcement: `When: …`, `Where: …`, `Doors: …`. Their day is that of an event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from artikit.ingest.dates.lines import DateLine
    from artikit.ingest.drafts.draft import Draft

_WHEN = re.compile(
    r"(?i)(?:date(?:\s(?:and|&)\stime)?|when|day|datum|wann|termin|tag|date\set\sheure|quand|jour|fecha|cuándo|día|data|quando|giorno|dia|wanneer|dato|når|när|tid|kdy|kiedy|termin|дата|когда|tarih|aika|日時|日程|时间|일시)\s*[:：]"
)
_WHERE = re.compile(
    r"(?i)(?:where|venue|location|place|time|start(?:s|\stime)?|doors(?:\sopen)?|admission|entry|tickets?|price|cost|fee|wo|ort|treffpunkt|veranstaltungsort|beginn|einlass|uhrzeit|zeit|eintritt|preis|anmeldung"
    r"|où|lieu|heure|horaires?|entrée|tarifs?|dónde|lugar|hora|entrada|precio|inscripción|dove|luogo|ora|orario|ingresso|onde|local|horário|ingressos?|waar|locatie|plaats|tijd|aanvang|toegang|entree"
    r"|hvor|sted|tidspunkt|entré|var|plats|inträde|kde|místo|čas|vstupné|gdzie|miejsce|godzina|wstęp|место|время|начало|вход|yer|saat|giriş|paikka|kello|liput|場所|会場|会费|料金|地点|地點|장소|present|apologies|chair|agenda|held\s(?:on|at)|anwesend|présents?|presentes)\s*[:：]"
)
_FROM = re.compile(
    r"(?i)(?<![\d/.])\d{1,2}(?:\.|st|nd|rd|th|er|º)?(?:\s[^\W\d_]{3,12}\.?)?\s?(?:[–—-]|to|until|till|bis|au|al|a|tot|til|till|do|по|–)\s?\Z"
)
"""The first of several days, in front of the last of them."""
_DIED = re.compile(r"[†✝]\s\Z")
_NEAR = 3
"""Lines around the day among which the place, the hour or the price is stated."""


def is_event_day(draft: Draft, at: int) -> bool:
    """Tell whether a line says when something takes place: lines beside it say where, or what it costs."""
    if not _WHEN.match(draft.blocks[at].text):
        return False
    around = range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(draft.blocks)))
    return any(other != at and _WHERE.match(draft.blocks[other].text) for other in around)


def spans_days(draft: Draft, line: DateLine) -> bool:
    """Tell whether a date ends several days or a life: `12 to 14 June 2019`, `† 3 June 2019`."""
    if not line.labelled and len({one.day for one in line.published}) > 1:
        return True
    if any(_DIED.search(draft.text, max(one.span.start - 3, 0), one.span.start) for one in line.published):
        return True
    return any(
        _FROM.search(draft.text, max(one.span.start - 24, 0), one.span.start) for one in line.published
    )
