"""The second of two equal keys: taken out where its value is the same, so that nothing is lost."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from artikit.editing.applying import shifted
from artikit.editing.changing import ImpossibleError, is_same, value_at
from artikit.editing.layout import Layout
from artikit.editing.proof import is_proved, renamed
from artikit.editing.removals import without
from artikit.model import Edit, Fix

if TYPE_CHECKING:
    from artikit.model import Json, Pointer, Problem, Record, Span


def repeat_removed(record: Record, problem: Problem) -> Fix | None:
    """Find the edits that take out a key which stands twice, both times with the same value."""
    if record.data is None or problem.span is None or not problem.pointer:
        return None
    try:
        edits = _edits(record, problem.span, problem.pointer)
    except ImpossibleError:
        return None
    fix = Fix(f"remove the second `{problem.pointer[-1]}`", edits)
    return fix if is_proved(record, fix) else None


def _edits(record: Record, span: Span, pointer: Pointer) -> tuple[Edit, ...]:
    """Read once more with the second key renamed: then it has a place and a value like any other.

    Its new name is as long as the old one, so that all else stays where it is.
    """
    around: Json = value_at(record.data, pointer[:-1])
    quote = record.source.text[span.start] if record.source.text[span.start] in {'"', "'"} else ""
    size = span.end - span.start - 2 * len(quote)
    name = next((letter * size for letter in ascii_lowercase if letter * size not in around), "")  # type: ignore[operator]
    if not name or not isinstance(around, dict):
        raise ImpossibleError
    trial, offset = renamed(record, Edit(span, f"{quote}{name}{quote}"))
    other = (*pointer[:-1], name)
    if trial.data is None or not is_same(value_at(trial.data, other), value_at(trial.data, pointer)):
        raise ImpossibleError
    return shifted(without(Layout(trial), pointer[:-1], {name}), offset)
