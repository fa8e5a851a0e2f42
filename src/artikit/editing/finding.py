"""From what is to change to exact edits of the text, each proved before anybody sees it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from artikit.editing.applying import overlap
from artikit.editing.changing import ImpossibleError, in_parts
from artikit.editing.layout import Layout
from artikit.editing.moving import reordered
from artikit.editing.proof import is_proved
from artikit.editing.removals import emptied, without
from artikit.editing.repeats import repeat_removed
from artikit.editing.scalars import json_value, toml_key, toml_value, yaml_key, yaml_value
from artikit.model import Change, Edit, Fix, Span
from artikit.reading import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Json, Pointer, Problem, Record


def fix_of(record: Record, problem: Problem) -> Fix | None:
    """Get the mend of a problem as edits; None where there is none that can be made exactly."""
    if isinstance(problem.fix, Change):
        return edits_of(record, problem.fix)
    if problem.fix is None and problem.code == codes.DUPLICATE_KEY:
        return repeat_removed(record, problem)
    return problem.fix


def edits_of(record: Record, change: Change) -> Fix | None:
    """Find the edits that make a change in the text of a record; None where it cannot be made exactly.

    Exactly: read again, the mended text gives the old data with the change made, and nothing else.
    """
    if record.data is None:
        return None
    try:
        edits = tuple(sorted(_edits(Layout(record), in_parts(change, record.data))))
    except ImpossibleError:
        return None
    if not edits or overlap(edits):
        return None
    fix = Fix(change.title, edits, change.safe, change)
    return fix if is_proved(record, fix) else None


def _edits(layout: Layout, change: Change) -> Iterator[Edit]:
    if not layout.language:
        raise ImpossibleError
    for pointer, new in change.values:
        yield _replaced(layout, pointer, new)
    for pointer, name in change.renames:
        yield _renamed(layout, pointer, name)
    for pointer, order in change.orders:
        yield from reordered(layout, pointer, order)
    removals = sorted(change.removals, key=lambda pointer: repr(pointer[:-1]))
    for container, pointers in groupby(removals, key=lambda pointer: pointer[:-1]):
        yield from without(layout, container, {pointer[-1] for pointer in pointers})


def _replaced(layout: Layout, pointer: Pointer, new: Json) -> Edit:
    """Put a value in the place of another one."""
    span, old = layout.span(pointer), layout.written(pointer)
    if layout.language == "json":
        return Edit(span, json_value(new, old))
    if layout.language == "toml":
        if isinstance(layout.old(pointer), (dict, list)) and not layout.is_flow(pointer):
            raise ImpossibleError
        return _one_line(layout, span, toml_value(new, old))
    flow = layout.is_inside_flow(pointer)
    written = yaml_value(new, old, flow=flow, newline=layout.newline)
    if (
        isinstance(layout.old(pointer), (dict, list))
        and not old.startswith("*")
        and not layout.is_flow(pointer)
    ):
        return emptied(layout, pointer, written)
    if not old and not layout.text[span.start - 1 : span.start].isspace():
        written = f" {written}"
    return _one_line(layout, span, written)


def _one_line(layout: Layout, span: Span, written: str) -> Edit:
    if layout.has_comment(span):
        raise ImpossibleError
    return Edit(span, written)


def _renamed(layout: Layout, pointer: Pointer, name: str) -> Edit:
    span = layout.key(pointer)
    old = layout.text[slice(*span)]
    if layout.language == "json":
        return Edit(span, json_value(name, old))
    return Edit(span, (yaml_key if layout.language == "yaml" else toml_key)(name, old))
