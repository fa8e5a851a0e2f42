"""What `artikit ingest` promises of the labelled set, and that the set is what it says it is."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from artikit.ingest.options import Options
from artikit.ingest.pages.record import ingest_html
from artikit.ingest.texts.record import ingest_text
from artikit.model import Source

if TYPE_CHECKING:
    from artikit.ingest.evidence import Ingested

ROOT = Path(__file__).parents[2]
SET = Path(__file__).parent / "set"


def _benchmark(name: str) -> Any:
    """Load a module of benchmarks/, which is no part of a package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


scoring = _benchmark("scoring")
EVERY = scoring.documents(SET)
TEXTS = [one for one in EVERY if not one.is_page]


def names(documents: list[Any]) -> list[str]:
    return [f"{one.path.parent.name}-{one.path.name}" for one in documents]


def ingested(document: Any) -> Ingested:
    data = document.path.read_bytes()
    source = Source(document.path.name, data.decode("utf-8", "replace"))
    if not document.is_page:
        return ingest_text(source, Options())
    return ingest_html(source, data, Options())


@cache
def scores() -> dict[str, Any]:
    """Tallies by field, over all texts and pages."""
    made = [(one, ingested(one).record) for one in EVERY]
    said = [(one, scoring.said_by(record.data, record.body)) for one, record in made]
    tallies: dict[str, Any] = scoring.total(scoring.score(one.expected, what) for one, what in said)
    return tallies


@pytest.mark.parametrize("field", scoring.PROMISED)
def test_of_what_is_said_ninety_eight_of_a_hundred_values_are_right(field: str) -> None:
    tally = scores()[field]
    assert tally.right
    assert tally.precision >= scoring.PROMISE, tally


@pytest.mark.parametrize("document", EVERY, ids=names(EVERY))
def test_reading_a_document_again_gives_the_same(document: Any) -> None:
    assert ingested(document) == ingested(document)


@pytest.mark.parametrize("document", EVERY, ids=names(EVERY))
def test_a_field_is_either_there_or_left_out_with_a_reason(document: Any) -> None:
    made = ingested(document)
    unset = {one.field for one in made.unset}
    for field in ("title", "author", "publishedDateTime", "originalUrl"):
        assert bool(made.record.data.get(field)) != ((field,) in unset), field
    assert all(one.reason for one in made.unset)


@pytest.mark.parametrize(
    "document",
    [one for one in EVERY if "conflicts" in one.expected],
    ids=names([one for one in EVERY if "conflicts" in one.expected]),
)
def test_what_the_text_says_in_two_ways_is_reported(document: Any) -> None:
    reported = {"".join(f"/{step}" for step in one.field) for one in ingested(document).conflicts}
    assert reported >= set(document.expected["conflicts"])


def test_the_set_is_large_has_many_languages_and_its_half_is_frozen() -> None:
    languages = {one.expected["language"] for one in EVERY if isinstance(one.expected["language"], str)}
    assert len(EVERY) >= 60
    assert sum(one.frozen for one in EVERY) * 2 == len(EVERY)
    assert len({language[:2] for language in languages}) >= 8


def test_the_frozen_half_is_as_it_was_when_it_was_labelled() -> None:
    lines = (SET / "frozen.sha256").read_text(encoding="utf-8").splitlines()
    was = {name: digest for digest, name in (line.split() for line in lines)}
    files = sorted((SET / "frozen").iterdir())
    assert was == {f"frozen/{one.name}": hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


@pytest.mark.parametrize("document", TEXTS, ids=names(TEXTS))
def test_what_a_label_expects_stands_in_its_text(document: Any) -> None:
    text = scoring.fold(document.path.read_bytes().decode())
    label = json.loads(document.path.with_suffix(".json").read_text(encoding="utf-8"))
    for key in ("title", "excerpt", "body_begins", "body_ends", "headings"):
        value = label.get(key) or []
        for one in value if isinstance(value, list) else [value]:
            assert one is None or scoring.fold(one.rstrip("…")) in text, key


def test_a_wrong_value_counts_as_wrong_and_as_missed() -> None:
    assert scoring.score({"title": "Owls"}, {"title": "Eels"})["title"] == (0, 1, 1)
    assert scoring.score({"title": None}, {"title": "Eels"})["title"] == (0, 1, 0)
    assert scoring.score({"title": "Owls"}, {"title": None})["title"] == (0, 0, 1)
    assert scoring.score({"title": None}, {"title": None})["title"] == (0, 0, 0)


def test_where_nothing_is_right_too_it_is_not_missed() -> None:
    expected = {"author": ["Northwire", None]}
    assert scoring.score(expected, {"author": None})["author"] == (0, 0, 0)
    assert scoring.score(expected, {"author": "northwire"})["author"] == (1, 0, 0)
    assert scoring.score(expected, {"author": "Nora Pell"})["author"] == (0, 1, 0)


@pytest.mark.parametrize(
    ("field", "expected", "said"),
    [
        ("title", "‘Stable’ ties", "'Stable'\u00a0 ties"),
        ("excerpt", "It was…", "It was a day."),
        ("author", "Ida Frost, Sam Ocampo", ["SAM OCAMPO", {"name": "Ida Frost"}]),
        ("publishedDateTime", "2024-05-11", "2024-05-11T06:00:00Z"),
        ("publishedDateTime", "2020-07-15T00:45:00+02:00", "2020-07-14T22:45:00Z"),
        ("originalUrl", "https://tide.example/a", "http://www.tide.example/a/?utm_source=x"),
        ("language", ["en-GB", "en"], "en"),
        ("provider.name", "The Tide", "THE TIDE"),
    ],
)
def test_what_says_the_same_is_right(field: str, expected: Any, said: Any) -> None:
    assert scoring.score({field: expected}, {field: said})[field] == (1, 0, 0)


@pytest.mark.parametrize(
    ("field", "expected", "said"),
    [
        ("title", "Owls return", "Owls return - The Tide"),
        ("author", "Ida Frost", "Ida Frost, Sam Ocampo"),
        ("publishedDateTime", "2024-05-11", "2024-05-12"),
        ("publishedDateTime", "2024-05-11T06:00:00+01:00", "2024-05-12T06:00:00+01:00"),
        ("originalUrl", "https://tide.example/a", "https://tide.example/"),
    ],
)
def test_what_says_something_else_is_wrong(field: str, expected: Any, said: Any) -> None:
    assert scoring.score({field: expected}, {field: said})[field] == (0, 1, 1)


def test_an_hour_is_right_at_its_instant_only() -> None:
    expected = {"publishedDateTime": "2024-05-11T06:00:00+01:00"}
    for said, tally in [
        ("2024-05-11T05:00:00Z", (1, 0, 0)),
        ("2024-05-11T06:00:00Z", (0, 1, 1)),
        ("2024-05-11", (0, 0, 1)),
    ]:
        assert scoring.score(expected, {"publishedDateTime": said})["time"] == tally


def test_a_body_is_held_against_what_it_must_and_must_not_hold() -> None:
    expected = {"body_begins": "The lamp", "body_without": ["Share"], "body_once": ["went out"]}
    assert scoring.score(expected, {"body": "The lamp went out."})["body"] == (2, 0, 0)
    assert scoring.score(expected, {"body": "Share\n\nThe lamp went out. It went out."})["body"] == (1, 2, 1)
