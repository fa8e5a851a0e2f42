"""Times of day with their zone, beside a date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.dates.months import ZONES
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZONE = "|".join(sorted(ZONES, key=len, reverse=True))
_TIME = re.compile(
    rf"""(?:(?<=\d)T|\b|(?<=日))(?P<hour>[01]?\d|2[0-3])[:.hH時](?P<minute>[0-5]\d)分?(?::(?P<second>[0-5]\d)(?:\.\d+)?)?
    (?:\s?(?P<half>[ap])\.?\s?m\b\.?)?
    (?:\s?(?:uhr\b|h\b|hrs\b))?
    (?:\s?\(?(?:(?:UTC|GMT)?\s?(?P<offset>[+-]\d{{2}}:?\d{{2}})|(?:UTC|GMT)(?P<hours>[+-]\d{{1,2}}))(?!\d)|\s?\(?(?P<zone>{_ZONE})\b)?""",
    re.VERBOSE | re.IGNORECASE,
)


def times_in(text: str) -> Iterator[Span]:
    """Find times of day."""
    return (Span(*match.span()) for match in _TIME.finditer(text))


_BETWEEN = re.compile(
    r"\s{0,2}(?:[,|·•–—-]|at|um|à|às|kl\.?|ore|om|klo|o|saat|в|a las)?\s{0,2}[,|·•–—-]?\s{0,2}", re.IGNORECASE
)
_BEFORE = re.compile(r"\s{0,2}(?:[,|·•–—-]|on)?\s{0,2}(?:[^\W\d]{2,12},?\s)?\Z", re.IGNORECASE)
_FAR = 40


def clock_behind(text: str, at: int, end: int) -> tuple[int, int | None, int | None]:
    """Read the time behind a date: where it ends, seconds of the day, minutes ahead of UTC."""
    match = _TIME.match(text, at, end)
    if match is None:
        joint = _BETWEEN.match(text, at, end)
        match = _TIME.match(text, joint.end(), end) if joint else None
    if match is None:
        return at, None, None
    seconds, offset = _read(match)
    return match.end(), seconds, offset


def clock_before(text: str, at: int, start: int) -> tuple[int, int | None, int | None]:
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
    if match["hours"]:
        return seconds, int(match["hours"]) * 60
    if match["offset"]:
        digits = match["offset"].replace(":", "")
        minutes = int(digits[1:3]) * 60 + int(digits[3:5])
        return seconds, -minutes if digits[0] == "-" else minutes
    return seconds, None
