"""Which columns a table needs: what a schema knows and what the records hold, in one pass over them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from artikit.tabular.cells import DATETIME
from artikit.tabular.headers import DEEPEST, ORDER, RESERVED, REST, Column, Path, Type
from artikit.tabular.lists import is_simple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from artikit.model import Json

MOST = 1_000
"""Columns that records without a schema may spread over."""

_LONGEST_KEY = 100
"""Characters of a key that gets a column without a schema; the header line must stay short enough to read."""
_MOST_ORDERED = 100_000
"""So many keys in different orders are kept in mind; a table with more gets its `_order` at once."""
_PLAIN: dict[Type, tuple[str, ...]] = {
    "list": ("list", "empty"),
    "datetime": ("datetime",),
    "number": ("number",),
    "bool": ("bool",),
    "json": ("list", "empty", "json"),
    "string": ("string", "datetime"),
}
"""Kinds of values that need no mark in a column; of equals the first type wins."""


class Plan:
    """What a first pass over records keeps in mind: paths and kinds, never values.

    With `known`, the columns of a schema, those are taken that any record fills, in their order; other
    keys are left to `_rest`. Without, every path becomes a column, its type that of most values; what goes
    beyond `most` columns is left to `_rest`. The reserved keys follow the record's own. `_order` and
    `_rest` come last, where they are needed.
    """

    def __init__(self, known: Sequence[Column] | None = None, most: int = MOST) -> None:
        self._root = _Node()
        self._reserved: set[str] = set()
        self._fixed = known is not None
        self._room = most
        self._orders: dict[Path, set[tuple[str, ...]]] = {}
        self._ordered = 0
        self._order = self._rest = self._any = False
        for column in known or ():
            node = self._root
            for key in column.path:
                node = node.below.get(key) or node.add(key, len(node.order))
            node.type = column.type

    def take(self, record: Mapping[str, Json]) -> None:
        """Look at a record."""
        self._any = True
        self._reserved.update(key for key in RESERVED if key in record)
        own = {key: value for key, value in record.items() if key not in RESERVED}
        self._look(own, (), self._root)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns for all records so far. Records without any keys get an empty `_rest`."""
        own = tuple(_filled(self._root, ()))
        reserved = tuple(Column((key,)) for key in RESERVED if key in self._reserved)
        order = (ORDER,) if self._needs_order() else ()
        rest = self._rest or (self._any and not own and not reserved)
        return (*own, *reserved, *order, *((REST,) if rest else ()))

    def _look(self, data: Mapping[str, Json], path: Path, node: _Node) -> bool:
        """Look at one object of a record, and tell whether any of it goes into a column."""
        keys: list[str] = []
        is_late = False
        for key, value in data.items():
            child = node.below.get(key) or self._new(key, data, node, keys)
            if child is not None and self._place(value, (*path, key), child):
                keys.append(key)
                self._order = self._order or is_late
            else:
                is_late = True  # what comes now will stand before it: `_rest` is the last column
                self._rest = True
        if len(keys) > 1 and self._ordered <= _MOST_ORDERED:
            orders = self._orders.setdefault(path, set())
            if (order := tuple(keys)) not in orders:
                orders.add(order)
                self._ordered += len(order)
        return bool(keys)

    def _new(self, key: str, data: Mapping[str, Json], node: _Node, before: list[str]) -> _Node | None:
        """Make the node of a key where it may have one, near the keys that stand beside it in this record."""
        if self._fixed or self._room <= 0 or len(key) > _LONGEST_KEY:
            return None
        if before:
            return node.add(key, node.order.index(before[-1]) + 1)
        follower = next((other for other in data if other in node.below), None)
        return node.add(key, len(node.order) if follower is None else node.order.index(follower))

    def _place(self, value: Json, path: Path, node: _Node) -> bool:
        if isinstance(value, dict) and value and len(path) < DEEPEST and (node.below or not self._fixed):
            found = self._look(value, path, node)
            node.torn = node.torn or not found
            return found
        if self._fixed and node.type is None:
            return False
        self._room -= not node.kinds
        node.kinds[_kind(value)] += 1
        return True

    def _needs_order(self) -> bool:
        """Tell whether any record may have its keys in another order than the columns."""
        if self._order or self._ordered > _MOST_ORDERED or _is_torn(self._root):
            return True
        for path, orders in self._orders.items():
            node = self._root
            for key in path:
                node = node.below[key]
            index = {key: at for at, key in enumerate(node.order)}
            for keys in orders:
                places = [index[key] for key in keys]
                if places != sorted(places):
                    return True
        return False


class _Node:
    """One key: what was met under it, and the keys below it in order.

    `type` is what a schema says. `torn` tells that an object stood here of which nothing got a column:
    it may go into a column of this node's own after all.
    """

    __slots__ = ("below", "kinds", "order", "torn", "type")

    def __init__(self) -> None:
        self.type: Type | None = None
        self.kinds: Counter[str] = Counter()
        self.below: dict[str, _Node] = {}
        self.order: list[str] = []
        self.torn = False

    def add(self, key: str, at: int) -> _Node:
        """Make the node of a key below."""
        self.order.insert(at, key)
        self.below[key] = _Node()
        return self.below[key]


def _filled(node: _Node, path: Path) -> Iterator[Column]:
    """Every column that is filled, in order."""
    for key in node.order:
        child, below = node.below[key], (*path, key)
        if child.kinds:
            yield Column(below, child.type or _type_of(child.kinds))
        yield from _filled(child, below)


def _is_torn(node: _Node) -> bool:
    return any((child.torn and child.kinds) or _is_torn(child) for child in node.below.values())


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
