"""Dates that several days may be meant by: a year of two digits, day and month in either order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.dates.days import day_of
from artikit.ingest.dates.months import MONTHS
from artikit.ingest.dates.written import MONTH
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

_END = r"(?=\s*(?:\Z|[|·•,;()\[\]–—*_\n]|-\s))"
"""What follows a year of two digits: nothing that could be counted by it."""
_NUMBERS = re.compile(
    rf"""(?<![\w/.'’-])(?:
      (?P<a>\d{{1,2}})(?P<sign>[/-])(?P<b>\d{{1,2}})(?P=sign)(?P<year>\d{{4}})(?!\d)
    | (?P<c>\d{{1,2}})(?P<short>[/.-])\s?(?P<d>\d{{1,2}})(?P=short)\s?['’]?(?P<e>\d{{2}})(?![\d:/.-]){_END}
    | (?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-](?:de\s)?(?P<month>{MONTH})\b\.?,?(?:\s|-)
        (?:de\s)?['’]?(?P<y>\d{{2}})(?![\d:]){_END}
    | (?P<month_>{MONTH})\b\.?\s(?P<day_>\d{{1,2}})(?:st|nd|rd|th)?,?\s['’]?(?P<y_>\d{{2}})(?![\d:]){_END}
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ORDERED = re.compile(
    r"(?<![\w/.-])(?P<a>\d{1,2})(?P<sign>[/-])(?P<b>\d{1,2})(?P=sign)(?:\d{4}|\d{2})(?![\d/-])"
)
_CENTURIES = (1900, 2000)


class Reading(NamedTuple):
    """A day that may be meant; `order` is that of day, month and year which it takes, empty with words."""

    order: str
    day: date


class Unclear(NamedTuple):
    """A date that needs another cue; `short` says that its year has two digits."""

    span: Span
    readings: tuple[Reading, ...]
    short: bool

    def settled(self, years: Collection[int], orders: Collection[str]) -> date | None:
        """The only day that is left where its year is one of some, its order one of some.

        Years count for short ones alone; without orders all are possible.
        """
        left = {
            one.day
            for one in self.readings
            if (not self.short or one.day.year in years)
            and (not one.order or not orders or one.order in orders)
        }
        return left.pop() if len(left) == 1 else None

    def reason(self, said: str) -> str:
        """Why a field stays unset where nothing settles it; `said` is how the date stands in the text."""
        if self.short:
            return f"“{said}” has a year of two digits, and nothing else tells which day is meant"
        return f"“{said}” may be two days: nobody says which number is the month"


def unclear_in(text: str, start: int, end: int) -> Iterator[Unclear]:
    """Find such dates; those that no calendar has are none."""
    for match in _NUMBERS.finditer(text, start, end):
        readings = tuple(dict.fromkeys(_readings(match.groupdict())))
        if readings:
            yield Unclear(Span(*match.span()), readings, match["year"] is None)


def orders_in(text: str) -> set[str]:
    """Orders that a text takes where they are clear: `13/05/2021` has the day first."""
    found = set()
    for match in _ORDERED.finditer(text):
        one, other = int(match["a"]), int(match["b"])
        if max(one, other) > 12 and min(one, other) <= 12 and max(one, other) <= 31:
            found.add("dmy" if one > 12 else "mdy")
    return found


def _readings(fields: dict[str, str | None]) -> Iterator[Reading]:
    if fields["year"]:
        one, other = int(fields["a"] or 0), int(fields["b"] or 0)
        if one != other and max(one, other) <= 12:
            yield from _valid("dmy", int(fields["year"]), other, one)
            yield from _valid("mdy", int(fields["year"]), one, other)
    elif fields["c"]:
        one, other, last = (int(fields[key] or 0) for key in "cde")
        for century in _CENTURIES:
            yield from _valid("dmy", century + last, other, one)
            yield from _valid("mdy", century + last, one, other)
            yield from _valid("ymd", century + one, other, last)
    else:
        month = MONTHS[(fields["month"] or fields["month_"] or "").lower()]
        day, year = int(fields["day"] or fields["day_"] or 0), int(fields["y"] or fields["y_"] or 0)
        for century in _CENTURIES:
            yield from _valid("", century + year, month, day)


def _valid(order: str, year: int, month: int, day: int) -> Iterator[Reading]:
    found = day_of(year, month, day)
    if found is not None:
        yield Reading(order, found)
