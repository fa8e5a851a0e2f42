"""From files to records: what is raw, what is a record already, what the user gives, what is completed."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.ingest.cases import LEAD, TITLE

import artikit
from artikit.errors import UsageError
from artikit.ingest.filling import Filled, fill
from artikit.ingest.given import defaults_of, sets_of
from artikit.ingest.options import Options
from artikit.ingest.run import ingest
from artikit.model import Source
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits
from artikit.schema.library import document_of
from artikit.schema.style import style_of

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = (
    f"# {TITLE}\n\nBy Nora Pell\n\n3 June 2021\n\n{LEAD}\n\nSource: https://www.harbor-ledger.example/ferry\n"
)
STYLE = style_of(document_of("article", "."))


def made(path: Path, **options: Any) -> list[Any]:
    return list(ingest(path, **options))


def test_a_text_becomes_a_record_and_a_record_stays_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ntitle: Fog\n---\nBody\n", encoding="utf-8")
    one, other = made(tmp_path)
    assert one.record.data["title"] == TITLE
    assert one.evidence
    assert (other.record.data, other.record.body, other.evidence) == ({"title": "Fog"}, "Body\n", ())


def test_the_room_can_be_called(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    [found] = artikit.ingest(tmp_path)
    assert found.record.data["author"] == "Nora Pell"


def test_a_broken_record_is_no_raw_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: [\n---\nBody\n", encoding="utf-8")
    [found] = made(tmp_path)
    assert found.record.data is None
    assert found.record.problems


@pytest.mark.parametrize("text", [f"---\n\n{ARTICLE}", f"---\n{TITLE}\n---\n\n{LEAD}\n", f"\ufeff{ARTICLE}"])
def test_a_rule_on_top_is_no_front_matter(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    [found] = made(tmp_path)
    assert found.record.data["title"] == TITLE


def test_an_empty_file_gives_no_record(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" \n\n", encoding="utf-8")
    [found] = made(tmp_path)
    assert found.record.data is None
    assert found.record.problems[0].message == "there is nothing to make a record of"


def test_what_is_not_text_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x80\x81\xff" * 10)
    [found] = made(tmp_path)
    assert found.record.data is None
    assert found.record.problems


def test_a_compressed_text_and_records_of_data_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    (tmp_path / "b.jsonl").write_text('{"title": "Fog"}\n{"title": "Tide"}\n', encoding="utf-8")
    assert [one.record.data["title"] for one in made(tmp_path / "a.txt.gz")] == [TITLE]
    assert [one.record.data["title"] for one in made(tmp_path / "b.jsonl")] == ["Fog", "Tide"]


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ARTICLE.encode())
    (tmp_path / "b.txt").write_bytes(ARTICLE.replace("\n", "\r\n").encode())
    one, other = made(tmp_path)
    assert (one.record.data, one.record.body) == (other.record.data, other.record.body)


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        made(tmp_path / "none.txt")


def test_values_are_given_as_text_or_as_json() -> None:
    assert sets_of(["provider.name=A=B", 'topics:=["x"]', "quality:=3"]) == {
        ("provider", "name"): "A=B",
        ("topics",): ["x"],
        ("quality",): 3,
    }


@pytest.mark.parametrize("word", ["title", "=x", "a..b=x", "a:={", "a:=NaN"])
def test_what_gives_no_value_is_refused(word: str) -> None:
    with pytest.raises(UsageError):
        sets_of([word])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "provider:\n  name: A\ntopics: [x]\n"),
        ("a.json", json.dumps({"provider": {"name": "A"}, "topics": ["x"]})),
        ("a.toml", 'topics = ["x"]\n[provider]\nname = "A"\n'),
    ],
)
def test_defaults_are_read_from_a_file(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert defaults_of(str(tmp_path / name)) == {("provider", "name"): "A", ("topics",): ["x"]}


@pytest.mark.parametrize(
    ("name", "text"), [("a.yaml", "- x\n"), ("a.json", "{"), ("a.toml", "a =\n"), ("a.yaml", "a: [\n")]
)
def test_a_broken_file_of_defaults_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="--defaults"):
        defaults_of(str(tmp_path / name))


def filled(head: str, body: str = ARTICLE, **options: Any) -> Filled:
    record = read_front_matter(Source("a.md", f"{head}{body}"), Limits())
    return fill(record, Options(**options), Limits(), STYLE)


HEAD = '---\ntitle: "The quiet harbour wakes again"   # kept\r\nprovider:\n    name: The Harbor Ledger\n    # a note\nquality: 3\n---\n'


def test_filling_only_adds_lines() -> None:
    done = filled(HEAD)
    assert done.text.endswith(ARTICLE)
    lines = iter(done.text.splitlines(keepends=True))
    assert all(line in lines for line in f"{HEAD}{ARTICLE}".splitlines(keepends=True))
    record = read_front_matter(Source("a.md", done.text), Limits())
    assert dict(record.data or {}) == {
        "title": TITLE,
        "excerpt": LEAD,
        "publishedDateTime": "2021-06-03",
        "originalUrl": "https://www.harbor-ledger.example/ferry",
        "webUrl": "https://www.harbor-ledger.example/ferry",
        "language": "en",
        "author": "Nora Pell",
        "provider": {"name": "The Harbor Ledger", "domain": "harbor-ledger.example"},
        "quality": 3,
    }


def test_filling_twice_is_filling_once() -> None:
    record = read_front_matter(Source("a.md", filled(HEAD).text), Limits())
    assert fill(record, Options(), Limits(), STYLE) == Filled(record.source.text)


def test_what_a_record_says_itself_stays() -> None:
    head = '---\ntitle: Other\nexcerpt: ""\nauthor: Ann Lee\npublishedDateTime: 2020-01-01T00:00:00Z\nwebUrl: https://b.example/\nlanguage: de\noriginalUrl: https://b.example/\n---\n'
    done = filled(head)
    assert [one.field for one in done.added] == [("provider", "domain")]
    assert done.added[0].value == "b.example"


@pytest.mark.parametrize("head", ["+++\ntitle = 'a'\n+++\n", '{"title": "a"}\n\n', "---\n{title: a}\n---\n"])
def test_other_front_matter_is_left_alone_and_the_reason_said(head: str) -> None:
    done = filled(head)
    assert done.text == f"{head}{ARTICLE}"
    assert done.fault


def test_a_provider_between_brackets_is_left_alone() -> None:
    head = "---\ntitle: a\nprovider: {name: A}\n---\n"
    assert filled(head).text == f"{head}{ARTICLE}"
