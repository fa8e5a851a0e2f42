"""Reserved keys of data files are taken back into the record, and judged by nobody's schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import artikit

if TYPE_CHECKING:
    from pathlib import Path

OWN = {"title": "Fog bell"}
CARRIED = {"_path": "news/fog.md", "_body": "\r\n  body \r\n", "_newline": "\r\n"}


@pytest.mark.parametrize("name", ["x.json", "x.jsonl", "x.yaml"])
def test_they_are_taken_out_of_every_data_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(OWN | CARRIED), encoding="utf-8")
    (record,) = artikit.load(path)
    assert record.data == OWN
    assert (record.origin, record.body, record.newline) == tuple(CARRIED.values())
    assert record.problems == ()
    closed = tmp_path / "closed.schema.json"
    closed.write_text('{"additionalProperties": false, "properties": {"title": {}}}', encoding="utf-8")
    config = artikit.Config(select=("AK1",))
    assert list(artikit.check([record], schema=str(closed), config=config)) == []


def test_in_front_matter_they_are_keys_like_others(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("---\n_body: x\n---\nbody", encoding="utf-8")
    (record,) = artikit.load(path)
    assert (record.data, record.body) == ({"_body": "x"}, "body")


@pytest.mark.parametrize(("key", "value"), [("_body", 5), ("_body", None), ("_path", ["x"]), ("_newline", "x"), ("_newline", True)])  # fmt: skip
def test_what_holds_something_else_is_told_at_its_place(key: str, value: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    text = json.dumps(OWN | {key: value})
    path.write_text(text, encoding="utf-8")
    (found,) = [one for one in artikit.check(artikit.load(path)) if one.code == "AK018"]
    assert text[found.start.column - 1 : found.end.column - 1] == json.dumps(value)
