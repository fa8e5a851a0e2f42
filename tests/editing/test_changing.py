"""What a change makes of the data itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from artikit.editing.changing import ImpossibleError, changed, in_parts
from artikit.model import Change

from .changes import call, put, take

if TYPE_CHECKING:
    from artikit.model import Json


def test_a_change_says_what_becomes_of_the_data() -> None:
    data: dict[str, Json] = {"a": [1, 2, 3], "b": {"c": 1}, "d": 4}
    change = Change(
        "",
        values=((("a", 0), 9),),
        removals=(("a", 1), ("b", "c")),
        renames=((("d",), "e"),),
        orders=((("a",), (2, 0, 1)), ((), ("d", "a", "b"))),
    )
    assert json.dumps(changed(data, change)) == '{"e": 4, "a": [3, 9], "b": {}}'
    assert data == {"a": [1, 2, 3], "b": {"c": 1}, "d": 4}


@pytest.mark.parametrize(
    "change",
    [
        put(("x",), 1),
        take(("a", 7)),
        call(("a",), "b"),
        put(("a", 0, "x"), 1),
        Change("", orders=((("a",), (0, 0)),)),
        Change("", orders=((("b",), ("a",)),)),
        Change("", orders=(((), ("a",)),)),
    ],
)
def test_a_change_of_what_is_not_there_is_refused(change: Change) -> None:
    with pytest.raises(ImpossibleError):
        changed({"a": [1], "b": 2}, change)


def test_a_list_loses_an_item_rather_than_being_written_anew() -> None:
    data: dict[str, Json] = {"a": [{"k": 1}, {"k": 2}, {"k": 1}], "b": {"c": 1, "d": 2}}
    parts = in_parts(Change("", values=((("a",), [{"k": 1}, {"k": 3}]), (("b",), {"d": 5}))), data)
    assert parts.removals == (("b", "c"),)
    assert parts.values == ((("a",), [{"k": 1}, {"k": 3}]), (("b", "d"), 5))
    assert in_parts(put(("a",), [{"k": 1}, {"k": 2}]), data).removals == (("a", 2),)
