"""Comparing all records by their keys: in SQL, so that memory does not grow with them.

Records are compared in the order of their paths, whatever order they came in: of two that are the same
article the first one stays, and the finding is the other's. A record that says of another one's file that it
is its own, as records in data files do after `artikit convert`, is that record and no second one; so is one
that is reached by a second name of its file.
"""

from __future__ import annotations

import json
import os
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from artikit.corpus import queries
from artikit.corpus.copying import copies_in, providers_of
from artikit.corpus.drift import differences
from artikit.corpus.keys import FIELDS, WHOLE, Title
from artikit.corpus.pictures import Site
from artikit.corpus.store import BITS, run_script, told
from artikit.reading.fatal import quoted
from artikit.rules import Found, all_rules
from artikit.rules import corpus as codes
from artikit.summary import many

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from artikit.config import Config
    from artikit.corpus.store import Store
    from artikit.model import Pointer

_Row: TypeAlias = "tuple[int, str, int, str, str, str, int | None, str | None, str]"
"""Rank, code, record, pointer, message, help, and of the other place: record, pointer, remark."""

_SHARE = 10
"""One in so many records is no slip of the pen any more, but a second name or domain."""


class Spot(NamedTuple):
    """A value in a record: the file, which of its records, the line where that begins, and the pointer."""

    path: str
    number: int
    first_line: int
    pointer: Pointer


class Finding(NamedTuple):
    """What was found in the record at `spot`; `other` is where it shows as well, with what it is there."""

    spot: Spot
    code: str
    found: Found
    other: Spot | None = None
    remark: str = ""


def find(store: Store, config: Config, looked_up: dict[str, int] | None = None) -> None:
    """Compare all records of this run; what is found waits in the database for `findings_in`.

    What was looked for outside the index comes into `looked_up`: paths, each with what was there.
    """
    settings = (config, *config.merged_overrides())
    on = {code for one in settings for code in one.severities}
    store.flush()
    with told():
        database = store.database
        run_script(database, queries.TABLES)
        database.execute(queries.RANKED, (store.run,))
        database.execute(queries.PAGES)
        for code, rows in (
            (codes.DUPLICATE_ARTICLE, _duplicates(database)),
            (codes.DRIFTED_COPY, _drifted(database, config)),
            (codes.PROVIDER_WITH_TWO_DOMAINS, _several_domains(database, config)),
            (codes.DOMAIN_WITH_TWO_NAMES, _several_names(database, config)),
            (codes.SAME_SLUG, _namesakes(database)),
        ):
            if code in on:
                database.executemany(queries.FOUND, rows)
        if on & {codes.MISSING_LOGO, codes.MISSING_IMAGE}:
            database.executemany(queries.FOUND, _missing(database, config, looked_up))


def findings_in(store: Store, *, of_taken: bool) -> Iterator[Finding]:
    """Yield what `find` found, sorted; with `of_taken` only what touches a file that was taken."""
    with told():
        for row in store.database.execute(queries.FINDINGS, (of_taken,)):
            _, code, record, pointer, message, help_, other, other_pointer, remark, *places = row
            shown, line, other_shown, other_line = places
            yield Finding(
                _spot(shown, record, line, pointer),
                code,
                Found(message, _pointer(pointer), help=help_),
                None if other is None else _spot(other_shown, other, other_line, other_pointer),
                remark,
            )


def others_in(store: Store, *, of_taken: bool) -> Iterator[Spot]:
    """Yield the other places of what `find` found, sorted, each once."""
    with told():
        for shown, record, line, pointer in store.database.execute(queries.OTHERS, (of_taken,)):
            yield _spot(shown, record, line, pointer)


def _spot(shown: bytes, record: int, line: int, pointer: str) -> Spot:
    return Spot(os.fsdecode(shown), record & ((1 << BITS) - 1), line, _pointer(pointer))


def _pointer(text: str) -> Pointer:
    return tuple(json.loads(text))


def _in_article(item: int, *steps: str) -> str:
    """Write down where a value of the record's own article, or of one of its `related`, stands."""
    return json.dumps(steps if item == WHOLE else ("related", item, *steps))


def _duplicates(database: sqlite3.Connection) -> Iterator[_Row]:
    for rank, record, field, first, first_field, _ in database.execute(queries.DUPLICATES):
        message = f"this article is in the repository twice: its `{FIELDS[field]}` leads to the same page"
        help_ = "keep one of the two, or set `published: false` in the other"
        place = _in_article(WHOLE, FIELDS[field])
        first_place = _in_article(WHOLE, FIELDS[first_field])
        yield rank, codes.DUPLICATE_ARTICLE, record, place, message, help_, first, first_place, "first here"


def _drifted(database: sqlite3.Connection, config: Config) -> Iterator[_Row]:
    database.executemany(queries.COPY, copies_in(database, config))
    for (record, item), same in groupby(database.execute(queries.COPIES), itemgetter(0, 1)):
        rows = list(same)  # at most `MOST_SAME`
        found = [_differences(row) for row in rows]
        if not all(found):
            continue  # it is as one of the records of this address says
        row = rows[0]
        if any(pointer[0] == "provider" for pointer, _, _ in found[0]):
            database.execute("INSERT INTO drifted VALUES (?, ?)", (record, item))
        (pointer, said, meant), *more = found[0]
        also = "".join(f" and `{'.'.join(map(str, one))}`" for one, _, _ in more)
        message = (
            f"the copy has another `{'.'.join(map(str, pointer))}`{also} than the article itself: "
            f"{quoted(said)}, not {quoted(meant)}"
        )
        help_ = "copy it anew from the article's own record"
        place, other_place = _in_article(item, *map(str, pointer)), _in_article(WHOLE, *map(str, pointer))
        yield row[2], codes.DRIFTED_COPY, record, place, message, help_, row[7], other_place, "the article"


def _differences(row: tuple[Any, ...]) -> list[tuple[Pointer, str, str]]:
    _, _, _, title, date, name, domain, _, full_title, full_date, full_name, full_domain = row
    copy = Title(title, date, None if name is None else (name, domain))
    full = Title(full_title, full_date, None if full_name is None else (full_name, full_domain))
    return list(differences(copy, full))


def _several_domains(database: sqlite3.Connection, config: Config) -> Iterator[_Row]:
    return _several(
        database,
        config,
        codes.PROVIDER_WITH_TWO_DOMAINS,
        ("called", "home"),
        "domain",
        "{name} has the domain {domain}",
        "mend the one that is wrong; two providers need two names",
    )


def _several_names(database: sqlite3.Connection, config: Config) -> Iterator[_Row]:
    return _several(
        database,
        config,
        codes.DOMAIN_WITH_TWO_NAMES,
        ("site", "named"),
        "name",
        "{domain} is called {name}",
        "call a provider by one name",
    )


def _several(
    database: sqlite3.Connection,
    config: Config,
    code: str,
    sides: tuple[str, str],
    key: str,
    said: str,
    help_: str,
) -> Iterator[_Row]:
    """Yield where a provider's `key` is another one than usual; `sides` are what `_unusual` goes by."""
    for row in _unusual(database, *sides, _established(config, code)):
        rank, record, item, name, domain, usual, count, other, other_item = row
        here = said.format(name=quoted(name), domain=quoted(domain))
        message = f"{here} here, and {quoted(usual)} in {many(count, 'record')}"
        place, other_place = (_in_article(one, "provider", key) for one in (item, other_item))
        yield rank, code, record, place, message, help_, other, other_place, "as usual here"


def _established(config: Config, code: str) -> int:
    return int(config.options_of(all_rules()[code])["established"])


def _unusual(
    database: sqlite3.Connection, whose: str, what: str, established: int
) -> Iterator[tuple[Any, ...]]:
    """Yield where providers are called otherwise than usual: `what` differs for the same `whose`."""
    _contest(database)
    database.execute(queries.TELL)
    database.execute("DELETE FROM odd")
    names = {"whose": whose, "what": what}
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
    provider = 0
    while rows := database.execute(queries.SOME_CONTESTED, (provider,)).fetchall():
        for provider, called, site in rows:
            for around in _around(site):
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


def _around(site: str) -> Iterator[str]:
    """Yield the domains that a domain is part of, the shortest first: `press.tidewater.example` has one."""
    labels = site.split(".")
    return (".".join(labels[start:]) for start in range(len(labels) - 2, 0, -1))


def _namesakes(database: sqlite3.Connection) -> Iterator[_Row]:
    for rank, record, first, name in database.execute(queries.NAMESAKES):
        message = f"two records have the file name {quoted(name)}, which is made of the day and the title"
        help_ = "change one of the titles, or remove a record that is there twice"
        title = _in_article(WHOLE, "title")
        yield rank, codes.SAME_SLUG, record, title, message, help_, first, title, "first here"


def _missing(
    database: sqlite3.Connection, config: Config, looked_up: dict[str, int] | None
) -> Iterator[_Row]:
    sites = {
        code: Site(config.root, config.options_of(all_rules()[code])["folders"], looked_up)
        for code in (codes.MISSING_LOGO, codes.MISSING_IMAGE)
    }
    for rank, record, pointer, path, is_logo, file in database.execute(queries.PICTURES):
        code = codes.MISSING_LOGO if is_logo else codes.MISSING_IMAGE
        if not sites[code].has(path, os.fsdecode(file)):
            message = f"the repository has no file {quoted(path)}"
            help_ = "add the file, or mend the path; the option `folders` names where the site has its files"
            yield rank, code, record, pointer, message, help_, None, None, ""
