"""JSON out: whoever encodes it, the bytes are those of the standard library, hidden characters escaped."""

from __future__ import annotations

import enum
import json
import math
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from artikit.writing import json as writing
from artikit.writing.json import dump_json, is_plain

HIDDEN = "\x7f\x80\x85\x9f\u2028\u2029\ufeff\ufffe\uffff"

texts = st.text(
    st.characters() | st.sampled_from('"\\/\b\f\n\r\t\0\x1b\x1f éßЖ日😀\xa0' + HIDDEN), max_size=12
)
scalars = st.none() | st.booleans() | st.integers() | st.integers(2**62, 2**66) | st.floats() | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def outcome(value: Any) -> bytes | type[BaseException]:
    try:
        return dump_json(value)
    except (ValueError, TypeError, RecursionError) as error:
        return type(error)


def alone(value: Any) -> bytes | type[BaseException]:
    """What comes out where orjson is missing."""
    with pytest.MonkeyPatch.context() as context:
        context.setattr(writing, "_dumps", None)
        return outcome(value)


class Word(enum.StrEnum):
    A = "a"


class Number(int):
    def __repr__(self) -> str:
        return "seven"


def inside_itself() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


@settings(max_examples=1500, deadline=None)
@given(values)
@example([1e16, 1e22, 1e-5, 0.0001, -0.0, 5e-324, 1.0, 0.1])
@example({"a": [None, {"b": math.nan}]})
def test_with_orjson_and_without_it_the_bytes_are_the_same(value: Any) -> None:
    assert outcome(value) == alone(value)


@pytest.mark.parametrize(
    "value",
    [
        (1, 2), {"a": (1, 2)}, {1: "a"}, {None: 1}, {True: 1}, {Word.A: 1}, [Word.A], Word.A, Number(7), [Number(7)],
        {1, 2}, b"a", object(), inside_itself(), 2**63, 2**64, -(2**63) - 1, 10**400, "\ud800", ["\udfff"],
        {"\ud800": 1}, nested(200), nested(260), nested(900), math.nan, [math.inf], 1.5, True, None, "", {}, [],
    ],
    ids=lambda value: f"{type(value).__name__}",
)  # fmt: skip
def test_what_is_no_plain_data_is_the_standard_library_s(value: Any) -> None:
    assert outcome(value) == alone(value)


@settings(max_examples=1000, deadline=None)
@given(values)
def test_what_is_written_reads_back_and_hides_nothing(value: Any) -> None:
    written = outcome(value)
    if isinstance(written, bytes):
        text = written.decode()
        assert json.dumps(json.loads(text)) == json.dumps(value)
        assert not set(text) & {*HIDDEN, *map(chr, range(0x20))}


@pytest.mark.parametrize("hidden", [*HIDDEN, *map(chr, (0xD800, 0xDFFF))])
def test_what_no_eye_sees_is_escaped(hidden: str) -> None:
    assert dump_json({"a": f"é{hidden}日"}) == f'{{"a":"é\\u{ord(hidden):04x}日"}}'.encode()
    assert dump_json(["x"], 2) == b'[\n  "x"\n]'


@settings(max_examples=1000, deadline=None)
@given(values)
def test_plain_data_is_sound_json_whoever_writes_it(value: Any) -> None:
    if is_plain(value):
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
