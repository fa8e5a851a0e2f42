"""Faults that jsonschema-rs tells are explained as jsonschema's own would be: same words, same order."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from artikit.model import Source
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits
from artikit.schema.compiled import Schema, compile_schema
from artikit.schema.explain import findings_of, findings_of_faults

TIMES = 1
"""To search longer, raise it: a thousand mutations take two seconds."""
ROOT = Path(__file__).parents[2]
VALUES: list[Any] = [
    None, True, 0, -1, 1.0, -2.5, 10**30, "", " ", "x", "2021-05-20", "2021-05-20T25:42:00Z",
    "2021-05-20T12:42:00Z", "2021-05-20T12:42:00+02:00", "2021-02-30T12:42:00Z", "https://a.example/ b",
    "http://", "https://a.example/%zz", "a.example", "news", "video", "600px", "true", [], {}, ["a", "a"], [1],
    {"url": "x"}, "https://a.example", "PT3M", "https://[::1]/", "é.example", "a..example",
]  # fmt: skip
KEYS = ["mood", "titel", "wbeUrl", "required", "removed", "type", "length", "url", "title"]


def _records() -> list[dict[str, Any]]:
    records = []
    for path in sorted((ROOT / "examples").rglob("*.md")):
        record = read_front_matter(Source(str(path), path.read_bytes().decode(errors="replace")), Limits())
        if record.data:
            records.append(dict(record.data))
    return records


RECORDS = _records()


def _inside(data: Any) -> list[Any]:
    """All mappings and lists in a value."""
    found = [data]
    for one in found:  # which grows
        members = one.values() if isinstance(one, dict) else one
        found += [member for member in members if isinstance(member, (dict, list))]
    return found


def _mutated(data: Any, dice: random.Random) -> Any:
    data = copy.deepcopy(data)
    for _ in range(dice.choice([1, 1, 2, 3, 6])):
        inside = dice.choice(_inside(data))
        value = copy.deepcopy(dice.choice(VALUES))
        if not inside and isinstance(inside, list):
            inside.append(value)
        elif not inside or (isinstance(inside, dict) and dice.random() < 0.1):
            inside[dice.choice(KEYS)] = value
        else:
            at = dice.choice(list(inside)) if isinstance(inside, dict) else dice.randrange(len(inside))
            match dice.randrange(3):
                case 0:
                    del inside[at]
                case 1:
                    inside[at] = value
                case _ if isinstance(inside, dict):
                    inside[at[:-1] or "q"] = inside.pop(at)
                case _:
                    inside.append(copy.deepcopy(inside[at]))
    return data


@pytest.mark.parametrize("name", ["news", "article"])
def test_mutated_records_are_explained_as_by_jsonschema(name: str) -> None:
    schema, dice = compile_schema(name, "."), random.Random(name)
    count, direct = 700 * TIMES, 0
    for _ in range(count):
        data = _mutated(dice.choice(RECORDS), dice)
        faults = None if schema.is_valid(data) else schema.faults(data)
        if faults:
            assert findings_of_faults(faults) == findings_of(schema.errors(data)), data
            direct += 1
    assert direct > count // 2


def _compiled(document: Any, folder: Path) -> Schema:
    path = folder / "own.schema.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return compile_schema(str(path), str(folder))


ORDERED: dict[str, Any] = {
    "$id": "https://a.example/root",
    "properties": {
        "b": {"items": {"$ref": "part#/$defs/c"}},
        "a": {"minLength": 2, "pattern": "^x", "not": {"const": "a"}},
        "required": {"type": "string"},
    },
    "allOf": [{"if": {"required": ["b"]}, "then": {"required": ["d", "e"]}, "else": {"maxProperties": 0}}],
    "dependentRequired": {"a": ["f", "g"]},
    "additionalProperties": False,
    "$defs": {
        "part": {
            "$id": "part",
            "$defs": {"c": {"enum": [1, 2], "exclusiveMinimum": 1, "multipleOf": 2, "type": "integer"}},
        }
    },
}


@pytest.mark.parametrize(
    "data",
    [{"b": [3, 1, "x", 2, 0.5], "a": "a", "z": 1, "required": 1}, {"a": "", "y": 1}, {"required": None}],
)
def test_the_order_is_that_of_the_schema(data: Any, tmp_path: Path) -> None:
    schema = _compiled(ORDERED, tmp_path)
    faults = schema.faults(data)
    assert faults
    assert findings_of_faults(faults) == findings_of(schema.errors(data))


@pytest.mark.parametrize(
    ("document", "data"),
    [
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, 1),
        ({"properties": {"type": False}}, {"type": 1}),
        ({"properties": {"a": {"type": "string"}}, "unevaluatedProperties": False}, {"b": 1}),
        ({"propertyNames": {"minLength": 2}}, {"a": 1}),
        ({"patternProperties": {"a": {"type": "string"}}}, {"a": 1}),
        ({"prefixItems": [{}], "items": {"type": "string"}}, [1, 1]),
        ({"dependentSchemas": {"a": {"required": ["b"]}}}, {"a": 1}),
        ({"$schema": "http://json-schema.org/draft-07/schema#", "type": "string"}, 1),
        ({"contains": {"type": "string"}}, [1]),
        ({"$dynamicRef": "#x", "$defs": {"x": {"$dynamicAnchor": "x", "type": "string"}}}, 1),
    ],
)
def test_what_it_does_not_know_is_left_to_jsonschema(document: Any, data: Any, tmp_path: Path) -> None:
    schema = _compiled(document, tmp_path)
    assert not schema.is_valid(data)
    assert schema.faults(data) is None


def test_a_faulty_record_is_explained_without_jsonschema() -> None:
    code = """
import sys
from artikit.schema.check import check
from artikit.schema.compiled import compile_schema
assert [one.code for one in check({"category": "old"}, compile_schema("news", "."))]
print("jsonschema" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
