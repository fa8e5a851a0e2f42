"""Canonical YAML: real records come back byte for byte, and nothing is ever read as something else."""

from __future__ import annotations

import importlib.util
import itertools
import json
import math
import re
from functools import cache
from pathlib import Path
from typing import Any

import frontmatter
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from artikit.reading.handlers import YAML as HANDLER
from artikit.reading.limits import Limits
from artikit.reading.yaml import read_yaml
from artikit.schema.library import bundle, load, names
from artikit.schema.style import Style, style_of
from artikit.writing.quotes import in_quotes
from artikit.writing.yaml import write_yaml

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seeds" / "000_d955d1b47437d992.txt"
NAUGHTY = ROOT / ".test-data" / "naughty-strings" / "resources" / "blns.json"

WORDS = re.split(
    r"\s+",
    """y n yes no on off true false null ~ = << Yes NO oN TRUE nULL Null - -- --- --- a ... .. . ... a -a - a
0 -0 +0 00 007 0_ _ __ +_ 1_000 1,000 1,2.5 .5 5. +.5 -.5 1e3 1E3 1e+3 1.e5 12e03 +1 -1 1.5 0x 0x1F 0X1F +0x1f 0o7
0o 0O7 0b1 0b_ 0b1_0 12:30 12:30:45 190:20:30.15 1:60 .inf -.INF +.Inf .nan .NaN inf nan 2021-05-20 2021-5-2 20210520
2021-05-20T12:42:00Z 2021-05-20t12:42:00z 2021-05-20T12:42 -2021-05-20 2021 1.2.3 1.2.3.4 :a :a: a: a:b a::b :: ::a
: ? ?a # #a a# a#b [ ] { } [a] {a} a[b] , ,a a,b & &a a&b * *a ! !a !!str | |a > >a ' 'a a'b " "a a"b % %a @ @a ` `a
\\ \\n C:\\d \\ud83d\\ude00 \\x41 / <a> ==, a=b 3D 5G 1a e3 0xg 1e 1e+ e true. trues 'yes' {{a}} {%a%}""",
)
SPACED = (
    "", " ", " a", "a ", "a b", "a  b", "a: b", "a :b", "a : b", "a #b", "a# b", "a #", "- a", "? a", "--- a", "... a",
    "2021-05-20 12:42:00", "2021-05-20 12:42:00 +2", "2021-05-20 news", "12 30", "1 000", "a\tb", "\ta", "a\t", "a\nb",
    "a\n", "\n", "a\r\nb", "a\rb", "a\n\n  b", "a\0b", "\x1b[0m", "a\x7f", "a\x85b", "\x85", "a\u2028b", "\u2029", "\ufeff",
    "\ufeffa", "a\ufeffb", "\ufffe", "\uffff", "\ufffd", "\xa0", "\xa0a", "a\xa0", "a\xa0b", "a:\xa0b", "a\xa0#b", "\u3000a",
    "a\u200bb", "😀", "a 😀", "\U0001fffe", "\U0010ffff", "é", "e\u0301", "日本", "עברית", "yeſ", "١٢", "a" * 900, "a b " * 3000,
)  # fmt: skip
HOSTILE = [*WORDS, *SPACED]
HOSTILE_CHARACTERS = " \t\n:#-?,[]{}&*!|>'\"%@`~=<._+01eExXoayn\\/\xa0\x85\u2028\ufeff😀"


class NoDates(yaml.SafeLoader):
    """PyYAML as it is, but for dates: they stay text, as they are for artikit."""


NoDates.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def style(name: str) -> Style:
    return style_of(bundle(load(name, ".")))


def ours(text: str) -> Any:
    reading = read_yaml(text, Limits(depth=2000))
    assert not reading.problems
    return reading.data


def ruamel(text: str, version: tuple[int, int] | None = None) -> Any:
    reader = YAML(typ="safe", pure=True)
    if version:
        reader.version = version
    return reader.load(text)


def check(data: dict[str, Any], style: Style | None = None, *, slow: bool = True) -> str:
    """Hold what is written to what every reader makes of it: types, order, signs of zeros."""
    text = write_yaml(data, style)
    assert text.endswith("\n")
    assert not text.startswith("\n")
    assert "\n\n\n" not in text
    assert not any(line.endswith(" ") for line in text.split("\n"))
    wanted = repr(data)
    assert repr(ours(text)) == wanted
    if style is None:
        assert repr(yaml.load(text, yaml.CSafeLoader)) == wanted
    if slow:
        assert repr(yaml.load(text, NoDates if style else yaml.SafeLoader)) == wanted
        if style is None:
            assert repr(ruamel(text)) == wanted
            assert repr(ruamel(text, (1, 1))) == wanted
    return text


def content(record: str) -> str:
    """What stands between the fences."""
    return record[4 : record.index("\n---\n", 4) + 1]


def records(path: Path, *rest: Any) -> list[str]:
    if not path.exists():
        pytest.skip(f"{path.name} is not there")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [module.record(1, number, *rest)[1] for number in range(100)]


@pytest.mark.parametrize("schema", ["article", "news"])
@pytest.mark.parametrize("source", ["benchmarks", "shared", "seed"])
def test_records_in_the_style_of_real_ones_come_back_byte_for_byte(source: str, schema: str) -> None:
    if source == "benchmarks":
        texts = records(ROOT / "benchmarks" / "corpus.py")
    elif source == "shared":
        texts = records(SHARED / "gen_corpus.py", 0.0, 0.5)
    elif SEED.exists():
        texts = [SEED.read_bytes().decode()]
    else:
        pytest.skip("the seeds are not there")
    for text in texts:
        front_matter = content(text)
        data = ours(front_matter)
        assert write_yaml(data, style(schema)) == front_matter


NEWS = """\
category: news
title: "The \\"first\\" no"
excerpt: "Line\\n    \\n"
publishedDateTime: 2021-05-20T12:42:00Z
originalUrl: "https://example.com/a"
type: video
quality: 11
heat: -1
published: true
featuredContent: "<iframe src=\\"https://example.com/\\"></iframe>"

actions:
  - url: "https://example.com/b.zip"
    type: "download"
    title: "Download"
    attribution: "Tides"

provider:
  name: The Guardian
  domain: example.com
  images:
    - url: "/a-50x50.jpg"
      width: 50
  publishers:
    - name: Tides
      domain:
  authors:
    - name: Mara Lindqvist

items:
  - courses/a

topics:
  - AI in Healthcare
  - 3D & 5G

images:
  - url: "https://example.com/a.jpg"
    title: "A picture"
    isCached: true

related:
  - title: "B"
    publishedDateTime: 2021-05-20
    webUrl: "https://example.com/b"
    provider:
      name: B
      domain: b.example
    images:
      - url: "https://example.com/b.jpg"

secured: "abc;def=="
"""


def test_the_schemas_say_what_the_style_is() -> None:
    assert check(ours(NEWS), style("article")) == NEWS
    topic = """\
taxonomy: topic
name: Canvas
keywords:
hashtags:
  - "#Canvas"
images:
  - https://example.com/a.jpg
services:
  news: https://example.com/api/news/canvas/
"""
    assert check(ours(topic), style("topic")) == topic


@pytest.mark.parametrize("name", names())
def test_every_shipped_schema_has_a_style(name: str) -> None:
    known = load(name, ".")[0].document.get("properties", {})
    assert list(style(name).children) == list(known)
    assert check({"a": {"b": [None]}}, style(name)) == "a:\n  b:\n    - null\n"


def test_schemas_that_refer_to_themselves_have_styles_too() -> None:
    quoted = {"x-style": {"quotes": "double"}}
    tree = style_of({"properties": {"name": quoted, "parts": {"items": {"$ref": "#"}}}})
    text = 'name: "a"\nparts:\n  - name: "b"\n    parts:\n      - name: "c"\n'
    assert check(ours(text), tree) == text
    nearest = style_of(
        {"properties": {"a": {"$ref": "#/$defs/a", "x-style": {"quotes": "bare"}}}, "$defs": {"a": quoted}}
    )
    assert write_yaml({"a": "x"}, nearest) == "a: x\n"
    odds: list[Any] = [
        True,
        {"x-style": 1},
        {"x-style": {"quotes": 1}},
        {"properties": {"a": {"format": []}}},
    ]
    for odd in odds:
        assert write_yaml({"a": "x"}, style_of(odd)) == "a: x\n"


def test_the_order_of_keys_is_the_data_s_and_a_block_at_the_top_has_no_blank_line_before_it() -> None:
    data: dict[str, Any] = {"topics": [], "title": "a", "provider": {"images": None}, "secured": 1}
    assert check(data, style("article")) == ('topics: []\ntitle: "a"\n\nprovider:\n  images:\n\nsecured: 1\n')


def test_containers_of_every_kind_stand_in_one_another() -> None:
    data: dict[str, Any] = {
        "a": None,
        "b": [None, [], {}, [[1, [2]], [None]], {"x": None, "y": [{"z": "no"}], "q": {}}, "c"],
        "d": {"e": {"f": {"g": []}}},
    }
    assert check(data) == (
        'a:\nb:\n  - null\n  - []\n  - {}\n  - - - 1\n      - - 2\n    - - null\n  - x:\n    "y":\n'
        '      - z: "no"\n    q: {}\n  - c\nd:\n  e:\n    f:\n      g: []\n'
    )
    assert write_yaml({}) == "{}\n"
    assert ours("{}\n") == {}


def test_as_deep_as_the_reader_goes_and_data_in_itself_is_refused() -> None:
    for wrap in (lambda inner: [inner], lambda inner: {"a": inner}):
        deep: Any = 1
        for _ in range(Limits().depth - 1):
            deep = wrap(deep)
        text = check({"a": deep})
        assert not read_yaml(text, Limits()).problems
        assert read_yaml(write_yaml({"a": wrap(deep)}), Limits()).problems
    listed: list[Any] = []
    listed += [listed, listed]
    with pytest.raises(ValueError, match="nested deeper than 1,000 levels, or inside itself"):
        write_yaml({"a": listed})


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2021-05-20T12:42:00Z", "2021-05-20T12:42:00Z"),
        ("2021-05-20T12:42:00.5+02:00", "2021-05-20T12:42:00.5+02:00"),
        ("2021-05-20", "2021-05-20"),
        ("2021-05-32", '"2021-05-32"'),  # else PyYAML raises ValueError
        ("2021-05-20T25:00:00Z", '"2021-05-20T25:00:00Z"'),
        ("2021-05-20 12:42:00Z", '"2021-05-20 12:42:00Z"'),
        ("2016-12-31T23:59:60Z", '"2016-12-31T23:59:60Z"'),
        ("0000-01-01", '"0000-01-01"'),
        ("9999-12-31T23:59:59-01:00", '"9999-12-31T23:59:59-01:00"'),
        ("soon", "soon"),
        ("no", '"no"'),
    ],
)
def test_dates_are_bare_where_the_schema_has_them_and_every_reader_survives_them(
    text: str, written: str
) -> None:
    whole = check({"publishedDateTime": text}, style("article"))
    assert whole == f"publishedDateTime: {written}\n"
    yaml.safe_load(whole)
    ruamel(whole)
    assert write_yaml({"at": text}) == (f"at: {text}\n" if text == "soon" else f'at: "{text}"\n')


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1e22, "1.0e+22"), (1e-7, "1.0e-07"), (1.5e300, "1.5e+300"), (-1e22, "-1.0e+22"), (5e-324, "5.0e-324"), (-0.0, "-0.0"),
        (0.1, "0.1"), (1.0, "1.0"), (1e16, "1.0e+16"), (4.5789475, "4.5789475"), (-1, "-1"), (10**900, "1" + "0" * 900),
        (True, "true"), (False, "false"),
    ],
)  # fmt: skip
def test_numbers(number: float, written: str) -> None:
    assert check({"a": number, "b": [number]}) == f"a: {written}\nb:\n  - {written}\n"


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        ({"a": math.nan}, ValueError, "`nan` is no number"),
        ({"a": [-math.inf]}, ValueError, "`-inf` is no number"),
        ({"a": "x\ud83d"}, ValueError, "D83D is half a character"),
        ({"\udc00": 1}, ValueError, "DC00 is half a character"),
        ({"a" * 1001: 1}, ValueError, "longer than YAML allows: 1,000"),
        ({"\0" * 200: 1}, ValueError, "longer than YAML allows: 1,000"),
        ({1: 1}, TypeError, "the key `1` is not text"),
        ({"a": {None: 1}}, TypeError, "the key `None` is not text"),
        ({"a": b""}, TypeError, "a bytes is no value"),
        ({"a": (1,)}, TypeError, "a tuple is no value"),
    ],
)
def test_what_yaml_cannot_hold_is_refused(data: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        write_yaml(data)


@pytest.mark.parametrize("length", [999, 1000])
def test_keys_as_long_as_may_be(length: int) -> None:
    check({"a" * length: 1, "b": {"c" * length: [1]}, "😀" * length: 2})


@pytest.mark.parametrize(
    "text",
    ["a", "The Guardian", "a:b", "https://example.com/#a", "3D", "5G", "1.5a", "9/11", "U.S.", "C:\\d", "a 'b' \"c\"", "é",
     "ok?", "x-y", "a, b"],
)  # fmt: skip
def test_what_is_safe_is_bare(text: str) -> None:
    assert check({text: text}) == f"{text}: {text}\n"


@pytest.mark.parametrize(
    "text", [word for word in WORDS if word.lower() in {"y", "n", "yes", "no", "on", "off"}]
)
def test_words_of_yaml_1_1_are_quoted(text: str) -> None:
    assert check({text: [text]}) == f'"{text}":\n  - "{text}"\n'


def test_hostile_texts_as_keys_and_values() -> None:
    for text in HOSTILE:
        key = text[:150]
        check({key: text, "a": [text, [text], {key: text, "b": {key: [{key: text}]}}]})
        check(
            {"title": text, "category": text, "topics": [text], "related": [{"title": text}]},
            style("article"),
        )


def test_every_text_of_two_hostile_characters() -> None:
    """2,000 as keys and values, also before, between and behind letters."""
    pairs = ["".join(pair) for pair in itertools.product(HOSTILE_CHARACTERS, repeat=2)]
    assert len(pairs) > 1800
    check({pair: pair for pair in pairs})
    check({f"a{pair}": f"{pair}a" for pair in pairs}, slow=False)
    check({f"a{pair}a": f"a{pair}" for pair in pairs}, slow=False)


def test_every_character_below_the_surrogates() -> None:
    characters = [chr(code) for code in range(0xD800)] + [chr(code) for code in range(0xE000, 0x10000)]
    for start in range(0, len(characters), 8000):
        some = characters[start : start + 8000]
        check({f"k{one}": f"a{one}b" for one in some}, slow=False)
        check({one: f"{one}a {one}" for one in some}, slow=False)
    odd = [one for one in characters if not one.isprintable() and not 0xE000 <= ord(one) < 0xF900][:1500]
    check({one: f"{one}a {one}b" for one in odd[:300]})
    check({"a": [f"a{one}" for one in odd[:300]]})


TEXTS = (
    st.sampled_from(HOSTILE)
    | st.text(st.sampled_from(HOSTILE_CHARACTERS), max_size=8)
    | st.text(st.characters(codec="utf-8"), max_size=12)
    | st.from_regex(r"\A[-+]?[0-9._:,eExob]{1,8}\Z")
    | st.lists(st.sampled_from(["a", "no", "-", ":", "#", "12", "...", "---", "\xa0"]), max_size=4).map(
        " ".join
    )
)
KEYS = TEXTS.map(lambda text: text[:150])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, max_examples=750)
@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_what_is_written_reads_back_equal_in_every_reader(data: dict[str, Any]) -> None:
    check(data)


@settings(deadline=None, max_examples=700)
@given(
    st.dictionaries(
        st.sampled_from(["title", "category", "provider", "topics", "images", "related", "secured", "publishedDateTime", "own"]),
        VALUES | st.lists(st.dictionaries(st.sampled_from(["title", "url", "provider"]), VALUES, max_size=3), max_size=3),
        max_size=6,
    ),
    st.sampled_from(["article", "news", "topic"]),
)  # fmt: skip
def test_what_is_written_in_a_style_reads_back_equal_too(data: dict[str, Any], name: str) -> None:
    check(data, style(name))


@pytest.mark.skipif(not NAUGHTY.exists(), reason="naughty-strings is not in .test-data")
def test_naughty_strings() -> None:
    for text in json.loads(NAUGHTY.read_text(encoding="utf-8")):
        check({text[:150]: text, "a": [text]})


def test_posts_of_python_frontmatter_are_written_in_it() -> None:
    post = frontmatter.loads("---\nb: 2021-05-20\na: [x, 'no']\n---\nbody")
    text = frontmatter.dumps(post, handler=HANDLER, sort_keys=True)
    assert text == '---\nb: "2021-05-20"\na:\n  - x\n  - "no"\n---\n\nbody'
    assert frontmatter.loads(text, handler=HANDLER).metadata == {"b": "2021-05-20", "a": ["x", "no"]}


QUOTED = Style(quoted=True)
ALL_QUOTED = Style(items=QUOTED, children=dict.fromkeys("abc", QUOTED))
HARD = st.text(
    st.characters() | st.sampled_from('"\\\n\r\t\0 \x7f\x85\xa0\u2028\ufeff\uffff\ud800é日'), max_size=8
)


@settings(max_examples=1500, deadline=None)
@given(st.dictionaries(st.sampled_from("abc"), HARD, min_size=1))
def test_texts_in_quotes_are_escaped_as_one_by_one(data: dict[str, str]) -> None:
    try:
        wanted = "".join(f"{key}: {in_quotes(text)}\n" for key, text in data.items())
    except ValueError:
        with pytest.raises(ValueError, match="half a character"):
            write_yaml(data, ALL_QUOTED)
    else:
        assert write_yaml(data, ALL_QUOTED) == wanted


def test_a_style_forgets_keys_when_there_are_too_many() -> None:
    style = Style()
    data: Any = {f"key{number}": number for number in range(5_000)}
    assert write_yaml(data, style) == "".join(f"{key}: {value}\n" for key, value in data.items())
    assert len(style.heads) <= 1_000


def test_of_two_faults_the_first_is_named() -> None:
    with pytest.raises(ValueError, match="half a character"):
        write_yaml({"a": "\ud800", "b": math.inf}, ALL_QUOTED)
    with pytest.raises(ValueError, match="no number"):
        write_yaml({"b": math.inf, "a": "\ud800"}, ALL_QUOTED)
