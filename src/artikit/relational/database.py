"""Records of a database that artikit made. It may have been in any hands, so nothing in it is trusted."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from artikit import reserved
from artikit.model import Problem, Record, Source, Span
from artikit.reading import codes
from artikit.reading.fatal import quoted
from artikit.reading.json import read_whole_json
from artikit.reading.limits import Limits, longest_row
from artikit.relational.joining import join
from artikit.relational.layout import ARTICLES, CHILDREN, KEYS, RESERVED, Row
from artikit.relational.relations import APPLICATION, META, POSITION, VERSION, described, quote
from artikit.relational.siblings import is_at
from artikit.relational.values import decoded, from_sql, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from artikit.model import Json
    from artikit.relational.relations import Relation
    from artikit.relational.values import Sql
    from artikit.tabular.faults import Fault

MAGIC = b"SQLite format 3\0"
_ARTICLE_KEYS = (KEYS[0], POSITION, *RESERVED)
_OURS = Limits()
"""Limits for what `_artikit` says, which no record has a part in."""
_LEAST = 1 << 20
"""Bytes that a row may have whatever the limits are: that of `_artikit` is a row as well."""


class NotOursError(Exception):
    """The database is not one that artikit made, or a later one did."""


def read_database(file: BinaryIO, path: str, limits: Limits) -> Iterator[Record]:
    """Read the records of the database that `file` is, in the order in which they were written first."""
    if not is_at(file, path):
        help_ = "name the file of the database"
        yield _nothing(path, Problem(codes.UNREADABLE_FILE, "SQLite is not read from a stream", help=help_))
        return
    try:
        address = Path(os.path.abspath(path)).as_uri() + "?mode=ro"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            _distrust(connection, limits)
            relations = relations_in(connection)
            yield from _damage(connection, path)
            yield from _Reader(connection, relations, path, limits).all()
    except NotOursError as error:
        help_ = "name a database that `artikit convert --to sqlite` wrote"
        yield _nothing(path, Problem(codes.SYNTAX_ERROR, str(error), help=help_))
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the message itself may hold what is broken
        yield _nothing(path, Problem(codes.SYNTAX_ERROR, _reason(error)))


def relations_in(connection: sqlite3.Connection) -> tuple[Relation, ...]:
    """Find out which columns a database has. Raises NotOursError, and sqlite3.Error if it is damaged."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise NotOursError("this is not a database that artikit made")
    if version != VERSION:
        raise NotOursError(f"this artikit does not know databases of version {version}, only of {VERSION}")
    for name in (META, ARTICLES, *CHILDREN):
        query = "SELECT type FROM sqlite_master WHERE name = ? AND sql LIKE 'CREATE TABLE%'"
        if connection.execute(query, (name,)).fetchone() != ("table",):  # no view, no virtual table
            raise NotOursError(f"the database has no table `{name}`")
    row = connection.execute(f"SELECT value FROM {META} WHERE key = 'columns'").fetchone()  # noqa: S608
    reading = read_whole_json(row[0], _OURS) if row and isinstance(row[0], str) else None
    relations = described(reading.data) if reading and reading.ok and not reading.problems else None
    if relations is None:
        raise NotOursError(f"`{META}` does not say what the columns stand for")
    for relation in relations:
        plain = {
            one[1] for one in connection.execute(f"PRAGMA table_xinfo({relation.table.name})") if not one[6]
        }
        if missing := [one for one in relation.columns if one not in plain]:
            raise NotOursError(f"`{relation.table.name}` has no column {quoted(missing[0])}")
    return relations


def records_of(
    connection: sqlite3.Connection,
    relations: Sequence[Relation],
    path: str,
    limits: Limits,
    ids: Iterator[str],
) -> Iterator[Record]:
    """Read the records of certain articles."""
    reader = _Reader(connection, relations, path, limits)
    for article_id in ids:
        yield from reader.some("article_id", article_id)


class _Found(NamedTuple):
    """Cells of a row that were read, and what is wrong with them."""

    cells: list[tuple[int, Json]]
    problems: list[Problem]


class _Reader:
    """Puts articles together."""

    def __init__(
        self, connection: sqlite3.Connection, relations: Sequence[Relation], path: str, limits: Limits
    ) -> None:
        self._connection = connection
        self._articles, *self._children = relations
        self._path = path
        self._limits = limits
        self._wanted = ", ".join(map(quote, (*_ARTICLE_KEYS, *self._articles.names)))

    def all(self) -> Iterator[Record]:
        """Yield every record, and what belongs to none."""
        for (rowid,) in self._connection.execute(f"SELECT rowid FROM articles ORDER BY {POSITION}"):  # noqa: S608
            yield from self.some("rowid", rowid)
        for name in CHILDREN:
            known = f"EXISTS (SELECT 1 FROM articles WHERE article_id = {name}.article_id)"  # noqa: S608
            query = f"SELECT article_id, ptr FROM {name} WHERE NOT {known}"  # noqa: S608  (our own names)
            for article_id, ptr in self._connection.execute(query):
                message = f"table `{name}`, row {_shown(ptr)}: there is no article {_shown(article_id)}"
                yield _nothing(self._path, Problem(codes.SYNTAX_ERROR, message))

    def some(self, key: str, value: Sql) -> Iterator[Record]:
        """Yield the record of an article, found by a key."""
        query = f"SELECT {self._wanted} FROM articles WHERE {key} = ?"  # noqa: S608  (our own names, quoted)
        try:
            found = self._connection.execute(query, (value,)).fetchone()
            record = self._article(found) if found else None
        except sqlite3.DataError:  # more bytes than `_distrust` allows
            yield Record(Source(self._path, ""), None, "", (self._too_large(),))
            return
        message = "the database is damaged: an article that it lists is not there"
        yield record or _nothing(self._path, Problem(codes.SYNTAX_ERROR, message))

    def _article(self, found: Sequence[Sql]) -> Record:
        fixed = dict(zip(_ARTICLE_KEYS, found, strict=False))
        article_id, position = fixed[KEYS[0]], fixed[POSITION]
        number = position if isinstance(position, int) else 1
        source = Source(self._path, article_id if isinstance(article_id, str) else "", max(number, 1))
        if not isinstance(article_id, str) or text_of(article_id, self._limits).faults:
            problem = Problem(codes.SYNTAX_ERROR, f"{_shown(article_id)} is no `article_id`", span=Span(0, 0))
            return Record(source, None, "", (problem,))
        if sum(len(value) for value in found if isinstance(value, (str, bytes))) > self._limits.record_size:
            return Record(source, None, "", (self._too_large(),))
        cells, problems = self._cells(self._articles, found[len(_ARTICLE_KEYS) :], "")
        special: dict[str, Json] = {}
        for name in RESERVED:
            value = fixed[name]
            if value is not None:
                cell = from_sql(value, "string" if name in reserved.KEYS else "json", self._limits)
                problems += [_problem(fault, f"column `{name}`", ()) for fault in cell.faults]
                special[name] = None if cell.faults else cell.value
        rest = special.get("_rest")
        if isinstance(rest, dict):  # what a column of text does not hold (NUL); a pointer begins with a slash
            special.update({name: rest.pop(name) for name in reserved.KEYS if name in rest})
        rows, told = self._rows(article_id)
        if rows is None:
            return Record(source, None, "", tuple(told))
        article = Row(self._articles.table, "", None, None, cells)
        order = special.get("_order")
        data, faults = join(article, rows, order, rest, self._limits)
        problems += [*told, *(_problem(fault, "", ()) for fault in faults)]
        texts = {name: special[name] for name in reserved.KEYS if special.get(name) is not None}
        _, body, origin, newline, misused = reserved.take_reserved(texts)
        return Record(source, data, body, (*problems, *misused), origin, newline)

    def _rows(self, article_id: str) -> tuple[list[Row] | None, list[Problem]]:
        """Read the rows of an article's items; None where they exceed a limit."""
        rows: list[Row] = []
        problems: list[Problem] = []
        size = 0
        for relation in self._children:
            names = ", ".join(map(quote, (*KEYS[1:], *relation.names)))
            name = relation.table.name
            query = f"SELECT {names} FROM {name} WHERE article_id = ?"  # noqa: S608  (our own names, quoted)
            for ptr, parent, pos, *found in self._connection.execute(query, (article_id,)):
                size += 1 + sum(len(value) for value in found if isinstance(value, (str, bytes)))
                if size > self._limits.record_size or len(rows) > self._limits.nodes:
                    return None, [self._too_large()]
                place = f"table `{name}`, row {_shown(ptr)}"
                cells, told = self._cells(relation, found, f"{place}, ")
                problems += told
                row = Row(relation.table, _text(ptr) or "", _text(parent), None, cells, place)
                rows.append(row._replace(pos=pos if isinstance(pos, int) else None))
        return rows, problems

    def _cells(self, relation: Relation, found: Sequence[Sql], place: str) -> _Found:
        cells: list[tuple[int, Json]] = []
        problems: list[Problem] = []
        for at, value in enumerate(found):
            if value is None:
                continue
            column = relation.table.columns[at]
            cell = from_sql(value, column.kind, self._limits)
            cells.append((at, cell.value))
            if cell.faults:
                where = f"{place}column `{relation.names[at]}`"
                base = () if place else column.path
                problems += [_problem(fault, where, base) for fault in cell.faults]
        return _Found(cells, problems)

    def _too_large(self) -> Problem:
        message = f"the article has more than {self._limits.record_size:,} characters (`limits.record-size`)"
        return Problem(codes.RECORD_TOO_LARGE, message, span=Span(0, 0))


def _damage(connection: sqlite3.Connection, path: str) -> Iterator[Record]:
    """Yield what is broken: a damaged index hides rows, and nobody would miss them."""
    for name in (ARTICLES, *CHILDREN):
        for (said,) in connection.execute(f"PRAGMA integrity_check({name})"):
            if said != "ok":
                message = f"table `{name}` is damaged: {quoted(said)}"
                yield _nothing(path, Problem(codes.SYNTAX_ERROR, message, help="restore a sound copy"))
                break


def _distrust(connection: sqlite3.Connection, limits: Limits) -> None:
    """Let nothing in the database run or change anything, and bound what comes out of it."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(longest_row(limits), _LEAST))
    connection.text_factory = decoded
    for pragma in ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}")


def _nothing(path: str, problem: Problem) -> Record:
    return Record(Source(path, ""), None, "", (problem._replace(span=Span(0, 0)),))


def _problem(fault: Fault, where: str, base: tuple[str, ...]) -> Problem:
    message = f"{where}: {fault.message}" if where else fault.message
    return Problem(fault.code, message, (*base, *fault.pointer), help=fault.help)


def _reason(error: Exception) -> str:
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_ROLLBACK:
        return "a run that was stopped left a change half done; the next run that writes to it undoes that"
    return f"the database cannot be read: {error}"


def _shown(value: Sql) -> str:
    return "without a name" if value is None else quoted(str(value))


def _text(value: Sql) -> str | None:
    return value if isinstance(value, str) else None
