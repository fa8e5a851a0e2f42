"""Written dates, wherever they stand in a text, with the time and zone behind them.

An own table of months and few strict shapes: a library that reads any words as a date takes a fifth
of a second to import, and finds dates in sentences that hold none.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.months import DAY_NUMBERS, DAYS_AGO, MONTHS, WEEKDAYS, ZONES
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_ZONE = "|".join(sorted(ZONES, key=len, reverse=True))
_DAY_OF = r"(?P<d{0}>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°|ª|\.º)?"
_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<y1>\d{{4}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}})(?!\d)
    | (?P<y2>\d{{4}})\s?年\s?(?P<m2>\d{{1,2}})\s?月\s?(?P<d2>\d{{1,2}})\s?日
    | (?P<y2k>\d{{4}})년\s?(?P<m2k>\d{{1,2}})월\s?(?P<d2k>\d{{1,2}})일
    | (?P<y3>\d{{4}})[/.]\s?(?P<m3>\d{{1,2}})[/.]\s?(?P<d3>\d{{1,2}})\.?(?![\d/])
    | (?P<d4>\d{{1,2}})\.\s?(?P<m4>\d{{1,2}})\.\s?(?P<y4>\d{{4}})(?!\d)
    | (?P<a5>\d{{1,2}})(?P<s5>[/-])(?P<b5>\d{{1,2}})(?P=s5)(?P<y5>\d{{4}})(?!\d)
    | {_DAY_OF.format(6)}\s{{0,2}}(?:of\s|de\s|d['’])?-?(?P<m6>{_MONTH})\b\.?,?(?:\s{{0,2}}|-)
        (?:de\s|del\s|of\s)?(?P<y6>\d{{4}})(?!\d)
    | (?P<m7>{_MONTH})\b\.?\s{{1,2}}{_DAY_OF.format(7)},?\s{{1,2}}(?P<y7>\d{{4}})(?!\d)
    | (?P<y8>\d{{4}})\.?\s(?P<m8>{_MONTH})\s(?P<d8>\d{{1,2}})\.?(?!\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_YEARLESS = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?\s(?:of\s|de\s)?(?P<m1>{_MONTH})\b(?!\.?,?\s(?:de[l]?\s|of\s)?\d{{4}})
    | (?P<m2>{_MONTH})\b\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?!,?\s\d{{4}})
    | (?P<m3>\d{{1,2}})月(?P<d3>\d{{1,2}})日
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(
    rf"""(?:(?<=\d)T|\b|(?<=日))(?P<hour>[01]?\d|2[0-3])[:.hH時](?P<minute>[0-5]\d)分?(?::(?P<second>[0-5]\d)(?:\.\d+)?)?
    (?:\s?(?P<half>[ap])\.?\s?m\b\.?)?
    (?:\s?(?:uhr\b|h\b|hrs\b))?
    (?:\s?\(?(?P<zone>{_ZONE})\b|\s?\(?(?:UTC|GMT)?\s?(?P<offset>[+-]\d{{2}}:?\d{{2}})(?!\d))?""",
    re.VERBOSE | re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?<![\w-])(?:(?P<word>{})|(?P<count>\d{{1,3}})\s?(?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\s+ago"
    r"|(?:vor|il y a|hace|hà)\s+(?P<count2>\d{{1,3}})\s+(?P<unit2>\w+)"
    r"|(?P<day>{})(?:\s+(?P<part>night|morning|evening|afternoon))?"
    r")(?!\w)".format("|".join(map(re.escape, DAYS_AGO)), "|".join(DAY_NUMBERS)),
    re.IGNORECASE,
)
_WORDS_FOR_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "tag": 1, "tagen": 1, "jour": 1, "jours": 1,
    "día": 1, "días": 1, "semana": 7, "semanas": 7, "woche": 7, "wochen": 7, "semaine": 7,
    "semaines": 7,
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1600, 2200


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
            found = _date(year, self.month, self.day)
            if found is not None and found <= reference:
                return found
        return None


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Written]:
    """Find the dates with a year. `08/05/2021` may be two days, and is passed over."""
    end = len(text) if end is None else end
    for match in _DATE.finditer(text, start, end):
        day = _day_of(match.groupdict())
        if day is None:
            continue
        until, seconds, offset = _clock(text, match.end(), end)
        first = match.start()
        if seconds is None:
            first, seconds, offset = _clock_before(text, first, start)
        yield Written(Span(first, until), day, seconds, offset)


def ambiguous_in(text: str, start: int, end: int) -> Span | None:
    """Find a date such as `08/05/2021`, of which nobody can say which number is the month."""
    for match in _DATE.finditer(text, start, end):
        if match["a5"] and int(match["a5"]) <= 12 and int(match["b5"]) <= 12 and match["a5"] != match["b5"]:
            return Span(*match.span())
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
            elif unit[:1] in "mh":
                yield Vague(span, days_ago=0 if unit[:2] in ("mi", "ho", "hr", "he") else None, weekday=None)


def is_weekday(word: str) -> bool:
    """Tell whether a word is the name of a day of the week."""
    return word.lower().strip(".,") in WEEKDAYS


def times_in(text: str) -> Iterator[Span]:
    """Find times of day."""
    return (Span(*match.span()) for match in _TIME.finditer(text))


def in_address(url: str) -> Written | None:
    """Find the day in a web address: `/2021/05/20/`, `/2021/may/20/`, `2021-05-20`, `20210520`."""
    for match in _IN_ADDRESS.finditer(url):
        fields = match.groupdict()
        for number in "123":
            if fields[f"y{number}"]:
                month = fields[f"m{number}"]
                value = int(month) if month.isdigit() else MONTHS.get(month.lower(), 0)
                found = _date(int(fields[f"y{number}"]), value, int(fields[f"d{number}"]))
                if found is not None:
                    return Written(Span(*match.span()), found)
    return None


_IN_ADDRESS = re.compile(
    r"(?<=[/-])(?P<y1>(?:19|20)\d\d)/(?P<m1>\d{1,2}|[a-z]{3,9})/(?P<d1>\d{1,2})(?=[/-]|$)"
    r"|(?<![0-9])(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)(?![0-9])"
    r"|(?<=[/_-])(?P<y3>(?:19|20)\d\d)(?P<m3>\d\d)(?P<d3>\d\d)(?=[/_.-]|$)",
    re.IGNORECASE,
)


def _day_of(fields: dict[str, str | None]) -> date | None:
    for number in ("1", "2", "2k", "3", "4", "6", "7", "8"):
        year = fields[f"y{number}"]
        if year:
            month, day = fields[f"m{number}"] or "", fields[f"d{number}"] or ""
            return _date(int(year), int(month) if month.isdigit() else MONTHS[month.lower()], int(day))
    if not fields["y5"]:
        return None
    one, other = int(fields["a5"] or 0), int(fields["b5"] or 0)
    if one > 12 or one == other:
        return _date(int(fields["y5"]), other, one)
    return _date(int(fields["y5"]), one, other) if other > 12 else None


def _date(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


_BETWEEN = re.compile(
    r"\s{0,2}(?:[,|·•–—-]|at|um|à|às|kl\.?|ore|om|klo|o|saat|в|a las)?\s{0,2}[,|·•–—-]?\s{0,2}", re.IGNORECASE
)
_BEFORE = re.compile(r"\s{0,2}(?:[,|·•–—-]|on)?\s{0,2}(?:[^\W\d]{2,12},?\s)?\Z", re.IGNORECASE)
_FAR = 40


def _clock(text: str, at: int, end: int) -> tuple[int, int | None, int | None]:
    """Read the time behind a date: where it ends, seconds of the day, minutes ahead of UTC."""
    match = _TIME.match(text, at, end)
    if match is None:
        joint = _BETWEEN.match(text, at, end)
        match = _TIME.match(text, joint.end(), end) if joint else None
    if match is None:
        return at, None, None
    seconds, offset = _read(match)
    return match.end(), seconds, offset


def _clock_before(text: str, at: int, start: int) -> tuple[int, int | None, int | None]:
    """Read the time before a date, as in `10:45 GMT, 3 June 2021`."""
    low = max(start, at - _FAR)
    for match in _TIME.finditer(text, low, at):
        if _BEFORE.fullmatch(text, match.end(), at):
            return match.start(), *_read(match)
    return at, None, None


def _read(match: re.Match[str]) -> tuple[int, int | None]:
    hour = int(match["hour"])
    half = (match["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    seconds = hour * 3600 + int(match["minute"]) * 60 + int(match["second"] or 0)
    if match["zone"]:
        return seconds, ZONES[match["zone"].upper()]
    if match["offset"]:
        digits = match["offset"].replace(":", "")
        minutes = int(digits[1:3]) * 60 + int(digits[3:5])
        return seconds, -minutes if digits[0] == "-" else minutes
    return seconds, None
