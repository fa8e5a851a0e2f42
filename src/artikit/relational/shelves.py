"""The rows of tables, kept by article in a temporary database: they may stand in any order in their files.

It has no name, grows on the disk instead of in memory, and is gone with the process.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self


class Kept(NamedTuple):
    """A row as it stands in the file of a table, and where: row and line, counted from 1."""

    table: str
    number: int
    line: int
    text: str


_TABLES = """
    CREATE TABLE row (id TEXT, name TEXT, number INTEGER, line INTEGER, text TEXT);
    CREATE TABLE article (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Shelf:
    """Rows by the articles that they belong to. Raises OSError if the disk cannot hold them."""

    def __init__(self) -> None:
        with _no_room():
            self._database = sqlite3.connect("", isolation_level=None)
            self._database.execute("PRAGMA journal_mode=OFF")
            self._database.executescript(_TABLES)
            self._database.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, article_id: str, row: Kept) -> None:
        """Keep a row."""
        with _no_room():
            self._database.execute("INSERT INTO row VALUES (?, ?, ?, ?, ?)", (article_id, *row))

    def index(self) -> None:
        """Get ready for `of`, once all rows are there."""
        with _no_room():
            self._database.execute("CREATE INDEX by_article ON row (id)")

    def begin(self, article_id: str) -> bool:
        """Note that there is an article, and tell whether it is the first of its name."""
        with _no_room():
            done = self._database.execute("INSERT OR IGNORE INTO article VALUES (?)", (article_id,))
            return done.rowcount == 1

    def of(self, article_id: str) -> Iterator[Kept]:
        """Yield the rows of an article."""
        query = "SELECT name, number, line, text FROM row WHERE id = ? ORDER BY rowid"
        with _no_room():
            yield from map(Kept._make, self._database.execute(query, (article_id,)))

    def strays(self) -> Iterator[tuple[str, Kept]]:
        """Yield the rows of articles that there are not, with the name of the article."""
        query = (
            "SELECT id, name, number, line, text FROM row "
            "WHERE id NOT IN (SELECT id FROM article) ORDER BY rowid"
        )
        with _no_room():
            for article_id, *kept in self._database.execute(query):
                yield article_id, Kept._make(kept)


@contextmanager
def _no_room() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(0, f"no room for a temporary database ({error})") from error
