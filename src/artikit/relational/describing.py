"""From a schema to the tables that it describes. They are the same for every run with that schema."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from artikit.relational.layout import ARTICLES, CHILDREN, ITEM, RESERVED, Column, Layout, Table
from artikit.schema.library import bundle, load
from artikit.schema.shape import References, below
from artikit.tabular.known import item_types, kind_of, places_of, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.schema.shape import Placed
    from artikit.tabular.known import Place

_MOST = 900
"""Columns of a table; SQLite before 3.32 binds 999 values at once (its SQLITE_MAX_VARIABLE_NUMBER)."""


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
        for place in places_of(list(rows), self._references, self._is_table):
            if name == ARTICLES and place.path[0] in RESERVED:
                continue
            if self._is_table(place):
                self._take_rows(place)
                yield Column(place.path, "count")
            else:
                yield Column(place.path, kind_of(place, self._references))

    def _take_rows(self, place: Place) -> None:
        """Let the items of a list be rows of their table."""
        rows = self._rows[place.path[-1]]
        rows += [one for one in place.items if not any(one[0] is other for other, _ in rows)]

    def _is_table(self, place: Place) -> bool:
        if place.path[-1] not in CHILDREN or types_of(place.schemas) != {"array"}:
            return False
        return self._are_texts(place.items) or bool(below(self._references.applied(place.items))[0])

    def _are_texts(self, items: list[Placed]) -> bool:
        return "string" in item_types(items, self._references)
