"""What was said of each file, in a database: one row a file, read by many at a time.

Files that follow one another in a run have a row together besides, a stretch: where none of them has changed,
theirs are not read.

The database is read as it is and never written to: what is new goes into a copy, which takes its place when
the run is done. Whatever is wrong with either, the run goes on without.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.cache import folder as files
from artikit.cache.codec import CodecError, parsed, written

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND = "verdicts"
WINDOW = 500
"""Files that are asked for at once."""

LEAST = 100
"""Files that have to follow one another to have a row together."""

_TABLES = (
    (
        "CREATE TABLE file (path BLOB PRIMARY KEY, proof TEXT NOT NULL, since INTEGER, "
        "clean INTEGER NOT NULL, blank INTEGER NOT NULL, extras INTEGER NOT NULL, listed TEXT) WITHOUT ROWID"
    ),
    (
        "CREATE TABLE stretch (folder BLOB, first BLOB, digest TEXT NOT NULL, since INTEGER NOT NULL, "
        "clean INTEGER NOT NULL, blank INTEGER NOT NULL, extras INTEGER NOT NULL, listed TEXT NOT NULL, "
        "PRIMARY KEY (folder, first)) WITHOUT ROWID"
    ),
    "CREATE TABLE about (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
)
_NUMBERS = ",".join(f"CAST({name} AS INTEGER)" for name in ("since", "clean", "blank", "extras"))
_SELECT = f"SELECT path, proof, {_NUMBERS}, listed IS NOT NULL FROM file WHERE path IN "  # noqa: S608  (our own)
_LISTED = f"SELECT path, proof, {_NUMBERS}, listed IS NOT NULL, listed FROM file WHERE path = ?"  # noqa: S608
_PLACES = "(" + ",".join("?" * WINDOW) + ")"
_INSERT = "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)"
_STRETCHES = "SELECT first, digest, since, clean, blank, extras, listed FROM stretch WHERE folder = ?"
_STRETCH = "INSERT OR REPLACE INTO stretch VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_ABOUT = "INSERT OR REPLACE INTO about VALUES (?, ?)"
_LONG = 250_000
"""Characters of the verdicts on one file with which rows are written at once."""
_LONGEST_ABOUT = 1 << 23
"""Characters of what is kept about a whole run."""

_SPARE = 1_000
"""Rows beyond those that a run met, which may be of files that are gone, before that is looked into."""


class Row(NamedTuple):
    """What is known of the file `path` whose proof is `proof`.

    Verdicts are counted where there is nothing to say: `clean` records have nothing wrong with them, `blank`
    ones are files without front matter. The others are `listed`, if there are any; `extras` says what their
    findings carry. `since` is the earliest time of a run, in seconds, that all this holds for; None where
    each run has to judge anew.
    """

    path: bytes
    proof: str
    since: int | None
    clean: int
    blank: int
    extras: int
    listed: bool


class StretchRow(NamedTuple):
    """What is known of files that follow one another; `digest` is of their paths and proofs.

    `since`, `clean`, `blank` and `extras` are as of a row, for all of them together. `listed` are the numbers
    of the files, from 0, of which verdicts are listed.
    """

    digest: str
    since: int
    clean: int
    blank: int
    extras: int
    listed: tuple[int, ...]


class Rows:
    """All rows under some terms. Never raises for what lies on the disk."""

    def __init__(self, folder: str, terms: str) -> None:
        self._folder = folder
        self._terms = terms
        self._path = files.load(folder, KIND, terms)
        self._old: sqlite3.Connection | None = None
        self._new: sqlite3.Connection | None = None
        self._draft: str | None = None
        self._pending: list[tuple[Any, ...]] = []
        self._broken = False
        self.seen = 0
        if self._path is not None:
            try:
                self._old = _opened(self._path)
            except (sqlite3.Error, CodecError, OSError, ValueError):
                files.drop(self._path)
                self._path = None

    def about(self, key: str) -> Any:
        """Look up what was noted about an earlier run; None where nothing was."""
        with suppress(sqlite3.Error, CodecError):
            if self._old is not None:
                row = self._old.execute("SELECT text FROM about WHERE key = ?", (key,)).fetchone()
                return None if row is None else parsed(row[0])
        return None

    def note(self, key: str, value: Any) -> None:
        """Note something about this run, in place of what was noted before."""
        with suppress(CodecError):
            text = written(value)
            if len(text) <= _LONGEST_ABOUT:
                self._write(_ABOUT, [(key, text)])

    def forget(self) -> None:
        """Begin anew: what is there is of no use any more."""
        self._close_old()
        self._path = None

    def of(self, paths: Sequence[bytes]) -> dict[bytes, Row]:
        """Look up files; at most WINDOW."""
        if self._old is None:
            return {}
        self.seen += len(paths)
        asked = (*paths, *(b"",) * (WINDOW - len(paths)))
        try:
            cursor = self._old.execute(_SELECT + _PLACES, asked)
            cursor.row_factory = _row
            return {row[0]: row for row in cursor}
        except sqlite3.Error:
            self._give_up()
            return {}

    def listed(self, path: bytes) -> tuple[Row, Any]:
        """Look up a file with the verdicts that are listed. Raises CodecError where there are none."""
        try:
            if self._old is not None:
                *known, text = self._old.execute(_LISTED, (path,)).fetchone()
                return Row(*known), parsed(text)
        except (sqlite3.Error, TypeError) as error:
            raise CodecError(str(error)) from error
        raise CodecError("there is no cache")

    def stretches(self, folder: bytes) -> dict[bytes, StretchRow]:
        """Look up what follows one another in runs from some folder, by the first file's path."""
        found: dict[bytes, StretchRow] = {}
        with suppress(sqlite3.Error, CodecError, TypeError, ValueError):
            for first, *known in self._old.execute(_STRETCHES, (folder,)) if self._old else ():
                found[first] = _stretch_row(known)
        return found

    def keep_stretch(self, folder: bytes, first: bytes, row: StretchRow) -> None:
        """Take in what is known of files that follow one another in runs from some folder."""
        *known, listed = row
        self._write(_STRETCH, [(folder, first, *known, written(listed))])

    def keep(self, row: Row, listed: str | None) -> None:
        """Take in what is known of a file, with the verdicts that are listed, as JSON."""
        self._pending.append((*row[:-1], listed))
        if len(self._pending) >= WINDOW or (listed is not None and len(listed) > _LONG):
            self._flush()

    def close(self, *, publish: bool) -> None:
        """Put what is new in its place, or throw it away."""
        if publish:
            self._flush()
        try:
            if self._new is not None and self._draft is not None and not self._broken and publish:
                self._thin_out(self._new)
                self._new.execute("COMMIT")
                self._new.close()
                self._close_old()
                files.finish(self._draft, KIND, self._terms)
                self._draft = None
        except (sqlite3.Error, OSError, ValueError):
            pass
        finally:
            self._close_old()
            with suppress(sqlite3.Error):
                if self._new is not None:
                    self._new.close()
            files.drop(self._draft)

    def _flush(self) -> None:
        pending, self._pending = self._pending, []
        if pending:
            self._write(_INSERT, pending)

    def _write(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if self._broken:
            return
        try:
            if self._new is None:
                self._draft = files.begin(self._folder, KIND, self._path)
                self._new = _draft(self._draft, new=self._path is None)
            self._new.executemany(statement, rows)
        except (sqlite3.Error, OSError, ValueError):  # no room, no rights
            self._broken = True

    def _thin_out(self, database: sqlite3.Connection) -> None:
        """Forget files that are gone and stretches that no run meets any more, once there may be many."""
        (count,) = database.execute("SELECT count(*) FROM stretch").fetchone()
        if count > self.seen // LEAST + _SPARE:
            database.execute("DELETE FROM stretch")
        (count,) = database.execute("SELECT count(*) FROM file").fetchone()
        if count <= self.seen + self.seen // 2 + _SPARE:
            return
        paths = [path for (path,) in database.execute("SELECT path FROM file")]
        gone = [(path,) for path in paths if not os.path.lexists(path)]
        database.executemany("DELETE FROM file WHERE path = ?", gone)

    def _give_up(self) -> None:
        self._close_old()
        files.drop(self._path)
        self._broken = True

    def _close_old(self) -> None:
        with suppress(sqlite3.Error):
            if self._old is not None:
                self._old.close()
        self._old = None


def _opened(path: str) -> sqlite3.Connection:
    """Open a finished database to read. Raises CodecError where it is not built as ours are."""
    plain = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23").replace(os.sep, "/")
    slash = "" if plain.startswith("/") else "/"
    database = sqlite3.connect(f"file:{slash}{plain}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        database.execute("PRAGMA trusted_schema=OFF")
        database.text_factory = _text
        built = [sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
        if sorted(built) != sorted(_TABLES):
            raise CodecError(path)  # noqa: TRY301  (the same way out as for what SQLite finds)
    except BaseException:
        database.close()
        raise
    return database


def _stretch_row(row: list[Any]) -> StretchRow:
    """Believe a row as far as its types are right. Raises CodecError."""
    digest, since, clean, blank, extras, text = row
    listed = tuple(parsed(text))
    numbers = since, clean, blank, extras, *listed
    if type(digest) is not str or any(type(one) is not int or one < 0 for one in numbers):
        raise CodecError(digest)
    return StretchRow(digest, since, clean, blank, extras, listed)


def _row(_cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> Row:
    return tuple.__new__(Row, row)


def _text(data: bytes) -> str:
    return data.decode(errors="replace")


def _draft(path: str, *, new: bool) -> sqlite3.Connection:
    """Open a draft, which no other run uses: if this one ends before it is done, nothing is lost."""
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE"):
        database.execute(f"PRAGMA {pragma}").fetchall()
    database.execute("BEGIN")
    if new:
        for table in _TABLES:
            database.execute(table)
    return database
