"""The TOML reader: agreement with `tomllib`, exact places, plain words, bounded time."""

from __future__ import annotations

import datetime as dt
import json
import math
import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artikit.reading import codes
from artikit.reading.limits import Limits
from artikit.reading.toml import read_toml

LIMITS = Limits()
HOSTILE = (
    st.text(st.sampled_from("[]{}=.,#\"'\\ \n\r\tab01-:_eExTZtruefalsinu\x07\ud800é"))
    | st.lists(
        st.sampled_from(
            [
                "a",
                "b",
                "=",
                ".",
                "[",
                "]",
                "[[",
                "]]",
                "{",
                "}",
                ",",
                "\n",
                " ",
                "1",
                "'x'",
                '"y"',
                '"""',
                "1979-05-27",
                "#",
            ]
        )
    ).map("".join)
    | st.text()
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True) | TEXTS.map(
    lambda key: json.dumps(key, ensure_ascii=False).replace("\x7f", "\\u007f")
)
DATES = st.datetimes(
    min_value=dt.datetime(1000, 1, 1),  # noqa: DTZ001
    timezones=st.none() | st.just(dt.UTC),
).map(lambda moment: moment.isoformat(" ")) | st.dates(dt.date(1000, 1, 1)).map(str)
SCALARS = (
    st.booleans().map(lambda value: str(value).lower())
    | st.integers().map(str)
    | st.floats().map(repr)
    | TEXTS.map(lambda text: json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f"))
    | st.from_regex(r"'[a-z \"\\]*'|'''[a-z\n]*'''|\"\"\"\n?[a-z\n]*(\\\n +)?\"{0,2}\"\"\"", fullmatch=True)
    | DATES
)


def inline(inner):
    tables = st.lists(st.tuples(KEYS, inner), max_size=3).map(
        lambda pairs: "{ " + ", ".join(f"{key} = {value}" for key, value in pairs) + " }"
    )
    arrays = st.lists(inner, max_size=3).map(
        lambda items: "[ # note ]\n" + "".join(f" {item},\n" for item in items) + "]"
    )
    return tables | arrays


ITEMS = st.recursive(SCALARS, inline, max_leaves=6)
DOTTED = st.lists(KEYS, min_size=1, max_size=3).map(" . ".join)
STATEMENTS = (
    st.tuples(DOTTED, ITEMS).map(lambda pair: f"{pair[0]} = {pair[1]}  # note")
    | DOTTED.map(lambda key: f"[ {key} ]")
    | DOTTED.map(lambda key: f"[[{key}]] # note")
)
DOCUMENTS = st.tuples(st.lists(STATEMENTS, max_size=6), st.sampled_from(["\n", "\r\n", "\n\n  "])).map(
    lambda drawn: drawn[1].join(drawn[0])
)


def only(reading):
    (problem,) = reading.problems
    return problem


def at(value, pointer):
    for step in pointer:
        value = value[step]
    return value


def plain(value):
    """Take `tomllib`'s value over into JSON's model; dates stay, to be compared by meaning."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def agree(expected, actual):
    if isinstance(expected, dict):
        assert list(expected) == list(actual)
        for key, value in expected.items():
            agree(value, actual[key])
    elif isinstance(expected, list):
        assert len(expected) == len(actual)
        for one, other in zip(expected, actual, strict=True):
            agree(one, other)
    elif isinstance(expected, dt.date | dt.time):
        assert tomllib.loads(f"a = {actual}")["a"] == expected
    else:
        assert (type(actual), actual) == (type(expected), expected)


def pointers(value):
    nodes: list[tuple[str | int, ...]] = [()]
    for pointer in nodes:
        inner = at(value, pointer)
        steps = inner if isinstance(inner, dict) else range(len(inner)) if isinstance(inner, list) else ()
        nodes += [(*pointer, step) for step in steps]
    return nodes


@given(DOCUMENTS)
def test_agrees_with_tomllib_on_values_and_on_what_is_an_error(text):
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert not read_toml(text, LIMITS).ok
        return
    reading = read_toml(text, LIMITS)
    assert reading.ok
    agree(plain(expected), reading.data)
    assert all(problem.code == codes.NOT_FINITE for problem in reading.problems)


@given(DOCUMENTS, st.sampled_from(["", "+++\n", "x\r\n"]))
def test_every_value_and_key_has_its_place(text, before):
    whole = f"{before}{text}\n+++\nbody"
    end = len(before) + len(text) + 1
    reading = read_toml(whole, LIMITS, start=len(before), end=end, spans=True)
    if not reading.ok:
        return
    nodes = pointers(reading.data)
    assert set(reading.spans.values) == set(nodes)
    assert set(reading.spans.keys) == {
        pointer for pointer in nodes if pointer and isinstance(pointer[-1], str)
    }
    for pointer, span in reading.spans.keys.items():
        assert tomllib.loads(f"{whole[slice(*span)]} = 1") == {pointer[-1]: 1}
    for pointer, span in reading.spans.values.items():
        value, written = at(reading.data, pointer), whole[slice(*span)]
        is_date = value == written
        if not isinstance(value, dict | list) and not is_date:
            agree(plain(tomllib.loads(f"a = {written}")["a"]), value)


@given(HOSTILE)
def test_any_text_is_read_or_explained_and_never_raises(text):
    reading = read_toml(text, LIMITS, spans=True)
    for problem in reading.problems:
        assert problem.message
        assert "\n" not in problem.message
        assert problem.span is not None
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
    assert reading.ok or (reading.data is None and reading.problems)


@given(HOSTILE)
def test_any_text_is_taken_exactly_when_tomllib_takes_it(text):
    text = text.replace("\ud800", "?")
    try:
        expected = tomllib.loads(text)
    except ValueError:
        assert not read_toml(text, LIMITS).ok
        return
    agree(plain(expected), read_toml(text, LIMITS).data)


RECORD = """\
title = "Räder" # a comment with = and ]
"web url" = 'https://example.org/#x'
date = 2024-01-02T10:00:00Z
tags = [ # tags
  "a, b", # one
  ["c"],
]
author = { name = "Ann", 'e.mail' = "a@b" }
image.src = "x.png"
image.size . width = 640

[ seo.open ]
text = \"\"\"
[not a table]
quoted \\\"\"\" end\"\"\"\"

[[related]]
url = "one"
[[related.parts]]
n = 0x1F
[[related]]
url = "two"
when = 1979-05-27 07:32:00.5
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_places_of_a_whole_record(line_end):
    text = RECORD.replace("\n", line_end)
    reading = read_toml(text, LIMITS, spans=True)
    assert reading.problems == ()
    assert reading.data["date"] == "2024-01-02T10:00:00Z"
    assert reading.data["related"][1]["when"] == "1979-05-27 07:32:00.5"
    values = {pointer: text[slice(*span)] for pointer, span in reading.spans.values.items()}
    keys = {pointer: text[slice(*span)] for pointer, span in reading.spans.keys.items()}
    assert values[("web url",)] == "'https://example.org/#x'"
    assert values[("date",)] == "2024-01-02T10:00:00Z"
    assert values[("tags", 1, 0)] == '"c"'
    assert values[("tags",)].startswith("[ # tags")
    assert values[("tags",)].endswith("]")
    assert values[("author", "e.mail")] == '"a@b"'
    assert values[("author",)] == """{ name = "Ann", 'e.mail' = "a@b" }"""
    assert values[("image", "size", "width")] == "640"
    assert values[("image",)] == 'image.src = "x.png"'
    assert values[("seo",)] == values[("seo", "open")] == "[ seo.open ]"
    assert values[("seo", "open", "text")].endswith(' end""""')
    assert values[("related", 1)] == "[[related]]"
    assert values[("related", 0, "parts", 0, "n")] == "0x1F"
    assert values[("related", 1, "when")] == "1979-05-27 07:32:00.5"
    assert keys[("web url",)] == '"web url"'
    assert keys[("image", "size", "width")] == "width"
    assert keys[("related", 0, "parts")] == "parts"
    assert keys[("author", "e.mail")] == "'e.mail'"


# text, characters pointed at, words of the message, words of the help, pointer
FAULTS = {
    "no value": ("a =\nb = 1", (3, 3), "value is missing", "empty text", ("a",)),
    "no equals sign": ("a: 1", (1, 2), "expected `=` after the key `a`", "key = value", ("a",)),
    "text without quotes": ("title = Hello world", (8, 13), "`Hello` has no quotes", "quotes", ("title",)),
    "capital True": ("a = True", (4, 8), "`True` has no quotes", "write `true`", ("a",)),
    "null": ("a = null", (4, 8), "`null`", "remove the key", ("a",)),
    "leading zero": ("a = 01", (4, 6), "`01` is no number or date", "", ("a",)),
    "impossible month": ("a = [2024-13-01]", (5, 6), "`2024-13-01` is no number or date", "", ("a", 0)),
    "impossible day": ("a = 2024-02-30", (4, 5), "no such date", "quotes", ("a",)),
    "unclosed text": ('a = "x\nb = 1', (4, 5), 'text is never closed: its `"`', "three quotes", ("a",)),
    "unclosed long text": ('a = """x\nb = 1', (4, 7), "text is never closed", "", ("a",)),
    "unclosed array": ("a = [1,\n", (4, 5), "array is never closed: its `]`", "", ("a",)),
    "unclosed array before the next key": (
        "a = [1\nb = 2",
        (7, 8),
        "expected `,` or `]` in the array",
        "",
        ("a",),
    ),
    "unclosed inline table": ("a = {b = 1", (4, 5), "inline table is never closed", "", ("a",)),
    "unclosed header": ("[a\nb = 1", (0, 1), "table name is never closed: its `]`", "", ("a",)),
    "two statements on a line": ("a = 1 b = 2", (6, 7), "text after the end of the value", "new line", ()),
    "key with other letters": ("straße = 1", (4, 5), "expected `=`", "", ("stra",)),
    "no key": ("= 1", (0, 1), "expected a key, found `=`", "quotes", ()),
    "unknown escape": (
        'x = 1\r\na = "C:\\dir"',
        (14, 15),
        "does not begin an escape",
        "single quotes",
        ("a",),
    ),
    "short escape": ('a = "\\u12"', (5, 6), "too few hexadecimal digits", "four", ("a",)),
    "half a character as an escape": ('a = "\\ud800"', (5, 6), "does not stand for a character", "", ("a",)),
    "control character": ('a = "\x07"', (5, 6), "control character", "\\u", ("a",)),
    "inline table over lines": ("a = {\nb = 1 }", (5, 6), "expected a key here", "line break", ("a",)),
    "an earlier fault behind a later one": ('a = "\\q"\nb = ', (5, 6), "escape", "", ("a",)),
}


@pytest.mark.parametrize("text, span, message, way_out, pointer", FAULTS.values(), ids=FAULTS)
def test_a_syntax_error_is_told_in_plain_words_at_its_place(text, span, message, way_out, pointer):
    reading = read_toml("+++\n" + text, LIMITS, start=4)
    problem = only(reading)
    assert (reading.ok, reading.data, problem.code) == (False, None, codes.SYNTAX_ERROR)
    assert (problem.span, problem.pointer) == ((span[0] + 4, span[1] + 4), pointer)
    assert message in problem.message
    assert way_out in problem.help


DUPLICATES = {
    "two equal keys": ("a = 1\nb = 2\na = 3", "`a`", 0, 12),
    "two equal keys on lines that end in CRLF": ("a = 1\r\nb = 2\r\na = 3\r\n", "`a`", 0, 14),
    "a quoted key that equals a bare one": ('a = 1\n"a" = 3', "`a`", 0, 6),
    "two equal tables": ("[a]\nx = 1\n[a]\ny = 1", "`a`", 1, 11),
    "a table named as a list of tables": ("[[a]]\nx = 1\n[ a ]\n", "`a`", 2, 14),
    "a list of tables named as a value": ("a = 1\n[[a]]", "`a`", 0, 8),
    "a value that is taken for a table": ("a = 1\na.b = 2", "`a`", 0, 6),
    "a table that a dotted key made": ("[t]\nx.y = 1\n[t.x]", "`t.x`", 4, 13),
    "equal keys in an inline table": ("t = {a = 1, a = 2}", "`t.a`", 5, 12),
    "equal keys in a table of a list": ("[[t]]\na = 1\n[[t]]\na = 1\na = {}", "`t.a`", 18, 24),
}


@pytest.mark.parametrize("text, name, first, second", DUPLICATES.values(), ids=DUPLICATES)
def test_a_second_definition_is_told_with_both_places(text, name, first, second):
    problem = only(read_toml(text, LIMITS))
    assert problem.code == codes.DUPLICATE_KEY
    assert name in problem.message
    assert problem.span.start == second
    assert [(note.span.start, note.message) for note in problem.notes] == [(first, "first here")]


def test_numbers_that_are_not_finite_are_problems_and_null():
    reading = read_toml("a = nan\nb = [1.5, -inf]\nc = 1e999999\n", LIMITS)
    assert reading.ok
    assert reading.data == {"a": None, "b": [1.5, None], "c": None}
    assert [(p.code, p.pointer, p.span) for p in reading.problems] == [
        (codes.NOT_FINITE, ("a",), (4, 7)),
        (codes.NOT_FINITE, ("b", 1), (18, 22)),
        (codes.NOT_FINITE, ("c",), (28, 36)),
    ]


def test_half_a_character_in_the_text_is_a_problem_and_replaced():
    reading = read_toml('a = "x\ud800"', LIMITS)
    assert reading.data == {"a": "x\ufffd"}
    assert (only(reading).code, only(reading).span) == (codes.LONE_SURROGATE, (6, 7))


BOMBS = {
    "many open arrays": ("a = " + "[" * 100_000, codes.NESTED_TOO_DEEP, "limits.depth"),
    "closed nested arrays": ("a = " + "[" * 100_000 + "]" * 100_000, codes.NESTED_TOO_DEEP, "limits.depth"),
    "many open inline tables": ("a = " + "{a = " * 100_000, codes.NESTED_TOO_DEEP, "limits.depth"),
    "long dotted key": ("a." * 100_000 + "a = 1", codes.NESTED_TOO_DEEP, "limits.depth"),
    "long table name": ("[" + "a." * 100_000 + "a]", codes.NESTED_TOO_DEEP, "limits.depth"),
    "long dotted key in an inline table": (
        "a = {" + "a." * 100_000 + "a = 1}",
        codes.NESTED_TOO_DEEP,
        "limits.depth",
    ),
    "many items": ("a = [" + "0," * 500_000 + "]", codes.TOO_MANY_NODES, "limits.nodes"),
    "many keys": ("".join(f"a{n} = 1\n" for n in range(100_000)), codes.TOO_MANY_NODES, "limits.nodes"),
    "one key many times": ("a = 1\n" * 500_000, codes.TOO_MANY_NODES, "limits.nodes"),
    "many tables": ("[[a]]\n" * 500_000, codes.TOO_MANY_NODES, "limits.nodes"),
    "one table many times": ("[a]\n" * 500_000, codes.TOO_MANY_NODES, "limits.nodes"),
    "many deep dotted keys": (
        "".join("a." * 60 + f"a{n} = 1\n" for n in range(30_000)),
        codes.TOO_MANY_NODES,
        "limits.nodes",
    ),
    "long text": ("a = '" + "x" * 5_000_000 + "'", codes.SCALAR_TOO_LONG, "limits.scalar-size"),
    "long integer": ("a = " + "9" * 3_000_000, codes.NUMBER_TOO_LONG, "limits.number-digits"),
    "long hexadecimal integer": ("a = 0x" + "f" * 900, codes.NUMBER_TOO_LONG, "limits.number-digits"),
    "large text": ("#" * 17_000_000, codes.RECORD_TOO_LARGE, "limits.record-size"),
}


@pytest.mark.parametrize("text, code, option", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_quickly(text, code, option):
    begin = time.process_time()
    reading = read_toml(text, LIMITS)
    assert time.process_time() - begin < 15
    assert not reading.ok
    assert only(reading).code == code
    assert option in only(reading).message


def test_values_exactly_at_the_limits_are_read():
    limits = Limits(depth=2, nodes=5, scalar_size=3, number_digits=3, record_size=18)
    assert read_toml('abc = ["abc", 123]', limits).ok
    assert only(read_toml("a = [[]]", limits)).code == codes.NESTED_TOO_DEEP
    assert only(read_toml("a.b.c = 1", limits)).code == codes.NESTED_TOO_DEEP
    assert only(read_toml("[a.b]", limits)).code == codes.NESTED_TOO_DEEP
    assert only(read_toml("[[a]]", limits)).code == codes.NESTED_TOO_DEEP
    assert only(read_toml("a = [1, 2, 3]", limits)).code == codes.TOO_MANY_NODES
    assert only(read_toml("a = 'abcd'", limits)).code == codes.SCALAR_TOO_LONG
    assert only(read_toml("abcd = 1", limits)).code == codes.SCALAR_TOO_LONG
    assert only(read_toml("a = 1234", limits)).code == codes.NUMBER_TOO_LONG
    assert only(read_toml("abc = ['abc', 1234]", limits)).code == codes.RECORD_TOO_LARGE


def test_limits_set_beyond_what_python_can_do_raise_nothing():
    text = "a = " + "[" * 5_000 + "]" * 5_000
    assert only(read_toml(text, Limits(depth=10_000))).code == codes.NESTED_TOO_DEEP
    assert only(read_toml("a = " + "9" * 10_000, Limits(number_digits=20_000))).code == codes.NUMBER_TOO_LONG


def test_an_empty_text_is_an_empty_record():
    reading = read_toml("+++\n# nothing\n+++\n", LIMITS, start=4, end=14)
    assert (reading.data, reading.ok, reading.end, reading.problems) == ({}, True, 14, ())
