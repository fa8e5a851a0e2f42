"""The tables of the relational form, their columns, and one row.

A row of `articles` is an article; a row of another table is an item of a list, and `ptr` (RFC 6901) says of
which one: `/images/0`, `/provider/images/0` and `/related/2/images/0` all are rows of `images`. Objects are
spread over columns. A list that has a table is a column too, that of kind `count`: a lost row is noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from artikit import reserved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from artikit.model import Json
    from artikit.tabular.headers import Path

Kind: TypeAlias = Literal["string", "datetime", "integer", "number", "bool", "list", "json", "count"]

KINDS: tuple[Kind, ...] = ("string", "datetime", "integer", "number", "bool", "list", "json", "count")

ARTICLES = "articles"
CHILDREN = ("related", "images", "topics")
"""Tables of the items of lists, and the keys of those lists. A parent comes before its children."""

KEYS = ("article_id", "ptr", "parent", "pos")
"""Columns that say which row this is; `articles` has the first of them only."""

RESERVED = (*reserved.KEYS, "_order", "_rest")
"""Columns of `articles` that hold what is no value of the record with a column of its own."""

ROOT = "/"
"""What `parent` says where that is the article itself."""

ITEM: Path = ()
"""Path of a column that holds an item as a whole, a topic for instance."""


class Column(NamedTuple):
    """The keys that lead from the object of a row to a value, and what the value is meant to be."""

    path: Path
    kind: Kind


@dataclass(frozen=True)
class Table:
    """A table: its fields in the order in which keys come back."""

    name: str
    columns: tuple[Column, ...]

    @cached_property
    def index(self) -> dict[Path, int]:
        """The index of the column that a path leads to."""
        return {column.path: at for at, column in enumerate(self.columns)}

    @cached_property
    def inner(self) -> frozenset[Path]:
        """Paths of the objects that are spread over columns."""
        return frozenset(path[:length] for path in self.index for length in range(1, len(path)))

    @property
    def holds_texts(self) -> bool:
        """Tell whether a text can be a row."""
        return ITEM in self.index

    @property
    def holds_objects(self) -> bool:
        """Tell whether an object can be a row: nobody asks for a table without a field of its own."""
        return len(self.columns) > self.holds_texts


@dataclass(frozen=True)
class Layout:
    """All tables, `articles` first."""

    tables: tuple[Table, ...]

    @cached_property
    def by_name(self) -> dict[str, Table]:
        """The tables by their names."""
        return {table.name: table for table in self.tables}

    @property
    def articles(self) -> Table:
        """The table of the articles."""
        return self.tables[0]


UNKNOWN = -1
"""A count that could not be read: any number of rows is right."""


class Row(NamedTuple):
    """One row: values by the index of their column, the number of items where that is a `count`.

    The row of an article has the empty pointer, and neither parent nor position. `place` is how a message
    names a row that was read; `parent` and `pos` are None there if the table does not say.
    """

    table: Table
    ptr: str
    parent: str | None
    pos: int | None
    cells: Sequence[tuple[int, Json]]
    place: str = ""
