"""Formats that matter for articles, really checked, each fault in plain words.

A check returns None for sound text, else what is wrong with it. jsonschema passes these formats in
silence unless extras are installed that take two seconds to import; jsonschema-rs 0.60 accepts
`2021-05-20T12:4.:00Z` and `https://`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))\Z")
_MOST_TIMES = re.compile(
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:[01][1-9]|10|2[0-8])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z\Z"
)
"""Times of days that every month of every year has: nothing is left to be asked."""
_LOOSE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\Z")
_NO_ZONE = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?\Z")
_NO_SECONDS = re.compile(r"[0-9]{2}:[0-9]{2}(?:[Zz]|[+-][0-9]{2}:[0-9]{2})\Z")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ILLEGAL = re.compile(r"[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_AUTHORITY = re.compile(r"//([^/?#]*)")
_HOST = re.compile(r"(?:[^@]*@)?(\[[0-9A-Fa-f:.]+\]|[^\[\]@:]*)(?::[0-9]*)?\Z")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\Z")


def date_fault(text: str) -> str | None:
    """Check a calendar date (RFC 3339 `full-date`)."""
    match = _DATE.match(text)
    if match is None:
        return "write month and day with two digits" if _LOOSE.match(text) else "write it as `2021-05-20`"
    year, month, day = map(int, match.groups())
    if not 1 <= month <= 12:
        return f"month {month:02} does not exist"
    if day < 1 or day > (days := _days(year, month)):
        if day < 1:
            return "day 00 does not exist"
        return f"{_MONTHS[month - 1]} {year} has {days} days" if day <= 31 else f"day {day} does not exist"
    return None


def date_time_fault(text: str) -> str | None:
    """Check a date with time and zone (RFC 3339 `date-time`; a leap second only at the end of a UTC day)."""
    if _MOST_TIMES.match(text):
        return None
    if len(text) < 11 or text[10] not in "Tt":
        if len(text) > 10 and text[10] == " ":
            return "write `T` between date and time, and no blank"
        if _DATE.match(text):
            return date_fault(text) or "the time is missing; write it as `2021-05-20T12:42:00Z`"
        return "write it as `2021-05-20T12:42:00Z`"
    return date_fault(text[:10]) or _time_fault(text[11:])


def _days(year: int, month: int) -> int:
    # The year 0000 is legal in RFC 3339 and a leap year; the calendar module begins with 1.
    return monthrange(year or 4, month)[1]


def _time_fault(text: str) -> str | None:
    match = _TIME.match(text)
    if match is None:
        if _NO_ZONE.match(text):
            return "the time zone is missing; add `Z` for UTC, or an offset such as `+02:00`"
        if _NO_SECONDS.match(text):
            return f"the seconds are missing; write `{text[:5]}:00`"
        return "write the time as `12:42:00Z`"
    hour, minute, second = int(match[1]), int(match[2]), int(match[3])
    if hour > 23:
        return f"hour {hour} does not exist"
    if minute > 59:
        return f"minute {minute} does not exist"
    offset = 0
    if match[5]:
        if int(match[6]) > 23 or int(match[7]) > 59:
            return f"the offset {match[5]}{match[6]}:{match[7]} does not exist"
        offset = (int(match[6]) * 60 + int(match[7])) * (-1 if match[5] == "-" else 1)
    if second > 60 or (second == 60 and (hour * 60 + minute - offset) % 1440 != 1439):
        return f"second {second} does not exist"
    return None


def uri_fault(text: str) -> str | None:
    """Check an absolute address (RFC 3986 `URI`); one with `http` or `https` must name a host."""
    if text != text.strip():
        return "a blank stands before or behind it"
    scheme = _SCHEME.match(text)
    if scheme is None:
        return "`https://` is missing before it" if text else "it is empty"
    illegal = _ILLEGAL.search(text)
    if illegal is not None:
        name = "a blank" if illegal[0].isspace() else f"`{illegal[0]}`"
        return f"{name} cannot stand in an address; percent-encode it"
    if _BAD_PERCENT.search(text):
        return "`%` must be followed by two hexadecimal digits"
    if text.count("#") > 1:
        return "`#` may stand only once"
    rest = text[scheme.end() :]
    authority = _AUTHORITY.match(rest)
    web = scheme[0].lower() in ("http:", "https:")
    if authority is None:
        brackets = "[" in rest or "]" in rest
        return (
            f"`//` is missing behind `{scheme[0]}`" if web else "`[` cannot stand here" if brackets else None
        )
    host = _HOST.match(authority[1])
    if host is None:
        return "its host is not a name or an IP address"
    if web and not host[1]:
        return f"no host stands behind `{scheme[0]}//`"
    behind = rest[authority.end() :]
    return "`[` and `]` must be percent-encoded" if "[" in behind or "]" in behind else None


def hostname_fault(text: str) -> str | None:
    """Check a host name (RFC 1123, §2.1), international ones in their `xn--` form."""
    if "://" in text or "/" in text:
        return "write the domain alone, without `https://` or a path"
    if not text or len(text) > 253:
        return "it is empty" if not text else "it is longer than 253 characters"
    for label in text.split("."):
        if not label:
            return "a dot stands at its edge or twice in a row"
        if not label.isascii():
            return "write international names in their `xn--` form"
        if not _LABEL.match(label):
            return f"`{label}` is no part of a domain name"
        if label[2:4] == "--" and label[:4].lower() != "xn--":
            return f"`{label}` has `--` as third and fourth character"
    return None


CHECKS: dict[str, Callable[[str], str | None]] = {
    "date": date_fault,
    "date-time": date_time_fault,
    "uri": uri_fault,
    "hostname": hostname_fault,
}
"""By the name of the format in a schema."""
