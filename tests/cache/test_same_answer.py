"""A run with a cache says what a run without says, byte for byte, whatever happened in between."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

import pytest

from artikit.verdicts import Judge

from .conftest import article, run, settle

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = ("concise", "full", "github", "gitlab", "json", "jsonl", "junit", "markdown", "rdjson", "sarif")
NEVER_KEPT = {"h-future.md", "o-links.md"}


def anew(root: Path, *paths: str, **options: Any) -> Any:
    return run(root, *paths, no_cache=True, **options)


@pytest.mark.parametrize("key", ["stat", "hash"])
@pytest.mark.parametrize("report", REPORTS)
def test_a_warm_run_says_what_a_cold_one_says_and_judges_nothing_again(
    project: Path, judged: list[str], report: str, key: Any
) -> None:
    options = {"output_format": [report], "cache_key": key}
    expected = anew(project, output_format=[report])
    assert expected.code == 1
    assert run(project, **options) == expected
    judged.clear()
    assert run(project, **options) == expected
    assert set(judged) <= NEVER_KEPT


@pytest.mark.parametrize("first", REPORTS)
def test_findings_that_one_report_kept_serve_any_other(project: Path, first: str) -> None:
    run(project, output_format=[first])
    for report in REPORTS:
        assert run(project, output_format=[report]) == anew(project, output_format=[report])


def test_statistics_and_levels_and_names_are_asked_of_the_cache_too(project: Path) -> None:
    run(project)
    for options in (
        {"statistics": True},
        {"show_level": "error"},
        {"fail_level": "info"},
        {"exit_zero": True},
        {"quiet": True},
    ):
        assert run(project, **options) == anew(project, **options)
    for paths in (
        ("news",),
        ("news/d-bad-date.md", "news/a-clean.md"),
        (str(project),),
        ("news/a-clean.md", "."),
    ):
        assert run(project, *paths) == anew(project, *paths)
    assert run(project / "news") == anew(project / "news")


def test_other_settings_are_other_questions(project: Path) -> None:
    run(project)
    for options in ({"select": ["AK1"]}, {"ignore": ["AK301"]}, {"schema": "related"}, {"select": ["AK206"]}):
        for _ in range(2):
            assert run(project, **options) == anew(project, **options)
    (project / "artikit.toml").write_text('ignore = ["AK105"]\n[rules]\nunknown-key = "warning"\n')
    for _ in range(2):
        assert run(project) == anew(project)
    (project / "artikit.toml").write_text('[[overrides]]\npaths = ["news/d-*"]\nignore = ["AK105"]\n')
    for _ in range(2):
        assert run(project) == anew(project)


def test_what_could_not_be_read_within_other_limits_is_compared_after_all(project: Path) -> None:
    """The twin of a record is too deep at first; its file is as it was when it is not any more."""
    deep = "extra: [[[[[[[[[[[[1]]]]]]]]]]]]\n"
    (project / "news" / "p-deep.md").write_text(article("n", more=deep))
    settings = project / "artikit.toml"
    settings.write_text('ignore = ["AK101"]\n[limits]\ndepth = 8\n')
    settle()
    for _ in range(2):
        tight = run(project)
        assert tight == anew(project)
    assert "p-deep.md:5:9: AK301" not in tight.out
    settings.write_text('ignore = ["AK101"]\n')
    assert "p-deep.md:5:9: AK301" in anew(project).out
    for _ in range(2):
        assert run(project) == anew(project)


def test_a_schema_that_is_changed_beside_or_behind_a_reference_changes_the_answer(project: Path) -> None:
    (project / "part.json").write_text('{"type": "string"}')
    (project / "own.json").write_text('{"properties": {"title": {"$ref": "part.json"}}}')
    (project / "artikit.toml").write_text('schema = "own.json"\n')
    for _ in range(2):
        assert run(project) == anew(project)
    (project / "part.json").write_text('{"type": "number"}')
    changed = anew(project)
    assert "is text" in changed.out or "number" in changed.out
    assert run(project) == changed
    assert run(project) == changed
    (project / "own.json").write_text('{"required": ["layouts"]}')
    assert run(project) == anew(project)


def test_topics_of_the_repository_are_looked_at_again(project: Path) -> None:
    topics = project / "_data" / "topics"
    topics.mkdir(parents=True)
    (topics / "one.yaml").write_text("name: Harbors\n")
    (project / "artikit.toml").write_text('preset = "smartable"\n')
    (project / "news" / "t.md").write_text(article("t", more="topics:\n  - Harbors\n"))
    settle()
    for _ in range(2):
        assert run(project) == anew(project)
    (topics / "one.yaml").write_text("name: Harbour\n")
    changed = anew(project)
    assert "AK505" in changed.out
    assert run(project) == changed


def test_a_picture_that_comes_or_goes_changes_the_answer(project: Path) -> None:
    (project / "own.json").write_text("{}")
    (project / "artikit.toml").write_text('schema = "own.json"\n')
    missing = run(project)
    assert "AK307" in missing.out
    (project / "news" / "none.jpg").write_bytes(b"")
    found = run(project)
    assert "AK307" not in found.out
    assert found == anew(project)
    (project / "news" / "none.jpg").unlink()
    assert run(project) == missing


def test_a_baseline_is_kept_and_pruned_as_without_a_cache(project: Path) -> None:
    run(project, write_baseline=True)
    known = {"baseline": str(project / "artikit-baseline.json")}
    for _ in range(2):
        assert run(project, **known) == anew(project, **known)
    (project / "news" / "d-bad-date.md").write_text(article("d"))
    assert run(project, **known) == anew(project, **known)
    assert run(project, show_baselined=True, output_format=["sarif"], **known) == anew(
        project, show_baselined=True, output_format=["sarif"], **known
    )


def test_a_verdict_that_hangs_on_the_day_is_not_kept(project: Path, judged: list[str]) -> None:
    late, soon = "2130-01-01T00:00:00Z", "2100-01-01T00:00:00Z"
    assert "AK206" in run(project, now=soon).out
    judged.clear()
    run(project, now=soon)
    assert "h-future.md" in judged
    assert "AK206" not in run(project, now=late).out
    for now in (soon, late, "2020-01-01T00:00:00Z", soon):
        assert run(project, now=now) == anew(project, now=now)


def test_a_file_of_many_records_is_kept_as_a_whole(project: Path, judged: list[str]) -> None:
    lines = [f'{{"title": "One", "webUrl": "https://harbor.example/z{n}"}}' for n in range(30)]
    lines[7], lines[11] = "{", '{"titel": 1}'
    (project / "news" / "p.jsonl").write_text("\n".join(lines) + "\n")
    settle()
    expected = anew(project, "news", "news/p.jsonl")
    assert run(project, "news", "news/p.jsonl") == expected
    judged.clear()
    assert run(project, "news", "news/p.jsonl") == expected
    assert "p.jsonl" not in judged


def test_content_is_looked_at_when_the_clock_cannot_tell(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from artikit import states

    monkeypatch.setattr(states, "SLACK", 2_000_000_000)
    path = project / "news" / "a-clean.md"
    for title in ("Night ferry returns", "Night ferry\\treturns", "Night ferry returnz"):
        path.write_text(article("a", title=title))
        os.utime(path, ns=(1_600_000_000_000_000_000,) * 2)
        assert run(project) == anew(project)


def test_a_file_with_old_times_and_other_content_is_noticed(project: Path) -> None:
    path = project / "news" / "a-clean.md"
    before = path.stat()
    run(project)
    path.write_bytes(path.read_bytes().replace(b"layout", b"layuot"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert run(project) == anew(project)


def test_a_file_that_changes_while_others_are_judged_is_not_taken_for_what_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "news" / "b-clean.md"
    before, real = path.read_bytes(), Judge.__call__

    def changing(self: Judge, record: Any) -> Any:
        path.write_text(article("e"))
        return real(self, record)

    with monkeypatch.context() as patched:
        patched.setattr(Judge, "__call__", changing)
        run(project, cache_key="hash")
    path.write_bytes(before)
    assert run(project, cache_key="hash") == anew(project)


@pytest.mark.parametrize("key", ["stat", "hash"])
def test_records_are_compared_by_what_the_index_knows(
    project: Path, monkeypatch: pytest.MonkeyPatch, key: Any
) -> None:
    """The file that has changed is judged; no other one is read for the comparison."""
    run(project, cache_key=key)
    (project / "news" / "b-clean.md").write_text(article("e"))
    settle()
    with monkeypatch.context() as patched:
        patched.setattr("artikit.corpus.read_paths", lambda paths, *_: pytest.fail(f"{paths} are read"))
        found = run(project, cache_key=key)
    assert found == anew(project)


def test_touching_every_file_costs_nothing_where_content_counts(project: Path, judged: list[str]) -> None:
    expected = run(project, cache_key="hash")
    for path in (project / "news").glob("*.md"):
        if not path.is_symlink():
            text = path.read_bytes()
            path.unlink()
            path.write_bytes(text)
    judged.clear()
    assert run(project, cache_key="hash") == expected
    assert set(judged) <= NEVER_KEPT


@pytest.mark.parametrize("key", ["stat", "hash"])
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_edited_moved_or_removed_the_answer_is_that_of_a_cold_run(
    project: Path, seed: int, key: Any
) -> None:
    chance = random.Random(seed)
    news = project / "news"
    for step in range(8):
        names = sorted(path.name for path in news.glob("*.md") if not path.is_symlink())
        path = news / chance.choice(names)
        match chance.randrange(6):
            case 0:
                path.write_text(
                    article(chance.choice("abcdefgh"), domain=chance.choice(("harbor.example", "x.example")))
                )
            case 1:
                path.rename(news / f"{chance.randrange(100)}-moved.md")
            case 2:
                path.unlink()
            case 3:
                os.utime(path)
            case 4:
                (news / f"new-{step}.md").write_text(article(chance.choice("abcdef"), title=f"T {step}"))
            case _:
                data = bytearray(path.read_bytes() or b"-")
                data[chance.randrange(len(data))] = chance.randrange(32, 127)
                path.write_bytes(data)
        if chance.random() < 0.5:
            settle()
        report = [chance.choice(REPORTS)]
        assert run(project, output_format=report, cache_key=key) == anew(project, output_format=report)
