"""The tables in SQL: what they and their columns are called, and how the database knows that it is ours.

`_artikit` keeps what each column stands for, so that reading needs no schema. `articles_fts` is a full-text
index of what people read, kept by triggers, of which Datasette makes a search field.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.relational.layout import ARTICLES, CHILDREN, ITEM, KEYS, KINDS, RESERVED, Column, Layout, Table
from artikit.relational.values import DECLARED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from artikit.model import Json

APPLICATION = 0x41525449
"""`PRAGMA application_id` of our databases: ARTI."""
VERSION = 1
"""`PRAGMA user_version`: raised when older programs could no longer read the tables."""

META = "_artikit"
POSITION, DIGEST = "_position", "_sha256"
"""Columns of `articles`: the place of a record among all, and the digest of all that it carries."""

_STATE = (POSITION, DIGEST)
_TAKEN = {
    ARTICLES: (KEYS[0], *RESERVED, *_STATE, "rowid", "oid", "_rowid_"),
    **dict.fromkeys(CHILDREN, (*KEYS, "value", "rowid", "oid", "_rowid_")),
}
_OTHER = re.compile(r"\W+", re.ASCII)
_SEARCHED = (("title",), ("excerpt",))


class Relation(NamedTuple):
    """A table and the names of its fields' columns."""

    table: Table
    names: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column, in the order in which values are bound."""
        fixed = (KEYS[0], *_STATE, *RESERVED) if self.table.name == ARTICLES else KEYS
        return (*fixed, *self.names)


def relations_of(layout: Layout) -> tuple[Relation, ...]:
    """Name the columns of all tables."""
    return tuple(Relation(table, _names(table)) for table in layout.tables)


def statements(relations: Sequence[Relation]) -> list[str]:
    """Write the SQL that creates the tables."""
    parents = _parents(relations)
    found = [f'CREATE TABLE "{META}" (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID']
    for relation in relations:
        found.append(_table(relation, parents[relation.table.name]))
        if relation.table.name != ARTICLES:
            name = relation.table.name
            found.append(f'CREATE INDEX "{name}_parent" ON "{name}" (article_id, parent)')
    return [*found, f'CREATE INDEX "articles_path" ON "{ARTICLES}" (_path)']


def search_statements(articles: Relation) -> list[str]:
    """Write the SQL that creates the full-text index and what keeps it up to date."""
    index = articles.table.index
    fields = [articles.names[index[path]] for path in _SEARCHED if path in index]
    columns = [quote(one) for one in (*fields, "_body")]
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{one}" for one in columns) for row in ("old", "new"))
    into = "INSERT INTO articles_fts"
    gone = f"{into} (articles_fts, rowid, {names}) VALUES ('delete', old.{POSITION}, {old});"
    come = f"{into} (rowid, {names}) VALUES (new.{POSITION}, {new});"
    options = f'content="{ARTICLES}", content_rowid="{POSITION}", tokenize="unicode61 remove_diacritics 2"'
    return [
        f"CREATE VIRTUAL TABLE articles_fts USING fts5({names}, {options})",
        f"CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN {come} END",
        f"CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN {gone} END",
        f"CREATE TRIGGER articles_fts_update AFTER UPDATE ON articles BEGIN {gone} {come} END",
    ]


def describe(relations: Iterable[Relation]) -> str:
    """Write what the columns stand for, as `_artikit` keeps it."""
    return json.dumps({
        table.name: [[name, kind, *path] for name, (path, kind) in zip(names, table.columns, strict=True)]
        for table, names in relations
    })  # fmt: skip


def described(value: Json) -> tuple[Relation, ...] | None:
    """Read what `describe` wrote; None if it is anything else."""
    if not isinstance(value, dict) or [*value] != [ARTICLES, *CHILDREN]:
        return None
    relations = []
    for name, columns in value.items():
        if not isinstance(columns, list) or not all(map(_is_column, columns)):
            return None
        fields: list[list[str]] = columns  # type: ignore[assignment]
        found = [Column(tuple(path), kind) for _, kind, *path in fields]  # type: ignore[arg-type]
        names = tuple(field[0] for field in fields)
        if len({one.path for one in found}) < len(found) or not all(_is_sound(one, name) for one in found):
            return None
        relations.append(Relation(Table(name, tuple(found)), names))
    return tuple(relations)


def quote(name: str) -> str:
    """Quote a name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def _is_column(value: Json) -> bool:
    return (
        isinstance(value, list)
        and len(value) >= 2
        and all(isinstance(one, str) for one in value)
        and value[1] in KINDS
    )


def _is_sound(column: Column, table: str) -> bool:
    if column.path == ITEM:
        return table != ARTICLES and column.kind == "string"
    return column.kind != "count" or column.path[-1] in CHILDREN


def _names(table: Table) -> tuple[str, ...]:
    """Join the keys with `_`; SQL does not tell `weburl` from `webUrl`."""
    taken = set(_TAKEN[table.name])
    names = []
    for path, kind in table.columns:
        name = "value" if path == ITEM else _OTHER.sub("_", "_".join(path)) or "_"
        name += "_count" if kind == "count" else ""
        found, number = name, 1
        while found.lower() in taken and path != ITEM:
            number += 1
            found = f"{name}_{number}"
        taken.add(found.lower())
        names.append(found)
    return tuple(names)


def _parents(relations: Iterable[Relation]) -> dict[str, set[str]]:
    """Tables, apart from `articles`, that hold the lists of each table."""
    parents: dict[str, set[str]] = {name: set() for name in (ARTICLES, *CHILDREN)}
    for table, _ in relations:
        for column in table.columns if table.name != ARTICLES else ():
            if column.kind == "count":
                parents[column.path[-1]].add(table.name)
    return parents


def _table(relation: Relation, parents: set[str]) -> str:
    table, names = relation
    fields = [
        f"{quote(name)} {DECLARED[column.kind]}".rstrip()
        for name, column in zip(names, table.columns, strict=True)
    ]
    if table.name == ARTICLES:
        first = ["article_id TEXT PRIMARY KEY NOT NULL"]
        last = [f"{one} TEXT" for one in RESERVED]
        last += [f"{POSITION} INTEGER NOT NULL UNIQUE", f"{DIGEST} TEXT NOT NULL"]
    else:
        first = ["article_id TEXT NOT NULL", "ptr TEXT NOT NULL", "parent TEXT", "pos INTEGER NOT NULL"]
        last = [
            "PRIMARY KEY (article_id, ptr)",
            "FOREIGN KEY (article_id) REFERENCES articles (article_id) ON DELETE CASCADE",
        ]
        # A foreign key leads to one table; NULL in `parent`, which is the article itself, is not looked up.
        if len(parents) == 1:
            key = f"REFERENCES {next(iter(parents))} (article_id, ptr) ON DELETE CASCADE"
            last.append(f"FOREIGN KEY (article_id, parent) {key}")
    lines = ",\n  ".join([*first, *fields, *last])
    return f'CREATE TABLE "{table.name}" (\n  {lines}\n)'
