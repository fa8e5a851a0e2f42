"""The database of the index: its tables, how it is opened, and what is said where it fails.

There are two kinds. A temporary database has no name and is gone at the end whatever happens. A draft is a
file, empty or a copy of the index of an earlier run, that nobody else uses and that is thrown away where the
run does not end well. Neither needs a journal.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from artikit.errors import ArtikitError

if TYPE_CHECKING:
    from types import TracebackType

BITS = 32
"""Number of a record: that of its file, shifted by so many bits, plus its number in the file."""

_TABLES = """
    CREATE TABLE file (
        id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, shown BLOB NOT NULL, inode TEXT NOT NULL,
        proof TEXT NOT NULL, sure INTEGER NOT NULL, run INTEGER NOT NULL, whole INTEGER NOT NULL,
        taken INTEGER NOT NULL
    );
    CREATE TABLE record (
        id INTEGER PRIMARY KEY, line INTEGER NOT NULL, published INTEGER NOT NULL, place BLOB, name TEXT,
        title TEXT, titled INTEGER, date TEXT, provider INTEGER, copies BLOB, dates TEXT
    );
    CREATE TABLE address (
        record INTEGER, field INTEGER, key TEXT NOT NULL, number INTEGER NOT NULL,
        PRIMARY KEY (record, field)
    ) WITHOUT ROWID;
    CREATE TABLE picture (
        record INTEGER, number INTEGER, pointer TEXT NOT NULL, path TEXT NOT NULL, logo INTEGER NOT NULL,
        PRIMARY KEY (record, number)
    ) WITHOUT ROWID;
    CREATE TABLE provider (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, domain TEXT NOT NULL, called TEXT NOT NULL,
        named TEXT NOT NULL, site TEXT NOT NULL, UNIQUE (name, domain)
    );
    CREATE TABLE run (number INTEGER NOT NULL);
    INSERT INTO run VALUES (0);
"""
"""Of a file: `shown` is its path as the run names it, `run` the last run that it was part of, `taken` whether
that run judged it. `sure` says that `proof` shows in a later run that the file is as it was, `whole` that all
its records are there.

Of a record: `place` is NULL for the path of the file itself. `titled`, `number` and `copies`, which has the
numbers of pages, titles and providers one after another, are numbers that stand for texts (see `Copies`).
"""


def opened(draft: str | None) -> sqlite3.Connection:
    """Open a draft, or a temporary database for None. Raises sqlite3.Error where that cannot be done."""
    return _temporary() if draft is None else _draft(draft)


def run_script(database: sqlite3.Connection, script: str) -> None:
    """Run statements in the transaction that is open; `executescript` would end it."""
    for statement in script.split(";"):
        database.execute(statement)


class translating:  # noqa: N801  (a context, written as a word)
    """Raise ArtikitError, with one sentence, for what the database cannot do."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error):
            raise ArtikitError(f"the index of all records cannot be written: {error}") from error


def _temporary() -> sqlite3.Connection:
    database = sqlite3.connect("", isolation_level=None)
    database.execute("PRAGMA journal_mode=OFF")
    run_script(database, _TABLES)
    return database


def _draft(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "trusted_schema=OFF"):
        database.execute(f"PRAGMA {pragma}").fetchall()
    if os.path.getsize(path) == 0:
        run_script(database, f"BEGIN;{_TABLES}COMMIT;")
    return database
