"""Rows as one record. What contradicts itself, or is missing, is a fault; nothing goes astray in silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.model import pointer_text
from artikit.reading import codes
from artikit.reading.fatal import quoted
from artikit.relational.layout import ITEM, ROOT, UNKNOWN
from artikit.tabular.faults import Fault, exceeded
from artikit.tabular.spreading import (
    BAD_ORDER,
    BAD_REST,
    is_order,
    nodes_inside,
    reorder,
    rest_path,
    step_into,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Json, Pointer
    from artikit.reading.limits import Limits
    from artikit.relational.layout import Column, Row
    from artikit.tabular.headers import Path

    Groups = dict[tuple[str, str], dict[int, Row]]

_PTR = re.compile(r"((?:/[^/]*+)*)/(0|[1-9][0-9]{0,8})", re.DOTALL)
_MOST_STRAY = 10
"""Rows without a list that are named one by one."""

_PTR_HELP = "it is written as `/images/0`: the keys that lead to the list, then the position in it"


class Joined(NamedTuple):
    """The data of a record, None where a limit is exceeded, and what is wrong with its rows."""

    data: dict[str, Json] | None
    faults: list[Fault]


def join(article: Row, children: Iterable[Row], order: Json, rest: Json, limits: Limits) -> Joined:
    """Put a record together. `order` and `rest` are what those columns hold, None where nothing."""
    joining = _Joining(limits)
    groups = joining.group(children)
    joining.fill(article, groups)
    joining.stray(groups)
    joining.put_rest(rest)
    if joining.nodes > limits.nodes:
        return Joined(None, [*joining.faults, exceeded("nodes", limits.nodes)])
    joining.reorder(order)
    return Joined(joining.data, joining.faults)


class _Joining:
    """A record that is being put together."""

    def __init__(self, limits: Limits) -> None:
        self.data: dict[str, Json] = {}
        self.faults: list[Fault] = []
        self.nodes = 1
        self._limits = limits
        # Only what was put together here can take in more; an object out of one cell is whole.
        self._open: set[int] = {id(self.data)}

    def group(self, children: Iterable[Row]) -> Groups:
        """Gather the rows of each list, by table and by the list's pointer."""
        groups: Groups = {}
        for row in children:
            match = _PTR.fullmatch(row.ptr)
            if match is None:
                self._fault(f"{row.place}: {quoted(row.ptr)} is no `ptr` of a row", _PTR_HELP)
                continue
            pos = int(match[2])
            if row.ptr.count("/") > self._limits.depth:
                fault = exceeded("depth", self._limits.depth)
                self.faults.append(fault._replace(message=f"{row.place}: {fault.message}"))
                continue
            group = groups.setdefault((row.table.name, match[1]), {})
            if pos in group:
                message = f"{row.place}: `ptr` {quoted(row.ptr)} is used twice, first in {group[pos].place}"
                self.faults.append(Fault(codes.DUPLICATE_KEY, message, "remove one of the two rows"))
                continue
            if row.pos not in (None, pos):
                self._fault(f"{row.place}: `pos` is {row.pos}, but `ptr` {quoted(row.ptr)}", _PTR_HELP)
            group[pos] = row
        return groups

    def fill(self, article: Row, groups: Groups) -> None:
        """Put the values of all rows into place, from the article down."""
        todo: list[tuple[Row, dict[str, Json], Pointer]] = [(article, self.data, ())]
        while todo:
            row, node, above = todo.pop()
            for at, value in row.cells:
                column = row.table.columns[at]
                where = (*above, *column.path)
                if column.kind != "count" or value is None:
                    self._put(node, column.path, value, where, row.place)
                    continue
                items: list[Json] = []
                if not self._put(node, column.path, items, where, row.place):
                    continue
                self._open.add(id(items))
                group = groups.pop((column.path[-1], pointer_text(where)), {})
                self._count(row, column, value, group, where)
                for pos, child in sorted(group.items()):
                    self._check_parent(child, row)
                    self.nodes += 1
                    if child.table.holds_texts and (text := self._text(child, (*where, pos))) is not None:
                        items.append(text)
                        continue
                    item: dict[str, Json] = {}
                    items.append(item)
                    self._open.add(id(item))
                    todo.append((child, item, (*where, pos)))

    def stray(self, groups: Groups) -> None:
        """Report the rows that no list asked for."""
        rows = [row for group in groups.values() for row in group.values()]
        for row in rows[:_MOST_STRAY]:
            list_ = quoted(row.ptr.rpartition("/")[0])
            help_ = f"set the number of its rows in the column `{row.table.name}#` of the row that it is in"
            self._fault(f"{row.place}: the article has no list {list_} of such rows", help_)
        if len(rows) > _MOST_STRAY:
            self._fault(f"{len(rows) - _MOST_STRAY:,} more rows belong to no list of the article")

    def put_rest(self, rest: Json) -> None:
        """Put what had no column into place."""
        if rest is None:
            return
        if not isinstance(rest, dict):
            self.faults.append(BAD_REST)
            return
        for pointer, value in rest.items():
            path = rest_path(pointer, self._limits)
            if isinstance(path, Fault):
                self.faults.append(path)
            else:
                self._put(self.data, path, value, (), "`_rest`", shown=pointer)

    def reorder(self, order: Json) -> None:
        """Put the keys of objects into the order that `_order` says."""
        if is_order(order):
            reorder(self.data, order)
        elif order is not None:
            self.faults.append(BAD_ORDER)

    def _text(self, row: Row, pointer: Pointer) -> str | None:
        """Return the item that a row is if that is a text; None if it is an object, of any fields."""
        at = row.table.index[ITEM]
        value = next((value for index, value in row.cells if index == at), None)
        if isinstance(value, str) and len(row.cells) == 1:
            return value
        if all(index != at for index, _ in row.cells) and row.table.holds_objects:
            return None
        message = "`value` is empty" if not row.cells else "`value` is no text, or there are other fields"
        self._fault(f"{row.place}: {message}", "remove the row, or mend it", pointer)
        return ""

    def _count(self, row: Row, column: Column, value: Json, group: dict[int, Row], where: Pointer) -> None:
        """Compare the number of rows that a list is said to have with those that there are."""
        if not isinstance(value, int) or value == UNKNOWN:
            return
        if len(group) == value and (not group or max(group) == value - 1):
            return
        table = column.path[-1]
        missing = next((pos for pos in range(value) if pos not in group), None)
        said = f"{value:,} row{'' if value == 1 else 's'} of `{table}` for {quoted(pointer_text(where))}"
        found = "none is there" if not group else f"there {'is' if len(group) == 1 else 'are'} {len(group):,}"
        message = f"{_prefix(row.place)}there should be {said}, but {found}"
        if missing is not None:
            message += f"; {quoted(f'{pointer_text(where)}/{missing}')} is missing"
        help_ = "put the lost row back, or set the number and the positions of the rows that stay"
        self._fault(message, help_, where)

    def _check_parent(self, child: Row, row: Row) -> None:
        if child.parent not in (None, row.ptr or ROOT):
            message = f"`parent` is {quoted(child.parent)}, but `ptr` {quoted(child.ptr)}"
            self._fault(f"{child.place}: {message}", f"write {quoted(row.ptr or ROOT)}")

    def _put(
        self,
        node: dict[str, Json] | list[Json],
        path: Path,
        value: Json,
        where: Pointer,
        place: str,
        *,
        shown: str | None = None,
    ) -> bool:
        """Put a value below a node, and the objects around it that are not there yet."""
        inner: dict[str, Json] | list[Json] | None = node
        for step in path[:-1]:
            inner = self._into(inner, step) if inner is not None else None
        if not isinstance(inner, dict) or path[-1] in inner:
            pointer = pointer_text(where) if shown is None else shown
            message = f"{_prefix(place)}{quoted(pointer)} has a value already, or cannot have one"
            self._fault(message, "empty one of the two cells", where)
            return False
        inner[path[-1]] = value
        self.nodes += 2 + nodes_inside(value)
        return True

    def _into(self, node: dict[str, Json] | list[Json], step: str) -> dict[str, Json] | list[Json] | None:
        """Step into an object, made if it is not there, or to an item of a list."""
        if isinstance(node, dict) and step not in node:
            made: dict[str, Json] = {}
            node[step] = made
            self._open.add(id(made))
            self.nodes += 2
            return made
        found = step_into(node, step)
        return found if isinstance(found, (dict, list)) and id(found) in self._open else None

    def _fault(self, message: str, help_: str = "", pointer: Pointer = ()) -> None:
        self.faults.append(Fault(codes.SYNTAX_ERROR, message, help_, pointer))


def _prefix(place: str) -> str:
    return f"{place}: " if place else ""
