"""Whole Markdown records: what was written is read back strictly equal, body and line end included."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from artikit.errors import WriteError
from artikit.model import Source
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits
from artikit.schema.library import bundle, load
from artikit.schema.style import style_of
from artikit.writing.front_matter import write_front_matter
from artikit.writing.terms import FrontMatter
from artikit.writing.toml import without_nulls

ROOT = Path(__file__).parents[2]
KINDS: tuple[FrontMatter, ...] = get_args(FrontMatter)
NEWLINES = ("\n", "\r\n", "\r")
STYLE = style_of(bundle(load("article", ".")))


def check(data: dict[str, Any], body: str, newline: str, kind: FrontMatter) -> str:
    """Hold what is written to what is read: types, order, every character of the body, the line end."""
    text = write_front_matter(data, body, newline, kind, STYLE)
    record = read_front_matter(Source("x.md", text), Limits())
    assert record.problems == ()
    assert json.dumps(record.data) == json.dumps(data)
    assert record.body == body
    assert record.newline == newline
    return text


DATA = {
    "title": 'The "first" one',
    "publishedDateTime": "2021-05-20",
    "provider": {"name": "a"},
    "topics": ["x"],
}
WRITTEN = {
    "yaml": '---\ntitle: "The \\"first\\" one"\npublishedDateTime: 2021-05-20\n\nprovider:\n  name: a\n\ntopics:\n  - x\n---\n',
    "toml": '+++\ntitle = "The \\"first\\" one"\npublishedDateTime = 2021-05-20\nprovider.name = "a"\ntopics = ["x"]\n+++\n',
    "json": (
        '{\n  "title": "The \\"first\\" one",\n  "publishedDateTime": "2021-05-20",\n'
        '  "provider": {\n    "name": "a"\n  },\n  "topics": [\n    "x"\n  ]\n}\n'
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_fences_and_its_line_ends_and_the_body_follows(kind: FrontMatter) -> None:
    assert check(DATA, "\n  Body\r\n", "\n", kind) == WRITTEN[kind] + "\n  Body\r\n"
    assert check(DATA, "Body\n", "\r\n", kind) == WRITTEN[kind].replace("\n", "\r\n") + "Body\n"
    assert check(DATA, "", "\n", kind) == WRITTEN[kind]
    if kind != "toml":
        assert check(DATA, "\rBody\n", "\r", kind) == WRITTEN[kind].replace("\n", "\r") + "\rBody\n"


BODIES = (
    "", "\n", "\n\n", "\r\n", "\r", "\n\r", "---", "---\n", "---\na: 1\n---\n", "...\n", "+++\n", "+++\na = 1\n+++\n", ";;;\n", "{", "}",
    "{\n", '{"a": 1}', '{\n  "b": 2\n}\n', "\ufeff", "\ufeff---\n", " ", "\t\n", "no line end", "# Heading\n", "a\r\nb\n", "}\n---\n",
    "\x0b", "\x0c\n", "\x85", "\u2028", "\x1b[0m", "/* c */", "// c", ",", '"', "\n---\n", "😀", "- a", "a: 1\n---\n",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("newline", NEWLINES)
def test_bodies_may_begin_with_anything(kind: FrontMatter, newline: str) -> None:
    if (kind, newline) == ("toml", "\r"):
        pytest.skip("TOML has no such lines")
    for body in BODIES:
        for data in ({"a": 1}, {"a": "---"}, {"a": "\n---\n+++\n}"}, {"---": {"+++": ["...", "}"]}}):
            check(data, body, newline, kind)


def test_a_body_that_begins_with_lf_stays_whole_behind_lines_that_end_in_cr() -> None:
    assert check({"a": 1}, "\nb", "\r", "yaml") == "---\ra: 1\r---\r\n\nb"
    assert check({"a": 1}, "\nb", "\r", "json") == '{\r  "a": 1\r}\r\n\nb'


HOSTILE = (
    "",
    "no",
    "---",
    "\n---\n",
    "...",
    "+++",
    "\n+++\n",
    "{",
    "}\n",
    '"',
    "\\",
    "'",
    "#",
    "\x00",
    "\r",
    "\x85",
    "\u2028",
    "\ufeff",
    "😀",
)
TEXTS = st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8"), max_size=8)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
BODY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20) | st.text(
    '-+;{}"\n\r \ufeff.a:=', max_size=12
)


@settings(deadline=None, max_examples=1250)
@given(
    st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4),
    st.sampled_from(BODIES) | BODY,
    st.sampled_from(NEWLINES),
    st.sampled_from(KINDS),
)
def test_what_is_written_reads_back_equal(
    data: dict[str, Any], body: str, newline: str, kind: FrontMatter
) -> None:
    if kind == "toml":
        assume(newline != "\r")
        assume("null" not in json.dumps(data))
    check(data, body, newline, kind)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples" / "good").rglob("*.md")), ids=lambda path: path.name
)
@pytest.mark.parametrize("kind", KINDS)
def test_examples_can_change_the_kind_of_their_front_matter(path: Path, kind: FrontMatter) -> None:
    record = read_front_matter(Source("x.md", path.read_bytes().decode()), Limits())
    assert record.data is not None
    data = without_nulls(record.data)[0] if kind == "toml" else dict(record.data)
    check(data, record.body, record.newline, kind)


@pytest.mark.parametrize(
    ("data", "kind", "newline", "words", "pointer"),
    [
        ({}, "yaml", "\n", "front matter must not be empty", ()),
        ({}, "toml", "\n", "front matter must not be empty", ()),
        ({}, "json", "\n", "front matter must not be empty", ()),
        ({"a": 1}, "toml", "\r", "TOML has no lines that end in CR alone", ()),
        ({"a": [None]}, "toml", "\n", "TOML has no null", ("a", 0)),
        ({"a": "\ud800"}, "yaml", "\n", "U+D800 is half a character, which no text file can hold", ()),
        ({"a": "\ud800"}, "json", "\n", "U+D800 is half a character, which no text file can hold", ()),
        ({"a": "\ud800"}, "toml", "\n", "U+D800 is half a character, which no text file can hold", ("a",)),
        ({"a": math.nan}, "yaml", "\n", "`nan` is no number that JSON can hold", ()),
        (
            {"a": math.inf},
            "json",
            "\n",
            "a number is not finite, or data is nested too deep or inside itself",
            (),
        ),
        (
            {"a" * 1001: 1},
            "yaml",
            "\n",
            f"the key `{'a' * 40}…` is longer than YAML allows: 1,000 characters",
            (),
        ),
    ],
)
def test_what_cannot_be_front_matter_is_refused(
    data: dict[str, Any], kind: FrontMatter, newline: str, words: str, pointer: tuple[str | int, ...]
) -> None:
    with pytest.raises(WriteError) as caught:
        write_front_matter(data, "body", newline, kind)
    assert (str(caught.value), caught.value.pointer) == (words, pointer)


@pytest.mark.parametrize("kind", KINDS)
def test_data_in_itself_is_refused(kind: FrontMatter) -> None:
    data: dict[str, Any] = {}
    data["a"] = [data]
    with pytest.raises(WriteError, match="inside itself"):
        write_front_matter(data, "", "\n", kind)
    deep: Any = 1
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(WriteError, match="nested"):
        write_front_matter({"a": deep}, "", "\n", kind)
