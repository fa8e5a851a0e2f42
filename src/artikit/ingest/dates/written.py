"""Written dates, wherever they stand in a text, with the time and zone behind them.

An own table of months and few strict shapes: a library that reads any words as a date takes a fifth
of a second to import, and finds dates in sentences that hold none.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.dates.clock import clock_before, clock_behind
from artikit.ingest.dates.days import day_of
from artikit.ingest.dates.east_asian import east_asian_dates_in
from artikit.ingest.dates.months import MONTHS
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAY_OF = r"(?P<d{0}>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°|ª|\.º)?"
_DATE = re.compile(
    rf"""(?<![^\W_])(?<![^\W_]_)(?<![/.-])(?:
      (?P<y1>\d{{4}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}})(?!\d)
    | (?P<y3>\d{{4}})[/.]\s?(?P<m3>\d{{1,2}})[/.]\s?(?P<d3>\d{{1,2}})\.?(?![\d/])
    | (?P<d4>\d{{1,2}})\.\s?(?P<m4>\d{{1,2}})\.\s?(?P<y4>\d{{4}})(?!\d)
    | (?P<a5>\d{{1,2}})(?P<s5>[/-])(?P<b5>\d{{1,2}})(?P=s5)(?P<y5>\d{{4}})(?!\d)
    | {_DAY_OF.format(6)}\s{{0,2}}(?:of\s|de\s|d['’])?-?(?P<m6>{MONTH})\b\.?,?(?:\s{{0,2}}|-)
        (?:de\s|del\s|of\s)?(?P<y6>\d{{4}})(?!\d)
    | (?P<m7>{MONTH})\b\.?\s{{1,2}}{_DAY_OF.format(7)},?\s{{1,2}}(?P<y7>\d{{4}})(?!\d)
    | (?P<y8>\d{{4}})\.?\s(?P<m8>{MONTH})\s(?P<d8>\d{{1,2}})\.?(?!\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


class Written(NamedTuple):
    """A date as it stands in a text; `time` is seconds of the day, `offset` minutes ahead of UTC."""

    span: Span
    day: date
    seconds: int | None = None
    offset: int | None = None

    @property
    def value(self) -> str:
        """As records write it: a day alone, unless time and zone are stated both."""
        if self.seconds is None or self.offset is None:
            return self.day.isoformat()
        moment = datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC) + timedelta(
            seconds=self.seconds, minutes=-self.offset
        )
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Written]:
    """Find the dates with a year. `08/05/2021` may be two days, and is passed over."""
    end = len(text) if end is None else end
    found = [(Span(*match.span()), _day_of(match.groupdict())) for match in _DATE.finditer(text, start, end)]
    found += east_asian_dates_in(text, start, end)
    for span, day in sorted(found, key=lambda one: one[0]):
        if day is None:
            continue
        until, seconds, offset = clock_behind(text, span.end, end)
        first = span.start
        if seconds is None:
            first, seconds, offset = clock_before(text, first, start)
        yield Written(Span(first, until), day, seconds, offset)


def _day_of(fields: dict[str, str | None]) -> date | None:
    for number in ("1", "3", "4", "6", "7", "8"):
        year = fields[f"y{number}"]
        if year:
            month, day = fields[f"m{number}"] or "", fields[f"d{number}"] or ""
            return day_of(int(year), int(month) if month.isdigit() else MONTHS[month.lower()], int(day))
    if not fields["y5"]:
        return None
    one, other = int(fields["a5"] or 0), int(fields["b5"] or 0)
    if one > 12 or one == other:
        return day_of(int(fields["y5"]), other, one)
    return day_of(int(fields["y5"]), one, other) if other > 12 else None
