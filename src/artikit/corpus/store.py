"""Keys in the index, by file and record, and which files are as they were in an earlier run.

A file is known by its status (see `artikit.states`), or by another proof that the caller has, so that only
what changed is read again. A status that proves nothing is not kept.
"""

from __future__ import annotations

import json
import os
from struct import pack
from typing import TYPE_CHECKING, NamedTuple

from artikit import states
from artikit.corpus.database import BITS, opened, translating
from artikit.corpus.pages import number_of
from artikit.corpus.texts import composed, domain_of, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.corpus.keys import Copies, Keys

_KNOWN = "SELECT id, proof, sure, run, whole, taken FROM file WHERE path = ?"
_NEW = """
    INSERT OR IGNORE INTO file (path, shown, inode, proof, sure, run, whole, taken)
    VALUES (?, ?, ?, ?, 0, ?, 0, ?)
"""
_AGAIN = """
    UPDATE file SET shown = ?, inode = ?, proof = ?, sure = ?, run = ?, whole = ?, taken = ? WHERE id = ?
"""
_OWN = {"record": "id", "address": "record", "picture": "record"}
"""Tables whose rows belong to a record, each with the column that has its number."""

_BATCH = 500
"""Records whose rows are held back to be written together."""
_MOST_PROVIDERS = 5_000
"""Providers whose number is known without a question."""


class File(NamedTuple):
    """A file that is part of this run, by its absolute path.

    `fresh` is True where the index has all its records already, `records` is how many it has so far. `sure`
    is True where the proof will show in a later run that the file is the same, once all its records are here.
    """

    id: int
    path: bytes
    fresh: bool
    records: int
    sure: bool


class _Seen(NamedTuple):
    """A file as this run meets it: by its absolute path, and as it was named."""

    path: bytes
    shown: bytes
    inode: str
    proof: str


class Store:
    """Keeps keys by record and by file: in a draft, or for None in a temporary database.

    Raises ArtikitError if the disk cannot hold them.
    """

    def __init__(self, draft: str | None = None) -> None:
        self._is_draft = draft is not None
        self._began = states.began()
        self._folder = self._in_folder = ""
        self._providers: dict[tuple[str, str], int] = {}
        self._records: list[tuple[object, ...]] = []
        self._addresses: list[tuple[object, ...]] = []
        self._pictures: list[tuple[object, ...]] = []
        with translating():
            self.database = opened(draft)
            self.database.execute("BEGIN IMMEDIATE")
            (self.run,) = self.database.execute("SELECT number + 1 FROM run").fetchone()
            self.database.execute("UPDATE run SET number = ?", (self.run,))

    def save(self) -> None:
        """Write a draft out."""
        if self._is_draft:
            with translating():
                self.flush()
                self.database.execute("COMMIT")

    def close(self) -> None:
        """Let go of the database; a draft that was not saved is of no use any more."""
        self.database.close()

    def begin(self, path: str, *, taken: bool, proof: str | None = None) -> File | None:
        """Note that a file is part of this run. None for what is no file on the disk.

        What the index has of it is dropped, unless the file is as it was: by its status, or by the `proof`
        of it that the caller has.
        """
        status = states.status_of(path)
        if status is None:
            return None
        sure = self._is_draft and (proof is not None or states.is_sure(status, self._began))
        sure = sure and states.is_alone(path)
        seen = _Seen(
            os.fsencode(self._absolute(path)),
            os.fsencode(path),
            states.inode_of(status),
            states.proof_of(status) if proof is None else proof,
        )
        with translating():
            done = self.database.execute(_NEW, (*seen, self.run, taken))
            if done.rowcount:
                return File(done.lastrowid or 0, seen.path, fresh=False, records=0, sure=sure)
            return self._begin_again(seen, taken=taken, sure=sure)

    def _begin_again(self, seen: _Seen, *, taken: bool, sure: bool) -> File:
        """Note that a file that the index knows is part of this run, be it for a second time."""
        known = self.database.execute(_KNOWN, (seen.path,)).fetchone()
        number, before, was_sure, run, whole, was_taken = known
        again = run == self.run
        fresh = before == seen.proof and bool(whole if again else was_sure)
        count = 0
        if again and not whole:  # its records come in parts, and nobody knows which is the last one
            sure, count = False, self._count(number)
        elif not fresh:
            self._drop(number)
        taken = bool(taken or (again and was_taken))
        still_sure = fresh and was_sure
        self.database.execute(_AGAIN, (*seen[1:], still_sure, self.run, fresh, taken, number))
        return File(number, seen.path, fresh, count, sure)

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
        if not (whole or file.sure):
            return  # that is what is written there from the beginning
        with translating():
            update = "UPDATE file SET sure = ?, whole = ? WHERE id = ?"
            self.database.execute(update, (file.sure, whole, file.id))

    def has(self, path: str) -> bool:
        """Tell whether a file is part of this run already."""
        query = "SELECT 1 FROM file WHERE path = ? AND run = ?"
        with translating():
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
        with translating():
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
        with translating():
            name = os.fsencode(os.path.abspath(path))
            for (number,) in self.database.execute("SELECT id FROM file WHERE path = ?", (name,)).fetchall():
                self._drop(number)
                self.database.execute("DELETE FROM file WHERE id = ?", (number,))

    def vanished(self) -> Iterator[str]:
        """Yield the files of earlier runs that are not there any more."""
        with translating():
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
        for table, column in _OWN.items():
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
            with translating():
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


def _range(file: int) -> tuple[int, int]:
    return file << BITS, (file + 1 << BITS) - 1


def _place(path: bytes, number: int, said: str | None) -> bytes:
    """Say where the file of a record is: with a slash, so that the end of one place can be another one."""
    if said is not None:
        return b"/" + said.lstrip("/").encode(errors="replace")
    own = path if os.sep == "/" else path.replace(b"\\", b"/")
    return own if number == 0 else b"%s#%d" % (own, number)
