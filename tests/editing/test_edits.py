"""A change of values becomes the least edits of the text, in YAML, JSON and TOML, or none at all."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from artikit import formats
from artikit.editing import apply, edits_of
from artikit.model import Change
from artikit.reading.limits import Limits

from .changes import after, call, put, read, take

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


def lines_changed(old: str, new: str | None) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came, between what stayed above and below."""
    assert new is not None
    one, other = old.splitlines(), new.splitlines()
    while one and other and one[0] == other[0]:
        del one[0], other[0]
    while one and other and one[-1] == other[-1]:
        del one[-1], other[-1]
    return one, other


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
