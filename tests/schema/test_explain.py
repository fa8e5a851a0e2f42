"""What a schema finds wrong: one finding per fault, at the value, in plain words."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.model import pointer_text
from artikit.schema.check import check
from artikit.schema.compiled import Schema, compile_schema
from artikit.schema.reference import reference_validator

if TYPE_CHECKING:
    from pathlib import Path


def compiled(schema: Any, folder: Path) -> Schema:
    path = folder / "own.schema.json"
    path.write_text(json.dumps(schema), encoding="utf-8")
    return compile_schema(str(path), str(folder))


def said(schema: Any, data: Any, folder: Path) -> list[tuple[str, str, str]]:
    return [
        (one.code, pointer_text(one.pointer), one.message) for one in check(data, compiled(schema, folder))
    ]


@pytest.mark.parametrize(
    ("schema", "data", "expected"),
    [
        ({"required": ["a", "b"]}, {}, [("AK101", "", "missing `a`"), ("AK101", "", "missing `b`")]),
        (
            {"properties": {"r": {"items": {"required": ["url"]}}}},
            {"r": [{"url": 1}, {"title": "Fog"}]},
            [("AK101", "/r/1", "missing `url` in `r[1]` “Fog”")],
        ),
        (
            {"additionalProperties": False, "properties": {"title": {}}, "required": ["title"]},
            {"tilte": 1, "zzz": 2},
            [
                ("AK102", "/zzz", "unknown key `zzz`"),
                ("AK102", "/tilte", "unknown key `tilte`; did you mean `title`?"),
            ],
        ),
        (
            {"unevaluatedProperties": False, "allOf": [{"properties": {"a": {}}}]},
            {"a": 1, "b": 2},
            [("AK102", "/b", "unknown key `b`")],
        ),
        (
            {"unevaluatedProperties": False, "patternProperties": {"^(a+)+$": {}}, "required": ["t"]},
            {"a" * 30 + "!": 1},
            [("AK101", "", "missing `t`"), ("AK102", "/" + "a" * 30 + "!", f"unknown key `{'a' * 30}!`")],
        ),
        ({"properties": {"n": {"type": "integer"}}}, {"n": "5"}, [("AK103", "/n", "`n` must be an integer, got the text `5`")]),
        (
            {"properties": {"n": {"type": ["string", "null"]}}},
            {"n": [1]},
            [("AK103", "/n", "`n` must be text or empty, got a list of 1")],
        ),
        (
            {"properties": {"b": {"type": "boolean"}}},
            {"b": "yes"},
            [("AK103", "/b", "`b` must be true or false, got the text `yes`")],
        ),
        (
            {"properties": {"t": {"enum": ["article", "video"]}}},
            {"t": "vidio"},
            [("AK104", "/t", "`t` must be `article` or `video`, got the text `vidio`")],
        ),
        ({"properties": {"c": {"const": True}}}, {"c": 1}, [("AK104", "/c", "`c` must be `true`, got `1`")]),
        (
            {"properties": {"d": {"format": "date"}}},
            {"d": "2021-02-30"},
            [("AK105", "/d", "`d` is not a date: February 2021 has 28 days")],
        ),
        (
            {"properties": {"d": {"type": "string", "format": "email", "pattern": "@"}}},
            {"d": "nobody"},
            [("AK108", "/d", "`d` is not a mail address: got the text `nobody`")],
        ),
        (
            {"properties": {"p": {"pattern": "^[a-z]+$"}}},
            {"p": "A"},
            [("AK109", "/p", "`p` must be text that matches `^[a-z]+$`, got the text `A`")],
        ),
        (
            {"properties": {"p": {"pattern": "^[a-z]+$", "x-expected": "a small word"}}},
            {"p": "A"},
            [("AK109", "/p", "`p` must be a small word, got the text `A`")],
        ),
        ({"properties": {"n": {"minimum": 1}}}, {"n": 0}, [("AK110", "/n", "`n` must be at least 1, got `0`")]),
        ({"properties": {"n": {"exclusiveMaximum": 1}}}, {"n": 1}, [("AK110", "/n", "`n` must be less than 1, got `1`")]),
        ({"properties": {"n": {"multipleOf": 5}}}, {"n": 7}, [("AK110", "/n", "`n` must be a multiple of 5, got `7`")]),
        (
            {"properties": {"t": {"minItems": 1}}},
            {"t": []},
            [("AK111", "/t", "`t` must have at least 1 entry and is empty")],
        ),
        (
            {"properties": {"t": {"maxLength": 3}}},
            {"t": "four"},
            [("AK111", "/t", "`t` must have at most 3 characters and has 4")],
        ),
        (
            {"properties": {"t": {"uniqueItems": True}}},
            {"t": ["a", "b", "a"]},
            [("AK112", "/t/2", "`t[2]` repeats `t[0]`: the text `a`")],
        ),
        (
            {"prefixItems": [{}], "properties": {"t": {"prefixItems": [{}, {}], "items": False}}},
            {"t": [1, 2, 3]},
            [("AK111", "/t/2", "`t` must have at most 2 entries and has 3")],
        ),
        (
            {"properties": {"r": {"items": {"required": ["title"], "properties": {"title": {}}}}}},
            {"r": [{"titel": 1}, {"titel": 2}]},
            [
                ("AK102", "/r/0/titel", "unknown key `titel`; did you mean `title`?"),
                ("AK102", "/r/1/titel", "unknown key `titel`; did you mean `title`?"),
            ],
        ),
        ({"properties": {"x": False}}, {"x": 1}, [("AK113", "/x", "`x` must not stand here")]),
        ({"properties": {"x": {"not": {}}}}, {"x": 1}, [("AK113", "/x", "`x` must not stand here as it is")]),
        (
            {"properties": {"c": {"contains": {"const": 1}}}},
            {"c": [2]},
            [("AK114", "/c", "no item of `c` is what the schema asks for")],
        ),
        (
            {"anyOf": [{"required": ["webUrl"]}, {"required": ["originalUrl"]}]},
            {"title": 1},
            [("AK101", "", "missing `webUrl` or `originalUrl`")],
        ),
        (
            {"anyOf": [{"required": ["webUrl"]}, {"required": ["originalUrl"]}]},
            {"weburl": 1},
            [("AK102", "/weburl", "unknown key `weburl`; did you mean `webUrl`?")],
        ),
        (
            {"properties": {"v": {"anyOf": [{"type": "string"}, {"type": "object", "required": ["a"]}]}}},
            {"v": {"b": 1}},
            [("AK101", "/v", "missing `a` in `v`")],
        ),
        (
            {"properties": {"v": {"oneOf": [{"type": "string"}, {"type": "integer"}]}}},
            {"v": None},
            [("AK103", "/v", "`v` must be text or an integer, got nothing")],
        ),
        (
            {"properties": {"v": {"oneOf": [{"minimum": 1}, {"minimum": 2}]}}},
            {"v": 3},
            [("AK114", "/v", "`v` fits more than one of the allowed forms")],
        ),
        (
            {"if": {"properties": {"t": {"const": "a"}}}, "then": {"required": ["u"]}},
            {"t": "a"},
            [("AK101", "", "missing `u`")],
        ),
        (
            {"properties": {"card": {}}, "dependentRequired": {"card": ["address"]}},
            {"card": 1},
            [("AK101", "", "missing `address`, which `card` calls for")],
        ),
        (
            {"propertyNames": {"pattern": "^[a-z]+$"}},
            {"Ab": 1},
            [("AK109", "/Ab", "the key `Ab` must be text that matches `^[a-z]+$`, got the text `Ab`")],
        ),
        ({"properties": {"list": {"type": "array", "items": {"$ref": "#"}}}, "required": ["n"]}, {"n": 1, "list": [{}]},
         [("AK101", "/list/0", "missing `n` in `list[0]`")]),
    ],
)  # fmt: skip
def test_each_fault_is_one_finding_in_plain_words(
    schema: Any, data: Any, expected: Any, tmp_path: Path
) -> None:
    assert said(schema, data, tmp_path) == expected


@pytest.mark.parametrize(
    "draft", ["http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema"]
)
def test_schemas_of_other_drafts_are_used_too(draft: str, tmp_path: Path) -> None:
    schema = {"$schema": draft, "properties": {"u": {"format": "uri"}}, "required": ["t"]}
    assert {code for code, _, _ in said(schema, {"u": "https://"}, tmp_path)} == {"AK101", "AK106"}


def test_a_date_that_does_not_exist_is_told_inside_a_schema_that_names_its_dialect() -> None:
    schema = compile_schema("article", ".")
    provider = {"name": "The Harbor Ledger", "domain": "harbor-ledger.example"}
    url = "https://www.harbor-ledger.example/fog-bell"
    entry = {"title": "Fog bell", "webUrl": url, "provider": provider, "publishedDateTime": "2021-02-30"}
    data = {**entry, "publishedDateTime": "2021-02-28", "related": [entry]}
    assert [(one.code, pointer_text(one.pointer), one.message) for one in check(data, schema)] == [
        (
            "AK105",
            "/related/0/publishedDateTime",
            "`publishedDateTime` is not a date: February 2021 has 28 days",
        )
    ]


def test_patterns_of_a_schema_that_names_its_dialect_do_not_hang(tmp_path: Path) -> None:
    dialect = "https://json-schema.org/draft/2020-12/schema"
    inner = {"$id": "inner.json", "$schema": dialect, "pattern": "^(a+)+$", "format": "date"}
    schema = {"$schema": dialect, "properties": {"p": {"$ref": "inner.json"}}, "$defs": {"inner": inner}}
    (found,) = said(schema, {"p": "a" * 40 + "!"}, tmp_path)
    assert found[:2] == ("AK105", "/p")


def test_a_near_miss_of_an_absent_known_key_is_a_probable_typo_in_every_open_mapping(tmp_path: Path) -> None:
    schema: Any = {"properties": {"excerpt": {}, "images": {"items": {"properties": {"width": {}}}}}}
    assert said(schema, {"exerpt": 1}, tmp_path) == [
        ("AK120", "/exerpt", "unknown key `exerpt`; did you mean `excerpt`?")
    ]
    assert said(schema, {"images": [{"widht": 1}]}, tmp_path)[0][:2] == ("AK120", "/images/0/widht")
    assert said(schema, {"exerpt": 1, "excerpt": 2, "image": 3, "subtitle": 4}, tmp_path) == []
    closed = {**schema, "additionalProperties": True, "patternProperties": {"^ex": {}}}
    assert said(closed, {"exerpt": 1}, tmp_path) == []


@pytest.mark.parametrize(
    ("schema", "data"),
    [
        ({"properties": {"t": {"pattern": "^(a+)+$"}}}, {"t": "a" * 40 + "!"}),
        ({"properties": {"t": {"pattern": "^(?:(?:a|a)+)+b$"}}}, {"t": "a" * 60}),
        (
            {"patternProperties": {"^(a+)+$": {"type": "string"}}, "additionalProperties": False},
            {"a" * 40 + "!": 1},
        ),
        (
            {"properties": {"l": {"uniqueItems": True}}},
            {"l": [{"a": number} for number in range(3_000)] + [{"a": 0}]},
        ),
    ],
)
def test_no_schema_makes_an_explanation_hang(schema: Any, data: Any, tmp_path: Path) -> None:
    began = time.process_time()
    assert check(data, compiled(schema, tmp_path))
    assert time.process_time() - began < 10


@pytest.mark.parametrize("schema", [{"$ref": "#"}, {"allOf": [{"$ref": "#"}], "required": ["x"]}])
def test_a_schema_that_refers_to_itself_ends_in_a_verdict(schema: Any, tmp_path: Path) -> None:
    own = compiled(schema, tmp_path)
    assert bool(check({}, own)) is not own.is_valid({})


@pytest.fixture(scope="module")
def shipped() -> dict[str, Schema]:
    return {
        name: compile_schema(name, ".")
        for name in ("article", "news", "config", "diagnostic", "topic", "organization")
    }


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-3, 3) | st.sampled_from(["", "a", "https://a.example", "2021-05-20T12:42:00Z", "news"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["title", "webUrl", "provider", "domain", "images", "url", "width", "exerpt", "topics", "related"]), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(data=_JSON, name=st.sampled_from(["article", "news", "topic", "organization"]))
def test_both_validators_give_one_verdict_over_our_schemas(
    shipped: dict[str, Schema], data: Any, name: str
) -> None:
    schema = shipped[name]
    valid = not any(True for _ in reference_validator(schema.document).iter_errors(data))
    assert schema.is_valid(data) is valid
    problems = [one for one in check(data, schema) if one.code != "AK120"]
    assert bool(problems) is not valid
    if isinstance(data, dict):
        strict = jsonschema_rs.validator_for(schema.document, validate_formats=True, offline=True)
        assert strict.is_valid(data) is valid
