"""Comparing all records by their keys: in SQL, so that memory does not grow with them.

Records are compared in the order of their paths, whatever order they came in: of two that are the same
article the first one stays, and the finding is the other's. A record that says of another one's file that it
is its own, as records in data files do after `artikit convert`, is that record and no second one; so is one
that is reached by a second name of its file.
"""

from __future__ import annotations

import os
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from artikit.corpus import providers, queries
from artikit.corpus.copying import copies_in
from artikit.corpus.database import run_script, translating
from artikit.corpus.drift import differences
from artikit.corpus.findings import Row, in_article
from artikit.corpus.keys import FIELDS, WHOLE, Title
from artikit.corpus.pictures import Site
from artikit.reading.fatal import quoted
from artikit.rules import all_rules
from artikit.rules import corpus as codes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from artikit.config import Config
    from artikit.corpus.store import Store
    from artikit.model import Pointer


class _Copy(NamedTuple):
    """An entry of `related` beside an article's own record: a row of `queries.COPIES`."""

    record: int
    item: int
    rank: int
    title: str | None
    date: str | None
    name: str | None
    domain: str | None
    article: int
    full_title: str | None
    full_date: str | None
    full_name: str | None
    full_domain: str | None


def compare(store: Store, config: Config, looked_up: dict[str, int] | None = None) -> None:
    """Compare all records of this run; what is found waits in the database for `findings_in`.

    What was looked for outside the index comes into `looked_up`: paths, each with what was there.
    """
    settings = (config, *config.merged_overrides())
    on = {code for one in settings for code in one.severities}
    store.flush()
    with translating():
        database = store.database
        run_script(database, queries.TABLES)
        database.execute(queries.RANKED, (store.run,))
        database.execute(queries.PAGES)
        for code, rows in (
            (codes.DUPLICATE_ARTICLE, _duplicates(database)),
            (codes.DRIFTED_COPY, _drifted(database, config)),
            (codes.PROVIDER_WITH_TWO_DOMAINS, providers.unusual(database, config, providers.DOMAINS)),
            (codes.DOMAIN_WITH_TWO_NAMES, providers.unusual(database, config, providers.NAMES)),
            (codes.SAME_SLUG, _namesakes(database)),
        ):
            if code in on:
                database.executemany(queries.FOUND, rows)
        if on & {codes.MISSING_LOGO, codes.MISSING_IMAGE}:
            database.executemany(queries.FOUND, _missing(database, config, looked_up))


def _duplicates(database: sqlite3.Connection) -> Iterator[Row]:
    for rank, record, field, first, first_field, _ in database.execute(queries.DUPLICATES):
        message = f"this article is in the repository twice: its `{FIELDS[field]}` leads to the same page"
        help_ = "keep one of the two, or set `published: false` in the other"
        place = in_article(WHOLE, FIELDS[field])
        first_place = in_article(WHOLE, FIELDS[first_field])
        yield Row(
            rank, codes.DUPLICATE_ARTICLE, record, place, message, help_, first, first_place, "first here"
        )


def _drifted(database: sqlite3.Connection, config: Config) -> Iterator[Row]:
    database.executemany(queries.COPY, copies_in(database, config))
    copies = map(_Copy._make, database.execute(queries.COPIES))
    for _, same in groupby(copies, itemgetter(0, 1)):
        several = list(same)  # at most `MOST_SAME`
        found = [_differences(one) for one in several]
        if not all(found):
            continue  # it is as one of the records of this address says
        copy, differs = several[0], found[0]
        if any(pointer[0] == "provider" for pointer, _, _ in differs):
            database.execute("INSERT INTO drifted VALUES (?, ?)", (copy.record, copy.item))
        yield _drift(copy, differs)


def _drift(copy: _Copy, differs: list[tuple[Pointer, str, str]]) -> Row:
    """Say of a copy that it `differs` from the article: where, what it says, what the article says."""
    (pointer, said, meant), *more = differs
    steps = [str(step) for step in pointer]
    also = "".join(f" and `{'.'.join(map(str, one))}`" for one, _, _ in more)
    message = (
        f"the copy has another `{'.'.join(steps)}`{also} than the article itself: "
        f"{quoted(said)}, not {quoted(meant)}"
    )
    help_ = "copy it anew from the article's own record"
    place, own_place = in_article(copy.item, *steps), in_article(WHOLE, *steps)
    code = codes.DRIFTED_COPY
    return Row(copy.rank, code, copy.record, place, message, help_, copy.article, own_place, "the article")


def _differences(one: _Copy) -> list[tuple[Pointer, str, str]]:
    copy = Title(one.title, one.date, _named(one.name, one.domain))
    full = Title(one.full_title, one.full_date, _named(one.full_name, one.full_domain))
    return list(differences(copy, full))


def _named(name: str | None, domain: str | None) -> tuple[str, str] | None:
    return None if name is None or domain is None else (name, domain)


def _namesakes(database: sqlite3.Connection) -> Iterator[Row]:
    for rank, record, first, name in database.execute(queries.NAMESAKES):
        message = f"two records have the file name {quoted(name)}, which is made of the day and the title"
        help_ = "change one of the titles, or remove a record that is there twice"
        title = in_article(WHOLE, "title")
        yield Row(rank, codes.SAME_SLUG, record, title, message, help_, first, title, "first here")


def _missing(database: sqlite3.Connection, config: Config, looked_up: dict[str, int] | None) -> Iterator[Row]:
    sites = {
        code: Site(config.root, config.options_of(all_rules()[code])["folders"], looked_up)
        for code in (codes.MISSING_LOGO, codes.MISSING_IMAGE)
    }
    for rank, record, pointer, path, is_logo, file in database.execute(queries.PICTURES):
        code = codes.MISSING_LOGO if is_logo else codes.MISSING_IMAGE
        if not sites[code].has(path, os.fsdecode(file)):
            message = f"the repository has no file {quoted(path)}"
            help_ = "add the file, or mend the path; the option `folders` names where the site has its files"
            yield Row(rank, code, record, pointer, message, help_)
