"""Which entries of `related` have to be compared, text by text, with the articles that they are copies of.

The index has numbers of their pages and titles. Where an entry may say otherwise than an article of the same
page, its record is read again; of most entries the page is not that of any record.
"""

from __future__ import annotations

import os
from functools import lru_cache
from struct import unpack
from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.corpus import queries
from artikit.corpus.again import with_records
from artikit.corpus.database import BITS
from artikit.corpus.drift import is_same_moment
from artikit.corpus.keys import UNKNOWN, copy_at

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from artikit.config import Config

_BITS = 1 << 23
"""Bits for the pages of all records: a megabyte. With 100,000 records one lookup in 80 is in vain."""
_MASK = _BITS - 1
_REMEMBERED = 1_000
"""Articles that are remembered, as some are copied everywhere."""


class _Suspect(NamedTuple):
    """A record with entries that are to be read again: their places, each with its provider."""

    record: int
    path: str
    items: list[tuple[int, int | None]]


def copies_in(database: sqlite3.Connection, config: Config) -> Iterator[tuple[Any, ...]]:
    """Yield the entries that may differ from an article: record, place, key, title, date, and provider."""
    for suspect, record in with_records(_suspects(database), _where, config):
        related = None if record is None or record.data is None else record.data.get("related")
        for item, provider in suspect.items:
            key, title, date = copy_at(related, item)
            if key is not None:
                yield suspect.record, item, key, title, date, provider


def providers_of(copies: bytes) -> tuple[int, ...]:
    """Tell the providers of entries, 0 for none."""
    count = len(copies) // 12
    return unpack(f"<{count}I", copies[count * 8 :])


def _where(suspect: _Suspect) -> tuple[str, int]:
    return suspect.path, suspect.record & ((1 << BITS) - 1)


def _suspects(database: sqlite3.Connection) -> Iterator[_Suspect]:
    """Yield records by file and number.

    One bit is kept for each page, of however many there are, so that few entries are looked up.
    """
    bits = bytearray(_BITS // 8)
    for (page,) in database.execute(queries.NUMBERS):
        at = page & _MASK
        bits[at >> 3] |= 1 << (at & 7)
    differs = _comparison(database)
    for record, copies, dates in database.execute(queries.RELATED):
        count = len(copies) // 12
        pages = unpack(f"<{count}I", copies[: count * 4])
        met = [item for item, page in enumerate(pages) if bits[(page & _MASK) >> 3] >> (page & 7) & 1]
        if not met:
            continue
        titles = unpack(f"<{count}I", copies[count * 4 : count * 8])
        providers, days = providers_of(copies), dates.split("\n")
        items = [
            (item, providers[item] or None)
            for item in met
            if pages[item] and differs(record, pages[item], titles[item], days[item], providers[item])
        ]
        if items:
            (shown,) = database.execute(queries.SHOWN, (record >> BITS,)).fetchone()
            yield _Suspect(record, os.fsdecode(shown), items)


def _comparison(database: sqlite3.Connection) -> Any:
    """Make the function that tells whether an entry may differ from one of the articles of its page."""

    @lru_cache(_REMEMBERED)
    def articles(page: int) -> list[tuple[Any, ...]]:
        return database.execute(queries.OF_NUMBER, (page,)).fetchall()

    @lru_cache(_REMEMBERED)
    def names(provider: int) -> tuple[str, str]:
        found: tuple[str, str] = database.execute(queries.PROVIDER, (provider,)).fetchone()
        return found

    def differs(record: int, page: int, title: int, date: str, provider: int) -> bool:
        for article, titled, day, *named in articles(page):
            if article == record:
                continue
            if title and titled and title != titled:
                return True
            if date and day and (date == UNKNOWN or not is_same_moment(date, day)):
                return True
            if provider and named[0] is not None and names(provider) != tuple(named):
                return True
        return False

    return differs
