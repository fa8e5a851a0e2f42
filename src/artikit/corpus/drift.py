"""How a copy of an article in `related` differs from the article itself."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import TYPE_CHECKING

from artikit.corpus.texts import as_seen, composed, domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.corpus.keys import Title
    from artikit.model import Pointer

_DAY = len("2021-06-14")


def differences(copy: Title, full: Title) -> Iterator[tuple[Pointer, str, str]]:
    """Yield what a copy says otherwise: where, what it says, what the article itself says.

    What one of the two does not say is no difference; nor is what readers do not see, the case of a domain,
    or another way to write the same moment.
    """
    if copy.title and full.title and as_seen(copy.title) != as_seen(full.title):
        yield ("title",), copy.title, full.title
    if copy.date and full.date and not is_same_moment(copy.date, full.date):
        yield ("publishedDateTime",), copy.date, full.date
    if copy.provider and full.provider and copy.provider != full.provider:
        (name, domain), (full_name, full_domain) = copy.provider, full.provider
        if composed(name) != composed(full_name):
            yield ("provider", "name"), name, full_name
        if domain_of(domain) != domain_of(full_domain):
            yield ("provider", "domain"), domain, full_domain


def is_same_moment(one: str, other: str) -> bool:
    """Tell whether two dates mean the same: a day alone means all its hours, in UTC or the zone written."""
    if one == other:
        return True
    one, other = one.strip(), other.strip()
    if len(one) == _DAY or len(other) == _DAY:
        return not _days(one).isdisjoint(_days(other))
    first, second = _moment(one), _moment(other)
    if first is None or second is None:
        return one == other
    if first.tzinfo is None or second.tzinfo is None:
        return first.replace(tzinfo=None) == second.replace(tzinfo=None)
    return first == second


def _days(text: str) -> set[str]:
    """Tell on which day a date is: as it is written, and in UTC."""
    moment = _moment(text)
    if moment is None or moment.tzinfo is None or moment.year in (MINYEAR, MAXYEAR):
        return {text[:_DAY]}
    return {text[:_DAY], moment.astimezone(UTC).date().isoformat()}


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        return None
