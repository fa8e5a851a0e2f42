"""Every report shows the other place, with its file."""

from __future__ import annotations

import io
import json
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

import artikit
from artikit.corpus import Corpus
from artikit.reports import by_name, names

from .repo import article

if TYPE_CHECKING:
    from .repo import Repo

SCHEMA = Path(__file__).parents[2] / "schemas" / "diagnostic.schema.json"


@pytest.fixture
def report(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> Any:
    repo.write("_news/a.md", article(1))
    repo.write("_news/b.md", article(1))
    monkeypatch.chdir(repo.root)

    def render(name: str) -> str:
        out = io.StringIO()
        with Corpus(repo.config) as corpus:
            corpus.up_to_date(["."])
            by_name(name).render(corpus.diagnostics(frames=name == "full"), out, colour=False)
        return out.getvalue()

    return render


@pytest.mark.parametrize("name", names())
def test_the_other_place_is_named_with_its_file(report: Any, name: str) -> None:
    assert "_news/b.md" in report(name)
    assert "_news/a.md" in report(name)
    assert "first here" in report(name)


def test_concise_and_full_show_it_as_editors_take_it(report: Any) -> None:
    assert report("concise").endswith(" (first here: _news/a.md:5:9)\n")
    full = report("full").splitlines()
    assert " --> _news/b.md:5:9" in full
    assert "  = note: first here: _news/a.md:5:9" in full
    assert any(line.startswith("5 | webUrl: ") for line in full)


def test_the_library_compares_records_where_it_is_asked_to(repo: Repo) -> None:
    """The same as `artikit validate` finds, with what is wrong between records last."""
    repo.write("a.md", article(1))
    repo.write("b.md", {**article(1), "exerpt": "A typo."})
    records = partial(artikit.load, repo.root, repo.config)
    each = list(artikit.check(records(), config=repo.config))
    assert [one.code for one in each] == ["AK120"]
    both = list(artikit.check(records(), config=repo.config, across=True))
    assert [(one.code, Path(one.path).name) for one in both] == [("AK120", "b.md"), ("AK301", "b.md")]
    assert both[:1] == each


def test_github_shows_it_in_the_message(report: Any) -> None:
    assert "; first here: _news/a.md:5; keep one of the two" in report("github")


def test_json_says_its_file_and_fits_the_schema(report: Any) -> None:
    (found,) = json.loads(report("json"))
    assert json.loads(report("jsonl")) == found
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(found)
    (note,) = found["notes"]
    assert (note["filename"], note["location"]) == ("_news/a.md", {"row": 5, "column": 9})
    assert found["filename"] == "_news/b.md"


def test_a_file_name_can_forge_nothing(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "nt":
        pytest.skip("Windows takes no such name")
    repo.write("a\n::error::b.md", article(1))
    repo.write("b.md", article(1))
    monkeypatch.chdir(repo.root)
    for name in ("concise", "full", "github", "json", "jsonl"):
        out = io.StringIO()
        with Corpus(repo.config) as corpus:
            corpus.up_to_date(["."])
            by_name(name).render(corpus.diagnostics(), out, colour=False)
        assert out.getvalue()
        assert not any(line.startswith("::error") for line in out.getvalue().splitlines()), name
