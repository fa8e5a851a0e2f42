r"""A record as the cells of a row, and back: strictly equal, the order of keys included.

Objects are spread over the columns below them, arrays never. What has no column goes into `_rest`, a JSON
object by pointer. `_order` names the keys, in their order, of each object (by pointer) in which the
columns would leave another one; where the reserved keys stand means nothing, so it has none of those.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from artikit.model import pointer_text
from artikit.reading import codes
from artikit.reading.fatal import quoted
from artikit.reading.limits import Limits
from artikit.tabular.cells import compact, decode_cell, encode_cell
from artikit.tabular.headers import RESERVED, Column, Fault, Path, letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from artikit.model import Json
    from artikit.tabular.cells import Cell
    from artikit.tabular.headers import Type

_LIMITS = Limits()
_ORDER_HELP = 'it is written as `{"": ["title", "excerpt"]}`: pointers of objects, and their keys in order'
_REST_HELP = 'it is written as `{"/provider/name": "North Quill"}`: values by pointer'


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
    for path, value in _leaves(data, layout.inner, ()):
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
    if order := _order(places):
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
    late: list[tuple[int, Json]] = []
    order: Json = {}
    for at, (text, column) in enumerate(zip(cells, columns, strict=True)):
        if not text:
            continue
        special = column.type in ("order", "rest")
        cell = decode(text, "json" if special else column.type, limits)
        base = () if special else column.path
        filling.faults += [one._replace(pointer=(*base, *one.pointer), column=at) for one in cell.faults]
        nodes += 0 if column.type == "order" else 1 + _nodes(cell.value)
        if nodes > limits.nodes:
            message = f"record has more than {limits.nodes:,} keys and values (`limits.nodes`)"
            filling.faults.append(Fault(codes.TOO_MANY_NODES, message, column=at))
            return Row({}, {}, tuple(filling.faults))
        if column.type == "order":
            order = filling.checked(cell.value, at, _ORDER_HELP)
        elif column.type == "rest":
            late.append((at, filling.checked(cell.value, at, _REST_HELP)))
        else:
            filling.put(column.path, cell.value, at)
    for at, rest in late:
        for pointer, value in rest.items() if isinstance(rest, dict) else ():
            filling.put_rest(pointer, value, at, limits)
    _reorder(filling.data, order)
    return Row(filling.data, filling.places, tuple(filling.faults))


def _needed(at: int | None, name: str, pointer: str) -> int:
    if at is None:
        raise ValueError(f"the columns have no `{name}`, which the record needs for `{pointer}`")
    return at


def _leaves(data: Mapping[str, Json], inner: frozenset[Path], above: Path) -> Iterator[tuple[Path, Json]]:
    """Values that take a cell each; as deep as the columns go."""
    for key, value in data.items():
        path = (*above, key)
        if isinstance(value, dict) and value and path in inner:
            yield from _leaves(value, inner, path)
        else:
            yield path, value


def _order(places: list[tuple[int, Path]]) -> dict[str, Json]:
    """Objects whose keys would come back in another order, by pointer, with their keys in order."""
    if all(before[0] < after[0] for before, after in pairwise(places)):
        return {}
    wanted, found = _keys(places), _keys(sorted(places))
    return {pointer_text(path): [*keys] for path, keys in wanted.items() if [*keys] != [*found[path]]}


def _keys(places: list[tuple[int, Path]]) -> dict[Path, dict[str, None]]:
    keys: dict[Path, dict[str, None]] = {}
    for _, path in places:
        for length in range(len(path)):
            keys.setdefault(path[:length], {})[path[length]] = None
    return keys


def _reorder(data: dict[str, Json], order: Json) -> None:
    for pointer, keys in order.items() if isinstance(order, dict) else ():
        node: Json = data
        for step in _steps(pointer):
            node = node.get(step) if isinstance(node, dict) else None
        if isinstance(node, dict) and isinstance(keys, list):
            first = {key: node[key] for key in keys if isinstance(key, str) and key in node}
            every = {**first, **node}
            node.clear()
            node.update(every)


def _steps(pointer: str) -> Path:
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def _nodes(value: Json) -> int:
    """Count what is inside a value."""
    count = 0
    todo = [value]
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            count += 2 * len(node)
            todo.extend(node.values())
        elif isinstance(node, list):
            count += len(node)
            todo.extend(node)
    return count


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
        path = _steps(pointer)
        if not path or not pointer.startswith("/") or len(path) > limits.depth:
            message = f"{quoted(pointer)} in `_rest` is no pointer to a key"
            self.faults.append(Fault(codes.SYNTAX_ERROR, message, _REST_HELP, column=at))
        else:
            self.put(path, value, at)

    def checked(self, value: Json, at: int, help_: str) -> Json:
        """Return the object that a cell of `_order` or `_rest` has to hold; without one, an empty one."""
        right = isinstance(value, dict)
        if isinstance(value, dict) and help_ == _ORDER_HELP:
            right = all(
                isinstance(keys, list) and all(isinstance(key, str) for key in keys)
                for keys in value.values()
            )
        if right:
            return value
        if not any(one.column == at for one in self.faults):
            name = "_order" if help_ == _ORDER_HELP else "_rest"
            message = f"`{name}` is not what artikit writes there"
            self.faults.append(Fault(codes.SYNTAX_ERROR, message, help_, column=at))
        return {}

    def _clash(self, path: Path, held: Path, at: int) -> None:
        shown = quoted(".".join(held))
        message = f"{shown} has a value already, in column {letters(self.places[held])}"
        help_ = "empty one of the two cells"
        self.faults.append(Fault(codes.SYNTAX_ERROR, message, help_, path, at))
