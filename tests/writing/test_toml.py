"""Canonical TOML: our reader and tomllib read back what was written, strictly equal, keys in order."""

from __future__ import annotations

import importlib.util
import json
import math
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.errors import WriteError
from artikit.reading.handlers import TOML
from artikit.reading.limits import Limits
from artikit.reading.toml import read_toml
from artikit.reading.yaml import read_yaml
from artikit.schema.library import bundle, load, names
from artikit.schema.style import Style, style_of
from artikit.writing.toml import DEEPEST, without_nulls, write_toml

ROOT = Path(__file__).parents[2]
NAUGHTY = ROOT / ".test-data" / "naughty-strings" / "resources" / "blns.json"


@cache
def style(name: str) -> Style:
    return style_of(bundle(load(name, ".")))


def check(data: dict[str, Any], style: Style | None = None) -> str:
    """Hold what is written to what the readers make of it: types, order, signs of zeros."""
    text = write_toml(data, style)
    assert not text or text.endswith("\n")
    assert not text.startswith("\n")
    assert "\n\n\n" not in text
    assert not any(line.endswith(" ") for line in text.split("\n"))
    reading = read_toml(text, Limits(depth=2000, nodes=10**6))
    assert reading.problems == ()
    assert json.dumps(reading.data) == json.dumps(data)
    theirs = tomllib.loads(text)
    if style is None:
        assert json.dumps(theirs) == json.dumps(data)
    return text


def refused(data: dict[str, Any]) -> WriteError:
    with pytest.raises(WriteError) as caught:
        write_toml(data)
    return caught.value


RECORD = """\
category = "news"
title = "The \\"first\\" one"
publishedDateTime = 2021-05-20T12:42:00Z
published = true
quality = 11
topics = ["AI in Healthcare", "3D & 5G"]

[provider]
name = "The Guardian"
domain = "example.com"

[[provider.images]]
url = "/a-50x50.jpg"
width = 50

[[provider.images]]
url = "/b-50x50.jpg"

[[related]]
title = "B"
publishedDateTime = 2021-05-20
provider.name = "C"
provider.domain = "c.example"
quality = 4

[[related.images]]
url = "https://example.com/b.jpg"

[[related]]
title = "D"

[related.provider]
name = "E"

[[related.provider.images]]
url = "/c-50x50.jpg"
"""


def test_a_record_is_written_as_people_write_it() -> None:
    data = read_toml(RECORD, Limits()).data
    assert isinstance(data, dict)
    assert check(data, style("article")) == RECORD


def test_tables_before_plain_keys_are_written_so_that_the_order_stays() -> None:
    data = {
        "title": "a",
        "provider": {
            "name": "b",
            "ratings": {"count": 1, "by": {}},
            "images": [{"url": "/a.jpg", "width": 50}],
        },
        "empty": {},
        "topics": [
            "a text that is long enough for a line of its own",
            "another one of them, as long as that",
        ],
        "images": [{"url": "/b.jpg"}, {"url": "/c.jpg", "size": {"width": 1}}],
        "secured": "x;y",
    }
    assert check(data) == (
        'title = "a"\n'
        'provider.name = "b"\n'
        "provider.ratings.count = 1\n"
        "provider.ratings.by = {}\n"
        'provider.images = [{ url = "/a.jpg", width = 50 }]\n'
        "empty = {}\n"
        "topics = [\n"
        '  "a text that is long enough for a line of its own",\n'
        '  "another one of them, as long as that",\n'
        "]\n"
        "images = [\n"
        '  { url = "/b.jpg" },\n'
        '  { url = "/c.jpg", size = { width = 1 } },\n'
        "]\n"
        'secured = "x;y"\n'
    )


def test_containers_of_every_kind_stand_in_one_another() -> None:
    data: dict[str, Any] = {
        "a": [[], {}, [[1, [2]], ["x"]], {"y": [{"z": {}}]}, 1.5, True, "q"],
        "b": {"c": {"d": {}}},
        "e": [{}, {"f": [{"g": [{}]}]}, {}],
        "h": {},
    }
    assert check(data) == (
        'a = [\n  [],\n  {},\n  [[1, [2]], ["x"]],\n  { y = [{ z = {} }] },\n  1.5,\n  true,\n  "q",\n]\n'
        "\n[b]\n\n[b.c]\n\n[b.c.d]\n"
        "\n[[e]]\n\n[[e]]\n\n[[e.f]]\n\n[[e.f.g]]\n\n[[e]]\n"
        "\n[h]\n"
    )
    assert check({}) == ""
    assert check({"a": {}, "b": []}) == "a = {}\nb = []\n"


def corpus() -> list[str]:
    spec = importlib.util.spec_from_file_location("corpus", ROOT / "benchmarks" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [module.record(1, number)[1] for number in range(100)]


@pytest.mark.parametrize("schema", ["article", "news"])
def test_records_in_the_style_of_real_ones_keep_order_and_dates(schema: str) -> None:
    for text in corpus():
        data = read_yaml(text[4 : text.index("\n---\n", 4) + 1], Limits()).data
        assert isinstance(data, dict)
        written = check(data, style(schema))
        assert f"publishedDateTime = {data['publishedDateTime']}\n" in written
        check({key: value for key, value in data.items() if key != "secured"}, style(schema))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("2021-05-20T12:42:00Z", True),
        ("2021-05-20T12:42:00.50+02:00", True),
        ("2021-05-20T12:42:00.123456789Z", True),
        ("2021-05-20T12:42:00-00:00", True),
        ("2021-05-20", True),
        ("2021-05-20t12:42:00Z", False),
        ("2021-05-20T12:42:00z", False),
        ("2021-05-20 12:42:00Z", False),
        ("2021-05-20T12:42:00", False),
        ("2021-05-20T12:42Z", False),
        ("2021-05-32", False),
        ("2021-05-20T25:00:00Z", False),
        ("2016-12-31T23:59:60Z", False),
        ("0000-01-01", False),
        ("0999-01-01", False),
        ("9999-12-31T23:59:59-01:00", False),
        ("2021-05-20T12:42:00+24:00", False),
        ("2021-05-20\n", False),
        ("٢٠٢١-05-20", False),
        ("12:42:00", False),
        ("soon", False),
        ("", False),
    ],
)
def test_dates_are_bare_where_the_schema_has_them_and_come_back_as_they_were(text: str, bare: bool) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    assert (
        check({"publishedDateTime": text}, style("article"))
        == f"publishedDateTime = {text if bare else quoted}\n"
    )
    assert check({"publishedDateTime": text}) == f"publishedDateTime = {quoted}\n"
    dates = style_of({"items": {"format": "date-time"}, "properties": {"a": {"items": {"format": "date"}}}})
    day = bare and len(text) == 10
    assert check({"a": [text, [text]]}, dates) == f"a = [{text if day else quoted}, [{quoted}]]\n"


def test_texts_that_are_always_quoted_are_so_even_if_they_are_dates() -> None:
    always = style_of({"properties": {"a": {"format": "date", "x-style": {"quotes": "double"}}}})
    assert check({"a": "2021-05-20"}, always) == 'a = "2021-05-20"\n'


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1e22, "1e+22"), (1e16, "1e+16"), (1e-7, "1e-07"), (1.5e300, "1.5e+300"), (-1e22, "-1e+22"), (5e-324, "5e-324"),
        (-0.0, "-0.0"), (0.1, "0.1"), (1.0, "1.0"), (4.5789475, "4.5789475"), (-1, "-1"), (0, "0"), (True, "true"),
        (False, "false"), (2**63 - 1, "9223372036854775807"), (-(2**63), "-9223372036854775808"),
    ],
)  # fmt: skip
def test_numbers(number: float, written: str) -> None:
    assert check({"a": number, "b": [number]}) == f"a = {written}\nb = [{written}]\n"


@pytest.mark.parametrize(
    ("data", "words", "pointer", "help_"),
    [
        ({"a": {"b": None}}, "TOML has no null", ("a", "b"), "give it a value, or take it out"),
        (
            {"a": [{}, {"b": [1, None]}]},
            "TOML has no null",
            ("a", 1, "b", 1),
            "give it a value, or take it out",
        ),
        (
            {"a": [2**63]},
            "the whole number has more than the 64 bits that TOML knows",
            ("a", 0),
            "make it a text",
        ),
        (
            {"a": -(2**63) - 1},
            "the whole number has more than the 64 bits that TOML knows",
            ("a",),
            "make it a text",
        ),
        (
            {"a": 10**5000},
            "the whole number has more than the 64 bits that TOML knows",
            ("a",),
            "make it a text",
        ),
        ({"a": [math.nan]}, "`nan` is no number that JSON can hold", ("a", 0), ""),
        ({"a": {"b": -math.inf}}, "`-inf` is no number that JSON can hold", ("a", "b"), ""),
        ({"a": ["x\ud83d"]}, "U+D83D is half a character, which no text file can hold", ("a", 0), ""),
        ({"a": {"\udc00": 1}}, "U+DC00 is half a character, which no text file can hold", ("a",), ""),
    ],
)
def test_what_toml_cannot_hold_is_refused_with_its_place(
    data: dict[str, Any], words: str, pointer: tuple[str | int, ...], help_: str
) -> None:
    error = refused(data)
    assert (str(error), error.pointer, error.help) == (words, pointer, help_)


@pytest.mark.parametrize("data", [{1: 1}, {"a": {None: 1}}, {"a": b""}, {"a": [(1,)]}])
def test_what_is_no_json_is_an_error_of_the_program(data: Any) -> None:
    with pytest.raises(TypeError, match=r"is not text|is no value that JSON has"):
        write_toml(data)


def test_as_deep_as_readers_go_and_data_in_itself_is_refused() -> None:
    wraps = (
        lambda inner: [inner],
        lambda inner: {"a": inner},
        lambda inner: [{"a": inner}, 1],
        lambda inner: [{"a": inner}],
    )
    for wrap in wraps:
        deep: Any = 1
        while len(path(wrap(deep))) < DEEPEST:
            deep = wrap(deep)
        check({"a": deep})
        check({"a": deep, "b": 1})
        assert refused({"a": wrap(wrap(deep))}).args == (
            f"data nested deeper than {DEEPEST} levels, or inside itself",
        )
    listed: list[Any] = []
    listed += [listed, listed]
    assert len(refused({"a": listed}).pointer) == DEEPEST + 1
    table: dict[str, Any] = {}
    table |= {"a": table}
    assert len(refused(table).pointer) == DEEPEST + 1


def path(value: Any) -> list[Any]:
    """Steps from a key to the innermost first value."""
    steps: list[Any] = ["a"]
    while isinstance(value, dict | list):
        steps.append(value)
        value = value[0] if isinstance(value, list) else value["a"]
    return steps


def test_long_keys_are_not_said_again_and_again() -> None:
    data: dict[str, Any] = {f"{'k' * 200}{number}": number for number in range(300)}
    for _ in range(20):
        data = {"q" * 200: data}
    for whole in (data, {"a": data, "b": 1}, {"a": [data]}):
        assert len(check(whole)) < 1.2 * len(json.dumps(whole))


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("a", "a"), ("A-b_9", "A-b_9"), ("1e5", "1e5"), ("-", "-"), ("true", "true"), ("2021-05-20", "2021-05-20"), ("", '""'),
        (" ", '" "'), ("a.b", '"a.b"'), ("a b", '"a b"'), ("é", '"é"'), ("日本", '"日本"'), ('"', '"\\""'), ("\\", '"\\\\"'),
        ("\n", '"\\n"'), ("\x7f", '"\\u007f"'), ("\0", '"\\u0000"'), ("[", '"["'), ("#", '"#"'), ("a\n", '"a\\n"'),
        ("😀", '"😀"'), ("\ufeff", '"\\ufeff"'), ("١", '"١"'),
    ],
)  # fmt: skip
def test_keys_are_bare_or_quoted_wherever_they_stand(key: str, written: str) -> None:
    assert check({key: 1}) == f"{written} = 1\n"
    assert check({key: {key: {key: 1}}}) == f"[{written}]\n\n[{written}.{written}]\n{written} = 1\n"
    assert check({"t": {key: {key: 1}}, "z": 1}) == f"t.{written}.{written} = 1\nz = 1\n"
    assert check({key: [{key: 1}, {key: [{}]}]}) == (
        f"[[{written}]]\n{written} = 1\n\n[[{written}]]\n\n[[{written}.{written}]]\n"
    )


def test_every_character_below_the_surrogates_and_some_above() -> None:
    codes = [*range(0xD800), *range(0xE000, 0x10000), *range(0x10000, 0x110000, 997)]
    for start in range(0, len(codes), 8000):
        some = list(map(chr, codes[start : start + 8000]))
        check({f"k{one}": f"{one}a{one}" for one in some})


HOSTILE = (
    "", " ", "a b", "true", "inf", "nan", "1", "1_000", "0x1f", "1e3", "2021-05-20", "2021-05-20T12:42:00Z", "12:30", '"""', "'''",
    "'", '"', "\\", "\\u0041", "\n", "\r", "\r\n", "a\n", "\t", "\x00", "\x1b[0m", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe",
    "\uffff", "\xa0", "😀", "é", "e\u0301", "#", "# a", "=", "[", "]", "[[", "{", "}", ",", ".", "a.b", "+++", "---", "key = 1",
)  # fmt: skip
TEXTS = (
    st.sampled_from(HOSTILE)
    | st.text(st.characters(codec="utf-8"), max_size=8)
    | st.text("ab.\"'\\\n-", max_size=5)
)
KEYS = st.sampled_from(["a", "b", "c", "d"]) | TEXTS
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.booleans() | st.integers(-(2**63), 2**63 - 1) | FLOATS | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.lists(st.dictionaries(KEYS, inner, max_size=3), max_size=3)
    ),
    max_leaves=14,
)


@settings(deadline=None, max_examples=1000)
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_what_is_written_reads_back_equal(data: dict[str, Any]) -> None:
    check(data)


@settings(deadline=None, max_examples=1000)
@given(st.dictionaries(KEYS, st.recursive(st.just(1), lambda inner: st.dictionaries(KEYS, inner, max_size=4) | st.lists(inner, max_size=3), max_leaves=40), max_size=6))  # fmt: skip
def test_tables_in_any_order_read_back_equal(data: dict[str, Any]) -> None:
    check(data)


@settings(deadline=None, max_examples=700)
@given(
    st.dictionaries(
        st.sampled_from(["title", "category", "provider", "topics", "images", "related", "secured", "publishedDateTime", "own"]),
        VALUES | st.lists(st.dictionaries(st.sampled_from(["title", "url", "provider", "publishedDateTime"]), VALUES, max_size=3), max_size=3),
        max_size=6,
    ),
    st.sampled_from(sorted(names())),
)  # fmt: skip
def test_what_is_written_in_a_style_reads_back_equal_too(data: dict[str, Any], name: str) -> None:
    check(data, style(name))


@pytest.mark.skipif(not NAUGHTY.exists(), reason="naughty-strings is not in .test-data")
def test_naughty_strings() -> None:
    texts = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    assert len(texts) > 400
    check({text: [text, {text: text}] for text in texts})


def test_nulls_are_left_out_and_told() -> None:
    data = {
        "a": None,
        "b": {"c": None, "d": [{"e": None, "f": 1}, [], {}]},
        "g": 0,
        "h": "",
        "i": False,
        "j": None,
    }
    kept, dropped = without_nulls(data)
    assert json.dumps(kept) == '{"b": {"d": [{"f": 1}, [], {}]}, "g": 0, "h": "", "i": false}'
    assert dropped == [("a",), ("b", "c"), ("b", "d", 0, "e"), ("j",)]
    assert data["b"] == {"c": None, "d": [{"e": None, "f": 1}, [], {}]}
    check(kept)
    with pytest.raises(WriteError, match="TOML has no null") as caught:
        without_nulls({"a": [1, {"b": [None]}]})
    assert caught.value.pointer == ("a", 1, "b", 0)


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(KEYS, st.recursive(SCALARS | st.none(), lambda inner: st.dictionaries(KEYS, inner, max_size=4), max_leaves=8), max_size=5))  # fmt: skip
def test_without_its_nulls_data_can_be_written_and_nothing_else_is_gone(data: dict[str, Any]) -> None:
    kept, dropped = without_nulls(data)
    check(kept)
    for *around, key in dropped:
        table: Any = data
        here: Any = kept
        for step in around:
            table, here = table[step], here[step]
        assert table[key] is None
        assert key not in here
    assert _count(data) == _count(kept) + len(dropped)


def _count(value: Any) -> int:
    return 1 + sum(map(_count, value.values())) if isinstance(value, dict) else 1


def test_python_frontmatter_writes_toml_through_the_handler() -> None:
    post = frontmatter.loads('---\ntitle: "a"\nprovider:\n  name: b\nat: 2021-05-20T12:42:00Z\n---\nbody')
    text = frontmatter.dumps(post, handler=TOML)
    assert text == '+++\ntitle = "a"\nprovider.name = "b"\nat = "2021-05-20T12:42:00Z"\n+++\n\nbody'
    assert TOML.load(TOML.export(post.metadata)) == {
        "title": "a",
        "provider": {"name": "b"},
        "at": "2021-05-20T12:42:00Z",
    }
    with pytest.raises(WriteError, match="TOML has no null"):
        TOML.export({"a": None})
