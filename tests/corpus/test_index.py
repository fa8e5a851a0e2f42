"""The index of a corpus: any order gives the same findings, and nothing is left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from artikit.corpus import Corpus
from artikit.sources import read_paths

from .repo import Repo, article, files, judged

if TYPE_CHECKING:
    from pathlib import Path


def test_there_is_one_of_each(faulty: Repo) -> None:
    assert sorted({one.code for one in faulty.found()}) == [f"AK30{number}" for number in range(1, 7)]


def test_findings_come_by_path_line_and_column(faulty: Repo) -> None:
    places = [(one.path, one.start.line, one.start.column) for one in faulty.found()]
    assert places == sorted(places)
    assert len(places) == 7


def test_the_order_of_the_files_makes_no_difference(faulty: Repo) -> None:
    wanted = faulty.said()
    for order in permutations(files(faulty.root)):
        assert faulty.said(paths=order) == wanted


def test_files_may_come_in_turns(faulty: Repo) -> None:
    """Record by record from several files at once, as no command does, but a program may."""
    wanted = faulty.said()
    paths = [str(faulty.root / path) for path in files(faulty.root)]
    turns = [list(read_paths([path], faulty.config)) for path in paths]
    with Corpus(faulty.config) as corpus:
        for number in range(3):
            for records in turns:
                if number < len(records):
                    corpus.take(records[number])
        assert judged(corpus, faulty.root) == wanted


def test_findings_name_records_by_number_and_line(faulty: Repo) -> None:
    with Corpus(faulty.config) as corpus:
        corpus.up_to_date([str(faulty.root)])
        found = {(os.path.basename(one.spot.path), one.code): one for one in corpus.findings()}
        assert [one.code for one in corpus.findings()] == [one.code for one in corpus.findings()]
    spot = found["e.json", "AK304"].spot
    assert (spot.number, spot.first_line, spot.pointer) == (1, 1, ("provider", "name"))
    spot = found["d.jsonl", "AK305"].spot
    assert (spot.number, spot.first_line, spot.pointer) == (2, 3, ("title",))


def test_findings_of_what_was_taken_only_touch_those_files(faulty: Repo) -> None:
    whole = faulty.said()
    union: set[str] = set()
    for path in files(faulty.root):
        with Corpus(faulty.config) as corpus:
            for record in read_paths([str(faulty.root / path)], faulty.config):
                corpus.take(record)
            corpus.up_to_date([str(faulty.root)])
            part = judged(corpus, faulty.root, of_taken=True)
        assert all(path in said for said in part)
        assert part == [said for said in whole if path in said]
        union.update(part)
    assert union == set(whole)


def test_a_file_named_twice_is_taken_once(faulty: Repo) -> None:
    wanted = faulty.said()
    with Corpus(faulty.config) as corpus:
        corpus.up_to_date([str(faulty.root)])
        for record in read_paths([str(faulty.root)], faulty.config):
            corpus.take(record)
        corpus.up_to_date([str(faulty.root / "_news"), str(faulty.root)])
        assert judged(corpus, faulty.root) == wanted


def test_findings_are_known_again_by_a_fingerprint_that_follows_the_record(faulty: Repo) -> None:
    def prints() -> list[str]:
        with Corpus(faulty.config) as corpus:
            corpus.up_to_date([str(faulty.root)])
            return [one.fingerprint for one in corpus.diagnostics(fingerprints=True)]

    before = prints()
    assert all(before)
    (faulty.root / "_news" / "b.md").rename(faulty.root / "_news" / "b2.md")
    assert prints() == before
    assert {one.fingerprint for one in faulty.found()} == {""}


def test_columns_can_be_counted_in_bytes(repo: Repo) -> None:
    repo.write("a.md", article(1))
    repo.write("b.jsonl", article(1, title="Öre – bridge"))
    with Corpus(repo.config) as corpus:
        corpus.up_to_date([str(repo.root)])
        (found,) = corpus.diagnostics(byte_columns=True)
    assert found.in_bytes is not None
    assert found.in_bytes.start.column == found.start.column + 3
    assert found.notes[0].path.endswith("a.md")


def test_files_can_be_forgotten(faulty: Repo) -> None:
    with Corpus(faulty.config) as corpus:
        corpus.up_to_date([str(faulty.root)])
        corpus.forget([str(faulty.root / "_news" / "b.md"), "nowhere.md"])
        assert not any("AK301" in said and "b.md" in said for said in judged(corpus, faulty.root))


def test_standard_input_is_no_part_of_the_corpus(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repo.write("a.md", article(1))
    fed = tmp_path / "fed.txt"
    fed.write_text(json.dumps(article(1)))
    with fed.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        with Corpus(repo.config) as corpus:
            for record in read_paths([str(repo.root / "a.md"), "-"], repo.config):
                corpus.take(record)
            assert judged(corpus, repo.root) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no signal 9")
def test_an_index_is_gone_with_an_error_too(faulty: Repo, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("temporary")
    code = """
import os, sys
from artikit.config import Config
from artikit.corpus import Corpus
from artikit.sources import read_paths
with Corpus(Config(root=sys.argv[1])) as corpus:
    for number in range(6_000):
        for record in read_paths([os.path.join(sys.argv[1], "d.jsonl")], Config()):
            corpus.take(record)
    if sys.argv[2] == "error":
        raise ZeroDivisionError
    os.kill(os.getpid(), 9)
"""
    for end in ("error", "kill"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(faulty.root), end],
            env={**os.environ, "SQLITE_TMPDIR": str(folder)},
            capture_output=True,
            text=True,
        )
        assert ("ZeroDivisionError" in done.stderr) == (end == "error"), done.stderr
        assert done.returncode == (1 if end == "error" else -9)
        assert list(folder.iterdir()) == []


def test_a_file_that_goes_while_it_is_judged_is_still_found(faulty: Repo) -> None:
    with Corpus(faulty.config) as corpus:
        corpus.up_to_date([str(faulty.root)])
        (faulty.root / "_news" / "b.md").unlink()
        (faulty.root / "d.jsonl").write_text("")
        (faulty.root / "e.json").write_text("[1,")
        said = judged(corpus, faulty.root)
    assert any(one.startswith("_news/b.md:1:1: AK301") for one in said)
    assert any(one.startswith("d.jsonl:1:1: AK303") for one in said)
