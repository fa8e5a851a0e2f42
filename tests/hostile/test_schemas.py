"""A pull request can bring its own schema: no hang, nothing read from outside, nothing fetched."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import jsonschema_rs
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from .sandbox import Sandbox

LONG = "a" * 50_000
PATTERNS = [
    ("^(a+)+$", LONG + "!"),
    ("^(a+)+$", LONG),
    ("^(a|a)*$", LONG + "!"),
    ("^(a|aa)+$", LONG + "!"),
    ("(.*a){20}b", "a" * 5_000),
    ("^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 5_000),
    ("^a$", "a\n"),
    ("^\\d+$", "\u0661\u0662"),
    ("^\\p{L}+$", "\u00e9t\u00e9"),
    ("^(?<year>[0-9]{4})$", "2021"),
    ("^[^]$", "x"),
    ("^\\cA$", "\x01"),
    ("a{0,1000}b", LONG),
]

KEYWORDS = [
    "pattern",
    "patternProperties",
    "propertyNames",
    "additionalProperties",
    "unevaluatedProperties",
    "not",
]


@pytest.mark.parametrize("keyword", KEYWORDS)
@pytest.mark.parametrize("pattern, text", PATTERNS, ids=lambda value: ascii(value[:30]))
def test_patterns(pattern: str, text: str, keyword: str, sandbox: Sandbox, tmp_path: Path) -> None:
    schemas: dict[str, object] = {
        "pattern": {"properties": {"k": {"pattern": pattern}}},
        "patternProperties": {"patternProperties": {pattern: {"type": "integer"}}},
        "propertyNames": {"propertyNames": {"pattern": pattern}},
        "additionalProperties": {"patternProperties": {pattern: {}}, "additionalProperties": False},
        "unevaluatedProperties": {"patternProperties": {pattern: {}}, "unevaluatedProperties": False},
        "not": {"not": {"patternProperties": {pattern: {"type": "integer"}}}},
    }
    schema = schemas[keyword]
    record = {"k": text} if keyword == "pattern" else {text: "x"}
    (tmp_path / "s.json").write_text(json.dumps(schema))
    (tmp_path / "x.json").write_text(json.dumps(record))
    ended = sandbox.validate("--schema", "s.json", "x.json", cwd=tmp_path, seconds=5)
    try:
        wanted = 0 if jsonschema_rs.validator_for(schema).is_valid(record) else 1
    except jsonschema_rs.ValidationError:
        wanted = 2
    assert ended.code == wanted


@pytest.mark.parametrize(
    "reference",
    [
        "http://127.0.0.1:9/x.json",
        "https://example.com/x.json",
        "//example.com/x.json",
        "ftp://example.com/x",
        "file:///etc/passwd",
        "file:/etc/passwd",
        "FILE:///etc/passwd",
        "file://localhost/etc/passwd",
        "/etc/passwd",
        "../outside.json",
        "..%2foutside.json",
        "sub/../../outside.json",
        "link.json",
        "fifo.json",
        "folder.json",
        "nowhere.json",
        "data:application/json,{}",
        "urn:x:y",
        "jar:file:x",
        "http://[",
        "\0.json",
        "x" * 5_000,
    ],
    ids=lambda value: ascii(value[:30]),
)
@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef"])
def test_references_that_lead_out(reference: str, keyword: str, sandbox: Sandbox, tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside.json").write_text('{"type": "secret-of-the-outside"}')
    (root / "link.json").symlink_to("../outside.json")
    (root / "folder.json").mkdir()
    os.mkfifo(root / "fifo.json")
    (root / "s.json").write_text(json.dumps({"properties": {"a": {keyword: reference}}}))
    (root / "x.json").write_text('{"a": 1}')
    ended = sandbox.validate("--schema", "s.json", "x.json", cwd=root, seconds=5)
    assert ended.code == 2
    assert ended.out == b""
    assert b"root:" not in ended.err
    assert b"secret" not in ended.err
    assert ended.err.startswith(b"error: s.json:1:")


SCHEMAS = {
    "no JSON": ("{", 2),
    "a list": ("[]", 2),
    "a number": ("1", 2),
    "a file of nothing": ("", 2),
    "true": ("true", 0),
    "false": ("false", 1),
    "a type that there is not": ('{"type": "sting"}', 2),
    "a keyword misspelt": ('{"requird": ["a"]}', 2),
    "a pattern that is none": ('{"pattern": "("}', 2),
    "a pattern that is none among keys": ('{"patternProperties": {"(": {}}}', 2),
    "an unknown dialect": ('{"$schema": "https://example.com/x"}', 2),
    "a dialect that is a number": ('{"$schema": 5}', 2),
    "a reference to itself": ('{"$ref": "#"}', None),
    "a reference in a circle": ('{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}', None),
    "a reference to nothing": ('{"$ref": "#/$defs/a"}', 2),
    "a divisor of zero": ('{"multipleOf": 0}', 2),
    "a tiny divisor": ('{"properties": {"a": {"multipleOf": 1e-300}}}', None),
    "nested schemas": ('{"not":' * 60 + "{}" + "}" * 60, None),
    "nested too deep": ('{"not":' * 30_000, 2),
    "5,000 digits": ('{"minimum": ' + "9" * 5_000 + "}", 2),
    "an infinite bound": ('{"minimum": 1e999}', 2),
    "a lone surrogate": ('{"const": "\\ud800"}', 2),
    "a key twice": ('{"type": "object", "type": "array"}', 2),
    "a huge repetition": ('{"pattern": "(a{1000}){1000}"}', None),
    "an id that is an address": ('{"$id": "http://127.0.0.1:9/x.json", "type": "object"}', 0),
    "an id that is no address": ('{"$id": "http://[", "type": "object"}', 2),
    "numbers as properties": ('{"properties": 5}', 2),
    "required that is text": ('{"required": "a"}', 2),
}


@pytest.mark.parametrize("says", SCHEMAS, ids=lambda says: says.replace(" ", "-"))
def test_broken_schemas(says: str, sandbox: Sandbox, tmp_path: Path) -> None:
    text, code = SCHEMAS[says]
    (tmp_path / "s.json").write_text(text)
    (tmp_path / "x.json").write_text('{"a": 1.5, "b": [[{}]]}')
    ended = sandbox.validate("--schema", "s.json", "x.json", cwd=tmp_path, seconds=10)
    assert ended.code in ({0, 1, 2} if code is None else {code}), ended.err


@pytest.mark.parametrize("name", ["article", "news"])
def test_values_that_break_validators(name: str, sandbox: Sandbox, tmp_path: Path) -> None:
    """Large numbers, deep values and 3,000 equal objects under the shipped schemas."""
    deep: object = 1
    for _ in range(60):
        deep = [deep]
    record = {
        "heat": 10**400,
        "quality": 1e308,
        "topics": [{"a": 1}] * 3_000,
        "images": deep,
        "x": {"y": deep},
    }
    (tmp_path / "x.json").write_text(json.dumps(record))
    assert sandbox.validate("--schema", name, "x.json", cwd=tmp_path, seconds=10).code == 1
