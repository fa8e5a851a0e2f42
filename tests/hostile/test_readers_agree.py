"""Our YAML reader beside PyYAML and ruamel.yaml: equal on boring YAML, and every meant difference listed."""

from __future__ import annotations

import datetime as dt
import io
import json
import string
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from artikit.reading.limits import Limits
from artikit.reading.yaml import read_yaml

from .test_properties import STEADY

_WORDS_OF_1_1 = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}
_plain_first = st.sampled_from(string.ascii_letters + "éßЖ日")
_plain_rest = st.text(string.ascii_letters + string.digits + " ._/+()éßЖ日'\"-:#!?&*%@,|>[]{}", max_size=12)


def _is_boring(text: str) -> bool:
    return (
        text == text.strip()
        and ": " not in text
        and not text.endswith(":")
        and " #" not in text
        and text.lower() not in _WORDS_OF_1_1
    )


plain = st.builds(str.__add__, _plain_first, _plain_rest).filter(_is_boring)
printable = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
    ),
    max_size=15,
)
double = printable.map(lambda text: (json.dumps(text, ensure_ascii=False), text))
single = printable.map(lambda text: ("'" + text.replace("'", "''") + "'", text))
numbers = st.integers(-(10**15), 10**15).map(lambda number: (str(number), number)) | st.floats(
    0.001, 1000, allow_nan=False
).map(lambda number: (repr(round(number, 3)), round(number, 3)))
words = st.sampled_from([("true", True), ("false", False), ("null", None), ("~", None)])
scalars = plain.map(lambda text: (text, text)) | double | single | numbers | words
literal = st.lists(plain, min_size=1, max_size=3)
Node = tuple[str, Any]


def _block(node: Node, depth: int) -> str:
    """Text of a node behind `key:` or `-`."""
    kind, content = node
    pad = "\n" + "  " * depth
    if kind == "scalar":
        return f" {content[0]}"
    if kind == "literal":
        return " |" + "".join(f"{pad}{line}" for line in content)
    if kind == "flow":
        return " [" + ", ".join(text for text, _ in content) + "]"
    if kind == "list":
        return "".join(f"{pad}-{_block(child, depth + 1)}" for child in content)
    return "".join(f"{pad}{key}:{_block(child, depth + 1)}" for key, child in content)


def _value(node: Node) -> Any:
    kind, content = node
    if kind == "scalar":
        return content[1]
    if kind == "literal":
        return "".join(f"{line}\n" for line in content)
    if kind == "flow":
        return [value for _, value in content]
    if kind == "list":
        return [_value(child) for child in content]
    return {key: _value(child) for key, child in content}


leaves = (
    scalars.map(lambda scalar: ("scalar", scalar))
    | literal.map(lambda lines: ("literal", lines))
    | st.lists(double | numbers | words, max_size=4).map(lambda items: ("flow", items))
)
keys = st.text(string.ascii_letters, min_size=1, max_size=8).filter(_is_boring)
nodes = st.recursive(
    leaves,
    lambda children: (
        st.lists(children, min_size=1, max_size=4).map(lambda items: ("list", items))
        | st.lists(st.tuples(keys, children), min_size=1, max_size=4, unique_by=lambda pair: pair[0]).map(
            lambda items: ("map", items)
        )
    ),
    max_leaves=12,
)
documents = st.lists(st.tuples(keys, nodes), min_size=1, max_size=4, unique_by=lambda pair: pair[0])


def ours(text: str) -> Any:
    reading = read_yaml(text, Limits(), spans=True)
    return reading.data if not reading.problems else f"refused: {reading.problems[0].code}"


def pyyaml(text: str) -> Any:
    try:
        return yaml.load(text, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        return type(error).__name__


def ruamel(text: str) -> Any:
    try:
        return YAML(typ="safe", pure=True).load(io.StringIO(text))
    except Exception as error:  # noqa: BLE001  (it raises anything)
        return type(error).__name__


@settings(STEADY, max_examples=300)
@given(document=documents)
def test_equal_on_boring_yaml(document: list[tuple[str, Node]]) -> None:
    node = ("map", document)
    text = _block(node, 0).removeprefix("\n") + "\n"
    assert ours(text) == _value(node), text
    assert pyyaml(text) == _value(node), text
    assert ruamel(text) == _value(node), text


DIFFERENCES = [
    ("no", "no", False, "no", "a truth value in YAML 1.1 alone; the country code of Norway is text"),
    ("on", "on", True, "on", "a truth value in YAML 1.1 alone"),
    ("Yes", "Yes", True, "Yes", "a truth value in YAML 1.1 alone"),
    ("y", "y", "y", "y", "PyYAML never took it for a truth value"),
    ("12:30:45", "12:30:45", 45045, "12:30:45", "a number to base 60 in YAML 1.1 alone"),
    ("10:00", "10:00", 600, "10:00", "a number to base 60 in YAML 1.1 alone"),
    ("010", 10, 8, 10, "octal in YAML 1.1 alone"),
    ("08", 8, "08", 8, "YAML 1.1 reads octal, and 8 is no digit of it"),
    ("0o10", 8, "0o10", 8, "octal in YAML 1.2 alone"),
    ("0b11", "0b11", 3, 3, "binary in YAML 1.1 alone"),
    ("1_000", "1_000", 1000, 1000, "underscores in YAML 1.1 alone"),
    ("1e3", 1000.0, "1e3", 1000.0, "YAML 1.1 asks for a point and a sign"),
    ("1.5e3", 1500.0, "1.5e3", 1500.0, "YAML 1.1 asks for a sign"),
    ("+5", 5, 5, 5, "the same everywhere"),
    (".5", 0.5, 0.5, 0.5, "the same everywhere"),
    ("5.", 5.0, 5.0, 5.0, "the same everywhere"),
    ("=", "=", "ConstructorError", "ConstructorError", "a special value in YAML 1.1 alone"),
    ("2021-05-20", "2021-05-20", dt.date(2021, 5, 20), dt.date(2021, 5, 20), "dates stay text"),
    ("2024-02-30", "2024-02-30", "ValueError", "ValueError", "dates stay text, and rules judge them"),
    (".inf", "refused: AK026", float("inf"), float("inf"), "JSON has no infinity"),
    ("1e999", "refused: AK026", "1e999", float("inf"), "beyond every double"),
    ("!!binary aGk=", "refused: AK023", b"hi", b"hi", "bytes are no JSON value"),
    ("!!set {b}", "refused: AK023", {"b"}, {"b"}, "a set is no JSON value"),
    ('"\\ud83d\\ude00"', "\U0001f600", "ScannerError", "\ud83d\ude00", "one character, as JSON writes it"),
    ("b\u2028c", "b\u2028c", "ScannerError", "b\u2028c", "no line break in YAML 1.2"),
    ("b\x85c", "b\x85c", "ScannerError", "b c", "no line break in YAML 1.2"),
    ("[?x]", "refused: AK020", [{"x": None}], [{"x": None}], "text in YAML 1.2; libyaml takes it for a key"),
    ("&b:c d", "refused: AK020", ":c d", "d", "libyaml ends the anchor at the colon"),
    ('"b"#c', "refused: AK020", "b", "b", "no comment without a blank before it"),
]


@pytest.mark.parametrize("text, own, py, ru, reason", DIFFERENCES, ids=[ascii(row[0]) for row in DIFFERENCES])
def test_meant_differences(text: str, own: Any, py: Any, ru: Any, reason: str) -> None:
    readers = {"ours": ours, "PyYAML": pyyaml, "ruamel": ruamel}
    found = {name: read(f"a: {text}\n") for name, read in readers.items()}
    values = {name: value["a"] if isinstance(value, dict) else value for name, value in found.items()}
    assert values == {"ours": own, "PyYAML": py, "ruamel": ru}, reason
    assert {name: type(value) for name, value in values.items()} == {
        "ours": type(own),
        "PyYAML": type(py),
        "ruamel": type(ru),
    }


def test_keys_that_others_lose() -> None:
    text = "1: a\non: b\n"
    assert pyyaml(text) == {1: "b"}
    assert ours(text) == "refused: AK022"
    assert ours("a: 1\na: 2\n") == "refused: AK021"
    assert pyyaml("a: 1\na: 2\n") == {"a": 2}
