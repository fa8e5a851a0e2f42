"""Dates that only tell with another one: without a year, or relative."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.dates.days import day_of
from artikit.ingest.dates.months import DAY_NUMBERS, DAYS_AGO, MONTHS
from artikit.ingest.dates.written import MONTH
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_YEARLESS = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?\s(?:of\s|de\s)?(?P<m1>{MONTH})\b(?!\.?,?\s(?:de[l]?\s|of\s)?\d{{4}})
    | (?P<m2>{MONTH})\b\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?!,?\s\d{{4}})
    | (?P<m3>\d{{1,2}})月(?P<d3>\d{{1,2}})日
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?<![\w-])(?:(?P<word>{})|(?P<count>\d{{1,3}})\s?(?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\s+ago"
    r"|(?:vor|il y a|hace|há|hà|för|for)\s+(?P<count2>\d{{1,3}})\s+(?P<unit2>\w+)"
    r"|(?P<day>{})(?:\s+(?P<part>night|morning|evening|afternoon))?"
    r")(?!\w)".format("|".join(map(re.escape, DAYS_AGO)), "|".join(DAY_NUMBERS)),
    re.IGNORECASE,
)
_WORDS_FOR_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "tag": 1, "tagen": 1, "jour": 1, "jours": 1,
    "día": 1, "días": 1, "semana": 7, "semanas": 7, "woche": 7, "wochen": 7, "semaine": 7,
    "semaines": 7, "dia": 1, "dias": 1, "dagar": 1, "dag": 1, "dage": 1, "dager": 1,
}  # fmt: skip
_MONTHS_AND_YEARS = """
months month monat monate monaten mois mes meses mesi mês maanden månader måneder years year jahr jahre jahren
an ans año años anni anno ano anos jaar år
"""
_LONG_AGO = frozenset(_MONTHS_AND_YEARS.split())
"""Spans of time that name no day."""


class Vague(NamedTuple):
    """A date that only tells with another one: without a year, or relative. `day` needs a reference."""

    span: Span
    month: int = 0
    day: int = 0
    days_ago: int | None = None
    weekday: int | None = None

    def settled(self, reference: date) -> date | None:
        """The last such day up to the reference date."""
        if self.days_ago is not None:
            return reference - timedelta(days=self.days_ago)
        if self.weekday is not None:
            return reference - timedelta(days=(reference.weekday() - self.weekday) % 7)
        for year in (reference.year, reference.year - 1):
            found = day_of(year, self.month, self.day)
            if found is not None and found <= reference:
                return found
        return None


def vague_in(text: str, start: int, end: int) -> Iterator[Vague]:
    """Find dates without a year, and relative ones."""
    for match in _YEARLESS.finditer(text, start, end):
        fields = match.groupdict()
        for number in "123":
            if fields[f"d{number}"]:
                month = fields[f"m{number}"]
                value = int(month) if month.isdigit() else MONTHS[month.lower()]
                yield Vague(Span(*match.span()), value, int(fields[f"d{number}"]))
    for match in _RELATIVE.finditer(text, start, end):
        span = Span(*match.span())
        if match["word"]:
            yield Vague(span, days_ago=DAYS_AGO[match["word"].lower()])
        elif match["day"]:
            yield Vague(span, weekday=DAY_NUMBERS[match["day"].lower()])
        else:
            count, unit = match["count"] or match["count2"], (match["unit"] or match["unit2"]).lower()
            days = _WORDS_FOR_DAYS.get(unit)
            if days is not None:
                yield Vague(span, days_ago=days * int(count))
            elif unit in _LONG_AGO:
                yield Vague(span)
            elif unit[:1] in "mh":
                yield Vague(span, days_ago=0 if unit[:2] in ("mi", "ho", "hr", "he") else None, weekday=None)
