"""Entries in another order: each goes with its comments and blank lines."""

from __future__ import annotations

import pytest

from artikit.editing import apply, edits_of
from artikit.model import Change, Pointer

from .changes import after, read

ORDER = (
    "---\nb: 1 # x\n\n# about a\na: 2\nlist:\n  - y: 1\n    # hm\n    z: 3\n    x: |\n      t\nc: 3\n---\n"
)


@pytest.mark.parametrize(
    ("pointer", "order", "wanted"),
    [
        (
            (),
            ["a", "b", "list", "c"],
            ORDER.replace("b: 1 # x\n\n# about a\na: 2\n", "\n# about a\na: 2\nb: 1 # x\n"),
        ),
        (
            ("list", 0),
            ["x", "y", "z"],
            ORDER.replace(
                "  - y: 1\n    # hm\n    z: 3\n    x: |\n      t\n",
                "  - x: |\n      t\n    y: 1\n    # hm\n    z: 3\n",
            ),
        ),
        (("list", 0), ["z", "y", "x"], None),
        ((), ["a", "b", "list"], None),
        ((), ["b", "a", "list", "c"], None),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_entries_change_places_with_their_comments(
    pointer: Pointer, order: list[str], wanted: str | None, line_end: str
) -> None:
    text = ORDER.replace("\n", line_end)
    made = edits_of(read(text), Change("", orders=((pointer, tuple(order)),)))
    assert (apply(text, [made])[0] if made else None) == (wanted.replace("\n", line_end) if wanted else None)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_text_that_keeps_its_blank_lines_takes_them_along(line_end: str) -> None:
    text = "---\nb: &x |+\n  t\n\n\n# about a\na:\n  - y: >+\n      t\n\n    x: 2\n---\n"
    inner = Change("", orders=((("a", 0), ("x", "y")),))
    outer = Change("", orders=(((), ("a", "b")),))
    wanted = text.replace("y: >+\n      t\n\n    x: 2\n", "x: 2\n    y: >+\n      t\n\n")
    assert after(text.replace("\n", line_end), inner) == wanted.replace("\n", line_end)
    wanted = "---\n# about a\na:\n  - x: 2\n    y: >+\n      t\n\nb: &x |+\n  t\n\n\n---\n"
    made = after(text.replace("\n", line_end), inner)
    assert made is not None
    assert after(made, outer) == wanted.replace("\n", line_end)


def test_several_orders_can_change_at_once() -> None:
    text = "---\nx: 1\nm:\n  b: 1\n  a: 2\nl:\n  - 1\n  - 2\n---\n"
    change = Change("", orders=((("m",), ("a", "b")), (("l",), (1, 0))))
    assert after(text, change) == "---\nx: 1\nm:\n  a: 2\n  b: 1\nl:\n  - 2\n  - 1\n---\n"


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("x.json", '{"a": [1, {"b":\n2},  3]}', '{"a": [3, {"b":\n2},  1]}'),
        ("x.md", "---\na: [1, x, 3]\n---\n", "---\na: [3, x, 1]\n---\n"),
        ("x.md", "---\na: [1, # one\n  x, 3]\n---\n", None),
        ("x.md", '+++\na = [1, "x", 3]\n+++\n', '+++\na = [3, "x", 1]\n+++\n'),
    ],
)
def test_items_between_brackets_change_places(path: str, text: str, wanted: str | None) -> None:
    assert after(text, Change("", orders=((("a",), (2, 1, 0)),)), path) == wanted


def test_what_is_said_about_all_entries_stays_on_top() -> None:
    text = "---\n# all\n\n# b\nb: 1\na: 2\n---\n"
    made = edits_of(read(text), Change("", orders=(((), ("a", "b")),)))
    assert made is not None
    assert apply(text, [made])[0] == "---\n# all\n\na: 2\n# b\nb: 1\n---\n"
