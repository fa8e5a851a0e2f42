"""A change of values becomes the least edits of the text, in YAML, JSON and TOML, or none at all."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit import formats, reserved
from artikit.editing import apply, edits_of, fix_of
from artikit.editing.applying import overlap
from artikit.editing.changing import ImpossibleError, changed, in_parts, is_same
from artikit.model import Change, Edit, Fix, Pointer, Record, Span
from artikit.reading.limits import Limits
from artikit.writing.front_matter import write_front_matter

if TYPE_CHECKING:
    from artikit.model import Json

HAND_WRITTEN = """\
---
# on top
empty:
bare: foo
lines: |
  one
  two

folded: >-
  three
  four
# about the list
list:   # behind the key
- q
# about nothing
-
- r: 1
  s: 2
flow: {u: 1, v: , w: [x, "y", z]}
tagged: !!str 5
long: "a
  b"
"quoted": 'it''s'
date: 2021-05-20
nested:
  - - a
    - b
  - only: 1
last: end
---
Body: stays.
"""


def read(text: str, path: str = "x.md") -> Record:
    (record,) = formats.of_path(path).read(BytesIO(text.encode()), path, Limits())
    return record


def after(text: str, change: Change, path: str = "x.md") -> str | None:
    fix = edits_of(read(text, path), change)
    return apply(text, [fix])[0] if fix else None


def lines_changed(old: str, new: str | None) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came, between what stayed above and below."""
    assert new is not None
    one, other = old.splitlines(), new.splitlines()
    while one and other and one[0] == other[0]:
        del one[0], other[0]
    while one and other and one[-1] == other[-1]:
        del one[-1], other[-1]
    return one, other


def put(pointer: Pointer, value: Json) -> Change:
    return Change("", values=((pointer, value),))


def take(*pointers: Pointer) -> Change:
    return Change("", removals=pointers)


def call(pointer: Pointer, name: str) -> Change:
    return Change("", renames=((pointer, name),))


@pytest.mark.parametrize(
    ("change", "went", "came"),
    [
        pytest.param(put(("bare",), "bar"), ["bare: foo"], ["bare: bar"], id="a bare text stays bare"),
        pytest.param(put(("bare",), "no"), ["bare: foo"], ['bare: "no"'], id="but for what would be no text"),
        pytest.param(put(("bare",), 5), ["bare: foo"], ["bare: 5"], id="a number"),
        pytest.param(put(("bare",), None), ["bare: foo"], ["bare: null"], id="null"),
        pytest.param(put(("bare",), ["a", {"b": 1}]), ["bare: foo"], ['bare: ["a", {"b": 1}]'], id="a list"),
        pytest.param(put(("empty",), "x: y"), ["empty:"], ['empty: "x: y"'], id="in the place of nothing"),
        pytest.param(
            put(("lines",), "p\nq\n"), ["  one", "  two"], ["  p", "  q"], id="a text of lines keeps them"
        ),
        pytest.param(
            put(("lines",), " p"), ["lines: |", "  one", "  two"], ['lines: " p"'], id="unless it cannot"
        ),
        pytest.param(put(("folded",), "five six"), ["  three", "  four"], ["  five six"], id="a folded text"),
        pytest.param(
            put(("quoted",), "don't"), ["\"quoted\": 'it''s'"], ["\"quoted\": 'don''t'"], id="single quotes"
        ),
        pytest.param(
            put(("quoted",), "a\tb"), ["\"quoted\": 'it''s'"], ['"quoted": "a\\tb"'], id="that need be double"
        ),
        pytest.param(
            put(("long",), "a\u2028"), ['long: "a', '  b"'], ['long: "a\\u2028"'], id="hidden characters"
        ),
        pytest.param(
            put(("date",), "2021-05-21"), ["date: 2021-05-20"], ["date: 2021-05-21"], id="a date stays bare"
        ),
        pytest.param(put(("tagged",), 5), ["tagged: !!str 5"], ["tagged: 5"], id="a tag goes with its value"),
        pytest.param(put(("list", 1), 3), ["-"], ["- 3"], id="an empty item"),
        pytest.param(
            put(("flow", "u"), "a,b"),
            ['flow: {u: 1, v: , w: [x, "y", z]}'],
            ['flow: {u: "a,b", v: , w: [x, "y", z]}'],
            id="between brackets",
        ),
        pytest.param(put(("list",), ["q", None]), ["- r: 1", "  s: 2"], [], id="a list without an item"),
        pytest.param(take(("empty",)), ["# on top", "empty:"], [], id="a key with its comment"),
        pytest.param(take(("bare",)), ["bare: foo"], [], id="a key"),
        pytest.param(take(("list", 0)), ["- q"], [], id="the first item"),
        pytest.param(take(("list", 1)), ["# about nothing", "-"], [], id="an item with its comment"),
        pytest.param(take(("list", 2, "r")), ["- r: 1", "  s: 2"], ["- s: 2"], id="the first key of an item"),
        pytest.param(take(("list", 2, "s")), ["  s: 2"], [], id="another key of an item"),
        pytest.param(
            take(("nested", 0, 0)), ["  - - a", "    - b"], ["  - - b"], id="the first item of an item"
        ),
        pytest.param(take(("nested", 1, "only")), ["  - only: 1"], ["  - {}"], id="the only key"),
        pytest.param(
            take(("flow", "u")),
            ['flow: {u: 1, v: , w: [x, "y", z]}'],
            ['flow: {v: , w: [x, "y", z]}'],
            id="with the comma behind",
        ),
        pytest.param(
            take(("flow", "w")),
            ['flow: {u: 1, v: , w: [x, "y", z]}'],
            ["flow: {u: 1, v: }"],
            id="with the comma before",
        ),
        pytest.param(
            take(("flow", "w", 0), ("flow", "w", 2)),
            ['flow: {u: 1, v: , w: [x, "y", z]}'],
            ['flow: {u: 1, v: , w: ["y"]}'],
            id="two between brackets",
        ),
        pytest.param(
            take(("lines",)),
            ["lines: |", "  one", "  two", ""],
            [
                "",
            ],
            id="a text of lines",
        ),
        pytest.param(call(("bare",), "blank"), ["bare: foo"], ["blank: foo"], id="a key by another name"),
        pytest.param(
            call(("quoted",), "no"), ["\"quoted\": 'it''s'"], ["\"no\": 'it''s'"], id="a key in quotes"
        ),
        pytest.param(call(("bare",), "no"), ["bare: foo"], ['"no": foo'], id="a key that needs quotes"),
    ],
)
def test_yaml_changes_only_where_it_must(change: Change, went: list[str], came: list[str]) -> None:
    gone, new = lines_changed(HAND_WRITTEN, after(HAND_WRITTEN, change))
    if went[-1:] == [""]:  # a blank line is a blank line
        went, came = went[:-1], came[:-1]
    assert (gone, new) == (went, came)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(put(("gone",), 1), id="nothing stands there"),
        pytest.param(put(("bare", 0), 1), id="inside of a text"),
        pytest.param(put(("list",), []), id="comments would be lost"),
        pytest.param(call(("bare",), "empty"), id="the name is taken"),
        pytest.param(call(("list", 0), "name"), id="an item has no name"),
        pytest.param(put(("bare",), "\ud800"), id="half a character"),
        pytest.param(put(("bare",), float("nan")), id="no number"),
        pytest.param(call(("bare",), "k" * 2000), id="a key too long for YAML"),
        pytest.param(Change("", values=((("list",), 1), (("list", 0), 2))), id="two changes of one value"),
        pytest.param(Change(""), id="no change at all"),
    ],
)
def test_what_cannot_be_done_exactly_is_not_done(change: Change) -> None:
    assert edits_of(read(HAND_WRITTEN), change) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\na: &x foo\nb: *x\n---\n", id="another value hangs on it"),
        pytest.param("---\na: &x {b: foo}\nc: *x\n---\n", id="a mapping hangs on it"),
        pytest.param("---\na: |  # why\n  foo\n---\n", id="a comment behind the sign"),
    ],
)
def test_anchors_and_comments_are_never_lost(text: str) -> None:
    assert edits_of(read(text), put(("a",), "bar")) is None


def test_an_alias_becomes_a_value_of_its_own() -> None:
    assert after("---\na: &x foo\nb: *x\n---\n", put(("b",), "bar")) == "---\na: &x foo\nb: bar\n---\n"


JSON = '{\n  "a": 1,\n  "b": "caf\\u00e9",\n  "c": [1, 2,\n    3],\n  "d": {"e": null}\n}\n'


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (put(("a",), "x"), '"a": 1', '"a": "x"'),
        (put(("b",), "\u00e8"), '"caf\\u00e9"', '"\\u00e8"'),
        (put(("c",), [1, 3]), "[1, 2,\n    3]", "[1, 3]"),
        (take(("a",)), '"a": 1,\n  ', ""),
        (take(("d",)), ',\n  "d": {"e": null}', ""),
        (take(("d", "e")), '{"e": null}', "{}"),
        (take(("c", 1), ("c", 2)), "[1, 2,\n    3]", "[1]"),
        (call(("a",), "\x7f"), '"a"', '"\\u007f"'),
        (put(("d", "e"), {"f": [True]}), "null", '{"f": [true]}'),
    ],
)
@pytest.mark.parametrize("where", ["file", "line", "list", "front matter", "fence", "members"])
def test_json_changes_wherever_it_stands(change: Change, old: str, new: str, where: str) -> None:
    line = json.dumps(json.loads(JSON))
    pieces = {
        "file": ("x.json", JSON),
        "line": ("x.jsonl", JSON.replace("\n", " ")),
        "list": ("x.json", f"[ {JSON}, {line}]"),
        "front matter": ("x.md", f"{JSON}\nBody: {line}"),
        "fence": ("x.md", f";;;\n{JSON};;;\nBody"),
        "members": ("x.md", f";;;\n{JSON[1:-2]};;;\nBody"),
    }
    path, text = pieces[where]
    record = next(iter(formats.of_path(path).read(BytesIO(text.encode()), path, Limits())))
    fix = edits_of(record, change)
    assert fix is not None
    if where == "line":
        old, new = old.replace("\n", " "), new.replace("\n", " ")
    assert apply(text, [fix])[0] == text.replace(old, new, 1)


TOML = """\
+++
a = 1 # why
b.c = "x"
b.z = 1
d = [1, 2, 3]
e = { f = 'g', h = 2 }
date = 2021-05-20

# the paper
[provider]
name = 'N'
"a b" = 1
[[images]]
url = "u"
+++
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (put(("a",), "x"), "a = 1", 'a = "x"'),
        (put(("b", "c"), "y"), '"x"', '"y"'),
        (put(("provider", "name"), "M"), "'N'", "'M'"),
        (put(("provider", "name"), "M'"), "'N'", '"M\'"'),
        (put(("date",), "2021-05-21"), "2021-05-20", "2021-05-21"),
        (put(("date",), "soon"), "2021-05-20", '"soon"'),
        (put(("d",), [1, 3]), "[1, 2, 3]", "[1, 3]"),
        (put(("images", 0, "url"), "v"), '"u"', '"v"'),
        (take(("a",)), "a = 1 # why\n", ""),
        (take(("e", "f")), "f = 'g', ", ""),
        (take(("provider", "name")), "name = 'N'\n", ""),
        (call(("a",), "z"), "a = 1", "z = 1"),
        (call(("a",), "z z"), "a = 1", '"z z" = 1'),
        (call(("provider", "a b"), "c"), '"a b"', '"c"'),
    ],
)
def test_toml_changes_where_it_can(change: Change, old: str, new: str) -> None:
    assert after(TOML, change) == TOML.replace(old, new, 1)


@pytest.mark.parametrize(
    "change",
    [put(("a",), None), put(("provider",), 1), take(("provider",)), take(("images", 0)), take(("b",))],
)
def test_toml_does_not_change_where_it_cannot(change: Change) -> None:
    assert edits_of(read(TOML), change) is None


def test_a_table_has_no_edits() -> None:
    (record,) = formats.of_path("x.csv").read(BytesIO(b"title\nFog\n"), "x.csv", Limits())
    assert edits_of(record, put(("title",), "Bell")) is None


LIST = "# all\n- title: a\n  n: 1\n# own\n- title: b\n  n: 2 # two\n\n- {title: c, n: 3}\n"


@pytest.mark.parametrize(
    ("number", "change", "old", "new"),
    [
        (0, put(("n",), 5), "n: 1", "n: 5"),
        (0, take(("title",)), "title: a\n  ", ""),
        (1, take(("n",)), "  n: 2 # two\n", ""),
        (1, call(("title",), "t"), "title: b", "t: b"),
        (2, take(("n",)), ", n: 3", ""),
    ],
)
def test_a_record_in_a_list_is_mended_in_its_place(number: int, change: Change, old: str, new: str) -> None:
    record = list(formats.of_path("x.yaml").read(BytesIO(LIST.encode()), "x.yaml", Limits()))[number]
    fix = edits_of(record, change)
    assert fix is not None
    assert apply(LIST, [fix])[0] == LIST.replace(old, new)


# Whatever is written canonically can be changed in every way.

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


# Repeated keys


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("---\na: 1\nb: x\nb: x\nc: 2\n---\n", "---\na: 1\nb: x\nc: 2\n---\n", id="in YAML"),
        pytest.param("---\nb: x\n\n# again\nb: x\n\n---\n", "---\nb: x\n\n---\n", id="with its comment"),
        pytest.param(
            "---\nb: [1, 2]\nb:\n  - 1\n  - 2\n---\n", "---\nb: [1, 2]\n---\n", id="written otherwise"
        ),
        pytest.param('{"a": 1, "a": 1}', '{"a": 1}', id="in JSON"),
        pytest.param('{"a": {"b": 1, "c": 2, "b": 1}}', '{"a": {"b": 1, "c": 2}}', id="inside"),
        pytest.param('---\n"b": x\n"b": x\n---\n', '---\n"b": x\n---\n', id="in quotes"),
        pytest.param("---\nb: x\nb: y\n---\n", None, id="never where the values differ"),
        pytest.param("---\nb: 1\nb: 1.0\n---\n", None, id="nor where the types do"),
    ],
)
def test_the_second_of_two_equal_keys_can_go(text: str, wanted: str | None) -> None:
    path = "x.md" if text.startswith("---") else "x.json"
    record = read(text, path)
    fixes = [fix for problem in record.problems if (fix := fix_of(record, problem))]
    assert (apply(text, fixes)[0] if fixes else None) == wanted


# Applying


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


# Changes of data


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


# Another order


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
