"""Whatever a record holds: through every format and back it is strictly the same."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import artikit
from artikit import formats
from artikit.errors import WriteError
from artikit.model import Record, Source
from artikit.reading.limits import Limits
from artikit.schema.library import document_of
from artikit.writing.terms import Terms

if TYPE_CHECKING:
    from pathlib import Path

STREAMS = ("yaml", "json", "jsonl", "csv", "tsv")
FRONT_MATTER = ("yaml", "toml", "json")
TERMS = {kind: Terms(document_of("article", "."), kind) for kind in FRONT_MATTER}
TORTURE: dict[str, Any] = {
    "null": None,
    "nothing": {"at": {"all": {}}, "list": [], "text": ""},
    "lists": [[], [[]], [None], [{}], [""], [1, "1", 1.0, True, "true", None]],
    "texts": [
        "007",
        "1e5",
        "true",
        "no",
        "~",
        "12:30:45",
        "0o7",
        "1_000",
        "2021-05-20",
        "=1+1",
        "<<",
        "- a",
        "a: b",
    ],
    "edges": [
        " a",
        "a ",
        "\ta",
        "a\n",
        "\n\na",
        "\r",
        "\r\n",
        "#",
        " #",
        "'",
        '"',
        "\\",
        "|",
        ">",
        "%",
        "@",
        "`",
    ],
    "signs": [
        "\0",
        "\x07",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\xa0",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\ufffe",
        "🚀",
        "é",
        "e\u0301",
    ],
    "numbers": [0, -1, 2**63, -(2**64), 12345678901234567890, 0.1 + 0.2, 1.0, -0.0, 1e300, 5e-324, 1e16],
    "provider": {"domain": "d.example", "name": None, "x": {"name": []}},
    "title": 7,
    "related": [{"title": "a", "images": []}, "text", {"images": [{"width": "wide"}]}],
    "images": {"url": "no list"},
    "topics": ["a | b", "", "c"],
    "key.with.dots": 1,
    "key": {"with": {"dots": 2}},
    "": "empty",
    "a/b~c": "pointer",
    "_order": [],
    "_rest": "mine",
    "article_id": 1,
    "ptr": "x",
    "publishedDateTime": "2021-05-20T12:42:00Z",
    "no": "yes",
    "0": 0,
    "\n": "\n",
    "---": "...",
}

KEYS = st.one_of(
    st.sampled_from(
        ["title", "provider", "related", "images", "topics", "quality", "_order", "a.b", "", "no", "<<"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text(st.sampled_from("01:.-+eExo_ \t\n\r'\"#&*!|>%@`,[]{}?=~<ynTF\x85\u2028\ufeff"), max_size=8),
    st.sampled_from(["2021-05-20T12:42:00Z", "2021-05-20", "null", "\\N", "\\E", "A | B"]),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**25), 10**25),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXTS,
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)
DATA = st.dictionaries(
    KEYS.filter(lambda key: key not in ("_path", "_body", "_newline")), VALUES, min_size=1, max_size=6
)
BODIES = st.one_of(
    st.just(""),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    st.text(st.sampled_from("\n\r-+{}; a\ufeff"), max_size=8),
)
PATHS = st.none() | st.sampled_from(["a.md", "x/ü b.txt", "=1.md"])
NEWLINES = st.sampled_from(["\n", "\r\n", "\r"])
RECORDS = st.builds(
    lambda data, body, path, newline: Record(Source("x", ""), data, body, origin=path, newline=newline),
    DATA,
    BODIES,
    PATHS,
    NEWLINES,
)
MANY = settings(
    max_examples=700, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
TORTURED = Record(Source("x", ""), TORTURE, "---\nBody\r\n", origin="a/b.md", newline="\r\n")


def kept(record: Record) -> tuple[str, str, str | None, str]:
    """All that a record is: data with types and the order of keys, body, path, line end."""
    return json.dumps(record.data), record.body, record.origin, record.newline


def written(records: list[Record], name: str, terms: Terms) -> bytes:
    out = io.BytesIO()
    writer = formats.by_name(name).writer(out, terms)
    for record in records:
        writer.add(record)
    writer.close()
    return out.getvalue()


def read(data: bytes, name: str) -> list[Record]:
    records = list(formats.by_name(name).read(io.BytesIO(data), f"x.{name}", Limits()))
    assert [problem for record in records for problem in record.problems] == []
    return records


@pytest.mark.parametrize("name", STREAMS)
def test_streams(name: str) -> None:
    @MANY
    @example([TORTURED, TORTURED])
    @given(st.lists(RECORDS, max_size=3))
    def there_and_back(records: list[Record]) -> None:
        back = read(written(records, name, TERMS["yaml"]), name)
        assert list(map(kept, back)) == list(map(kept, records))

    there_and_back()


@pytest.mark.parametrize("kind", FRONT_MATTER)
def test_markdown(kind: str) -> None:
    @MANY
    @example(TORTURED)
    @given(RECORDS)
    def there_and_back(record: Record) -> None:
        try:
            data = written([record], "md", TERMS[kind])
        except WriteError:
            assert kind == "toml" or _has_long_key(record.data), "only TOML has values that it cannot hold"
            return
        (back,) = read(data, "md")
        assert kept(back) == (*kept(record)[:2], None, record.newline)

    there_and_back()


@pytest.mark.parametrize("to", [*STREAMS, "tables", "sqlite", "md"])
def test_the_torture_record_goes_through_the_command(tmp_path: Path, to: str) -> None:
    """From JSON Lines into a format, the proof asked for, and back into the same bytes."""
    first = tmp_path / "first.jsonl"
    artikit.dump([TORTURED], first)
    target = tmp_path / ("all" if to in ("tables", "md") else f"all.{to}")
    result = artikit.convert(first, to, target, verify=True)
    assert (result.ok, result.differences, list(result.receipts)) == (True, [], [])
    again = tmp_path / "again.jsonl"
    artikit.convert(target, output=again, source="tables" if to == "tables" else None)
    assert again.read_bytes() == first.read_bytes()


def _has_long_key(value: Any) -> bool:
    if isinstance(value, dict):
        return any(len(key) > 100 for key in value) or any(map(_has_long_key, value.values()))
    return isinstance(value, list) and any(map(_has_long_key, value))
