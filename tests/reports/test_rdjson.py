"""Reviewdog's format: what its definition says, and columns that cut the very bytes."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import artikit
from artikit.byte_columns import with_byte_columns
from artikit.model import Edit, Fix, Patch, Place, Source, Span

from .samples import DIAGNOSTICS, EVERY_KIND, made, rendered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from artikit.model import Diagnostic

NUMBER = {"type": "integer", "minimum": 1}
POSITION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["line"],
    "properties": {"line": NUMBER, "column": NUMBER},
}
RANGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["start"],
    "properties": {"start": POSITION, "end": POSITION},
}


def closed(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in ("suggestions", "url")],
        "properties": properties,
    }


TEXT = {"type": "string"}
RESULT = Draft202012Validator(
    closed(
        source=closed(name={"const": "artikit"}, url=TEXT),
        diagnostics={
            "type": "array",
            "items": closed(
                message={"type": "string", "minLength": 1},
                location=closed(path={"type": "string", "minLength": 1}, range=RANGE),
                severity={"enum": ["ERROR", "WARNING", "INFO"]},
                code=closed(value=TEXT, url=TEXT),
                suggestions={"type": "array", "items": closed(range=RANGE, text=TEXT)},
            ),
        },
    )
)


def found(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    result = json.loads(rendered("rdjson", diagnostics))
    assert [error.message for error in RESULT.iter_errors(result)] == []
    listed: list[dict[str, Any]] = result["diagnostics"]
    return listed


def cut(data: bytes, span: dict[str, dict[str, int]]) -> bytes:
    """Cut a range out of a file by its bytes alone, as reviewdog does."""
    lines = data.split(b"\n")
    start, end = (
        sum(len(line) + 1 for line in lines[: place["line"] - 1]) + place["column"] - 1
        for place in (span["start"], span["end"])
    )
    return data[start:end]


def test_findings_of_every_kind_are_as_reviewdog_defines_them() -> None:
    assert len(found(EVERY_KIND)) == len(EVERY_KIND)
    assert found([]) == []
    assert found([made()])[0]["severity"] == "ERROR"
    assert found([made(severity="info")])[0]["severity"] == "INFO"


def test_without_counted_bytes_there_is_a_line_and_no_column() -> None:
    assert found([made(line=7)])[0]["location"]["range"] == {"start": {"line": 7}}


def test_a_range_cuts_the_bytes_of_the_value(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "Ünïcödé"\n"漢😀": {provider: "é", "😀😀": "x"}\npublishedDateTime: "söön"\n---\nbody\n'
    )
    path = tmp_path / "a.md"
    for before in ("", "\ufeff"):
        path.write_text(before + text, encoding="utf-8", newline="")
        (record,) = artikit.load(path)
        several = [with_byte_columns(one, record.source) for one in artikit.check([record])]
        ranges = [one["location"]["range"] for one in found(several)]
        pieces = {cut(path.read_bytes(), one).decode() for one in ranges}
        assert '"söön"' in pieces


_LINES = st.lists(
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n"), max_size=9)
)


@settings(max_examples=1_000, deadline=None)
@given(_LINES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(0, 60), st.integers(0, 60))
def test_places_and_edits_are_counted_exactly(
    lines: list[str], newline: str, mark: bool, one: int, other: int
) -> None:
    text = "\ufeff" * mark + newline.join(lines)
    source = Source("a.md", text)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    patch = Patch(source.position(start), source.position(end), "new")
    fix = Fix("Mend", (Edit(Span(start, end), "new"),))
    note = Place(patch.start, patch.end, "here")
    made_here = made(start=patch.start, end=patch.end, fix=fix, patches=(patch,), notes=(note,))
    (shown,) = found([with_byte_columns(made_here, source)])
    wanted = text[start:end].encode()
    data = text.encode()
    (suggestion,) = shown["suggestions"]
    assert cut(data, suggestion["range"]) == wanted
    assert suggestion["text"] == "new"
    # A place does not tell whether it lies before or behind a byte order mark.
    assert cut(data, shown["location"]["range"]) == wanted.removeprefix("\ufeff".encode())


def test_several_edits_of_one_mend_are_not_offered_as_alternatives() -> None:
    source = Source("a.md", "one two")
    fix = Fix("Mend", (Edit(Span(0, 3), "a"), Edit(Span(4, 7), "b")))
    (shown,) = found(
        [with_byte_columns(made(line=1, start=source.position(0), end=source.position(1), fix=fix), source)]
    )
    assert "suggestions" not in shown


def test_a_record_further_down_in_a_file_keeps_its_lines() -> None:
    source = Source("a.jsonl", '{"é": 1}', first_line=70)
    (shown,) = found([with_byte_columns(made(start=source.position(4), end=source.position(8)), source)])
    assert shown["location"]["range"] == {
        "start": {"line": 70, "column": 6},
        "end": {"line": 70, "column": 10},
    }


@pytest.mark.skipif(os.name == "nt", reason="paths with slashes")
def test_paths_stay_relative_to_where_reviewdog_runs() -> None:
    assert found([made(path="./news//a.md")])[0]["location"]["path"] == "news/a.md"
    assert found([made(path="/abs/a.md")])[0]["location"]["path"] == "/abs/a.md"


def test_second_places_are_told_in_the_message() -> None:
    other = next(one for one in EVERY_KIND if one.notes and one.notes[0].path)
    assert found([other])[0]["message"] == "`webUrl` is that of another record; the other record: old/a.md:7"


@settings(max_examples=300, deadline=None)
@given(DIAGNOSTICS)
def test_any_text_stays_text(diagnostics: list[Diagnostic]) -> None:
    text = rendered("rdjson", diagnostics)
    assert text.isascii()
    assert "##[" not in text
    assert len(found(diagnostics)) == len(diagnostics)
