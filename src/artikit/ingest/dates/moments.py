"""Dates as machines write them for machines: ISO 8601 (JSON-LD, Atom), RFC 2822 (RSS)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.dates.written import dates_in

if TYPE_CHECKING:
    from datetime import date

_ISO = re.compile(
    r"""(?P<day>\d{4}-\d\d-\d\d|\d{4}\d\d\d\d(?=T|\Z))
    (?:(?:T|t|\s+)(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?P<fraction>[.,]\d+)?)?
    \s*(?P<zone>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?:\[[\w/+-]+\])?)?""",
    re.VERBOSE,
)
_MAIL = re.compile(r"(?:[A-Za-z]{2,9},?\s+)?\d{1,2}[\s-]+[A-Za-z]{3,9}[\s-]+\d{4}\b.{0,40}", re.DOTALL)
_ZONED = re.compile(r"(?:[+-]\d{4}|\b(?:UT|UTC|GMT|Z|[ECMP][SD]T))(?:\s*\([^()]*\))?\s*\Z")
_FIRST_YEAR, _LAST_YEAR = 1600, 2200


class Moment(NamedTuple):
    """A date, with time where time and zone are stated both. `value` is as records write it.

    The zone stays what it is; `instant` is the same in UTC, None for a date alone.
    """

    value: str
    day: date
    instant: datetime | None = None

    def agrees(self, other: Moment) -> bool:
        """Tell whether two may be the same moment: the instant, or within a zone's width the day."""
        if self.instant is not None and other.instant is not None:
            return abs(self.instant - other.instant) < timedelta(minutes=1)
        if self.instant is None and other.instant is None:
            return self.day == other.day
        return abs(self.day - other.day) <= timedelta(days=1)


def moment_of(text: str) -> Moment | None:
    """Read a date; None where it is none, or where day and month cannot be told apart."""
    text = text.strip()
    if len(text) > 80:
        return None
    if match := _ISO.fullmatch(text):
        return _iso(match)
    if _MAIL.fullmatch(text) and (mailed := _mail(text)):
        return mailed
    found = next(dates_in(text), None)
    if found is None or found.span.start > 12 or len(text) - found.span.end > 6:
        return None
    return moment_of(found.value) if found.value[:4].isdigit() else None


def _iso(match: re.Match[str]) -> Moment | None:
    digits = match["day"].replace("-", "")
    stated = match["hour"] is not None
    try:
        moment = datetime(
            int(digits[:4]),
            int(digits[4:6]),
            int(digits[6:]),
            int(match["hour"] or 0),
            int(match["minute"] or 0),
            min(int(match["second"] or 0), 59),
            tzinfo=_zone(match["zone"]),
        )
    except ValueError:
        return None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    if not stated or moment.tzinfo is None:
        return Moment(moment.date().isoformat(), moment.date())
    return _zoned(moment, utc=match["zone"] in ("Z", "z", "UTC", "GMT"))


def _mail(text: str) -> Moment | None:
    fields = parsedate_tz(text)
    if fields is None or not _FIRST_YEAR <= fields[0] <= _LAST_YEAR:
        return None
    try:
        moment = datetime(*fields[:5], min(fields[5], 59))  # noqa: DTZ001 (the zone follows)
        offset = fields[9]
        if not _ZONED.search(text) or offset is None:
            return Moment(moment.date().isoformat(), moment.date())
        zone = timezone(timedelta(seconds=offset))
    except (ValueError, TypeError):
        return None
    return _zoned(moment.replace(tzinfo=zone), utc=offset == 0)


def _zone(text: str | None) -> timezone | None:
    """Read a zone. ValueError for one that is wider than a day."""
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _zoned(moment: datetime, *, utc: bool) -> Moment | None:
    text = moment.isoformat(timespec="seconds")
    try:
        instant = moment.astimezone(UTC)
    except OverflowError:
        return None
    return Moment(text[:19] + "Z" if utc else text, moment.date(), instant)
