"""Which columns a table needs: what a schema knows and what the records hold, in one pass over them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from artikit.schema.library import bundle
from artikit.schema.shape import References, below
from artikit.tabular.cells import DATETIME
from artikit.tabular.headers import ORDER, RESERVED, REST, Column, Path, Type
from artikit.tabular.lists import is_simple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from artikit.model import Json
    from artikit.schema.library import Resource
    from artikit.schema.shape import Placed

_DEEPEST = 16
"""Objects below that go into a cell of JSON: nobody reads a header of twenty keys."""
_MOST_ORDERS = 10_000
"""So many different orders of keys are kept in mind; a table with more gets its `_order` at once."""
_PLAIN: dict[Type, tuple[str, ...]] = {
    "list": ("list", "empty"),
    "datetime": ("datetime",),
    "number": ("number",),
    "bool": ("bool",),
    "json": ("list", "empty", "json"),
    "string": ("string", "datetime"),
}
"""Kinds of values that need no mark in a column; of equals the first type wins."""
_SCALARS: dict[str, Type] = {"integer": "number", "number": "number", "boolean": "bool", "string": "string"}


def plan(
    records: Iterable[Mapping[str, Json]], known: Sequence[Column] | None = None, most: int = 1_000
) -> tuple[Column, ...]:
    """Find the columns that hold these records without loss; each record is looked at once.

    With `known`, the columns of a schema, those are taken that any record fills, in their order; other
    keys are left to `_rest`. Without, every path becomes a column, its type that of most values; what goes
    beyond `most` columns is left to `_rest`. `_order` and `_rest` come last, where they are needed.
    """
    pass_ = _Pass(known, most)
    for record in records:
        pass_.take(record, (), pass_.root)
    columns = tuple(pass_.columns(pass_.root, ()))
    order = (ORDER,) if pass_.needs_order() else ()
    return (*columns, *order, *((REST,) if pass_.rest else ()))


def columns_of(resources: Sequence[Resource]) -> tuple[Column, ...]:
    """List the columns for a schema and all that it refers to, as `schema.library.load` returns them."""
    document = bundle(list(resources))
    return tuple(_columns([(document, "")], References(document), (), ()))


class _Node:
    """One key: what was met under it, and the keys below it in order. `type` is what a schema says."""

    __slots__ = ("below", "kinds", "order", "type")

    def __init__(self) -> None:
        self.type: Type | None = None
        self.kinds: Counter[str] = Counter()
        self.below: dict[str, _Node] = {}
        self.order: list[str] = []

    def child(self, key: str, behind: str | None) -> _Node:
        """Get or make the node of a key; a new one stands behind the key before it in this record."""
        if key not in self.below:
            self.below[key] = _Node()
            at = len(self.order) if behind is None else self.order.index(behind) + 1
            self.order.insert(at, key)
        return self.below[key]


class _Pass:
    """What the first pass keeps in mind: paths and kinds, never values."""

    def __init__(self, known: Sequence[Column] | None, most: int) -> None:
        self.root = _Node()
        self.rest = False
        self._fixed = known is not None
        self._room = most
        self._orders: dict[Path, set[tuple[str, ...]]] = {}
        self._count = 0
        for column in known or ():
            node = self.root
            for key in column.path:
                node = node.child(key, None)
            node.type = column.type

    def take(self, data: Mapping[str, Json], path: Path, node: _Node) -> None:
        """Look at one object of a record."""
        if len(data) > 1 and self._count <= _MOST_ORDERS:
            orders = self._orders.setdefault(path, set())
            before = len(orders)
            orders.add(tuple(data))
            self._count += len(orders) - before
        behind: str | None = None
        for key, value in data.items():
            child = node.below.get(key) or self._new(key, path, node, behind)
            if child is None:
                self.rest = True
                continue
            behind = key
            deeper = isinstance(value, dict) and value and len(path) + 1 < _DEEPEST
            if deeper and isinstance(value, dict) and (child.below or not self._fixed):
                self.take(value, (*path, key), child)
            elif self._fixed and child.type is None:
                self.rest = True
            else:
                self._met(child, value)

    def columns(self, node: _Node, path: Path) -> Iterator[Column]:
        """Every column that is filled, in order."""
        for key in node.order:
            child, below = node.below[key], (*path, key)
            if child.kinds:
                yield Column(below, child.type or _type_of(child.kinds))
            yield from self.columns(child, below)

    def needs_order(self) -> bool:
        """Tell whether any record may have its keys in another order than the columns."""
        if self._count > _MOST_ORDERS:
            return True
        for path, orders in self._orders.items():
            node = self.root
            for key in path:
                node = node.below[key]
            index = {key: at for at, key in enumerate(node.order)}
            for keys in orders:
                places = [index.get(key, len(index)) for key in keys]
                if self.rest or places != sorted(places):
                    return True
        return False

    def _new(self, key: str, path: Path, node: _Node, behind: str | None) -> _Node | None:
        reserved = not path and key in RESERVED
        if not reserved and (self._fixed or self._room <= 0):
            return None
        child = node.child(key, behind)
        if reserved:
            child.type = "string"
        return child

    def _met(self, node: _Node, value: Json) -> None:
        if not node.kinds:
            self._room -= 1
        node.kinds[_kind(value)] += 1


def _kind(value: Json) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, str):
        return "datetime" if DATETIME.fullmatch(value) else "string"
    if isinstance(value, list) and value:
        return "list" if all(map(is_simple, value)) else "json"
    return "empty" if isinstance(value, list) else "json" if isinstance(value, dict) else "number"


def _type_of(kinds: Counter[str]) -> Type:
    """The type that shows most of these plainly; any type holds any value."""
    if not kinds.keys() - {"null"}:
        return "string"
    return max(_PLAIN, key=lambda type_: sum(kinds[kind] for kind in _PLAIN[type_]))


def _columns(
    schemas: list[Placed], references: References, path: Path, around: tuple[int, ...]
) -> Iterator[Column]:
    applied = references.applied(schemas)
    properties, items = below(applied)
    here = tuple(id(schema) for schema, _ in applied)
    if path and (not properties or len(path) >= _DEEPEST or set(here) & set(around)):
        texts = [schema for schema, _ in references.applied(items)]
        yield Column(path, "json" if properties else _schema_type([schema for schema, _ in applied], texts))
        return
    for key, members in properties.items():
        yield from _columns(members, references, (*path, key), (*around, *here))


def _schema_type(schemas: list[dict[str, Any]], items: list[dict[str, Any]]) -> Type:
    kinds: set[str] = set()
    for schema in schemas:
        named = schema.get("type")
        kinds.update([named] if isinstance(named, str) else named if isinstance(named, list) else ())
    kinds.discard("null")
    if kinds == {"array"}:
        return "list" if {"string"} == {one.get("type", "string") for one in items} else "json"
    if kinds == {"string"} and any(schema.get("format") == "date-time" for schema in schemas):
        return "datetime"
    types = {_SCALARS.get(kind, "json") for kind in kinds}
    return types.pop() if len(types) == 1 else "string" if not types or "json" not in types else "json"
