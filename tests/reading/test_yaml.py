"""The exact YAML reader: values of YAML 1.2, exact places, a coded problem for all else."""

from __future__ import annotations

import json
import math
import re
import string
import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.model import Source
from artikit.reading import yaml as reader
from artikit.reading.json import read_whole_json_with_care
from artikit.reading.limits import Limits
from artikit.reading.yaml import read_yaml, read_yaml_items

LIMITS = Limits()


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything holds with PyYAML's own parser too, which stands in where libyaml is missing."""
    if request.param == "pure Python":
        monkeypatch.setattr(reader, "_Parser", yaml.SafeLoader)


def codes(text: str, limits: Limits = LIMITS) -> list[str]:
    return [problem.code for problem in read_yaml(text, limits).problems]


def placed(text: str) -> list[tuple[str, int, int]]:
    source = Source("x", text)
    problems = read_yaml(text, LIMITS).problems
    return [(one.code, *source.position(one.span.start)) for one in problems if one.span is not None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("12:30:45", "12:30:45"),
        ("2021-05-20", "2021-05-20"),
        ("2021-05-20T12:42:00Z", "2021-05-20T12:42:00Z"),
        ("2024-02-30", "2024-02-30"),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("+12", 12),
        ("1e3", 1000.0),
        ("1.10", 1.1),
        (".5", 0.5),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("~", None),
        ("", None),
        ("Null", None),
        ("True", True),
        ("FALSE", False),
        ("12345678901234567890", 12345678901234567890),
        ('"12"', "12"),
        ("'true'", "true"),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ("!!float 3", 3.0),
        ('!!int "3"', 3),
        ("<<", "<<"),
        ("=", "="),
        ("|\n   a\n   b\n", "a\nb\n"),
        (">-\n   a\n   b\n", "a b"),
        ("[1, {a: b}, 'c']", [1, {"a": "b"}, "c"]),
        ('"\\ud83d\\ude00"', "😀"),
        ("'\\ud83d\\ude00'", "\\ud83d\\ude00"),
        ('"\\\\ud83d\\\\ude00"', "\\ud83d\\ude00"),
        ("a\x85b\u2028c\u2029d", "a\x85b\u2028c\u2029d"),
        ('"a\x85b"', "a\x85b"),
        ('"\\/"', "/"),
    ],
)
def test_plain_scalars_follow_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    reading = read_yaml(f"k: {text}\n", LIMITS)
    assert reading.problems == ()
    assert reading.data == {"k": value}
    assert type(reading.data["k"]) is type(value)


def test_places_of_keys_and_values_are_exact_however_nested() -> None:
    text = "a: 1\nb:\n  - x: \"q\"\n    y: [10, {z: 20}]\n\n\nc: |\n  text\n  more\n\nd:\ne: 's'\n"
    spans = read_yaml(text, LIMITS, spans=True).spans
    cut = {pointer: text[slice(*span)] for pointer, span in spans.values.items()}
    assert cut == {
        (): text.rstrip(),
        ("a",): "1",
        ("b",): '- x: "q"\n    y: [10, {z: 20}]',
        ("b", 0): 'x: "q"\n    y: [10, {z: 20}]',
        ("b", 0, "x"): '"q"',
        ("b", 0, "y"): "[10, {z: 20}]",
        ("b", 0, "y", 0): "10",
        ("b", 0, "y", 1): "{z: 20}",
        ("b", 0, "y", 1, "z"): "20",
        ("c",): "|\n  text\n  more",
        ("d",): "",
        ("e",): "'s'",
    }
    assert {pointer: text[slice(*span)] for pointer, span in spans.keys.items()} == {
        ("a",): "a",
        ("b",): "b",
        ("b", 0, "x"): "x",
        ("b", 0, "y"): "y",
        ("b", 0, "y", 1, "z"): "z",
        ("c",): "c",
        ("d",): "d",
        ("e",): "e",
    }


def test_offsets_count_from_the_beginning_of_the_whole_text() -> None:
    text = "---\nné: 😀 x\nb: 2\n---\nbody"
    spans = read_yaml(text, LIMITS, start=4, end=17, spans=True).spans
    assert text[slice(*spans.values[("b",)])] == "2"
    assert text[slice(*spans.values[("né",)])] == "😀 x"


def test_what_an_alias_stands_for_is_found_where_it_is_written() -> None:
    text = "a: &x {k: 600px}\nb: *x\n"
    reading = read_yaml(text, LIMITS, spans=True)
    assert reading.data == {"a": {"k": "600px"}, "b": {"k": "600px"}}
    assert text[slice(*reading.spans.values[("b",)])] == "*x"
    assert reading.spans.values[("b", "k")] == reading.spans.values[("a", "k")]


def test_merge_keys_give_way_to_own_keys_and_earlier_maps() -> None:
    text = "x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  <<: [*x, *y]\n  c: 3\n"
    reading = read_yaml(text, LIMITS, spans=True)
    assert reading.problems == ()
    assert reading.data["z"] == {"a": 1, "b": 1, "c": 3}
    assert text[slice(*reading.spans.values[("z", "b")])] == "1"
    assert text[slice(*reading.spans.values[("z", "c")])] == "3"
    assert read_yaml('"<<": 1\n', LIMITS).data == {"<<": 1}
    assert codes("a: 1\n<<: 5\n") == ["AK029"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("AK021", 3, 1)]),
        ("a:\n  - {b: 1, b: 2}\n", [("AK021", 2, 12)]),
        ("1: a\n", [("AK022", 1, 1)]),
        ("a: 1\ntrue: b\n", [("AK022", 2, 1)]),
        ("~: b\n", [("AK022", 1, 1)]),
        ("? [a]\n: b\n", [("AK022", 1, 3)]),
        ("a: !!binary aGk=\n", [("AK023", 1, 4)]),
        ("a: !!python/object/apply:os.system [ls]\n", [("AK023", 1, 4)]),
        ("a: !foo 3\n", [("AK023", 1, 4)]),
        ("a: !!int x\n", [("AK023", 1, 4)]),
        ("a: !!set {b}\n", [("AK023", 1, 4)]),
        ("a: *x\n", [("AK024", 1, 4)]),
        ("a: &x [*x]\n", [("AK025", 1, 8)]),
        ("a: &x\n  b: *x\n", [("AK025", 2, 6)]),
        ("a: .nan\nb: -.INF\n", [("AK026", 1, 4), ("AK026", 2, 4)]),
        ("a: 1e999999\n", [("AK026", 1, 4)]),
        ('a: "\\ud800"\n', [("AK027", 1, 5)]),
        ("a: x\ud800\n", [("AK027", 1, 5)]),
        ("a: x\x07\n", [("AK028", 1, 5)]),
        ("é: x\x7f\n", [("AK028", 1, 5)]),
    ],
)
def test_what_json_cannot_hold_is_a_coded_problem_at_its_place(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    if reader._Parser is yaml.SafeLoader and expected[0][0] == "AK027":
        # PyYAML's own parser says so of the whole scalar, or takes half a character for a control character.
        assert codes(text)[0] in ("AK027", "AK028")
        return
    assert placed(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("title: Foo: bar\n", 1, 11, "a colon followed by a blank"),
        ('a: "x\nb: 1\n', 1, 4, "never closed"),
        ('a: "x\nb: "y"\n', 1, 4, "never closed"),
        ("a: 'x\nb: 1\nc: '- y'\n", 1, 4, "never closed"),
        ('a:\n  - "x\n  - "y"\n', 2, 5, "never closed"),
        ('a: ["x, y]\nb: ["*z"]\n', 1, 5, "never closed"),
        ('a: "\\"x\\" y\nb: "z"\n', 1, 4, "never closed"),
        ('a: "x\n  y" z\nb: 1\n', 2, 6, "behind the closing quote"),
        ("a: 'x\nb: it's\n", 2, 7, "behind the closing quote"),
        ("a: [1, 2\nb: 3\n", 1, 4, "is not closed"),
        ("a: 1\njust text\nb: 2\n", 2, 1, "neither `key: value`"),
        ("a: @x\n", 1, 4, "cannot begin with `@`"),
        ("a: `x`\n", 1, 4, "cannot begin with"),
        ("a: %x\n", 1, 4, "cannot begin with `%`"),
        ("a:\n\tb: 1\n", 2, 1, "a tab stands in the indentation"),
        ('a: "b "c" d"\n', 1, 8, "behind the closing quote"),
        ("a:\n  - b\n c: 1\n", 3, 2, "fits no mapping"),
        ("a: x\nb: - c\n", 2, 4, "a list item cannot stand here"),
        ('a: "\\q"\n', 1, 5, "a backslash"),
        ("title:x\nb: c\n", 1, 1, "not `key: value`"),
        ("a: 1\n b: 2\n", 2, 2, "no mapping can begin"),
        ("a: 1\n--- b\n", 2, 1, "a second YAML document"),
        ("x" * 1100 + ": 1\n", 1, 1101, "longer than 1,024"),
    ],
)
def test_a_syntax_error_is_told_in_plain_words_at_its_line(
    text: str, line: int, column: int, words: str
) -> None:
    problem = read_yaml(text, LIMITS).problems[0]
    if reader._Parser is yaml.SafeLoader:
        assert problem.code == "AK020"
        return
    assert problem.span is not None
    assert (problem.code, *Source("x", text).position(problem.span.start)) == ("AK020", line, column)
    assert words in problem.message
    assert problem.help


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 70 + "]" * 70, "AK032"),
        ("".join("  " * depth + "a:\n" for depth in range(70)), "AK032"),
        ("- " * 200, "AK032"),
        ("a: [" + "1, " * 60_000 + "1]", "AK033"),
        ("a: &a 1\nb: [" + "*a, " * 200 + "1]", "AK034"),
        (
            "a: &a0 [1]\n" + "".join(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 8)),
            "AK035",
        ),
        (
            "a: &a {"
            + ", ".join(f"k{n}: 1" for n in range(4_000))
            + "}\n"
            + "".join(f"m{n}: {{<<: *a}}\n" for n in range(9)),
            "AK036",
        ),
        ("a: " + "x" * (4 * 1024 * 1024 + 1), "AK037"),
        ("a: " + "9" * 1_001, "AK038"),
        ("a: 0x" + "f" * 1_001, "AK038"),
        ("a: 1." + "9" * 1_001, "AK038"),
        ("a: " + "x " * (8 * 1024 * 1024), "AK031"),
    ],
)
def test_a_limit_ends_the_reading_with_its_own_code(text: str, code: str) -> None:
    if reader._Parser is yaml.SafeLoader and len(text) > 300_000:
        pytest.skip("the pure parser takes too long over large texts")
    began = time.process_time()
    reading = read_yaml(text, LIMITS)
    assert [problem.code for problem in reading.problems] == [code]
    assert not reading.ok
    assert reading.problems[0].help.startswith("raise `limits.")
    assert time.process_time() - began < 20


@pytest.mark.parametrize("nodes", range(1, 9))
def test_the_end_of_a_list_or_mapping_is_no_node_of_its_own(nodes: int) -> None:
    text, limits = '{"a": {"b": [1, 2]}}', Limits(nodes=nodes)
    assert read_yaml(text, limits).ok == read_whole_json_with_care(text, limits).ok == (nodes >= 7)


def test_a_stream_is_read_document_by_document_and_lists_item_by_item() -> None:
    text = "a: 1\n---\n- b: 2\n- &x {c: 3}\n- *x\n---\n[]\n--- {d: 4}\n"
    readings = list(read_yaml_items(text, LIMITS, spans=True))
    assert [reading.data for reading in readings] == [{"a": 1}, {"b": 2}, {"c": 3}, {"c": 3}, {"d": 4}]
    assert text[slice(*readings[1].spans.values[("b",)])] == "2"


def test_what_came_before_a_syntax_error_is_kept() -> None:
    readings = list(read_yaml_items("- a: 1\n- b: [\n- c\n", LIMITS))
    assert readings[0].data == {"a": 1}
    assert [reading.ok for reading in readings] == [True, False]


_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=20,
)


_BREAKS_OF_1_1 = re.compile("[\x85\u2028\u2029]|\\\\x85|\\\\u202")


def _strict(value: Any) -> Any:
    """Tell apart what `==` does not: 1, 1.0 and true."""
    if isinstance(value, dict):
        return {key: _strict(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_strict(item) for item in value]
    return (type(value).__name__, math.copysign(1, value) if isinstance(value, float) else 0, value)


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(_TEXT, _VALUES, max_size=5))
def test_json_is_read_as_json(data: dict[str, Any]) -> None:
    """YAML 1.2 holds JSON, surrogate pairs and all; only keys beyond 1,024 characters are out."""
    text = json.dumps(data)
    reading = read_yaml(text, LIMITS, spans=True)
    assert reading.problems == ()
    assert _strict(reading.data) == _strict(data)
    for pointer, span in reading.spans.values.items():
        value: Any = data
        for step in pointer:
            value = value[step]
        assert _strict(json.loads(text[slice(*span)])) == _strict(value)


@settings(deadline=None, max_examples=300)
@given(_VALUES.filter(lambda value: not _BREAKS_OF_1_1.search(str(value))), st.sampled_from([False, None]))
def test_what_pyyaml_writes_in_block_style_is_read_back(data: Any, flow: bool | None) -> None:
    text = yaml.safe_dump({"k": data}, allow_unicode=True, default_flow_style=flow)
    reading = read_yaml(text, LIMITS)
    if reading.problems:  # keys over 1,024 characters, `? ` keys
        assert {problem.code for problem in reading.problems} <= {"AK022"}
        return
    again = yaml.safe_load(text)["k"]
    assert isinstance(reading.data, dict)
    if not _differs_by_version(again):
        assert _strict(reading.data["k"]) == _strict(again)


def _differs_by_version(value: Any) -> bool:
    """Text that PyYAML writes bare because YAML 1.1 reads it as text, and 1.2 does not."""
    if isinstance(value, dict):
        return any(_differs_by_version(item) for pair in value.items() for item in pair)
    if isinstance(value, list):
        return any(map(_differs_by_version, value))
    return (
        isinstance(value, str)
        and bool(value)
        and value[0] in string.digits + "+-."
        and value[-1] in string.hexdigits + "."
    )


@settings(deadline=None, max_examples=500)
@given(st.text(max_size=60) | st.text("ab:-? \n\t[]{}\"'&*!|>#%@`~<\\\x85\u2028,.0", max_size=80))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    reading = read_yaml(text, LIMITS, spans=True)
    assert reading.ok or reading.problems
    for _ in read_yaml_items(text, LIMITS, spans=True):
        pass
    for problem in reading.problems:
        assert problem.span is not None
        assert 0 <= problem.span.start <= problem.span.end <= len(text) + 6
