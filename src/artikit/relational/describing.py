"""From a schema to the tables that it describes. They are the same for every run with that schema."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from artikit.relational.layout import ARTICLES, CHILDREN, ITEM, RESERVED, Column, Layout, Table
from artikit.schema.library import bundle, load
from artikit.schema.shape import References, below
from artikit.tabular.headers import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.relational.layout import Kind
    from artikit.schema.shape import Placed
    from artikit.tabular.headers import Path

_MOST = 900
"""Columns of a table; SQLite before 3.32 binds 999 values at once (its SQLITE_MAX_VARIABLE_NUMBER)."""
_SCALARS: dict[str, Kind] = {
    "integer": "integer",
    "number": "number",
    "boolean": "bool",
    "string": "string",
}
_NAMES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
"""What JSON Schema calls the types of values; a schema may list the values alone."""


def layout_of(document: Any) -> Layout:
    """Find the tables for a self-contained schema document.

    A schema that describes no key gets the tables of the shipped `article` schema, so that there is always
    something to query.
    """
    layout = _Describer(document).layout()
    return layout if layout.articles.columns else _Describer(bundle(load("article", "."))).layout()


class _Describer:
    """Collects, table by table, the schemas that speak about its rows."""

    def __init__(self, document: Any) -> None:
        self._references = References(document)
        self._rows: dict[str, list[Placed]] = {name: [] for name in (ARTICLES, *CHILDREN)}
        self._rows[ARTICLES].append((document, ""))

    def layout(self) -> Layout:
        """Describe all tables; again, as long as a table turns out to hold the items of one more list."""
        known = -1
        tables: tuple[Table, ...] = ()
        while known != (known := sum(map(len, self._rows.values()))):
            tables = tuple(
                Table(name, tuple(islice(self._table(name), _MOST))) for name in (ARTICLES, *CHILDREN)
            )
        return Layout(tables)

    def _table(self, name: str) -> Iterator[Column]:
        rows = self._rows[name]
        if name != ARTICLES and self._are_texts(rows):
            yield Column(ITEM, "string")
        for column in self._columns(list(rows), (), ()):
            if name != ARTICLES or column.path[0] not in RESERVED:
                yield column

    def _columns(self, schemas: list[Placed], path: Path, around: tuple[int, ...]) -> Iterator[Column]:
        applied = self._references.applied(schemas)
        properties, items = below(applied)
        here = tuple(id(schema) for schema, _ in applied)
        if path and path[-1] in CHILDREN and self._is_table(applied, items):
            rows = self._rows[path[-1]]
            rows += [one for one in items if not any(one[0] is other for other, _ in rows)]
            yield Column(path, "count")
        elif path and (not properties or len(path) >= DEEPEST or set(here) & set(around)):
            texts = [schema for schema, _ in self._references.applied(items)]
            yield Column(path, "json" if properties else _kind([schema for schema, _ in applied], texts))
        else:
            for key, members in properties.items():
                yield from self._columns(members, (*path, key), (*around, *here))

    def _is_table(self, applied: list[tuple[dict[str, Any], str]], items: list[Placed]) -> bool:
        if _types([schema for schema, _ in applied]) != {"array"}:
            return False
        return self._are_texts(items) or bool(below(self._references.applied(items))[0])

    def _are_texts(self, items: list[Placed]) -> bool:
        return "string" in _types([schema for schema, _ in self._references.applied(items)])


def _types(schemas: list[dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    for schema in schemas:
        named = schema.get("type")
        found.update([named] if isinstance(named, str) else named if isinstance(named, list) else ())
    if not found:
        given = (one.get("enum", [one["const"]] if "const" in one else ()) for one in schemas)
        found.update(_NAMES.get(type(value), "") for values in given for value in values)
    found -= {"null", ""}
    return found


def _kind(schemas: list[dict[str, Any]], items: list[dict[str, Any]]) -> Kind:
    """Tell what a column holds. Any column takes any value, if need be with the help of `_rest`."""
    types = _types(schemas)
    if types == {"array"}:
        return "list" if _types(items) <= {"string"} else "json"
    if types == {"string"} and any(schema.get("format") == "date-time" for schema in schemas):
        return "datetime"
    kinds = {_SCALARS.get(one, "json") for one in types}
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "json" if "json" in kinds else "string"
