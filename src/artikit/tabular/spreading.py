"""Objects spread over columns, and what `_order` and `_rest` say of them; the same in every form of table.

`_rest` holds by pointer what has no column. `_order` names the keys, in their order, of each object (by
pointer) in which the columns would leave another one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeGuard

from artikit.model import pointer_text, steps_of
from artikit.reading import codes
from artikit.reading.fatal import quoted
from artikit.tabular.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from artikit.model import Json
    from artikit.reading.limits import Limits
    from artikit.tabular.headers import Path

_ORDER_HELP = 'it is written as `{"": ["title", "excerpt"]}`: pointers of objects, and their keys in order'
_REST_HELP = 'it is written as `{"/provider/name": "North Quill"}`: values by pointer'
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")

BAD_ORDER = Fault(codes.SYNTAX_ERROR, "`_order` is not what artikit writes there", _ORDER_HELP)
BAD_REST = Fault(codes.SYNTAX_ERROR, "`_rest` is not what artikit writes there", _REST_HELP)


def leaves(
    data: Mapping[str, Json], inner: Collection[Path], above: Path = ()
) -> Iterator[tuple[Path, Json]]:
    """Yield the values that take a cell each: what is not an object of those that have columns below."""
    for key, value in data.items():
        path = (*above, key)
        if isinstance(value, dict) and value and path in inner:
            yield from leaves(value, inner, path)
        else:
            yield path, value


def order_of(places: list[tuple[int, Path]]) -> dict[str, Json]:
    """Find the objects whose keys would come back in another order, by pointer, with their keys in order.

    `places` are the columns of a record's values in the order of the record; a value of `_rest`, which comes
    back last, counts as a column behind all others.
    """
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


def is_order(value: Json) -> TypeGuard[dict[str, list[str]]]:
    """Tell whether a value is what `_order` has to hold."""
    return isinstance(value, dict) and all(
        isinstance(keys, list) and all(isinstance(key, str) for key in keys) for keys in value.values()
    )


def reorder(data: dict[str, Json], order: Mapping[str, list[str]]) -> None:
    """Put the keys of objects into the order that `_order` says; others stay behind them as they are."""
    for pointer, keys in order.items():
        node: Json = data
        for step in steps_of(pointer):
            node = step_into(node, step)
        if isinstance(node, dict):
            first = {key: node[key] for key in keys if key in node}
            every = {**first, **node}
            node.clear()
            node.update(every)


def rest_path(pointer: str, limits: Limits) -> Path | Fault:
    """Read a pointer of `_rest`."""
    path = steps_of(pointer)
    if pointer.startswith("/") and len(path) <= limits.depth:
        return path
    return BAD_REST._replace(message=f"{quoted(pointer)} in `_rest` is no pointer to a key")


def step_into(node: Json, step: str) -> Json:
    """Return what stands under a key, or at an index, of a value; None where nothing does."""
    if isinstance(node, list):
        return node[int(step)] if _INDEX.fullmatch(step) and int(step) < len(node) else None
    return node.get(step) if isinstance(node, dict) else None


def nodes_inside(value: Json) -> int:
    """Count the keys and values inside a value."""
    if not isinstance(value, (dict, list)):
        return 0
    count = 0
    todo: list[Any] = [value]
    for node in todo:  # which grows meanwhile
        is_object = type(node) is dict
        count += 2 * len(node) if is_object else len(node)
        inside = node.values() if is_object else node
        todo += [item for item in inside if type(item) is dict or type(item) is list]
    return count
