"""YAML by plans is the YAML of those who look at every value, whatever was written before."""

from __future__ import annotations

import enum
import math
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from artikit.schema.checks import CHECKS
from artikit.schema.style import Style, style_of
from artikit.writing import yaml_shapes
from artikit.writing.yaml import _lines, encode_yaml, write_yaml
from artikit.writing.yaml_scalars import NO_STYLE, is_date, text_of
from artikit.writing.yaml_shapes import pieces

SCHEMA = {
    "properties": {
        "title": {"type": "string", "x-style": {"quotes": "double"}},
        "when": {"format": "date-time"},
        "day": {"format": "date"},
        "tags": {"items": {"x-style": {"quotes": "double"}}},
        "%s": {"x-style": {"blank-line-before": True}},
        "related": {"items": {"$ref": "#"}, "x-style": {"blank-line-before": True}},
        "provider": {"$ref": "#", "x-style": {"blank-line-before": True}},
    }
}
STYLES = st.sampled_from([NO_STYLE, style_of(SCHEMA), Style(quoted=True)])
KEYS = st.sampled_from(
    ["title", "when", "day", "tags", "%s", "related", "provider", "name", "n: w", "é", "yes", ""]
)
WORDS = ["", "a", 'say "x"', "back\\slash", "two\nlines", "tab\t", "%s %d {}", "é\u2028", "\x85", "\x1b", "😀", "\r", "- a",
         "2021-05-20T12:42:00Z", "9999-12-31T00:00:00Z", "2021-02-30T00:00:00Z", "2021-05-20", "12:30", "No", "\ud800"]  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(0, 1)
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
DATA = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


class Word(enum.StrEnum):
    A = "a"


class Number(int):
    pass


def outcome(write: Any, *given: Any) -> Any:
    try:
        return write(*given)
    except (ValueError, TypeError) as error:
        return type(error), str(error)


def careful(data: Any, style: Style) -> bytes:
    return "".join(_lines(data, style)).encode()


@settings(max_examples=3_000, deadline=None)
@given(st.lists(DATA, min_size=1, max_size=3), STYLES)
@example([{"title": "a"}, {"title": None}, {"title": "b"}, {"title": True}, {"title": 1}], NO_STYLE)
@example([{"provider": {"name": "x"}}, {"provider": {}}, {"provider": {"name": "x"}}], style_of(SCHEMA))
@example([{"related": [[], {}, [[1], [{"title": 'a"b'}]], {"related": []}]}], style_of(SCHEMA))
def test_what_is_written_by_plans_is_what_the_careful_write(
    records: list[dict[str, Any]], style: Style
) -> None:
    for data in [*records, *records]:
        wanted = outcome(careful, data, style)
        assert outcome(encode_yaml, data, style) == wanted
        if isinstance(wanted, bytes):
            assert write_yaml(data, style).encode() == wanted


@settings(max_examples=2_000, deadline=None)
@given(DATA, STYLES)
def test_what_has_nothing_hidden_is_written_by_plans_alone(data: dict[str, Any], style: Style) -> None:
    wanted = outcome(careful, data, style)
    if isinstance(wanted, bytes) and b"\\" not in wanted:
        assert "".join(pieces(data, style)).encode() == wanted


@settings(max_examples=2_000, deadline=None)
@given(
    st.from_regex(
        r"(\d{4}|9999|0000|[12]\d{3})-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d(Z|z|\+01:00|)\n?", fullmatch=True
    )
)
def test_times_that_are_known_at_a_glance_are_dates_by_every_check(text: str) -> None:
    style = Style(formats=("date-time",))
    bare = is_date(text, (CHECKS["date-time"],))
    assert text_of(style)(text) == (text if bare else text_of(NO_STYLE)(text))


@pytest.mark.parametrize("value", [Word.A, Number(7), (1, 2), {"a": Word.A}, [Number(7)], [[Word.A]]])
def test_types_derived_from_those_of_json_are_for_the_careful(value: Any) -> None:
    with pytest.raises(TypeError):
        pieces({"a": value}, NO_STYLE)
    assert outcome(encode_yaml, {"a": value}) == outcome(careful, {"a": value}, NO_STYLE)


@pytest.mark.parametrize("data", [{1: "a"}, {"a": math.nan}, {"a": {2: 1}}, {"a" * 1_001: 1}])
def test_what_nobody_can_write_is_refused_as_the_careful_refuse_it(data: Any) -> None:
    assert outcome(encode_yaml, data) == outcome(careful, data, NO_STYLE)


def nested(depth: int, kind: type) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = {"a": value} if kind is dict else [value]
    return {"a": value}


@pytest.mark.parametrize("kind", [dict, list])
@pytest.mark.parametrize("depth", [1, 20, 39, 40, 41, 60, 400])
def test_as_deep_as_may_be(kind: type, depth: int) -> None:
    data = nested(depth, kind)
    assert encode_yaml(data) == careful(data, NO_STYLE)


def test_plans_are_forgotten_before_they_take_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_shapes, "_MOST", 20_000)
    style = Style()
    most = 0
    for number in range(500):
        data = {f"key{number}": 1, "below": {f"name{number}": "x"}, "list": [{"name": f"text {number}"}]}
        assert encode_yaml(data, style) == careful(data, style)
        most = max(most, yaml_shapes._root(style).memory.taken)
    assert 10_000 < most < 25_000
