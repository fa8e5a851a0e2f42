"""The file of the index: an SQLite database, a temporary one that has no name, or one that is kept.

A file is known by its status (see `artikit.states`), or by another proof that the caller has, so that only
what changed is read again. A status that proves nothing is not kept.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from struct import pack
from typing import TYPE_CHECKING, NamedTuple

from artikit import states
from artikit.corpus.pages import number_of
from artikit.corpus.texts import composed, domain_of, shortened
from artikit.errors import ArtikitError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    from artikit.corpus.keys import Copies, Keys

APPLICATION = 0x4154_4B49
"""SQLite's `application_id` of an index that is kept: `ATKI`."""
VERSION = 3
"""SQLite's `user_version`; goes up with every change of the tables or of what is put into them."""

_TABLES = """
    CREATE TABLE file (
        id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, shown BLOB NOT NULL, inode TEXT NOT NULL,
        status TEXT NOT NULL, sure INTEGER NOT NULL, run INTEGER NOT NULL, whole INTEGER NOT NULL,
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
    CREATE TABLE terms (run INTEGER NOT NULL, text TEXT NOT NULL);
    INSERT INTO terms VALUES (0, '');
"""
"""`place` is NULL for the path of the file itself. `titled`, `number` and `copies`, which has the numbers of
pages, titles and providers one after another, are numbers that stand for texts (see `Copies`).
"""
_KNOWN = "SELECT id, status, sure, run, whole, taken FROM file WHERE path = ?"
_NEW = """
    INSERT OR IGNORE INTO file (path, shown, inode, status, sure, run, whole, taken)
    VALUES (?, ?, ?, ?, 0, ?, 0, ?)
"""
_AGAIN = """
    UPDATE file SET shown = ?, inode = ?, status = ?, sure = ?, run = ?, whole = ?, taken = ? WHERE id = ?
"""
_OWN = ("record", "address", "picture")
"""Tables whose rows belong to a record."""

BITS = 32
"""Number of a record: that of its file, shifted by so many bits, plus its number in the file."""

_BATCH = 500
"""Records whose rows are held back to be written together."""
_MOST_PROVIDERS = 5_000
"""Providers whose number is known without a question."""
_PATIENCE = 5
"""Seconds to wait for another run that writes the same index."""


class File(NamedTuple):
    """A file that is part of this run, by its absolute path.

    `fresh` is True where the index has all its records already, `records` is how many it has so far. `sure`
    is True where the status of the file will prove in a later run that it is the same, once all its records
    are here.
    """

    id: int
    path: bytes
    fresh: bool
    records: int
    sure: bool


class Store:
    """Keeps keys by record and by file. Raises ArtikitError if the disk cannot hold them.

    A `private` file is one that nobody else uses and that is thrown away where a run does not end well, so
    that it needs no journal.
    """

    def __init__(self, path: str | None = None, *, private: bool = False) -> None:
        self._kept = path is not None
        self._began = states.began()
        self._folder = self._in_folder = ""
        self._providers: dict[tuple[str, str], int] = {}
        self._records: list[tuple[object, ...]] = []
        self._addresses: list[tuple[object, ...]] = []
        self._pictures: list[tuple[object, ...]] = []
        with told():
            self.database = _temporary() if path is None else _private(path) if private else _kept(path)
            self.database.execute("BEGIN IMMEDIATE")
            self.run, self._terms = self.database.execute("SELECT run + 1, text FROM terms").fetchone()
            self.database.execute("UPDATE terms SET run = ?", (self.run,))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._kept and kind is None:
                with told():
                    self.flush()
                    self.database.execute("COMMIT")
        finally:
            self.database.close()  # which rolls back what is not committed

    def hold_to(self, terms: str) -> None:
        """Drop everything that was read under other terms: other limits, another version."""
        if terms != self._terms:
            self.flush()
            for table in (*_OWN, "file", "provider"):
                self.database.execute(f"DELETE FROM {table}")  # noqa: S608  (names of our own)
            self.database.execute("UPDATE terms SET text = ?", (terms,))
            self._terms = terms
            self._providers.clear()

    def begin(self, path: str, *, taken: bool, proof: str | None = None) -> File | None:
        """Note that a file is part of this run. None for what is no file on the disk.

        What the index has of it is dropped, unless the file is as it was: by its status, or by the `proof`
        of it that the caller has.
        """
        status = states.status_of(path)
        if status is None:
            return None
        name, shown = os.fsencode(self._absolute(path)), os.fsencode(path)
        inode = states.inode_of(status)
        now = states.proof_of(status) if proof is None else proof
        sure = self._kept and (proof is not None or states.is_sure(status, self._began))
        sure = sure and states.is_alone(path)
        with told():
            done = self.database.execute(_NEW, (name, shown, inode, now, self.run, taken))
            if done.rowcount:
                return File(done.lastrowid or 0, name, fresh=False, records=0, sure=sure)
            known = self.database.execute(_KNOWN, (name,)).fetchone()
            number, before, was_sure, run, whole, was_taken = known
            again = run == self.run
            fresh = before == now and bool(whole if again else was_sure)
            count = 0
            if again and not (fresh or whole):  # its records come in parts, and nobody knows the last one
                sure, count = False, self._count(number)
            elif not fresh:
                self._drop(number)
            taken = bool(taken or (again and was_taken))
            still = fresh and was_sure
            self.database.execute(_AGAIN, (shown, inode, now, still, self.run, fresh, taken, number))
            return File(number, name, fresh, count, sure)

    def _absolute(self, path: str) -> str:
        """Do what `os.path.abspath` does; most files lie in the folder of the one before."""
        folder, slash, name = path.rpartition("/")
        if os.sep != "/" or not slash or name in ("", ".", "..") or path.startswith("//"):
            return os.path.abspath(path)
        if folder != self._folder or not self._in_folder:
            self._folder, self._in_folder = folder, os.path.abspath(f"{folder}/").rstrip("/")
        return f"{self._in_folder}/{name}"

    def finish(self, file: File, *, whole: bool = False) -> None:
        """Note that a file has no more records; `whole`: it is known for certain."""
        if not (whole or (file.sure and self._kept)):
            return  # that is what is written there from the beginning
        with told():
            update = "UPDATE file SET sure = ?, whole = ? WHERE id = ?"
            self.database.execute(update, (file.sure, whole, file.id))

    def has(self, path: str) -> bool:
        """Tell whether a file is part of this run already."""
        query = "SELECT 1 FROM file WHERE path = ? AND run = ?"
        with told():
            name = os.fsencode(os.path.abspath(path))
            return self.database.execute(query, (name, self.run)).fetchone() is not None

    def add(self, file: File, number: int, line: int, keys: Keys | None) -> None:
        """Keep the keys of a record, or that there is one without any."""
        record = file.id << BITS | number
        if keys is None:
            self._records.append((record, line, 0, b"", *(None,) * 7))
        else:
            place = None if number == 0 and keys.place is None else _place(file.path, number, keys.place)
            title, date, who = keys.own
            copies, dates = (None, None) if keys.copies is None else self._packed(keys.copies)
            own = keys.name, title, keys.titled, date, who and self._provider(who)
            self._records.append((record, line, keys.published, place, *own, copies, dates))
            self._addresses.extend((record, field, key, number_of(key)) for field, key in keys.addresses)
            self._pictures.extend(
                (record, count, json.dumps(picture.pointer), picture.path, picture.logo)
                for count, picture in enumerate(keys.pictures)
            )
        if len(self._records) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what was held back."""
        with told():
            for table, rows in (
                ("record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._records),
                ("address VALUES (?, ?, ?, ?)", self._addresses),
                ("picture VALUES (?, ?, ?, ?, ?)", self._pictures),
            ):
                if rows:
                    self.database.executemany(f"INSERT INTO {table}", rows)
                    rows.clear()

    def forget(self, path: str) -> None:
        """Drop a file and all that is known of it."""
        with told():
            name = os.fsencode(os.path.abspath(path))
            for (number,) in self.database.execute("SELECT id FROM file WHERE path = ?", (name,)).fetchall():
                self._drop(number)
                self.database.execute("DELETE FROM file WHERE id = ?", (number,))

    def vanished(self) -> Iterator[str]:
        """Yield the files of earlier runs that are not there any more."""
        with told():
            query = "SELECT path FROM file WHERE run < ? ORDER BY path"
            for (path,) in self.database.execute(query, (self.run,)).fetchall():
                if not os.path.isfile(path):
                    yield os.fsdecode(path)

    def _count(self, file: int) -> int:
        self.flush()
        query = "SELECT max(id) FROM record WHERE id BETWEEN ? AND ?"
        (last,) = self.database.execute(query, _range(file)).fetchone()
        return 0 if last is None else (last & ((1 << BITS) - 1)) + 1

    def _drop(self, file: int) -> None:
        self.flush()
        for table in _OWN:
            column = "id" if table == "record" else "record"
            self.database.execute(
                f"DELETE FROM {table} WHERE {column} BETWEEN ? AND ?",  # noqa: S608  (names of our own)
                _range(file),
            )

    def _packed(self, copies: Copies) -> tuple[bytes, str]:
        known, provider = self._providers.get, self._provider
        numbers = [0, *[known(who) or provider(who) for who in copies.providers]]
        whose = copies.whose
        return copies.numbers + pack(f"<{len(whose)}I", *[numbers[one] for one in whose]), copies.dates

    def _provider(self, who: tuple[str, str]) -> int:
        """Return the number of a provider."""
        number = self._providers.get(who)
        if number is None:
            if len(self._providers) >= _MOST_PROVIDERS:
                self._providers.clear()
            with told():
                number = self._numbered(who)
            self._providers[who] = number
        return number

    def _numbered(self, who: tuple[str, str]) -> int:
        who = shortened(who[0]), shortened(who[1])
        query = "SELECT id FROM provider WHERE name = ? AND domain = ?"
        known = self.database.execute(query, who).fetchone()
        if known is not None:
            return int(known[0])
        name, domain = composed(who[0]), domain_of(who[1])
        insert = "INSERT INTO provider (name, domain, called, named, site) VALUES (?, ?, ?, ?, ?)"
        done = self.database.execute(insert, (*who, name.casefold(), name, domain))
        return done.lastrowid or 0


class told:  # noqa: N801  (a context, written as a word)
    """Say in one sentence what the database cannot do."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error):
            reason = "another run is using it" if "locked" in str(error) else str(error)
            raise ArtikitError(f"the index of all records cannot be written: {reason}") from error


def run_script(database: sqlite3.Connection, script: str) -> None:
    """Run statements in the transaction that is open; `executescript` would end it."""
    for statement in script.split(";"):
        database.execute(statement)


def _range(file: int) -> tuple[int, int]:
    return file << BITS, (file + 1 << BITS) - 1


def _place(path: bytes, number: int, said: str | None) -> bytes:
    """Say where the file of a record is: with a slash, so that the end of one place can be another one."""
    if said is not None:
        return b"/" + said.lstrip("/").encode(errors="replace")
    own = path if os.sep == "/" else path.replace(b"\\", b"/")
    return own if number == 0 else b"%s#%d" % (own, number)


def _temporary() -> sqlite3.Connection:
    database = sqlite3.connect("", isolation_level=None)
    database.execute("PRAGMA journal_mode=OFF")
    run_script(database, _TABLES)
    return database


def _private(path: str) -> sqlite3.Connection:
    """Open a file that is empty, or a copy of one that was found to be whole."""
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "trusted_schema=OFF"):
        database.execute(f"PRAGMA {pragma}").fetchall()
    if os.path.getsize(path) == 0:
        database.execute(f"PRAGMA application_id={APPLICATION}")
        database.execute(f"PRAGMA user_version={VERSION}")
        run_script(database, f"BEGIN;{_TABLES}COMMIT;")
    return database


def _kept(path: str) -> sqlite3.Connection:
    """Open an index, or begin a new one in place of one that is damaged or of another version."""
    try:
        return _opened(path)
    except (sqlite3.DatabaseError, _OtherError) as error:
        if isinstance(error, sqlite3.OperationalError):  # locked, no room, no rights
            raise
    for name in (path, f"{path}-journal"):
        with suppress(FileNotFoundError):
            os.unlink(name)
    return _opened(path)


class _OtherError(Exception):
    """The index is one of another version."""


def _opened(path: str) -> sqlite3.Connection:
    is_new = not os.path.exists(path) or os.path.getsize(path) == 0
    if not is_new and _application(path) != APPLICATION:
        raise UsageError(f"{path}: this is no index of artikit; it is not overwritten")
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        if is_new:
            database.execute(f"PRAGMA application_id={APPLICATION}")
            database.execute(f"PRAGMA user_version={VERSION}")
            run_script(database, f"BEGIN;{_TABLES}COMMIT;")
        elif not _is_sound(database):
            raise _OtherError  # noqa: TRY301  (the same way out as for what is damaged)
    except BaseException:
        database.close()
        raise
    return database


def _is_sound(database: sqlite3.Connection) -> bool:
    version = database.execute("PRAGMA user_version").fetchone()
    (said,) = database.execute("PRAGMA quick_check(1)").fetchone()
    return bool(version == (VERSION,) and said == "ok")


def _application(path: str) -> int:
    """Read what a database says it belongs to (SQLite file format, §1.3); 0 for what is no database."""
    with open(path, "rb") as file:
        head = file.read(72)
    return int.from_bytes(head[68:72], "big") if head.startswith(b"SQLite format 3\0") else 0
