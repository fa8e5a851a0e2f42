"""Rules about dates: real ones that cannot be meant. What is no date at all, the schema finds."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from artikit.moments import moment
from artikit.rules import Found, once, rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from artikit.rules import Article, Facts, Glance

KEYS = ("publishedDateTime", "updatedDateTime")
"""Dates that are judged here, of an article and of what is related."""

_LONGEST = 24 * 366 * 1000
"""Hours of a margin that no date is beyond; more would lead past the last year there is, 9999."""


@once
def _dates(glance: Glance) -> list[str]:
    return [date for data in glance.articles for key in KEYS if isinstance(date := data.get(key), str)]


def _are_past(glance: Glance, facts: Facts) -> bool:
    return max(_dates(glance), default="")[:10] <= _surely_past(facts.now, facts.options["margin-hours"])


@rule("AK206", "error", reads=KEYS, unless=_are_past, by_date=True, margin_hours=48)
def future_date(article: Article, facts: Facts) -> Iterator[Found]:
    """A date lies in the future.

    ## What it is
    `publishedDateTime` or `updatedDateTime` is later than the run, by more than a margin. A date without a
    time counts from its first second in UTC. The run is at the time that it began; `--now` or the
    environment's SOURCE_DATE_EPOCH sets another.

    ## Why it matters
    Lists are sorted by date: the record stands on top of them until its day comes. It is mostly a wrong
    year, or day and month in each other's place.

    ## Example
        publishedDateTime: 2121-06-14T09:30:00Z

    ## Use instead
        publishedDateTime: 2021-06-14T09:30:00Z

    ## Options
    `margin-hours` is how far ahead a date may be, 48 by default: clocks differ, and a date without a time
    may be that of a place where it is tomorrow already. A repository with articles that are planned ahead
    may ask for more.

        [rules.future-date]
        margin-hours = 336

    ## Source
    A rule of our own. All 661 dates of real records that were looked at are real and lie in the past.
    """
    hours = facts.options["margin-hours"]
    surely_past = _surely_past(facts.now, hours)
    for key in KEYS:
        text = article.data.get(key)
        if isinstance(text, str) and text[:10] > surely_past and _is_later(text, _latest(facts.now, hours)):
            message = f"`{key}` is in the future: {text[:40]}, and now it is {facts.now:%Y-%m-%d}"
            yield Found(message, (key,), help="look at the year, and at the order of day and month")


def _are_of_the_web(glance: Glance, facts: Facts) -> bool:
    dates = _dates(glance)
    return not dates or min(dates)[:10] >= facts.options["earliest"]


@rule("AK207", "error", reads=KEYS, unless=_are_of_the_web, earliest="1991-08-06")
def date_before_web(article: Article, facts: Facts) -> Iterator[Found]:
    """A date is older than the web.

    ## What it is
    `publishedDateTime` or `updatedDateTime` is before 6 August 1991, when the first website was announced.
    The day counts as it is written, whatever the zone.

    ## Why it matters
    No page is older. Such a date is a program's zero, as 1970-01-01 and 0001-01-01, or a year of two
    digits, and puts the record at the end of every list.

    ## Example
        publishedDateTime: 0001-01-01T00:00:00Z

    ## Use instead
        publishedDateTime: 2021-06-14T09:30:00Z

    ## Options
    `earliest` is the first day that passes. An archive of print may ask for another.

        [rules.date-before-web]
        earliest = "1855-01-01"

    ## Source
    CERN, "A short history of the Web"; the announcement of 6 August 1991 in alt.hypertext. No such date was
    noted among 661 of real records.
    """
    earliest = facts.options["earliest"]
    for key in KEYS:
        text = article.data.get(key)
        if isinstance(text, str) and text[:10] < earliest and _is_day(text[:10]):
            help_ = f"`{key}` is mostly 0001-01-01 or 1970-01-01 where a program had no date"
            yield Found(f"`{key}` is before {earliest}: {text[:40]}", (key,), help=help_)


@lru_cache(maxsize=16)
def _latest(now: datetime, hours: int) -> datetime:
    return now + timedelta(hours=max(-_LONGEST, min(hours, _LONGEST)))


@lru_cache(maxsize=16)
def _surely_past(now: datetime, hours: int) -> str:
    """Day that is past wherever on earth a date was written: all days up to it need no closer look."""
    return (_latest(now, hours).astimezone(UTC) - timedelta(days=2)).date().isoformat()


def _is_later(text: str, latest: datetime) -> bool:
    read = moment(text)
    return read is not None and read > latest


def _is_day(text: str) -> bool:
    try:  # with a year that Python has: 0000 is one of RFC 3339, and has a 29 February too
        date.fromisoformat(text.replace("0000-", "2000-", 1))
    except ValueError:
        return False
    return True
