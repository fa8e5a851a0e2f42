"""What fixes promise of a record: its values, its body, its origin; and whether the mended one keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.editing.applying import edited, shifted
from artikit.editing.changing import ImpossibleError, changed, is_same, together
from artikit.editing.proof import codes_of

if TYPE_CHECKING:
    from artikit.model import Fix, Record


def is_as_promised(before: Record, after: Record, fixes: list[Fix]) -> bool:
    """Tell whether a record has the values and the body that its fixes promise, and can be read as well."""
    return (
        not codes_of(after) - codes_of(before)
        and _has_promised_values(before, after, fixes)
        and _has_promised_body(before, after, fixes)
        and after.origin == before.origin
    )


def _has_promised_values(before: Record, after: Record, fixes: list[Fix]) -> bool:
    if before.data is None or after.data is None:
        return before.data is after.data
    if any(fix.change is None and not fix.safe for fix in fixes):
        return True  # it promises nothing about values
    try:
        wanted = changed(before.data, together(fix.change for fix in fixes if fix.change))
    except ImpossibleError:
        return False
    # What moves keys, and no values, has no change of its own.
    return is_same(dict(after.data), wanted, ordered=all(fix.change for fix in fixes))


def _has_promised_body(before: Record, after: Record, fixes: list[Fix]) -> bool:
    """Tell whether the body is as it was but for edits inside of it."""
    if not before.fence:
        return after.body == before.body
    start = len(before.source.text) - len(before.body)
    edits = (edit for fix in fixes for edit in fix.edits)
    inside = (edit for edit in edits if edit.span.start >= start and edit.span.end > start)
    return after.body == edited(before.body, shifted(inside, -start))
