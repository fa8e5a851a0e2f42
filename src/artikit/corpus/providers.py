"""Providers with another domain than usual, and domains with another name."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.corpus import queries
from artikit.corpus.copying import providers_of
from artikit.corpus.findings import Row, in_article
from artikit.corpus.keys import WHOLE
from artikit.reading.fatal import quoted
from artikit.rules import all_rules
from artikit.rules import corpus as codes
from artikit.summary import many

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from artikit.config import Config

_SHARE = 10
"""One in so many records is no slip of the pen any more, but a second name or domain."""


class Question(NamedTuple):
    """What is usual of providers: for the same `whose`, a column of the database, the most common `what`.

    `key` is the key of a provider whose value differs, `said` how that is put, `help` what may be done.
    """

    code: str
    whose: str
    what: str
    key: str
    said: str
    help: str


DOMAINS = Question(
    codes.PROVIDER_WITH_TWO_DOMAINS,
    "called",
    "home",
    "domain",
    "{name} has the domain {domain}",
    "mend the one that is wrong; two providers need two names",
)
NAMES = Question(
    codes.DOMAIN_WITH_TWO_NAMES,
    "site",
    "named",
    "name",
    "{domain} is called {name}",
    "call a provider by one name",
)


def unusual(database: sqlite3.Connection, config: Config, question: Question) -> Iterator[Row]:
    """Yield where a provider has another name or domain than usual.

    NAMES is to be asked after DOMAINS, as what is found by the one is not said again by the other.
    """
    established = int(config.options_of(all_rules()[question.code])["established"])
    for row in _odd(database, question, established):
        rank, record, item, name, domain, usual, count, other, other_item = row
        here = question.said.format(name=quoted(name), domain=quoted(domain))
        message = f"{here} here, and {quoted(usual)} in {many(count, 'record')}"
        place, other_place = (in_article(one, "provider", question.key) for one in (item, other_item))
        remark = "as usual here"
        yield Row(rank, question.code, record, place, message, question.help, other, other_place, remark)


def _odd(database: sqlite3.Connection, question: Question, established: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of `queries.ODD`. What is `established` in so many records may be usual too."""
    _contest(database)
    database.execute(queries.TELL)
    database.execute("DELETE FROM odd")
    names = {"whose": question.whose, "what": question.what}
    tally = database.execute(queries.TALLY.format(**names))
    for one, rows in groupby(tally, itemgetter(0)):
        _, usual, most, first = next(rows)
        spot: tuple[int, int] | None = None
        for _, other, count, _ in rows:  # noqa: B031  (the rest of them)
            if count >= established and count * _SHARE >= most:
                continue
            spot = spot or database.execute(queries.USUAL.format(**names), (one, usual, first)).fetchone()
            database.execute("INSERT INTO odd VALUES (?, ?, ?, ?, ?, ?)", (one, other, usual, most, *spot))
    yield from database.execute(queries.ODD.format(**names))


def _contest(database: sqlite3.Connection) -> None:
    """Find the providers with several names or domains in this run, unless that was done already."""
    if database.execute("SELECT 1 FROM contested").fetchone():
        return
    database.execute(queries.CONTESTED)
    if not database.execute("SELECT 1 FROM contested").fetchone():
        return
    database.executemany(queries.USED, _uses(database))
    database.execute("DELETE FROM contested WHERE provider NOT IN (SELECT provider FROM used)")
    _settle_homes(database)


def _settle_homes(database: sqlite3.Connection) -> None:
    """Take a part of a domain, where somebody of the same name has the whole, for that."""
    provider = 0
    while rows := database.execute(queries.SOME_CONTESTED, (provider,)).fetchall():
        for provider, called, site in rows:
            for around in _domains_around(site):
                if database.execute(queries.AT_HOME, (called, around)).fetchone():
                    database.execute(queries.HOME, (around, provider))
                    break


def _uses(database: sqlite3.Connection) -> Iterator[tuple[int, int, int, int]]:
    """Yield where the contested providers stand. A copy that is reported as such proves nothing."""
    (most,) = database.execute("SELECT max(provider) FROM contested").fetchone()
    wanted = bytearray(most + 1)
    for (provider,) in database.execute("SELECT provider FROM contested"):
        wanted[provider] = 1
    for rank, record, own, copies in database.execute(queries.USES):
        if own is not None and own <= most and wanted[own]:
            yield own, rank, record, WHOLE
        for item, provider in enumerate(providers_of(copies) if copies else ()):
            if provider <= most and wanted[provider]:
                at = record, item
                if not database.execute("SELECT 1 FROM drifted WHERE record = ? AND item = ?", at).fetchone():
                    yield provider, rank, *at


def _domains_around(site: str) -> Iterator[str]:
    """Yield the domains that a domain is part of, the shortest first: `press.tidewater.example` has one."""
    labels = site.split(".")
    return (".".join(labels[start:]) for start in range(len(labels) - 2, 0, -1))
