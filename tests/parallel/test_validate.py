"""`artikit validate` by several processes: the same bytes, and the same end whatever happens."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from artikit.config import Config
from artikit.parallel import Crew
from artikit.reports import Wants, names
from artikit.running import FileJudge, verdicts_of
from artikit.sources import find_paths
from artikit.verdicts import Judge

from .runs import (
    PLAIN,
    RECORD,
    SETTINGS,
    add_awkward_files,
    closed_early,
    fill,
    starts_processes,
    waiting_run,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .runs import Waiting

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and links of POSIX")

TROUBLES: list[Callable[[str], str]] = [
    lambda text: text.replace("T05:", "T25:"),
    lambda text: text.replace("title:", "titel:"),
    lambda text: text.replace("provider:", "provider: &who"),
    lambda text: text.replace("\nprovider", "\ntitle: again\nprovider"),
    lambda text: text.replace("---\n", "", 1),
    lambda text: text.removesuffix("---\n"),
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("Fog", "F\x07og\u202e"),
    lambda text: "[" * 5_000 + text,
    lambda text: text.replace("---\n", "---\n# artikit: ignore AK1 -- a test\n", 1).replace("T05:", "T26:"),
    lambda text: text.replace("news/fog-", "news/same?"),
    lambda _: "",
]


def line(number: int) -> str:
    address = f"https://www.northquill.example/data/{number % 100}"
    data = {"title": f"Line {number}", "webUrl": address, "quality": number % 7 or "good"}
    return json.dumps(data | {"_body": "x" * 4_000}) + "\n"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with every kind of trouble."""
    root = tmp_path_factory.mktemp("tree")
    fill(root, RECORD, TROUBLES)
    add_awkward_files(root, RECORD, line)
    settings = SETTINGS + '[[overrides]]\npaths = ["b/**"]\nrules = { AK105 = "warning" }\n'
    (root / "artikit.toml").write_text(settings, encoding="utf-8")
    (root / "c" / "list.yaml").write_text("- {title: One}\n- {title: 2}\n- x\n", encoding="utf-8")
    return root


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "artikit", "validate", *arguments]


def run(
    tree: Path, *arguments: str, stdin: bytes = b"", expected: int = 1
) -> tuple[bytes, bytes, dict[str, bytes]]:
    shutil.rmtree(tree / ".artikit_cache", ignore_errors=True)
    done = subprocess.run(
        command(*arguments, "--now", "2022-01-01T00:00:00Z"),
        cwd=tree,
        env=PLAIN,
        input=stdin,
        capture_output=True,
        timeout=110,
    )
    assert done.returncode == expected, done.stderr
    written = {path.name: path.read_bytes() for path in tree.glob("out-*")}
    for name in written:
        (tree / name).unlink()
    return done.stdout, done.stderr, written


def assert_the_same(
    tree: Path, *arguments: str, stdin: bytes = b"", expected: int = 1, jobs: int = 3
) -> bytes:
    alone = run(tree, *arguments, "--jobs", "1", stdin=stdin, expected=expected)
    assert run(tree, *arguments, "--jobs", str(jobs), stdin=stdin, expected=expected) == alone
    return alone[0] or alone[1]


@pytest.mark.parametrize("jobs", [2, 5])
def test_any_number_of_processes_says_the_same(jobs: int, tree: Path) -> None:
    shown = assert_the_same(tree, jobs=jobs).decode()
    for told in (
        "AK105",
        "AK3",
        "b/nothing.md",
        "b/pipe.md",
        "b/huge.md",
        "c/many.jsonl:299",
        "few.jsonl.gz",
    ):
        assert told in shown
    paths = [one.partition(":")[0] for one in shown.splitlines() if ": AK3" not in one]
    assert paths == sorted(paths)


@pytest.mark.parametrize("report", names())
def test_every_report_does(report: str, tree: Path) -> None:
    assert_the_same(tree, "--output-format", report, "a", "b", "c/few.jsonl", "d")


def test_several_reports_at_once_do(tree: Path) -> None:
    options = [f"--output-format={name}:out-{name}" for name in ("sarif", "junit", "rdjson", "gitlab")]
    assert_the_same(tree, *options, "--output-format", "full")
    assert len(run(tree, *options, "-j", "2")[2]) == len(options)


def test_statistics_do(tree: Path) -> None:
    assert b"invalid-date" in assert_the_same(tree, "--statistics")


def test_standard_input_comes_in_its_place(tree: Path) -> None:
    stdin = "".join(map(line, range(300))).encode()
    shown = assert_the_same(tree, "a", "b", "-", "c/few.jsonl", "d", ".", stdin=stdin)
    assert b"<stdin>:300" in shown
    assert_the_same(tree, "-", ".", "--stdin-filename", "x.jsonl", stdin=stdin)


def test_a_baseline_does(tree: Path) -> None:
    baseline = tree / "known.json"
    written = []
    for jobs in ("1", "3"):
        baseline.unlink(missing_ok=True)
        run(tree, "--baseline", baseline.name, "--write-baseline", "-j", jobs, expected=0)
        written.append(baseline.read_bytes())
    assert written[0] == written[1]
    changed = tree / "a" / "000.md"
    before = changed.read_text(encoding="utf-8")
    changed.write_text(before.replace("T05:", "T27:"), encoding="utf-8")
    try:
        assert b"a/000.md" in assert_the_same(tree, "--baseline", baseline.name)
        assert_the_same(tree, "--baseline", baseline.name, "--show-baselined")
    finally:
        changed.write_text(before, encoding="utf-8")
        baseline.unlink()


def test_changed_files_do(tree: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(
        tree, copy, symlinks=True, ignore=shutil.ignore_patterns(".git", "pipe.md", ".artikit_cache")
    )
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@mail.example", "-C", str(copy)]
    if shutil.which("git") is None:
        pytest.skip("no git here")
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    assert_the_same(copy, "--changed")


def test_what_is_chosen_and_left_out_does(tree: Path) -> None:
    assert_the_same(tree, "--select", "AK1", "--show-level", "warning", "--fail-level", "warning")
    assert_the_same(tree, "--exit-zero", "-q", expected=0)


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_however_processes_are_started(method: str, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    judge = Judge(
        Config(root=str(tree)), Wants(frames=True, fingerprints=True), identified=True, indexed=True
    )
    paths = ["a", "b", "c/few.jsonl", "c/rows.csv", "d"]
    work = FileJudge(judge)
    alone = [(one, list(work(one))) for one in find_paths(paths, judge.config)]
    with Crew(work, 3, method=method) as crew:
        found = [
            (one, list(verdicts)) for one, verdicts in verdicts_of(find_paths(paths, judge.config), crew)
        ]
        started = crew._workers is not None
    assert started == (method == "fork")
    assert found == alone
    with Crew(work, 3, method=method, worth=0) as crew:
        assert [
            (one, list(verdicts)) for one, verdicts in verdicts_of(find_paths(paths, judge.config), crew)
        ] == alone


def test_known_verdicts_are_taken_and_nothing_is_read(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    judge = Judge(Config(root=str(tree)), Wants())
    work = FileJudge(judge)
    alone = [list(work(one)) for one in find_paths(["a", "d"], judge.config)]
    with Crew(work, 2, worth=0) as crew:
        judged = verdicts_of(
            find_paths(["a", "d"], judge.config),
            crew,
            lambda one: () if one.path.endswith("7.md") else None,
        )
        for (one, verdicts), expected in zip(judged, alone, strict=True):
            assert list(verdicts) == ([] if one.path.endswith("7.md") else expected)


def test_processes_are_started_for_much_work_only(tree: Path) -> None:
    for paths, jobs, started in (
        (["a"], "8", "False"),
        (["a/000.md"], "8", "False"),
        (["."], "2", "True"),
        (["."], "1", "False"),
    ):
        shutil.rmtree(tree / ".artikit_cache", ignore_errors=True)
        assert starts_processes("validate", "-j", jobs, *paths, tree=tree) == started, paths


@pytest.mark.parametrize("jobs", ["0", "-3", "many"])
def test_a_number_that_is_none_is_refused(jobs: str, tree: Path) -> None:
    done = subprocess.run(command("--jobs", jobs), cwd=tree, capture_output=True, timeout=60)
    assert done.returncode == 2
    assert b"--jobs" in done.stderr


@pytest.fixture
def waiting(tree: Path) -> Iterator[Waiting]:
    shutil.rmtree(tree / ".artikit_cache", ignore_errors=True)
    with waiting_run(command("-", ".", "-j", "3"), tree) as one:
        yield one


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("whole_group", [True, False])
def test_a_signal_ends_all_at_once(
    number: signal.Signals, code: int, whole_group: bool, waiting: Waiting
) -> None:
    assert waiting.sent(number, whole_group=whole_group) == (code, b"", b"")
    assert waiting.gone()


def test_no_worker_outlives_a_run_that_is_killed(waiting: Waiting) -> None:
    assert waiting.killed() == b""
    waiting.until(waiting.gone)


@pytest.mark.parametrize("all_of_them", [True, False])
def test_a_worker_that_is_killed_is_an_error(all_of_them: bool, waiting: Waiting) -> None:
    code, err = waiting.robbed(all_of_them=all_of_them)
    assert code == 2
    assert err.count(b"\n") == 1
    assert b"error: a worker process was killed by signal 9" in err
    assert waiting.gone()


@pytest.mark.parametrize("report", ["concise", "json", "full"])
def test_a_closed_pipe_is_silence(report: str, tree: Path) -> None:
    shutil.rmtree(tree / ".artikit_cache", ignore_errors=True)
    assert closed_early(command("-j", "2", "--output-format", report, "."), tree) == (b"", 0)
