"""The index of a corpus: any order gives the same findings, nothing stale is trusted, nothing is left behind."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from artikit import states
from artikit.corpus import Corpus, store
from artikit.errors import ArtikitError, UsageError
from artikit.reading.limits import Limits
from artikit.reports.concise import line
from artikit.sources import read_paths

from .repo import FERRY, LEDGER, Repo, article, copy, names_read

if TYPE_CHECKING:
    from pathlib import Path

SLIP = {**LEDGER, "domain": "harbour-ledger.example"}


@pytest.fixture
def faulty(repo: Repo) -> Repo:
    """One of each, in several kinds of files."""
    (repo.root / "assets").mkdir()
    repo.write("_news/a.md", article(1, related=[copy(2), copy(5, title="Night ferry is back")]))
    repo.write("_news/b.md", article(1, title="Night ferry returns"))
    repo.write("_news/c.md", article(2, provider={**LEDGER, "images": [{"url": "/assets/l.jpg"}]}))
    repo.write(
        "d.jsonl", article(4, provider=SLIP), article(5), article(6, title="Night ferry returns, part 5")
    )
    repo.write("e.json", article(7), article(8, provider={**LEDGER, "name": "Harbor Ledger"}), article(5))
    return repo


def judged(corpus: Corpus, root: Path, *, of_taken: bool = False) -> list[str]:
    return [line(one).replace(f"{root}/", "") for one in corpus.diagnostics(of_taken=of_taken)]


def files(root: Path) -> list[str]:
    found = [os.path.relpath(path, root) for path in root.rglob("*") if path.is_file()]
    return sorted(path for path in found if path.endswith((".md", ".json", ".jsonl")))


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


# kept indexes


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that the index has read, as they are read."""
    return names_read(monkeypatch, "artikit.corpus")


def later(monkeypatch: pytest.MonkeyPatch, seconds: float = 10) -> None:
    """Let the runs that follow begin so much later."""
    monkeypatch.setattr(states, "time_ns", lambda: time.time_ns() + int(seconds * 1e9))


def kept_run(repo: Repo, path: Path) -> list[str]:
    with Corpus(repo.config, str(path)) as corpus:
        corpus.up_to_date([str(repo.root)])
        return judged(corpus, repo.root)


@pytest.fixture
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "index.db"


def test_a_kept_index_reads_only_what_changed(
    faulty: Repo, index: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    cold = kept_run(faulty, index)
    assert cold == faulty.said()
    assert len(reads) == 5
    reads.clear()
    assert kept_run(faulty, index) == cold
    assert reads == []
    faulty.write("_news/b.md", article(3))
    faulty.write("f.md", article(1, title="Night ferry is back"))
    (faulty.root / "d.jsonl").unlink()
    later(monkeypatch, 20)
    warm = kept_run(faulty, index)
    assert sorted(reads) == ["b.md", "f.md"]
    assert warm == faulty.said() != cold


def test_a_file_that_is_as_young_as_the_run_proves_nothing(
    faulty: Repo, index: Path, reads: list[str]
) -> None:
    kept_run(faulty, index)
    kept_run(faulty, index)
    assert len(reads) == 10


def test_the_same_size_and_time_do_not_hide_a_change(
    faulty: Repo, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    kept_run(faulty, index)
    file = faulty.root / "_news" / "b.md"
    before = file.stat()
    text = file.read_text()
    file.write_text(text.replace("ferry-1", "ferry-9"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert kept_run(faulty, index) == faulty.said()
    assert not any("_news/b.md" in said for said in faulty.said())


def test_what_was_taken_is_known_in_the_next_run(
    faulty: Repo, index: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    with Corpus(faulty.config, str(index)) as corpus:
        for record in read_paths([str(faulty.root)], faulty.config):
            corpus.take(record)
    assert kept_run(faulty, index) == faulty.said()
    assert reads == []


def test_a_file_that_was_left_in_the_middle_is_read_again(
    repo: Repo, index: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    repo.write("a.jsonl", article(1), article(2), article(1))
    repo.write("b.jsonl", article(3), article(4))
    with Corpus(repo.config, str(index)) as corpus:
        for name in ("a", "b", "a"):
            corpus.take(next(iter(read_paths([str(repo.root / f"{name}.jsonl")], repo.config))))
    assert len(kept_run(repo, index)) == 1
    assert "a.jsonl" in reads


def test_formats_that_depend_on_more_than_their_file_are_always_read(
    repo: Repo, index: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    (repo.root / "a.csv").write_text(f"title,webUrl\r\na,{FERRY}\r\nb,{FERRY}/\r\n")
    for _ in range(2):
        with Corpus(repo.config, str(index)) as corpus:
            corpus.up_to_date([str(repo.root / "a.csv")])
            assert [said[:23] for said in judged(corpus, repo.root)] == ["a.csv:3:3: AK301[duplic"]
    assert reads == ["a.csv", "a.csv"]


def test_other_limits_make_another_index(
    faulty: Repo, index: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    kept_run(faulty, index)
    reads.clear()
    with Corpus(replace(faulty.config, limits=Limits(depth=20)), str(index)) as corpus:
        corpus.up_to_date([str(faulty.root)])
    assert len(reads) == 5


def test_a_run_on_a_part_judges_that_part_alone(
    faulty: Repo, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    whole = kept_run(faulty, index)
    with Corpus(faulty.config, str(index)) as corpus:
        corpus.up_to_date([str(faulty.root / "_news")])
        part = judged(corpus, faulty.root)
    assert part == faulty.said(paths=["_news"])
    assert part != whole
    assert kept_run(faulty, index) == whole


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(seed=st.integers(0, 1 << 30))
def test_warm_and_cold_runs_agree_whatever_changes(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)
    repo = Repo(tmp_path_factory.mktemp("repo"))
    index = tmp_path_factory.mktemp("kept") / "index.db"
    later(monkeypatch, 10)
    for _ in range(4):
        for _ in range(dice.randint(1, 4)):
            name = f"{dice.randint(1, 6)}{dice.choice(['.md', '.jsonl'])}"
            if dice.random() < 0.3:
                (repo.root / name).unlink(missing_ok=True)
                continue
            count = 1 if name.endswith(".md") else dice.randint(1, 3)
            repo.write(
                name,
                *[
                    article(
                        dice.randint(1, 4),
                        title=dice.choice(["Night ferry", "Night train"]),
                        provider=dice.choice([LEDGER, LEDGER, SLIP]),
                        related=[
                            copy(dice.randint(1, 4), title="Night ferry") for _ in range(dice.randint(0, 2))
                        ],
                    )
                    for _ in range(count)
                ],
            )
        warm = kept_run(repo, index)
        assert warm == repo.said()
        shuffled = files(repo.root)
        dice.shuffle(shuffled)
        assert repo.said(paths=shuffled) == warm


# what goes wrong


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
        corpus._path = None
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


def _interrupted(repo: Repo, index: Path) -> None:
    with Corpus(repo.config, str(index)) as corpus:
        corpus.forget([str(repo.root / "_news" / "a.md")])
        raise KeyboardInterrupt


def test_a_kept_index_stays_as_it_was_after_an_error(
    faulty: Repo, index: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    cold = kept_run(faulty, index)
    before = index.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        _interrupted(faulty, index)
    assert index.read_bytes() == before
    assert [path.name for path in index.parent.iterdir()] == [index.name]
    reads.clear()
    assert kept_run(faulty, index) == cold
    assert reads == []


@pytest.mark.parametrize("content", [b"precious", b"SQLite format 3\0 of somebody else" + bytes(100)])
def test_what_is_no_index_is_not_overwritten(faulty: Repo, index: Path, content: bytes) -> None:
    index.write_bytes(content)
    with pytest.raises(UsageError, match="no index of artikit"):
        kept_run(faulty, index)
    assert index.read_bytes() == content


@pytest.mark.parametrize("how", ["cut", "noise", "version", "empty"])
def test_a_damaged_index_is_made_anew(faulty: Repo, index: Path, how: str) -> None:
    cold = kept_run(faulty, index)
    data = index.read_bytes()
    if how == "version":
        with closing(sqlite3.connect(index)) as database:
            database.execute("PRAGMA user_version=999")
    else:
        noise = random.Random(1).randbytes(len(data) - 200)
        index.write_bytes({"cut": data[: len(data) // 2], "noise": data[:100] + noise, "empty": b""}[how])
    assert kept_run(faulty, index) == cold


def test_two_runs_do_not_write_one_index(faulty: Repo, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    with Corpus(faulty.config, str(index)), pytest.raises(ArtikitError, match="another run is using it"):
        Corpus(faulty.config, str(index))


def test_a_file_that_goes_while_it_is_judged_is_still_found(faulty: Repo) -> None:
    with Corpus(faulty.config) as corpus:
        corpus.up_to_date([str(faulty.root)])
        (faulty.root / "_news" / "b.md").unlink()
        (faulty.root / "d.jsonl").write_text("")
        (faulty.root / "e.json").write_text("[1,")
        said = judged(corpus, faulty.root)
    assert any(one.startswith("_news/b.md:1:1: AK301") for one in said)
    assert any(one.startswith("d.jsonl:1:1: AK303") for one in said)
