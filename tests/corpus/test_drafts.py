"""An index that goes on from the one of an earlier run: nothing stale is trusted, nothing is read in vain."""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from artikit import states
from artikit.corpus import Corpus
from artikit.sources import read_paths

from .repo import FERRY, LEDGER, SLIP, Repo, article, copy, files, judged, names_read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that the index has read, as they are read."""
    return names_read(monkeypatch, "artikit.corpus")


def later(monkeypatch: pytest.MonkeyPatch, seconds: float = 10) -> None:
    """Let the runs that follow begin so much later."""
    monkeypatch.setattr(states, "time_ns", lambda: time.time_ns() + int(seconds * 1e9))


def drafted(repo: Repo, draft: Path, proofs: Callable[[str], str | None] | None = None) -> list[str]:
    """What a run over the folder says that goes on with the index of the run before."""
    with Corpus(repo.config, str(draft), proofs=proofs) as corpus:
        corpus.up_to_date([str(repo.root)])
        return judged(corpus, repo.root)


def empty(folder: Path) -> Path:
    """A draft of which no index was made yet."""
    path = folder / "draft.new"
    path.touch()
    return path


@pytest.fixture
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empty(tmp_path_factory.mktemp("drafts"))


def test_a_run_with_the_index_of_the_last_one_reads_only_what_changed(
    faulty: Repo, draft: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    cold = drafted(faulty, draft)
    assert cold == faulty.said()
    assert len(reads) == 5
    reads.clear()
    assert drafted(faulty, draft) == cold
    assert reads == []
    faulty.write("_news/b.md", article(3))
    faulty.write("f.md", article(1, title="Night ferry is back"))
    (faulty.root / "d.jsonl").unlink()
    later(monkeypatch, 20)
    warm = drafted(faulty, draft)
    assert sorted(reads) == ["b.md", "f.md"]
    assert warm == faulty.said() != cold


def test_a_file_that_is_as_young_as_the_run_proves_nothing(
    faulty: Repo, draft: Path, reads: list[str]
) -> None:
    drafted(faulty, draft)
    drafted(faulty, draft)
    assert len(reads) == 10


def test_the_same_size_and_time_do_not_hide_a_change(
    faulty: Repo, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    drafted(faulty, draft)
    file = faulty.root / "_news" / "b.md"
    before = file.stat()
    text = file.read_text()
    file.write_text(text.replace("ferry-1", "ferry-9"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert drafted(faulty, draft) == faulty.said()
    assert not any("_news/b.md" in said for said in faulty.said())


def test_what_was_taken_is_known_in_the_next_run(
    faulty: Repo, draft: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    with Corpus(faulty.config, str(draft)) as corpus:
        for record in read_paths([str(faulty.root)], faulty.config):
            corpus.take(record)
    assert drafted(faulty, draft) == faulty.said()
    assert reads == []


def test_a_file_that_was_left_in_the_middle_is_read_again(
    repo: Repo, draft: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    repo.write("a.jsonl", article(1), article(2), article(1))
    repo.write("b.jsonl", article(3), article(4))
    with Corpus(repo.config, str(draft)) as corpus:
        for name in ("a", "b", "a"):
            corpus.take(next(iter(read_paths([str(repo.root / f"{name}.jsonl")], repo.config))))
    assert len(drafted(repo, draft)) == 1
    assert "a.jsonl" in reads


def test_formats_that_depend_on_more_than_their_file_are_always_read(
    repo: Repo, draft: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    (repo.root / "a.csv").write_text(f"title,webUrl\r\na,{FERRY}\r\nb,{FERRY}/\r\n")
    for _ in range(2):
        with Corpus(repo.config, str(draft)) as corpus:
            corpus.up_to_date([str(repo.root / "a.csv")])
            assert [said[:23] for said in judged(corpus, repo.root)] == ["a.csv:3:3: AK301[duplic"]
    assert reads == ["a.csv", "a.csv"]


def test_another_proof_of_the_caller_stands_for_the_status(
    faulty: Repo, draft: Path, reads: list[str]
) -> None:
    """Files as young as the run and touched ones are known; a file with another proof is read."""
    proofs: dict[str, str] = {}

    def proof_of(path: str) -> str:
        return proofs.get(os.path.basename(path), "as it was")

    cold = drafted(faulty, draft, proof_of)
    assert cold == faulty.said()
    reads.clear()
    for path in files(faulty.root):
        (faulty.root / path).touch()
    assert drafted(faulty, draft, proof_of) == cold
    assert reads == []
    proofs["b.md"] = "another"
    assert drafted(faulty, draft, proof_of) == cold
    assert reads == ["b.md"]


def test_a_proof_is_none_of_a_status(
    faulty: Repo, draft: Path, monkeypatch: pytest.MonkeyPatch, reads: list[str]
) -> None:
    later(monkeypatch)
    drafted(faulty, draft, lambda _: "as it was")
    reads.clear()
    drafted(faulty, draft)
    assert len(reads) == 5


def test_a_run_on_a_part_judges_that_part_alone(
    faulty: Repo, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    whole = drafted(faulty, draft)
    with Corpus(faulty.config, str(draft)) as corpus:
        corpus.up_to_date([str(faulty.root / "_news")])
        part = judged(corpus, faulty.root)
    assert part == faulty.said(paths=["_news"])
    assert part != whole
    assert drafted(faulty, draft) == whole


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
    draft = empty(tmp_path_factory.mktemp("drafts"))
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
        warm = drafted(repo, draft)
        assert warm == repo.said()
        shuffled = files(repo.root)
        dice.shuffle(shuffled)
        assert repo.said(paths=shuffled) == warm
