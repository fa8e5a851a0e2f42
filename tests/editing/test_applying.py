"""Fixes are applied together as far as they do not overlap."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.editing import apply
from artikit.editing.applying import overlap
from artikit.model import Edit, Fix, Span


def fix(*edits: tuple[int, int, str]) -> Fix:
    return Fix("", tuple(Edit(Span(start, end), new) for start, end, new in edits))


def test_fixes_that_overlap_wait_for_the_next_round() -> None:
    one, other, third = fix((0, 3, "x")), fix((2, 4, "y")), fix((4, 5, "z"))
    assert apply("abcdef", [third, other, one]) == ("xdzf", (one, third))


def test_the_same_edit_is_made_once() -> None:
    assert apply("abc", [fix((0, 1, "")), fix((0, 1, ""))]) == ("bc", (fix((0, 1, "")),))


def test_fixes_of_several_edits_go_in_whole_or_not_at_all() -> None:
    one, other = fix((0, 1, "x"), (4, 5, "y")), fix((2, 3, "z"), (4, 5, "q"))
    assert apply("abcdef", [one, other]) == ("xbcdyf", (one,))


def test_nothing_is_put_in_where_something_else_changes() -> None:
    assert apply("abc", [fix((0, 1, "")), fix((1, 1, "x"))])[1] == (fix((0, 1, "")),)
    assert apply("abc", [fix((1, 1, "x")), fix((1, 1, "y"))])[1] == (fix((1, 1, "x")),)


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted), min_size=1, max_size=3)


@settings(max_examples=1000, deadline=None)
@given(st.lists(SPANS, max_size=6))
def test_what_is_applied_never_overlaps(several: list[list[list[int]]]) -> None:
    text = "abcdefghijklm"
    fixes = [made for spans in several if not overlap((made := fix(*((a, b, "-") for a, b in spans))).edits)]
    new, applied = apply(text, fixes)
    edits = [edit for one in applied for edit in one.edits]
    assert not overlap(edits)
    assert bool(applied) == bool(fixes)
    kept = len(text) - sum(edit.span.end - edit.span.start for edit in edits)
    assert len(new) == kept + len(edits)
