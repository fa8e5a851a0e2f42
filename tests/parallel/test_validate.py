"""`artikit validate` by several processes: the same bytes, and the same end whatever happens."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from artikit.config import Config
from artikit.parallel import Crew
from artikit.reports import Wants, names
from artikit.running import FileJudge, verdicts_of
from artikit.sources import find_paths
from artikit.verdicts import Judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and links of POSIX")

SOUND = (
    '---\ntitle: "Fog bell {0}"\npublishedDateTime: 2021-06-17T05:30:00Z\n'
    'webUrl: "https://www.northquill.example/news/fog-{0}"\n'
    "provider:\n  name: North Quill\n  domain: northquill.example\n---\n"
)
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
COUNT = 460
"""Files enough for processes to be worth it."""

PLAIN = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}


def line(number: int) -> str:
    address = f"https://www.northquill.example/data/{number % 100}"
    data = {"title": f"Line {number}", "webUrl": address, "quality": number % 7 or "good"}
    return json.dumps(data | {"_body": "x" * 4_000}) + "\n"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with every kind of trouble."""
    root = tmp_path_factory.mktemp("tree")
    (root / ".git").mkdir()
    settings = 'include = ["*.jsonl", "*.csv", "*.yaml", "*.gz"]\n[limits]\nfile-bytes = 1500000\n'
    settings += '[[overrides]]\npaths = ["b/**"]\nrules = { AK105 = "warning" }\n'
    (root / "artikit.toml").write_text(settings, encoding="utf-8")
    for number in range(COUNT):
        folder = root / "abcd"[number * 4 // COUNT]
        folder.mkdir(exist_ok=True)
        text = SOUND.format(number)
        if number % 3 == 1:
            text = TROUBLES[number // 3 % len(TROUBLES)](text)
        (folder / f"{number:03}.md").write_text(text, encoding="utf-8", newline="")
    (root / "b" / "nothing.md").symlink_to("nowhere.md")
    (root / "b" / "outside.md").symlink_to(Path(sys.executable).resolve())
    os.mkfifo(root / "b" / "pipe.md")
    (root / "b" / "latin.md").write_bytes(SOUND.format("é").encode("latin-1"))
    (root / "b" / "huge.md").write_bytes(SOUND.format("huge").encode() + b"x" * 1_600_000)
    (root / "c" / "few.jsonl").write_text("".join(map(line, range(20))), encoding="utf-8")
    (root / "c" / "many.jsonl").write_text("".join(map(line, range(300))), encoding="utf-8")
    (root / "c" / "rows.csv").write_text("title,quality\nOne,2\nTwo,good\n", encoding="utf-8")
    (root / "c" / "list.yaml").write_text("- {title: One}\n- {title: 2}\n- x\n", encoding="utf-8")
    (root / "d" / "few.jsonl.gz").write_bytes(b"no gzip at all")
    assert (root / "c" / "many.jsonl").stat().st_size > 1_000_000
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


MODULES = (
    "import sys\n"
    "from artikit.entry import main\n"
    "try:\n"
    "    main()\n"
    "finally:\n"
    "    print('multiprocessing' in sys.modules, file=sys.stderr)\n"
)


def test_processes_are_started_for_much_work_only(tree: Path) -> None:
    for paths, jobs, started in (
        (["a"], "8", "False"),
        (["a/000.md"], "8", "False"),
        (["."], "2", "True"),
        (["."], "1", "False"),
    ):
        shutil.rmtree(tree / ".artikit_cache", ignore_errors=True)
        done = subprocess.run(
            [sys.executable, "-c", MODULES, "validate", "-j", jobs, *paths],
            cwd=tree,
            env=PLAIN,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.stderr.split()[-1] == started, paths


@pytest.mark.parametrize("jobs", ["0", "-3", "many"])
def test_a_number_that_is_none_is_refused(jobs: str, tree: Path) -> None:
    done = subprocess.run(command("--jobs", jobs), cwd=tree, capture_output=True, timeout=60)
    assert done.returncode == 2
    assert b"--jobs" in done.stderr


class Waiting:
    """A run that has handed out work, and then waits for standard input."""

    def __init__(self, tree: Path) -> None:
        shutil.rmtree(tree / ".artikit_cache", ignore_errors=True)
        self.process = subprocess.Popen(
            command("-", ".", "-j", "3"),
            cwd=tree,
            env=PLAIN,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self.until(lambda: len(self.children()) == 3)
        self.workers = self.children()

    def children(self) -> list[int]:
        """Return the workers that there are, most of which wait for more by now."""
        pid = self.process.pid
        try:
            return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
        except OSError:
            return []

    def gone(self) -> bool:
        """Tell whether no worker is left."""
        return not any(Path(f"/proc/{pid}").exists() for pid in self.workers)

    @staticmethod
    def until(told: Callable[[], object]) -> None:
        end = time.monotonic() + 30
        while not told():
            assert time.monotonic() < end
            time.sleep(0.01)


@pytest.fixture
def waiting(tree: Path) -> Iterator[Waiting]:
    if sys.platform != "linux":
        pytest.skip("the children of a process stand in /proc")
    one = Waiting(tree)
    with one.process:
        yield one
        one.process.kill()
        one.until(one.gone)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("whole_group", [True, False])
def test_a_signal_ends_all_at_once(
    number: signal.Signals, code: int, whole_group: bool, waiting: Waiting
) -> None:
    if whole_group and number == signal.SIGINT:
        os.killpg(waiting.process.pid, number)  # as a terminal does for Ctrl-C
    else:
        waiting.process.send_signal(number)
    waiting.process.wait(timeout=30)  # standard input is open until then
    out, err = waiting.process.communicate()
    assert (waiting.process.returncode, out, err) == (code, b"", b"")
    assert waiting.gone()


def test_no_worker_outlives_a_run_that_is_killed(waiting: Waiting) -> None:
    waiting.process.kill()
    _, err = waiting.process.communicate(timeout=30)
    assert err == b""
    waiting.until(waiting.gone)


@pytest.mark.parametrize("all_of_them", [True, False])
def test_a_worker_that_is_killed_is_an_error(all_of_them: bool, waiting: Waiting) -> None:
    for pid in waiting.workers if all_of_them else waiting.workers[:1]:
        os.kill(pid, signal.SIGKILL)
    _, err = waiting.process.communicate(b"{}\n", timeout=60)
    assert waiting.process.returncode == 2
    assert err.count(b"\n") == 1
    assert b"error: a worker process was killed by signal 9" in err
    assert waiting.gone()


@pytest.mark.parametrize("report", ["concise", "json", "full"])
def test_a_closed_pipe_is_silence(report: str, tree: Path) -> None:
    shutil.rmtree(tree / ".artikit_cache", ignore_errors=True)
    with subprocess.Popen(
        command("-j", "2", "--output-format", report, "."),
        cwd=tree,
        env=PLAIN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0
