"""Days of the calendar, if there are such."""

from __future__ import annotations

from datetime import date

_FIRST_YEAR, _LAST_YEAR = 1600, 2200


def day_of(year: int, month: int, day: int) -> date | None:
    """The day of these numbers; None where the calendar has none, or no article can be of it."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
