"""`artikit ingest` as a user meets it: streams, exit codes, files, and what is said where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from .runs import artikit

if TYPE_CHECKING:
    from pathlib import Path

LEAD = (
    "The council of Port Ansel decided on Thursday that the night ferry would sail for one more winter, "
    "and nobody objected to it."
)
WHOLE = (
    f"# The quiet harbour wakes again\n\nBy Nora Pell\n\n3 June 2021\n\n{LEAD}\n\n"
    "Source: https://www.harbor-ledger.example/2021/06/03/ferry\n\n© 2021 The Harbor Ledger\n"
)
BARE = f"Gulls return to the pier\n\nWednesday\n\n{LEAD}\n\nShare this article\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(BARE, encoding="utf-8")
    return tmp_path


RECORD = f"""---
title: "The quiet harbour wakes again"
excerpt: "{LEAD}"
publishedDateTime: 2021-06-03
originalUrl: "https://www.harbor-ledger.example/2021/06/03/ferry"
webUrl: "https://www.harbor-ledger.example/2021/06/03/ferry"
language: en
author: Nora Pell

provider:
  name: The Harbor Ledger
  domain: harbor-ledger.example
---

{LEAD}
"""


def test_one_text_becomes_a_record_on_standard_output(tree: Path) -> None:
    run = artikit("ingest", "in/a.txt", cwd=tree)
    assert (run.stdout, run.stderr, run.returncode) == (RECORD, "1 record made\n", 0)


def test_several_texts_are_shown_with_their_names(tree: Path) -> None:
    run = artikit("ingest", "in", cwd=tree)
    assert run.stdout.startswith(f"==> in/a.txt <==\n{RECORD}\n==> in/b.txt <==\n---\n")
    assert run.returncode == 1


def test_findings_are_shown_with_the_reasons_and_the_record_is_written(tree: Path) -> None:
    run = artikit("ingest", "in/b.txt", "--to", "jsonl", cwd=tree)
    assert json.loads(run.stdout)["title"] == "Gulls return to the pier"
    assert run.stderr.splitlines() == [
        "in/b.txt:1:1: AK101[missing-key] missing `provider`",
        "in/b.txt:1:1: AK101[missing-key] missing `publishedDateTime`",
        "in/b.txt:1:1: AK101[missing-key] missing `webUrl` or `originalUrl`",
        "in/b.txt: publishedDateTime is unset: no date with a year is stated; “Wednesday” is relative",
        "in/b.txt: originalUrl is unset: no address is stated",
        "in/b.txt: provider.name is unset: no line about rights and no address name the publisher",
        "in/b.txt: provider.domain is unset: no address is stated",
        "1 record made, 1 with findings; 1 record to jsonl",
    ]
    assert run.returncode == 1
    assert artikit("ingest", "in/b.txt", "--allow-incomplete", cwd=tree).returncode == 0


def test_what_the_text_cannot_know_is_given(tree: Path) -> None:
    (tree / "defaults.toml").write_text(
        '[provider]\nname = "Pier News"\ndomain = "pier.example"\n', encoding="utf-8"
    )
    run = artikit(
        "ingest", "in/b.txt", "--to", "json", "--defaults", "defaults.toml", "--set", "provider.name=The Pier",
        "--set", 'topics:=["Gulls"]', "--set", "webUrl=https://pier.example/gulls", "--reference-date", "2021-06-14",
        cwd=tree,
    )  # fmt: skip
    got = json.loads(run.stdout)
    assert got["provider"] == {"name": "The Pier", "domain": "pier.example"}
    assert (got["topics"], got["publishedDateTime"]) == (["Gulls"], "2021-06-09")
    assert run.returncode == 0


def test_files_are_named_by_date_and_title_and_those_without_a_date_by_title(tree: Path) -> None:
    run = artikit("ingest", "in", "-o", "out", cwd=tree)
    assert sorted(path.name for path in (tree / "out").iterdir()) == [
        "2021-06-03-the-quiet-harbour-wakes-again.md",
        "gulls-return-to-the-pier.md",
    ]
    assert (tree / "out" / "2021-06-03-the-quiet-harbour-wakes-again.md").read_text(
        encoding="utf-8"
    ) == RECORD
    assert "2 files written" in run.stderr
    assert "missing `provider`" in run.stdout
    artikit("ingest", "in", "-o", "other", "--name", "{stem}", cwd=tree)
    assert sorted(path.name for path in (tree / "other").iterdir()) == ["a.md", "b.md"]


def test_ingesting_what_was_written_changes_nothing(tree: Path) -> None:
    artikit("ingest", "in", "-o", "out", cwd=tree)
    before = {path.name: path.read_bytes() for path in (tree / "out").iterdir()}
    run = artikit("ingest", "out", "-o", "out", cwd=tree)
    assert "0 files written, 2 unchanged" in run.stderr
    assert {path.name: path.read_bytes() for path in (tree / "out").iterdir()} == before
    assert (
        artikit("ingest", "out/gulls-return-to-the-pier.md", cwd=tree).stdout.encode()
        == before["gulls-return-to-the-pier.md"]
    )


def test_a_file_that_differs_is_not_overwritten(tree: Path) -> None:
    (tree / "x.md").write_text("Other\n", encoding="utf-8")
    run = artikit("ingest", "in/a.txt", "-o", "x.md", cwd=tree)
    assert run.returncode == 2
    assert (tree / "x.md").read_text(encoding="utf-8") == "Other\n"
    assert artikit("ingest", "in/a.txt", "-o", "x.md", "--force", "--verify", cwd=tree).returncode == 0
    assert (tree / "x.md").read_text(encoding="utf-8") == RECORD


def test_a_trial_writes_nothing(tree: Path) -> None:
    run = artikit("ingest", "in/a.txt", "-o", "out", "--dry-run", cwd=tree)
    assert run.stdout == "out/2021-06-03-the-quiet-harbour-wakes-again.md\n"
    assert not (tree / "out").exists()


def test_explaining_tells_place_cue_and_confidence(tree: Path) -> None:
    run = artikit("ingest", "in/a.txt", "--explain", cwd=tree)
    assert run.stdout == RECORD
    lines = run.stderr.splitlines()
    assert "in/a.txt:3:4: author “Nora Pell” (byline, 0.95)" in lines
    assert "in/a.txt:5:1: publishedDateTime “2021-06-03” (line with a date, 0.95)" in lines
    assert "in/a.txt:11:8: provider.name “The Harbor Ledger” (holder of the rights, 0.85)" in lines
    assert "in/a.txt:3:1: not in the body: byline “By Nora Pell”" in lines


def test_json_carries_the_evidence(tree: Path) -> None:
    run = artikit("ingest", "in/b.txt", "--explain", "--to", "jsonl", "--allow-incomplete", cwd=tree)
    evidence = json.loads(run.stdout)["_evidence"]
    assert evidence["source"] == "in/b.txt"
    assert evidence["fields"][0] == {
        "field": "/title", "value": "Gulls return to the pier", "line": 1, "column": 1, "endLine": 1,
        "endColumn": 25, "cue": "line on top that is like a headline", "confidence": 0.85,
    }  # fmt: skip
    assert {"field": "/originalUrl", "reason": "no address is stated"} in evidence["unset"]
    assert [one["kind"] for one in evidence["removals"]] == ["title", "date", "boilerplate"]


def test_conflicts_are_told(tree: Path) -> None:
    (tree / "c.txt").write_text(WHOLE.replace("3 June 2021", "2 June 2021"), encoding="utf-8")
    run = artikit("ingest", "c.txt", "--explain", cwd=tree)
    assert (
        "c.txt:5:1: conflict in publishedDateTime: “2021-06-02” is taken, but "
        "c.txt:9:43: “2021-06-03” (date in the address, 0.85)"
    ) in run.stderr.replace(" says “", ": “")


def test_furniture_is_kept_on_request(tree: Path) -> None:
    run = artikit("ingest", "in/b.txt", "--keep-all", cwd=tree)
    assert run.stdout.endswith(f"---\n\n{BARE}")


def test_a_cue_that_is_too_unsure_is_not_taken(tree: Path) -> None:
    run = artikit("ingest", "in/a.txt", "--min-confidence", "0.9", "--to", "json", cwd=tree)
    assert "name" not in json.loads(run.stdout)["provider"]


def test_standard_input_is_read(tree: Path) -> None:
    assert artikit("ingest", "-", cwd=tree, stdin=WHOLE).stdout == RECORD


def test_records_are_completed_in_their_files(tree: Path) -> None:
    path = tree / "r.md"
    text = f'---\ntitle: "Ferry"   # ours\nprovider:\n  name: The Harbor Ledger\n---\n{WHOLE}'
    path.write_text(text, encoding="utf-8")
    trial = artikit("ingest", "r.md", "--fill", "--dry-run", cwd=tree)
    assert path.read_text(encoding="utf-8") == text
    assert "+author: Nora Pell\n" in trial.stdout
    run = artikit("ingest", "r.md", "--fill", cwd=tree)
    assert run.returncode == 0
    assert "r.md: added author “Nora Pell” (byline, 0.95)" in run.stderr
    done = path.read_text(encoding="utf-8")
    assert done.startswith('---\ntitle: "Ferry"   # ours\nexcerpt:')
    assert done.endswith(f"  name: The Harbor Ledger\n  domain: harbor-ledger.example\n---\n{WHOLE}")
    assert artikit("ingest", "r.md", "--fill", cwd=tree).stderr == "0 fields added in 0 files\n"


def test_texts_without_front_matter_are_not_filled(tree: Path) -> None:
    run = artikit("ingest", "in/a.txt", "--fill", cwd=tree)
    assert "in/a.txt: no front matter, so nothing to complete" in run.stderr
    assert (tree / "in" / "a.txt").read_text(encoding="utf-8") == WHOLE


@pytest.mark.parametrize(
    "arguments",
    [
        ("in", "--fill", "-o", "out"),
        ("-", "--fill"),
        ("in", "--set", "title"),
        ("in", "--reference-date", "soon"),
        ("in", "--defaults", "none.yaml"),
        ("in", "--to", "nonsense"),
        ("none.txt",),
        ("in", "--name", "{slug}"),
        ("in", "--to", "md"),
    ],
)
def test_what_cannot_be_done_exits_with_2(tree: Path, arguments: tuple[str, ...]) -> None:
    run = artikit("ingest", *arguments, cwd=tree)
    assert run.returncode == 2
    assert run.stderr


def test_nothing_found_is_an_error_unless_allowed(tree: Path) -> None:
    (tree / "empty").mkdir()
    assert artikit("ingest", "empty", cwd=tree).returncode == 2
    assert artikit("ingest", "empty", "--allow-empty", cwd=tree).returncode == 0


def test_an_empty_file_is_said_so_and_leaves_the_others(tree: Path) -> None:
    (tree / "in" / "c.txt").write_text("\n", encoding="utf-8")
    run = artikit("ingest", "in", "--to", "jsonl", cwd=tree)
    assert len(run.stdout.splitlines()) == 2
    assert "in/c.txt:1:1: AK010[missing-front-matter] there is nothing to make a record of" in run.stderr


def test_escapes_in_a_text_cannot_forge_a_terminal(tree: Path) -> None:
    (tree / "d.txt").write_text(f"Title \x1b[31mred of the day\n\n{LEAD}\n", encoding="utf-8")
    run = artikit("ingest", "d.txt", "--explain", "--to", "json", cwd=tree)
    assert "\x1b" not in run.stderr
    assert "\x1b" not in run.stdout
