"""When something was: dates as records write them (RFC 3339)."""

from __future__ import annotations

from datetime import UTC, datetime

_SECONDS = slice(17, 19)
"""Where `2021-06-14T09:30:00Z` has them."""


def moment(text: str) -> datetime | None:
    """Read a date, with or without a time; what has no zone is meant in UTC.

    A leap second is read as the second before it. None for what is no date, and for years that Python does
    not know, such as 0000.
    """
    if text[_SECONDS] == "60":
        text = f"{text[: _SECONDS.start]}59{text[_SECONDS.stop :]}"
    try:
        read = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
