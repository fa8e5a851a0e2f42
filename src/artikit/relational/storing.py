"""Records into a database, in one transaction: new ones are added, changed ones replaced, others stay."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, cast

from artikit import reserved
from artikit.errors import ArtikitError, UsageError
from artikit.relational.database import MAGIC, NotOursError, records_of, relations_in
from artikit.relational.describing import layout_of
from artikit.relational.ids import content_of, name_of, numbered
from artikit.relational.layout import ARTICLES, ROOT, Layout
from artikit.relational.relations import (
    APPLICATION,
    DIGEST,
    META,
    POSITION,
    VERSION,
    describe,
    quote,
    relations_of,
    search_statements,
    statements,
)
from artikit.relational.splitting import split
from artikit.relational.values import decoded, fits, to_sql
from artikit.tabular.cells import compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Json, Record
    from artikit.reading.limits import Limits
    from artikit.relational.layout import Row
    from artikit.relational.relations import Relation
    from artikit.relational.values import Sql
    from artikit.writing.terms import Terms

_PATIENCE = 10.0
"""Seconds to wait for another program that writes."""
_RUN = "CREATE TEMP TABLE run (number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE)"
_NOT_YET = "article_id NOT IN (SELECT article_id FROM temp.run)"
_BY_PATH = f"""SELECT article_id, {POSITION}, {DIGEST} FROM articles
    WHERE _path = ? AND {_NOT_YET} ORDER BY {POSITION} LIMIT 1"""  # noqa: S608  (our own names)
_BY_NAME = f"""SELECT {POSITION}, {DIGEST}, _path IS NULL AND {_NOT_YET} FROM articles
    WHERE article_id = ?"""  # noqa: S608  (our own names)
_LAST = f"SELECT max({POSITION}) FROM articles"  # noqa: S608  (our own names)


class DatabaseWriter:
    """Writes records into a database that is there, or a new one.

    An article is known again by its path; without one, by its `article_id`. Nothing happens to the database
    before `close`, and nothing at all if every record is in it as it is. Raises UsageError for a file that
    is no database of ours, ArtikitError if the database cannot be written.
    """

    def __init__(self, path: str, terms: Terms) -> None:
        self._path = path
        self._layout = layout_of(terms.document)
        self._is_new = not os.path.exists(path) or os.path.getsize(path) == 0
        self._made = not os.path.lexists(path)
        self._counts = {"new": 0, "changed": 0, "unchanged": 0}
        self._remarks: list[str] = []
        self._numbers: dict[str, int] = {}
        if not self._is_new:
            self._look()
        with self._told():
            self._connection: sqlite3.Connection | None = sqlite3.connect(
                os.path.abspath(path), timeout=_PATIENCE, isolation_level=None
            )
        try:
            with self._told():
                self._begin(self._connection)
        except BaseException:
            self.abandon()
            raise

    def add(self, record: Record) -> None:
        """Write a record. Raises WriteError for what no database can hold."""
        content = content_of(record)
        digest = hashlib.sha256(content).hexdigest()
        with self._told():
            article_id, position, known = self._known(record, name_of(record, content))
            self._run("INSERT INTO temp.run (article_id) VALUES (?)", (article_id,))
            if known == digest:
                self._counts["unchanged"] += 1
                return
            self._write(record, article_id, position, digest, is_new=known is None)
        self._counts["new" if known is None else "changed"] += 1

    def records(self, limits: Limits) -> Iterator[Record]:
        """Read back the records that were added, in their order; nobody else sees them before `close`."""
        ids = (row[0] for row in self._run("SELECT article_id FROM temp.run ORDER BY number"))
        with self._told():
            yield from records_of(self._open, self._relations, self._path, limits, ids)

    def close(self) -> tuple[str, ...]:
        """End the transaction, and return what became of a database that was there."""
        with self._told():
            if not self._is_new:
                (every,) = self._run("SELECT count(*) FROM articles").fetchone()
                others = every - sum(self._counts.values())
                counts = ", ".join(f"{count:,} {what}" for what, count in self._counts.items())
                stay = f"; {others:,} of earlier runs stay" if others else ""
                self._remarks.insert(0, f"records in the database: {counts}{stay}")
            self._run("COMMIT")
            self._open.close()
        self._connection = None
        return tuple(self._remarks)

    def abandon(self) -> None:
        """Undo everything. Harmless after `close`."""
        if self._connection is None:
            return
        with suppress(sqlite3.Error):
            self._connection.close()  # which rolls back
        self._connection = None
        if self._made:
            with suppress(OSError):
                os.unlink(self._path)

    @property
    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise ArtikitError(f"{self._path}: the database was closed already")
        return self._connection

    def _run(self, sql: str, values: tuple[Sql, ...] | list[Sql] = ()) -> sqlite3.Cursor:
        return self._open.execute(sql, values)

    def _look(self) -> None:
        """Refuse what is no database, before SQLite touches it."""
        try:
            with open(self._path, "rb") as file:
                head = file.read(len(MAGIC))
        except OSError as error:
            raise UsageError(f"{self._path}: {(error.strerror or 'cannot be read').lower()}") from error
        if head != MAGIC:
            raise self._refused("this is not an SQLite database")

    def _refused(self, reason: str) -> UsageError:
        return UsageError(f"{self._path}: {reason}; write to another file, or replace it with --force")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the message itself may hold what is broken
            reason = str(error) if isinstance(error, sqlite3.Error) else "the database is damaged"
            if "locked" in reason:
                reason = "another program is writing to the database"
            raise ArtikitError(f"{self._path}: {reason}") from error

    def _begin(self, connection: sqlite3.Connection) -> None:
        connection.text_factory = decoded
        connection.execute("PRAGMA foreign_keys=ON")
        has_search = _has_search(connection)
        connection.execute(_RUN)
        if self._is_new:
            connection.execute("PRAGMA page_size=4096")
        connection.execute("BEGIN IMMEDIATE")
        if self._is_new:
            self._relations = relations_of(self._layout)
            self._create(connection, has_search=has_search)
        else:
            self._relations = self._adopt(connection, has_search=has_search)
        (last,) = connection.execute(_LAST).fetchone()
        self._last = last or 0
        self._inserts = {one.table.name: _insert(one) for one in self._relations}

    def _create(self, connection: sqlite3.Connection, *, has_search: bool) -> None:
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute(f"PRAGMA user_version={VERSION}")
        for statement in statements(self._relations):
            connection.execute(statement)
        values = ("columns", describe(self._relations))
        connection.execute(f"INSERT INTO {META} VALUES (?, ?)", values)  # noqa: S608  (our own name)
        if has_search:
            for statement in search_statements(self._relations[0]):
                connection.execute(statement)
        else:
            self._remarks.append("there is no full-text index: SQLite was built here without FTS5")

    def _adopt(self, connection: sqlite3.Connection, *, has_search: bool) -> tuple[Relation, ...]:
        """Go on with the columns of a database that is there."""
        try:
            relations = relations_in(connection)
        except NotOursError as error:
            raise self._refused(str(error)) from error
        if (
            not has_search
            and connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'articles_fts'").fetchone()
        ):
            raise self._refused("its full-text index needs FTS5, which SQLite was built here without")
        layout = Layout(tuple(one.table for one in relations))
        if layout != self._layout:
            remark = "the database keeps its columns; --force makes it anew by the schema as it is now"
            self._remarks.append(remark)
            self._layout = layout
        return relations

    def _known(self, record: Record, name: str) -> tuple[str, int, str | None]:
        """Find the article that a record was before: its name, position and digest. A new one has none."""
        path = record.origin if fits(record.origin, "string") else None
        if path is not None and (found := self._run(_BY_PATH, (path,)).fetchone()) is not None:
            return cast("tuple[str, int, str]", found)
        for article_id in numbered(name, self._numbers.get(name, 1)):
            found = self._run(_BY_NAME, (article_id,)).fetchone()
            if found is None:
                break
            position, digest, free = found
            if free and path is None:
                return article_id, position, digest
            self._numbers[name] = self._numbers.get(name, 1) + 1
        self._last += 1
        return article_id, self._last, None

    def _write(self, record: Record, article_id: str, position: int, digest: str, *, is_new: bool) -> None:
        found = split(record.data or {}, self._layout, fits)
        texts, rest = _texts(record, found.rest)
        order = compact(found.order) if found.order else None
        fixed: list[Sql] = [article_id, position, digest, *texts, order, compact(rest) if rest else None]
        values = [*fixed, *_fields(found.rows[0])]
        if is_new:
            self._run(self._inserts[ARTICLES], [position, *values])
        else:
            for relation in reversed(self._relations[1:]):
                name = relation.table.name
                self._run(f"DELETE FROM {name} WHERE article_id = ?", (article_id,))  # noqa: S608
            settings = ", ".join(f"{quote(one)} = ?" for one in self._relations[0].columns)
            self._run(f"UPDATE articles SET {settings} WHERE article_id = ?", [*values, article_id])  # noqa: S608
        for row in found.rows[1:]:
            parent = None if row.parent == ROOT else row.parent
            self._run(self._inserts[row.table.name], [article_id, row.ptr, parent, row.pos, *_fields(row)])


def _insert(relation: Relation) -> str:
    """Write the SQL for a new row. An article's rowid is its position: Datasette searches by the rowid."""
    names = [*(["rowid"] if relation.table.name == ARTICLES else []), *map(quote, relation.columns)]
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {relation.table.name} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608


def _texts(record: Record, rest: dict[str, Json]) -> tuple[list[Sql], dict[str, Json]]:
    """Values of `_path`, `_body` and `_newline`; what a column does not hold goes into `_rest`, by name."""
    given = reserved.carried_by(record)
    held = {name: text for name, text in given.items() if fits(text, "string")}
    more = {name: text for name, text in given.items() if name not in held}
    return [held.get(name) for name in reserved.KEYS], {**rest, **more}


def _fields(row: Row) -> list[Sql]:
    values: list[Sql] = [None] * len(row.table.columns)
    for at, value in row.cells:
        values[at] = to_sql(value, row.table.columns[at].kind)
    return values


def _has_search(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.probe USING fts5(text)")
        connection.execute("DROP TABLE temp.probe")
    except sqlite3.OperationalError:
        return False
    return True
