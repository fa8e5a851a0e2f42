"""Whatever is written canonically can be changed in every way."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from artikit import reserved
from artikit.editing import apply, edits_of
from artikit.editing.changing import changed, is_same
from artikit.model import Change, Pointer, Span
from artikit.writing.front_matter import write_front_matter

from .changes import call, put, read, take

TEXTS = st.one_of(
    st.sampled_from(
        ["", "no", "x: y", "a,b", "12", "2021-05-20", "- a", "#", "it's", 'say "x"', "null", " a", "a\nb"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8),
)
KEYS = st.one_of(st.sampled_from(["a", "b", "title", "no", "1", "x y", "ä"]), TEXTS)
SCALARS = st.one_of(
    TEXTS, st.integers(-(10**18), 10**18), st.booleans(), st.floats(allow_nan=False, allow_infinity=False)
)
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


def pointers(data: Any, at: Pointer = ()) -> list[Pointer]:
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [one for step, value in steps for one in ((*at, step), *pointers(value, (*at, step)))]


def at(data: Any, pointer: Pointer) -> Any:
    for step in pointer:
        data = data[step]
    return data


@st.composite
def changes(draw: st.DrawFn, data: dict[str, Any]) -> Change:
    pointer = draw(st.sampled_from(pointers(data)))
    kinds = ["put", "take", "call"] if isinstance(pointer[-1], str) else ["put", "take"]
    if len(data) == 1 and len(pointer) == 1:
        kinds.remove("take")  # front matter without keys is none
    kind = draw(st.sampled_from(kinds))
    if kind == "take":
        return take(pointer)
    if kind == "call":
        taken = {*at(data, pointer[:-1]), *(reserved.KEYS if len(pointer) == 1 else ())}
        return call(pointer, draw(KEYS.filter(lambda name: name not in taken)))
    old = at(data, pointer)
    return put(pointer, draw(SCALARS.filter(lambda new: not is_same(new, old))))


def check(text: str, change: Change, data: dict[str, Any], *, line_end: str, path: str = "x.md") -> None:
    record = read(text, path)
    assert record.data == data
    fix = edits_of(record, change)
    assert fix is not None
    new, applied = apply(text, [fix])
    assert applied == (fix,)
    again = read(new, path)
    assert is_same(dict(again.data or {}), changed(data, change))
    assert again.body == record.body
    assert again.problems == record.problems
    for end in {"\n", "\r\n", "\r"} - {line_end}:
        assert end not in new.replace(line_end, "")
    # What is not in an edit is as it was.
    kept = [
        text[one.end : other.start]
        for one, other in zip(
            [Span(0, 0), *(e.span for e in fix.edits)],
            [*(e.span for e in fix.edits), Span(len(text), len(text))],
            strict=True,
        )
    ]
    place = 0
    for piece in kept:
        place = new.index(piece, place) + len(piece)


@settings(max_examples=750, deadline=None)
@given(st.data(), DATA, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["yaml", "json"]))
def test_any_change_of_canonical_front_matter_can_be_made(
    draw: st.DataObject, data: dict[str, Any], line_end: str, kind: Any
) -> None:
    body = f"{line_end}A body.{line_end}"
    text = write_front_matter(data, body, line_end, kind, None)
    check(text, draw.draw(changes(data)), data, line_end=line_end)


@settings(max_examples=800, deadline=None)
@given(st.data(), DATA, st.sampled_from([None, 1]), st.booleans())
def test_any_change_of_json_can_be_made(
    draw: st.DataObject, data: dict[str, Any], indent: int | None, ascii_only: bool
) -> None:
    data = {key: value for key, value in data.items() if key not in reserved.KEYS}
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    if not data or (read(text, "x.json").problems):
        return
    check(text, draw.draw(changes(data)), data, line_end="\n", path="x.json")


@settings(max_examples=800, deadline=None)
@given(st.data(), DATA, st.sampled_from(["\n", "\r\n"]))
def test_a_change_of_toml_is_made_exactly_or_not_at_all(
    draw: st.DataObject, data: dict[str, Any], line_end: str
) -> None:
    try:
        text = write_front_matter(data, f"A body.{line_end}", line_end, "toml", None)
    except ValueError:
        return
    record = read(text)
    fix = edits_of(record, change := draw.draw(changes(data)))
    if fix is None:
        assert not (
            change.values
            and len(change.values[0][0]) == 1
            and not isinstance(at(data, change.values[0][0]), (dict, list))
        )
        return
    again = read(apply(text, [fix])[0])
    assert is_same(dict(again.data or {}), changed(data, change))
    assert again.body == record.body
