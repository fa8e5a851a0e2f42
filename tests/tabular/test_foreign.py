"""Tables that artikit did not write: a schema says what their cells are, and nothing in them is lost."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit import formats
from artikit.schema.library import document_of
from artikit.tabular.foreign import decode_foreign, typed_by
from artikit.tabular.headers import Column

from .records import LIMITS, STEADY, TEXTS, same, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from artikit.model import Record

SCHEMA: dict[str, Any] = {
    "properties": {
        "title": {"type": "string"},
        "heat": {"type": "integer"},
        "published": {"type": ["boolean", "null"]},
        "topics": {"type": "array", "items": {"type": "string"}},
        "images": {"type": "array", "items": {"type": "object"}},
        "moment": {"type": "string", "format": "date-time"},
        "either": {"type": ["string", "number"]},
        "provider": {"$ref": "#/$defs/provider"},
    },
    "$defs": {"provider": {"type": "object", "properties": {"name": {}, "rank": {"type": "number"}}}},
}


def read(text: str, schema: Callable[[], Any] | None = lambda: SCHEMA, name: str = "csv") -> list[Record]:
    return list(formats.by_name(name).read(io.BytesIO(text.encode()), f"x.{name}", LIMITS, schema))


CELLS: list[tuple[str, str, Any]] = [
    ("heat", "5", 5),
    ("heat", "-3", -3),
    ("heat", "0", 0),
    ("heat", "1.0", 1.0),
    ("heat", "1E+05", 1e5),
    ("heat", "12345678901234567890", 12345678901234567890),
    *[
        ("heat", text, text)
        for text in (
            *("007", "+5", "1,5", "1.000", ".5", "5.", " 5", "5 ", "0x10", "1e999", "NaN", "five", "null"),
            *("'5", "\\N", "\\J5", "٥", "5\n", "1_000", "9" * 1_001),
        )
        if text != "1.000"
    ],
    ("published", "true", True),
    ("published", "TRUE", True),
    ("published", "False", False),
    *[("published", text, text) for text in ("yes", "1", "wahr", "true ", "'true", "\\Jtrue", "t", "null")],
    ("topics", "A | B", ["A", "B"]),
    ("topics", "A|B", ["A", "B"]),
    ("topics", "Harbour", ["Harbour"]),
    ("topics", "A, B | C", ["A, B", "C"]),
    ("topics", "5", ["5"]),
    ("topics", '["A, B", "C"]', ["A, B", "C"]),
    ("topics", " [] ", []),
    ("topics", '[1, {"a": null}]', [1, {"a": None}]),
    *[
        ("topics", text, text)
        for text in (
            *("A, B", "A;B", "A\nB", "A | | B", "A |", "|", "C:\\x | y", "a\\|b", "'A | B", "\\N"),
            *('["A"', '["A" | "B"]', '{"a": 1}', "[EU]", " ", '["A", "A"] x', "[" * 70 + "]" * 70),
        )
    ],
    ("images", '[{"url": "u", "width": 600}]', [{"url": "u", "width": 600}]),
    ("images", '\n{"a": 12345678901234567890}', {"a": 12345678901234567890}),
    *[
        ("images", text, text)
        for text in (
            "u",
            "5",
            "null",
            '"u"',
            "[1,]",
            '{"a":1,"a":2}',
            '["\\ud800"]',
            "A | B",
            "\\J[]",
            "[NaN]",
        )
    ],
    ("provider", '{"name": "North Quill"}', {"name": "North Quill"}),
    ("provider", "North Quill", "North Quill"),
    ("provider.rank", "2.5", {"rank": 2.5}),
    ("provider.name", "5", {"name": "5"}),
    *[("title", text, text) for text in ("5", "true", "A | B", "[]", "'x", "\\N", " ", "=1+1")],
    *[("either", text, text) for text in ("5", "true")],
    *[("moment", text, text) for text in ("2021-05-20T12:42:00Z", "20.05.2021")],
    *[("unknown", text, text) for text in ("5", "true", "A | B", "[]")],
]


@pytest.mark.parametrize(("header", "text", "value"), CELLS)
def test_a_cell_is_typed_where_it_is_clear_and_stays_text_where_not(header, text, value) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    (record,) = read(f"{header},other\n{quoted},x\n")
    assert record.problems == ()
    key = header.partition(".")[0]
    assert same(record.data, {key: value, "other": "x"})


def test_empty_cells_are_missing_and_typed_ones_are_found_in_their_cell() -> None:
    (record,) = read('title;heat;topics;images\nt;;A | B;"[{""a"":1}]"\n')
    assert record.data == {"title": "t", "topics": ["A", "B"], "images": [{"a": 1}]}
    span = record.spans.value(("images", 0, "a"))
    assert record.source.text[span.start : span.end] == '"[{""a"":1}]"'


def test_a_table_with_tabs_is_typed_alike() -> None:
    assert [one.data for one in read("heat\ttopics\n5\tA | B\n", name="tsv")] == [
        {"heat": 5, "topics": ["A", "B"]}
    ]


def test_the_schema_is_asked_once_and_only_for_foreign_tables() -> None:
    asked = []

    def schema() -> Any:
        asked.append(1)
        return SCHEMA

    assert [one.data for one in read("heat,title\n1,a\n2,b\n", schema)] == [
        {"heat": 1, "title": "a"},
        {"heat": 2, "title": "b"},
    ]
    assert len(asked) == 1
    assert [one.data for one in read("heat:string,title\n1,a\n", schema)] == [{"heat": "1", "title": "a"}]
    assert [one.data for one in read("heat,_path\n1,a\n", schema)] == [{"heat": "1"}]
    assert read("", schema) == []
    assert len(asked) == 1


@pytest.mark.parametrize("schema", [None, lambda: True, lambda: False, dict, lambda: {"type": "object"}])
def test_without_a_schema_that_says_something_all_cells_are_text(schema) -> None:
    assert [one.data for one in read("heat,topics\n5,A | B\n", schema)] == [{"heat": "5", "topics": "A | B"}]


def test_columns_get_the_types_of_their_places() -> None:
    paths = [("heat",), ("provider",), ("provider", "rank"), ("provider", "x"), ("heat", "x"), ("Heat",)]
    types = [type_ for _, type_ in typed_by(SCHEMA, [Column(path) for path in paths])]
    assert types == ["number", "json", "number", "string", "string", "string"]


def test_limits_hold_in_typed_cells() -> None:
    small = replace(LIMITS, nodes=20, scalar_size=10, depth=3)

    def told(text: str) -> list[str]:
        records = formats.by_name("csv").read(io.BytesIO(text.encode()), "x.csv", small, lambda: SCHEMA)
        return [problem.code for record in records for problem in record.problems]

    assert told("topics,title\nxxxxxxxxxx | yyyyyyyyyy,\n") == []
    assert told("topics,title\nxxxxxxxxxx | yyyyyyyyyyy,\n") == ["AK037"]
    assert told("topics,title\n" + " | ".join("x" * 30) + ",\n") == ["AK033"]
    assert told('images,title\n"[1,2,3]",xxxxxxxxxxx\n') == ["AK037"]


@settings(STEADY, max_examples=2_000)
@given(
    TEXTS
    | st.text(st.sampled_from("[]{}\"',:|0123.eE-+ truefalsnTRUEF\n\\"), max_size=12)
    | st.text(max_size=9),
    st.sampled_from(["string", "number", "bool", "datetime", "list", "json"]),
)
def test_no_cell_is_a_fault_and_nothing_is_lost(text, type_) -> None:
    if not text:
        return
    cell = decode_foreign(text, type_, LIMITS)
    assert cell.faults == ()
    value = cell.value
    if same(value, text):
        return
    if isinstance(value, bool):
        assert text.lower() == json.dumps(value)
    elif isinstance(value, list) and not text.lstrip().startswith("["):
        assert [item.strip() for item in text.split("|")] == value
    else:
        assert same(value, json.loads(text))


def test_what_a_foreign_table_says_is_written_as_a_table_of_ours() -> None:
    document = document_of("article", ".")
    text = "title,publishedDateTime,webUrl,heat,provider.name,topics,mine\nFerries,2021-06-14T05:30:00Z,u,5,North Quill,A | B,x\n"
    records = read(text, lambda: document)
    ours, _ = write(records, document=document)
    assert ours.decode() == (
        "title,publishedDateTime:datetime,webUrl,heat:number,provider.name,topics:list,_rest\r\n"
        'Ferries,2021-06-14T05:30:00Z,u,5,North Quill,A | B,"{""/mine"":""x""}"\r\n'
    )
    assert [one.data for one in read(ours.decode())] == [one.data for one in records]


HEADER = "title,publishedDateTime,webUrl,provider.name,provider.domain,topics,images,heat,published"
IMAGES = '"[{""url"": ""https://northquill.example/a.png"", ""width"": 600, ""height"": 400}]"'
SOUND = (
    "Night ferry returns,2021-06-14T05:30:00Z,https://www.northquill.example/a,North Quill,"
    f"northquill.example,Harbour | Ferries,{IMAGES},12,TRUE"
)


def validate(path: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "artikit",
        "validate",
        path.name,
        "--output-format",
        "concise",
        "--isolated",
    ]
    return subprocess.run(
        command, cwd=path.parent, capture_output=True, text=True, encoding="utf-8", timeout=60
    )


def test_the_command_line_takes_a_foreign_table_that_is_right(tmp_path) -> None:
    path = tmp_path / "foreign.csv"
    path.write_text(f"{HEADER}\n{SOUND}\n", encoding="utf-8")
    run = validate(path)
    assert (run.returncode, run.stdout) == (0, "")
    assert "1 record checked" in run.stderr


def test_the_command_line_points_at_the_cell_that_is_wrong(tmp_path) -> None:
    path = tmp_path / "foreign.csv"
    wrong = SOUND.replace(",12,TRUE", ",1.5,yes").replace("Harbour | Ferries", '"Harbour, Ferries"')
    path.write_text(f"{HEADER}\n{SOUND}\n{wrong}\n", encoding="utf-8")
    run = validate(path)
    assert run.returncode == 1
    line = path.read_text(encoding="utf-8").splitlines()[2]
    found = sorted(int(one.split(":")[2]) for one in run.stdout.splitlines())
    assert found == [line.index(text) + 1 for text in ('"Harbour, ', "1.5", "yes")]
    assert all(one.startswith("foreign.csv:3:") for one in run.stdout.splitlines())
