"""What a change makes of values, whatever they are written in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from artikit.model import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from artikit.model import Json, Pointer


class ImpossibleError(ValueError):
    """The change speaks of something that is not there, or that is in its own way."""


def changed(data: Mapping[str, Json], change: Change) -> dict[str, Json]:
    """Make a change in data, which itself stays as it is; all its pointers are those of the old data.

    Raises ImpossibleError.
    """
    new = _Changer(change).value(cast("Any", data), ())
    return cast("dict[str, Json]", new)


def together(changes: Iterable[Change]) -> Change:
    """Make one change of several that are made at once."""
    several = list(changes)
    return Change(
        "",
        tuple(value for one in several for value in one.values),
        tuple(dict.fromkeys(pointer for one in several for pointer in one.removals)),
        tuple(rename for one in several for rename in one.renames),
        tuple(order for one in several for order in one.orders),
    )


def in_parts(change: Change, data: Mapping[str, Json]) -> Change:
    """Break a change into its least parts: where a list loses an item, only that item is removed."""
    values: list[tuple[Pointer, Json]] = []
    removals = list(change.removals)
    for pointer, new in change.values:
        for at, part in _parts(value_at(data, pointer), new, pointer):
            if part is _GONE:
                removals.append(at)
            else:
                values.append((at, part))
    return change._replace(values=tuple(values), removals=tuple(dict.fromkeys(removals)))


def value_at(data: Any, pointer: Pointer) -> Json:
    """Get what stands at a pointer. Raises ImpossibleError where there is nothing."""
    for step in pointer:
        if isinstance(data, str):
            raise ImpossibleError
        try:
            data = data[step]
        except (LookupError, TypeError):
            raise ImpossibleError from None
    return cast("Json", data)


def is_same(one: Json, other: Json, *, ordered: bool = True) -> bool:
    """Tell whether values are equal in type too, and with `ordered` also in the order of keys."""
    try:
        return json.dumps(one, sort_keys=not ordered) == json.dumps(other, sort_keys=not ordered)
    except (RecursionError, ValueError):
        return False


_GONE: Any = object()


def _parts(old: Json, new: Json, at: Pointer) -> Iterator[tuple[Pointer, Any]]:
    if is_same(old, new):
        return
    if (
        isinstance(old, dict)
        and isinstance(new, dict)
        and [key for key in old if key in new] == list(new)
        and new
    ):
        for key, value in old.items():
            if key in new:
                yield from _parts(value, new[key], (*at, key))
            else:
                yield (*at, key), _GONE
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _parts(before, after, (*at, index))
    elif isinstance(old, list) and isinstance(new, list) and (lost := _lost(old, new)):
        for index in lost:
            yield (*at, index), _GONE
    else:
        yield at, new


def _lost(old: list[Json], new: list[Json]) -> list[int]:
    """Indices of the items that are no more; empty where the list is not the old one without some."""
    left = iter(new)
    wanted = next(left, _GONE)
    lost = []
    for index, item in enumerate(old):
        if wanted is not _GONE and is_same(item, wanted):
            wanted = next(left, _GONE)
        else:
            lost.append(index)
    return lost if wanted is _GONE else []


class _Changer:
    """Makes a change, once; what does not change is not copied. Raises ImpossibleError."""

    def __init__(self, change: Change) -> None:
        self._values = dict(change.values)
        self._removals = set(change.removals)
        self._renames = dict(change.renames)
        self._orders = dict(change.orders)
        pointers = [*self._values, *self._removals, *self._renames]
        if len(set(pointers)) < len(change.values) + len(self._removals) + len(change.renames):
            raise ImpossibleError
        self._on_the_way = {pointer[:size] for pointer in pointers for size in range(len(pointer))}
        if len(self._orders) < len(change.orders):
            raise ImpossibleError
        self._on_the_way.update(at[:size] for at in self._orders for size in range(len(at) + 1))
        self._left = {*pointers, *self._orders}

    def value(self, value: Json, at: Pointer) -> Json:
        new = self._value(value, at)
        if self._left:
            raise ImpossibleError
        return new

    def _value(self, value: Json, at: Pointer) -> Json:
        if at in self._values:
            if at in self._on_the_way:  # it is changed inside as well
                raise ImpossibleError
            self._left.discard(at)
            return self._values[at]
        if at not in self._on_the_way:
            return value
        if isinstance(value, dict):
            return self._mapping(value, at)
        if isinstance(value, list):
            steps: Any = self._in_order(at, list(range(len(value))))
            return [self._value(value[step], (*at, step)) for step in steps if self._stays((*at, step))]
        raise ImpossibleError

    def _mapping(self, value: dict[str, Json], at: Pointer) -> dict[str, Json]:
        new: dict[str, Json] = {}
        for key in self._in_order(at, list(value)):
            pointer = (*at, key)
            if self._stays(pointer):
                name = self._renames.get(pointer, key)
                if name in new or (name != key and name in value):
                    raise ImpossibleError
                new[name] = self._value(value[key], pointer)
                if pointer in self._renames:
                    self._left.discard(pointer)
        return new

    def _in_order(self, at: Pointer, steps: list[Any]) -> list[Any]:
        if at not in self._orders:
            return steps
        self._left.discard(at)
        order = list(self._orders[at])
        if len(order) != len(steps) or set(order) != set(steps):
            raise ImpossibleError
        return order

    def _stays(self, pointer: Pointer) -> bool:
        if pointer not in self._removals:
            return True
        self._left.discard(pointer)
        return False
