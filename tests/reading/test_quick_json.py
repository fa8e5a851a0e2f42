"""The quick reader of JSON answers as the exact one does, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.reading.json import _Reader, trailing
from artikit.reading.limits import Limits
from artikit.reading.quick_json import read_quickly

SMALL = Limits(record_size=60, depth=3, nodes=12, scalar_size=40, number_digits=6)
WORDS = ["\\u", "\\ud83d", "\\ude00", "\\n", "true", "null", "NaN", "\x07", "é", "\x85"]
SIGNS = st.sampled_from([*'{}[]:,"\\ \t\n\r0123456789.-+eE', *WORDS])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**7), 10**7) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def same(text: str, limits: Limits, start: int = 0) -> bool:
    """Whether the quick reader answered, and then as the exact reader does."""
    quick = read_quickly(text, limits, start)
    if quick is None:
        return False
    exact = _Reader(text, limits, spans=False).read(start)
    assert exact.ok, exact.problems
    assert exact.problems == ()
    assert (json.dumps(quick[0]), quick[1]) == (json.dumps(exact.data), exact.end)
    assert (trailing(text, quick[1]) is None) == (trailing(text, exact.end) is None)
    return True


@settings(max_examples=1_000, deadline=None)
@given(st.lists(SIGNS, max_size=25).map("".join), st.sampled_from([Limits(), SMALL]))
def test_whatever_signs_stand_in_a_text(text: str, limits: Limits) -> None:
    same('{"a":' + text + "}", limits)
    same("[" + text + "]", limits)


@settings(max_examples=750, deadline=None)
@given(JSON, st.integers(0, 60), SIGNS, st.booleans(), st.sampled_from([Limits(), SMALL]))
def test_json_with_a_slip_in_it(value: object, at: int, sign: str, ascii_only: bool, limits: Limits) -> None:
    text = json.dumps({"a": value}, ensure_ascii=ascii_only)
    same(text, limits)
    same(text[:at] + sign + text[at:], limits)
    same(text[:at] + text[at + 1 :], limits)


def test_sound_json_is_answered_quickly() -> None:
    text = json.dumps(
        {"title": "Ebb – é 🚀", "n": [1, 2.5, -0.0, 10**30, True, None], "o": {"": []}}, ensure_ascii=False
    )
    assert same(text, Limits())
    assert same("  " + text + " x", Limits(), 2)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 1e400}',
        '{"a": "\\ud800"}',
        '{"a": "\t"}',
        '{"a": 01}',
        '{"a": 1,}',
        '"text"',
        "1",
        "[" * 65 + "]" * 65,
        "[" * 100_000,
        '{"a": ' + "1" * 1_001 + "}",
        '{"a": 0.' + "1" * 1_000 + "}",
        '{"a": ' + "1" * 5_000 + "}",
        "[" + "0," * 50_000 + "0]",
    ],
)
def test_what_the_exact_reader_may_speak_about_is_refused(text: str) -> None:
    assert read_quickly(text, Limits(), 0) is None


@pytest.mark.parametrize("field", ["record_size", "nodes", "scalar_size"])
def test_a_limit_near_by_is_for_the_exact_reader(field: str) -> None:
    text = '{"a": "123456789"}'
    assert same(text, Limits())
    assert not same(text, replace(Limits(), **{field: 2}))
