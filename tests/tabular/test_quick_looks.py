"""What a quick look answers is what the long one would have."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from artikit.reading.limits import Limits
from artikit.tabular.cells import _HARD, _is_hard
from artikit.tabular.headers import Column
from artikit.tabular.rows import decode_row
from artikit.tabular.spreading import nodes_inside


@settings(max_examples=3_000, deadline=None)
@given(
    st.text(
        st.characters() | st.sampled_from(" \t\n\r\xa0\ufeff\ufffe\u2028\ud800aé"), min_size=1, max_size=6
    )
)
@example(" a")
@example("a ")
@example("\n")
def test_what_can_be_printed_is_easy(text: str) -> None:
    assert _is_hard(text) == bool(_HARD.search(text))


def test_every_character_is_as_hard_as_it_was() -> None:
    for code in range(0x110000):
        for text in (chr(code), f"a{chr(code)}a"):
            assert _is_hard(text) == bool(_HARD.search(text))


@settings(max_examples=1_000, deadline=None)
@given(
    st.recursive(
        st.integers(0, 9) | st.just(""),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    ),
    st.integers(1, 40),
)
def test_rows_that_are_not_counted_have_no_more_nodes_than_allowed(value: object, most: int) -> None:
    cells = [f"\\J{json.dumps(value, separators=(',', ':'))}", "a|b", "x"]
    columns = [Column(("value",), "json"), Column(("tags",), "list"), Column(("title",))]
    row = decode_row(cells, columns, replace(Limits(), nodes=most))
    size = 1 + 1 + nodes_inside(value) + 1 + 2 + 1
    if size > most:
        assert "AK033" in [one.code for one in row.faults]  # of the row, or of its first cell alone
    else:
        assert row.data == {"value": value, "tags": ["a", "b"], "title": "x"}


@pytest.mark.parametrize("nodes", [2, 3, 4])
def test_a_row_of_short_cells_is_counted_in_time(nodes: int) -> None:
    row = decode_row(["a", "b"], [Column(("a",)), Column(("b",))], replace(Limits(), nodes=nodes))
    assert (row.data == {}) == (nodes < 3)
