"""One record as rows. What has no column, or does not fit into it, goes into `_rest`, by its pointer."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from artikit.model import pointer_text
from artikit.relational.layout import ITEM, ROOT, Row
from artikit.tabular.spreading import leaves, order_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from artikit.model import Json
    from artikit.relational.layout import Kind, Layout, Table
    from artikit.tabular.headers import Path

    Fits = Callable[[Json, Kind], bool]


class Split(NamedTuple):
    """The rows of a record, that of the article first, a parent before its children."""

    rows: list[Row]
    order: dict[str, Json]
    rest: dict[str, Json]


def split(data: Mapping[str, Json], layout: Layout, fits: Fits) -> Split:
    """Make rows of a record's data. `fits` tells whether a column of a kind holds a value exactly."""
    split_ = Split([], {}, {})
    todo: deque[tuple[Row, Json]] = deque([(Row(layout.articles, "", None, None, ()), dict(data))])
    while todo:
        row, item = todo.popleft()
        if isinstance(item, dict):
            cells = _fill(row, item, layout, fits, split_, todo)
        else:
            cells = [(row.table.index[ITEM], item)]
        split_.rows.append(row._replace(cells=cells))
    return split_


def _fill(
    row: Row,
    item: dict[str, Json],
    layout: Layout,
    fits: Fits,
    split_: Split,
    todo: deque[tuple[Row, Json]],
) -> list[tuple[int, Json]]:
    """Fill the cells of an object's row; the items of its lists are put behind what is to do."""
    table = row.table
    cells: list[tuple[int, Json]] = []
    places: list[tuple[int, Path]] = []
    for path, value in leaves(item, table.inner):
        at = table.index.get(path)
        pointer = row.ptr + pointer_text(path)
        if at is not None and table.columns[at].kind == "count" and isinstance(value, list):
            child = layout.by_name[path[-1]]
            if all(_is_row(one, child, fits) for one in value):
                parent = row.ptr or ROOT
                todo.extend(
                    (Row(child, f"{pointer}/{pos}", parent, pos, ()), one) for pos, one in enumerate(value)
                )
                cells.append((at, len(value)))
                places.append((at, path))
                continue
            at = None
        if at is not None and _fits(value, table.columns[at].kind, fits):
            cells.append((at, value))
        else:
            at = len(table.columns) + len(split_.rest)
            split_.rest[pointer] = value
        places.append((at, path))
    split_.order.update((row.ptr + pointer, keys) for pointer, keys in order_of(places).items())
    cells.sort(key=lambda cell: cell[0])
    return cells


def _fits(value: Json, kind: Kind, fits: Fits) -> bool:
    """Tell whether a value is a cell; a count is never the value itself."""
    return (value is None or kind != "count") and fits(value, kind)


def _is_row(item: Json, table: Table, fits: Fits) -> bool:
    if isinstance(item, dict):
        return table.holds_objects
    return isinstance(item, str) and table.holds_texts and fits(item, "string")
