r"""A record as the cells of a row, and back: strictly equal, the order of keys included.

Objects are spread over the columns below them, arrays never; `_rest` and `_order` say what columns cannot
(`spreading`). Where the reserved keys stand means nothing, so `_order` has none of those.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from artikit.model import pointer_text
from artikit.reading import codes
from artikit.reading.fatal import quoted
from artikit.reading.limits import Limits
from artikit.tabular.cells import compact, decode_cell, encode_cell
from artikit.tabular.faults import Fault, exceeded, letters
from artikit.tabular.headers import RESERVED, Column, Path
from artikit.tabular.spreading import (
    BAD_ORDER,
    BAD_REST,
    is_order,
    leaves,
    nodes_inside,
    order_of,
    reorder,
    rest_path,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from artikit.model import Json
    from artikit.tabular.cells import Cell
    from artikit.tabular.headers import Type

_LIMITS = Limits()


class Row(NamedTuple):
    """Data of a row, where each value stands (the index of its cell), and what is wrong with it."""

    data: dict[str, Json]
    places: dict[Path, int]
    faults: tuple[Fault, ...] = ()


class _Layout(NamedTuple):
    columns: dict[Path, int]
    inner: frozenset[Path]
    order: int | None
    rest: int | None


@lru_cache(maxsize=16)
def _layout(columns: tuple[Column, ...]) -> _Layout:
    index = {one.path: at for at, one in enumerate(columns) if one.type not in ("order", "rest")}
    inner = frozenset(path[:length] for path in index for length in range(1, len(path)))
    special = {one.type: at for at, one in enumerate(columns) if one.type in ("order", "rest")}
    return _Layout(index, inner, special.get("order"), special.get("rest"))


def encode_row(data: Mapping[str, Json], columns: Sequence[Column]) -> list[str]:
    """Write a record's data into columns.

    Raises ValueError where it needs an `_order` or `_rest` that the columns do not have.
    """
    columns = tuple(columns)
    layout = _layout(columns)
    cells = [""] * len(columns)
    rest: dict[str, Json] = {}
    places: list[tuple[int, Path]] = []
    for path, value in leaves(data, layout.inner):
        at = layout.columns.get(path)
        if at is None:
            at = len(columns) + len(rest)
            rest[pointer_text(path)] = value
        else:
            cells[at] = encode_cell(value, columns[at].type)
        if path[0] not in RESERVED:
            places.append((at, path))
    if rest:
        cells[_needed(layout.rest, "_rest", next(iter(rest)))] = compact(rest)
    if order := order_of(places):
        cells[_needed(layout.order, "_order", next(iter(order)))] = compact(order)
    return cells


def decode_row(
    cells: Sequence[str],
    columns: Sequence[Column],
    limits: Limits = _LIMITS,
    decode: Callable[[str, Type, Limits], Cell] = decode_cell,
) -> Row:
    """Read a record's data from cells, one a column, each by `decode`.

    What cannot be read leaves a fault, and nothing is raised.
    """
    filling = _Filling()
    nodes = 1
    # No node takes less than a character, so that few rows have to be counted.
    counts = len(cells) + sum(map(len, cells)) >= limits.nodes
    late: list[tuple[int, str, Json]] = []
    order: dict[str, list[str]] = {}
    for at, (text, column) in enumerate(zip(cells, columns, strict=True)):
        if not text:
            continue
        special = column.type in ("order", "rest")
        cell = decode(text, "json" if special else column.type, limits)
        if cell.faults:
            base = () if special else column.path
            filling.faults += [one._replace(pointer=(*base, *one.pointer), column=at) for one in cell.faults]
        if counts:
            nodes += 0 if column.type == "order" else 1 + nodes_inside(cell.value)
            if nodes > limits.nodes:
                filling.faults.append(exceeded("nodes", limits.nodes)._replace(column=at))
                return Row({}, {}, tuple(filling.faults))
        if column.type == "order":
            order = filling.order(cell.value, at)
        elif column.type == "rest":
            late += [(at, pointer, value) for pointer, value in filling.rest(cell.value, at).items()]
        else:
            filling.put(column.path, cell.value, at)
    for at, pointer, value in late:
        filling.put_rest(pointer, value, at, limits)
    reorder(filling.data, order)
    return Row(filling.data, filling.places, tuple(filling.faults))


def _needed(at: int | None, name: str, pointer: str) -> int:
    if at is None:
        raise ValueError(f"the columns have no `{name}`, which the record needs for `{pointer}`")
    return at


class _Filling:
    """A record that is being put together; two values at one place are a fault, never a silent loss."""

    def __init__(self) -> None:
        self.data: dict[str, Json] = {}
        self.places: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self._objects: dict[Path, dict[str, Json]] = {(): self.data}

    def put(self, path: Path, value: Json, at: int) -> None:
        """Put a value at its place, and the objects around it that are not there yet."""
        node = self.data
        for length in range(1, len(path)):
            inner = self._objects.get(path[:length])
            if inner is None:
                if path[:length] in self.places:
                    self._clash(path, path[:length], at)
                    return
                inner = self._objects[path[:length]] = {}
                self.places[path[:length]] = at
                node[path[length - 1]] = inner
            node = inner
        if path in self.places:
            self._clash(path, path, at)
            return
        node[path[-1]] = value
        self.places[path] = at

    def put_rest(self, pointer: str, value: Json, at: int, limits: Limits) -> None:
        """Put a value of `_rest` at its place."""
        path = rest_path(pointer, limits)
        if isinstance(path, Fault):
            self.faults.append(path._replace(column=at))
        else:
            self.put(path, value, at)

    def order(self, value: Json, at: int) -> dict[str, list[str]]:
        """Return what a cell of `_order` holds; nothing if that is no order."""
        if is_order(value):
            return value
        self._misused(BAD_ORDER, at)
        return {}

    def rest(self, value: Json, at: int) -> dict[str, Json]:
        """Return what a cell of `_rest` holds; nothing if that is no object."""
        if isinstance(value, dict):
            return value
        self._misused(BAD_REST, at)
        return {}

    def _misused(self, fault: Fault, at: int) -> None:
        if not any(one.column == at for one in self.faults):  # what is no JSON has been reported
            self.faults.append(fault._replace(column=at))

    def _clash(self, path: Path, held: Path, at: int) -> None:
        shown = quoted(".".join(held))
        message = f"{shown} has a value already, in column {letters(self.places[held])}"
        help_ = "empty one of the two cells"
        self.faults.append(Fault(codes.SYNTAX_ERROR, message, help_, path, at))
