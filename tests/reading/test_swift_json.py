"""The swift reader of JSON answers as the exact one does, or not at all; so do lines that are read by it."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from artikit.formats import jsonl
from artikit.reading.json import _Reader, read_whole_json, read_whole_json_with_care
from artikit.reading.limits import Limits
from artikit.reading.swift_json import read_swiftly
from artikit.writing import json as writing

SMALL = Limits(record_size=60, depth=3, nodes=12, scalar_size=40)
LIMITS = st.sampled_from([Limits(), SMALL, replace(SMALL, number_digits=6)])
WORDS = [
    "\\u",
    "\\ud83d",
    "\\ude00",
    "\\u0022",
    "\\/",
    "\\n",
    "true",
    "null",
    "NaN",
    "\x07",
    "é",
    "\x85",
    "\u2028",
]
SIGNS = st.sampled_from([*'{}[]:,"\\ \t\n\r0123456789.-+eE', *WORDS])
NUMBERS = st.integers() | st.integers(2**62, 2**66) | st.floats(allow_nan=False) | st.floats(-1e25, 1e25)
TEXTS = st.text(st.characters() | st.sampled_from('"\\/ ,:{}[]\té\u2028'), max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)
STYLES = st.sampled_from(
    [
        {"separators": (",", ":"), "ensure_ascii": False},
        {"ensure_ascii": False},
        {"ensure_ascii": False, "indent": 1},
        {"ensure_ascii": True},
    ]
)


def same(data: bytes, limits: Limits) -> bool:
    """Whether the swift reader answered, and then as the exact reader does without a word."""
    swift = read_swiftly(data, limits)
    if swift is None:
        return False
    text = data.decode()
    exact = _Reader(text, limits, spans=False).read(0)
    assert exact.ok
    assert exact.problems == ()
    assert exact.end == len(text)
    assert repr(swift) == repr(exact.data)
    return True


@settings(max_examples=2_000, deadline=None)
@given(st.lists(SIGNS, max_size=25).map("".join), LIMITS)
@example('"b":1,"a":2', Limits())
@example("1,\n2", Limits())
@example('"\t"', Limits())
def test_whatever_signs_stand_in_a_text(text: str, limits: Limits) -> None:
    same(('{"a":' + text + "}").encode(), limits)
    same(("[" + text + "]").encode(), limits)


@settings(max_examples=1_500, deadline=None)
@given(JSON, STYLES, st.integers(0, 80), SIGNS, LIMITS)
def test_json_with_a_slip_in_it(
    value: object, style: dict[str, object], at: int, sign: str, limits: Limits
) -> None:
    text = json.dumps({"a": value}, **style)
    for one in (text, text[:at] + sign + text[at:], text[:at] + text[at + 1 :]):
        same(one.encode(errors="surrogatepass"), limits)


@settings(max_examples=1_000, deadline=None)
@given(JSON, STYLES, st.sampled_from(["", " ", "\n", " x", "}"]), LIMITS)
def test_a_text_is_read_whole_with_the_swift_reader_as_without(
    value: object, style: dict[str, object], behind: str, limits: Limits
) -> None:
    text = json.dumps(value, **style) + behind
    swift, careful = read_whole_json(text, limits), read_whole_json_with_care(text, limits)
    assert repr(swift) == repr(careful)


@settings(max_examples=500, deadline=None)
@given(st.dictionaries(TEXTS, JSON, max_size=4), STYLES)
def test_a_line_is_the_same_record_where_orjson_is_missing(data: object, style: dict[str, object]) -> None:
    line = json.dumps(data, **{**style, "indent": None}).encode(errors="surrogatepass")

    def read() -> list[str]:
        return [repr(one) + repr(one.spans) for one in jsonl.read(io.BytesIO(line), "a.jsonl", Limits())]

    found = read()
    with pytest.MonkeyPatch.context() as context:
        context.setattr(writing, "_loads", None)
        assert read() == found


@pytest.mark.parametrize(
    "text",
    [
        '{"title":"Ebb – é 🚀","n":[1,-2,2.5,-0.0,1e+16,18446744073709551615,true,null],"o":{"":[],"\x7f":{}}}',
        '{"title": "Ebb,  flow : {x}", "n": [1, 2.5, true], "o": {"": []}}',
        '{"a":"\\"\\\\\\n\\t"}',
        "[]",
    ],
)
def test_what_programs_write_is_answered(text: str) -> None:
    assert same(text.encode(), Limits())


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":1}',
        '{"a":1,"b":{"c":2,"c":2}}',
        '{"a":1, "a":1}',
        '{"a":18446744073709551616}',
        '{"a":-9223372036854775809}',
        '{"a":1.00}',
        '{"a":1E5}',
        '{"a":1} ',
        '{"a":-0}',
        '{"a":NaN}',
        '{"a":1e400}',
        '{"a":"\\ud800"}',
        '{"a":"\\/"}',
        '{"a":"\t"}',
        '{"a":01}',
        '{"a":1,}',
        '{"a":1} x',
        '\ufeff{"a":1}',
        '"text"',
        "1",
        "null",
        "[" * 65 + "]" * 65,
        "[" * 300 + "]" * 300,
        "[" * 100_000,
        "[" + "0," * 50_000 + "0]",
    ],
)
def test_what_needs_care_is_left_to_others(text: str) -> None:
    assert read_swiftly(text.encode(), Limits()) is None


@pytest.mark.parametrize("data", [b'{"a":"\xff"}', b'{"a":"\xed\xa0\x80"}', b"\xff\xfe{\0}\0", b'{"a":"\0"}'])
def test_what_is_no_text_in_utf_8_is_left_to_others(data: bytes) -> None:
    assert read_swiftly(data, Limits()) is None


@pytest.mark.parametrize(
    ("field", "enough", "short"),
    [
        ("record_size", 18, 17),
        ("scalar_size", 18, 17),
        ("nodes", 4, 2),
        ("depth", 1, 0),
        ("number_digits", 25, 24),
    ],
)
def test_a_limit_near_by_is_for_the_exact_reader(field: str, enough: int, short: int) -> None:
    text = b'{"a": "123456789"}'
    assert same(text, replace(Limits(), **{field: enough}))
    assert read_swiftly(text, replace(Limits(), **{field: short})) is None


def test_data_as_deep_as_the_limit_is_answered() -> None:
    assert same(b"[" * 64 + b"]" * 64, Limits())
