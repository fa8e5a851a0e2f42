"""Schemas: the shipped ones are sound and complete; a user's own is loaded offline or refused with its place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

import artikit
from artikit.errors import SchemaError
from artikit.model import pointer_text
from artikit.schema.check import check
from artikit.schema.compiled import compile_schema
from artikit.schema.keywords import KEYWORDS, subschemas
from artikit.schema.library import BASE, bundle, load, names, shipped

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, name: str, schema: Any) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(schema if isinstance(schema, str) else json.dumps(schema, indent=2), encoding="utf-8")
    return str(path)


def test_the_shipped_schemas_are_those_that_are_promised() -> None:
    assert names() == (
        "article", "baseline", "config", "diagnostic", "image", "news", "organization", "provider", "related", "topic",
    )  # fmt: skip


@pytest.mark.parametrize("name", names())
def test_a_shipped_schema_is_sound_and_explains_every_property(name: str) -> None:
    document = shipped(name).document
    Draft202012Validator.check_schema(document)
    assert document["$id"] == f"{BASE}{name}.schema.json"
    for pointer, schema, _ in subschemas(document):
        assert not [key for key in schema if key not in KEYWORDS and not key.startswith("x-")], pointer
        if (
            len(pointer) >= 2
            and pointer[-2] == "properties"
            and "then" not in pointer
            and "if" not in pointer
        ):
            assert schema.get("description"), pointer
            assert schema.get("examples"), pointer
        if "format" in schema:
            assert "pattern" in schema, pointer
        for reference in (schema.get("$ref"),):
            assert reference is None or not re.match(r"[a-z]+:", reference), reference
    compile_schema(name, ".")


@pytest.mark.parametrize("name", names())
def test_every_example_in_a_schema_satisfies_it(name: str) -> None:
    whole = bundle(load(name, "."))
    for pointer, schema, base in subschemas(shipped(name).document):
        for example in schema.get("examples", ()):
            validator = Draft202012Validator(
                {"$ref": f"{base}#{pointer_text(pointer)}", "$defs": {"all": whole}}
            )
            assert not list(validator.iter_errors(example)), (pointer, example)


def test_a_bundle_is_one_self_contained_document() -> None:
    whole = bundle(load("news", "."))
    ids = {base for _, _, base in subschemas(whole)}
    for _, schema, base in subschemas(whole):
        if isinstance(schema.get("$ref"), str) and not schema["$ref"].startswith("#"):
            assert any(schema["$ref"].split("#")[0] in one for one in ids), (schema["$ref"], base)
    Draft202012Validator.check_schema(whole)


def test_references_to_files_of_the_project_are_followed(tmp_path: Path) -> None:
    write(tmp_path, "parts/title.json", {"type": "string", "maxLength": 3})
    path = write(
        tmp_path,
        "own.json",
        {
            "properties": {
                "title": {"$ref": "parts/title.json"},
                "image": {"$ref": BASE + "image.schema.json"},
            }
        },
    )
    schema = compile_schema(path, str(tmp_path))
    assert schema.is_valid({"title": "abc"})
    assert not schema.is_valid({"title": "abcd"})
    assert not schema.is_valid({"image": {}})


def test_a_file_beside_a_schema_stands_in_for_its_published_address(tmp_path: Path) -> None:
    write(tmp_path, "title.json", {"$id": "https://schemas.example/v1/title.json", "maxLength": 3})
    path = write(
        tmp_path,
        "own.json",
        {"$id": "https://schemas.example/v1/own.json", "properties": {"t": {"$ref": "title.json"}}},
    )
    assert not compile_schema(path, str(tmp_path)).is_valid({"t": "abcd"})


def test_a_schema_may_be_written_in_yaml(tmp_path: Path) -> None:
    path = write(tmp_path, "own.yaml", "properties:\n  title:\n    maxLength: 3\n")
    assert not compile_schema(path, str(tmp_path)).is_valid({"title": "abcd"})


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ('{\n  "requried": ["a"]\n}', r"own.json:2:3: unknown keyword `requried`; did you mean `required`\?"),
        (
            '{\n  "properties": {\n    "a": {"type": "strin"}}}',
            r"own.json:3:19: the schema is broken: `type` must be",
        ),
        (
            '{\n  "properties": {"a": {"pattern": "(("}}}',
            r"own.json:2:35: the schema cannot be used: `pattern` is not",
        ),
        ('{\n  "$schema": "https://schemas.example/x"}', r"own.json:2:14: this dialect"),
        ('{"a": 1,}', r"own.json:1:8: comma after the last value"),
        ("[1]", r"own.json:1:1: a schema is a mapping"),
        (
            '{\n  "$ref": "https://a.example/x.json"}',
            r"own.json:2:11: `https://a.example/x.json` is not on this machine",
        ),
        ('{\n  "$ref": "file:///etc/passwd"}', r"own.json:2:11: `/etc/passwd` lies outside the project"),
        ('{\n  "$ref": "../../x.json"}', r"own.json:2:11: .* lies outside the project"),
        ('{\n  "$ref": "none.json"}', r"own.json:2:11: there is no file"),
        ('{\n  "$ref": "#/$defs/none"}', r"own.json:2:11: there is no `#/\$defs/none` in this schema"),
        ('{"a": 1, "a": 2}', r"own.json:1:10: the key `a` stands twice|own.json:1:10: "),
    ],
)
def test_a_broken_schema_is_told_with_its_place(schema: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    path = write(tmp_path / "project", "own.json", schema)
    with pytest.raises(SchemaError, match=words):
        compile_schema(path, str(tmp_path / "project"))


def test_a_schema_that_is_not_there_is_told_with_the_nearest_name() -> None:
    with pytest.raises(SchemaError, match="no schema `artcle`; did you mean `article`"):
        compile_schema("artcle", ".")
    with pytest.raises(SchemaError, match="the shipped ones are article"):
        compile_schema("zzz", ".")
    for path in ("schemas/mine", "mine.schema.json"):
        with pytest.raises(SchemaError, match=f"no such file: {path}"):
            compile_schema(path, ".")


def test_a_reference_to_a_shipped_schema_by_its_bare_name_is_told_the_address(tmp_path: Path) -> None:
    path = write(tmp_path, "own.json", '{"$ref": "news"}')
    with pytest.raises(SchemaError, match=r"ours is `https://artikit\.dev/schemas/v1/news\.schema\.json`"):
        compile_schema(path, str(tmp_path))


@pytest.mark.parametrize("draft", ["draft-04", "draft-06", "draft-07", "draft/2019-09", "draft/2020-12"])
def test_references_between_files_hold_in_every_draft(draft: str, tmp_path: Path) -> None:
    dialect = f"http{'s' if '/' in draft else ''}://json-schema.org/{draft}/schema#".replace(
        "12/schema#", "12/schema"
    ).replace("09/schema#", "09/schema")
    write(tmp_path, "parts/int.json", {"$schema": dialect, "type": "integer"})
    path = write(tmp_path, "own.json", {"$schema": dialect, "properties": {"a": {"$ref": "parts/int.json"}}})
    schema = compile_schema(path, str(tmp_path))
    assert schema.is_valid({"a": 1})
    assert [one.message for one in check({"a": "x"}, schema)] == ["`a` must be an integer, got the text `x`"]


def test_annotations_of_somebodys_own_are_no_misspelt_keywords(tmp_path: Path) -> None:
    path = write(tmp_path, "own.json", {"example": 1, "defaults": {}, "markdownDescription": "x"})
    assert compile_schema(path, str(tmp_path)).is_valid({})


def test_a_schema_that_was_written_anew_is_compiled_anew(tmp_path: Path) -> None:
    record = tmp_path / "x.json"
    record.write_text('{"a": 1}', encoding="utf-8")
    path = write(tmp_path, "own.json", {})
    assert not list(artikit.check(artikit.load(record), schema=path))
    write(tmp_path, "own.json", {"required": ["bbbb"]})
    assert len(list(artikit.check(artikit.load(record), schema=path))) == 1
