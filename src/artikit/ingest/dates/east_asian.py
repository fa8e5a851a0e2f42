"""Dates as Japanese, Chinese and Korean texts write them, by the years of eras too."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from artikit.ingest.dates.days import day_of
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ERAS = {
    "明治": (date(1868, 10, 23), date(1912, 7, 29)),
    "大正": (date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (date(2019, 5, 1), date.max),
}
"""Days on which eras of Japan began and ended; the first year of each ends with its December."""
_SIGNS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_N = r"[\d〇零一二三四五六七八九十元]"
_YEAR = rf"(?:(?P<{{0}}era>{'|'.join(_ERAS)})\s?)?(?P<{{0}}year>{_N}{{{{1,4}}}})\s?年?"
_DATE = re.compile(
    rf"(?<!\d){_YEAR.format('')}(?<=年)(?:\s?[(（]{_YEAR.format('other_')}[)）]\s?)?\s?(?P<month>{_N}{{1,3}})\s?月\s?(?P<day>{_N}{{1,3}})\s?日"
    rf"|(?<!\d){_YEAR.format('outer_')}(?<!年)[(（]{_YEAR.format('inner_')}[)）]\s?年\s?(?P<month_>{_N}{{1,3}})\s?月\s?(?P<day_>{_N}{{1,3}})\s?日"
    r"|(?<!\d)(?P<korean>\d{4})\s?년\s?(?P<korean_month>\d{1,2})\s?월\s?(?P<korean_day>\d{1,2})\s?일"
)


def east_asian_dates_in(text: str, start: int, end: int) -> Iterator[tuple[Span, date]]:
    """Find dates such as `2021年5月20日`, `令和3年5月20日`, `2021(令和3)年5月20日`, `2021년 5월 20일`."""
    for match in _DATE.finditer(text, start, end):
        day = _day_of(match.groupdict())
        if day is not None:
            yield Span(*match.span()), day


def _day_of(fields: dict[str, str | None]) -> date | None:
    """The day of a match; None where there is none, or where two years are stated that differ."""
    if fields["korean"]:
        numbers = (fields[key] or "" for key in ("korean", "korean_month", "korean_day"))
        return day_of(*map(int, numbers))
    month = number_of(fields["month"] or fields["month_"] or "")
    day = number_of(fields["day"] or fields["day_"] or "")
    stated = [one for one in ("", "other_", "outer_", "inner_") if fields[f"{one}year"]]
    days = {_in_era(fields[f"{one}era"], number_of(fields[f"{one}year"] or ""), month, day) for one in stated}
    return days.pop() if len(days) == 1 else None


def _in_era(era: str | None, year: int, month: int, day: int) -> date | None:
    """The day of a year; that of an era is none where the era had not begun or had ended."""
    if era is None:
        return day_of(year, month, day)
    first, last = _ERAS[era]
    found = day_of(first.year + year - 1, month, day)
    return found if found is not None and first <= found <= last else None


def number_of(text: str) -> int:
    """Read a number in digits, full-width ones too, or in Chinese signs such as `二十一`, `二〇二一`."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if ten:
        return (_SIGNS.get(tens, 1) if len(tens) <= 1 else 0) * 10 + (number_of(ones) if ones else 0)
    number = 0
    for sign in text:
        number = number * 10 + _SIGNS.get(sign, int(sign) if sign.isdecimal() else 0)
    return number
