"""`artikit convert` by several processes: the same bytes, the same words, and the same end whatever happens."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from artikit import api
from artikit.config import Config
from artikit.converting.job import Job
from artikit.converting.sharing import FileConverter, batches_of, converter_of
from artikit.parallel import Crew
from artikit.sources import STANDARD_INPUT, find_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and links of POSIX")

SOUND = (
    '---\ntitle: "Fog bell {0}"\npublishedDateTime: 2021-06-17T05:30:00Z\n'
    'webUrl: "https://www.northquill.example/news/fog-{0}"\n'
    "provider:\n  name: North Quill\n  domain: northquill.example\n---\nThe bell of buoy {0}.\n"
)
LOSSES: list[Callable[[str], str]] = [
    lambda text: text.replace("provider:", "provider:  # who"),
    lambda text: text.replace("provider:", "provider: &who") + "# no comment\n",
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "\ufeff" + text,
    lambda text: '+++\ntitle = "Barge" # what\n+++\n' + text,
    lambda text: '{"title": "Barge"}\n' + text,
]
TROUBLES: list[Callable[[str], str]] = [
    *LOSSES,
    lambda text: text.replace("\nprovider", "\ntitle: again # and again\nprovider"),
    lambda text: text.replace("---\n", "", 1),
    lambda text: text.removesuffix("---\n"),
    lambda text: text.replace("Fog", "F\x07og\u202e"),
    lambda text: "[" * 5_000 + text,
    lambda text: text.replace("title:", "_path: elsewhere\ntitle:"),
    lambda text: text + "x" * 5_000,
    lambda _: "",
]
COUNT = 460
"""Files enough for processes to be worth it."""

PLAIN = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}


def line(number: int) -> str:
    data = {"title": f"Line {number}", "quality": number % 7 or "good", "_body": "x" * 4_000}
    return "[]\n" if number % 13 == 11 else json.dumps(data) + "\n"


def fill(root: Path, troubles: list[Callable[[str], str]]) -> None:
    """Write Markdown files into four folders, every third with some trouble."""
    (root / ".git").mkdir()
    for number in range(COUNT):
        folder = root / "abcd"[number * 4 // COUNT]
        folder.mkdir(exist_ok=True)
        text = SOUND.format(number)
        if number % 3 == 1 and troubles:
            text = troubles[number // 3 % len(troubles)](text)
        (folder / f"{number:03}.md").write_text(text, encoding="utf-8", newline="")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with every kind of trouble."""
    root = tmp_path_factory.mktemp("tree")
    fill(root, TROUBLES)
    settings = 'include = ["*.jsonl", "*.csv", "*.yaml", "*.gz"]\n[limits]\nfile-bytes = 1500000\n'
    settings += "record-size = 1400000\nscalar-size = 5000\n"
    (root / "artikit.toml").write_text(settings, encoding="utf-8")
    (root / "b" / "nothing.md").symlink_to("nowhere.md")
    (root / "b" / "outside.md").symlink_to(Path(sys.executable).resolve())
    os.mkfifo(root / "b" / "pipe.md")
    (root / "b" / "latin.md").write_bytes(SOUND.format("é").encode("latin-1"))
    (root / "b" / "huge.md").write_bytes(SOUND.format("huge").encode() + b"x" * 1_600_000)
    (root / "b" / "large.md").write_text(SOUND.format("large") + "# x\n" * 270_000, encoding="utf-8")
    (root / "c" / "few.jsonl").write_text("".join(map(line, range(20))), encoding="utf-8")
    (root / "c" / "many.jsonl").write_text("".join(map(line, range(300))), encoding="utf-8")
    (root / "c" / "one.jsonl").write_text(line(1), encoding="utf-8")
    (root / "c" / "rows.csv").write_text("title,quality\nOne,2\nTwo,good\n", encoding="utf-8")
    (root / "c" / "list.yaml").write_text(
        "# all\n- {title: One}\n- title: 2 # two\n- x\n- {title: '#3'}\n", encoding="utf-8"
    )
    (root / "c" / "whole.yaml").write_text("title: &t Whole\nby: *t\n", encoding="utf-8")
    (root / "d" / "few.jsonl.gz").write_bytes(b"no gzip at all")
    (root / "d" / "one.md.gz").write_bytes(gzip.compress(SOUND.format("packed").encode()))
    assert (root / "c" / "many.jsonl").stat().st_size > 1_000_000
    return root


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which nothing is wrong, and something is lost now and then."""
    root = tmp_path_factory.mktemp("sound")
    fill(root, LOSSES)
    return root


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "artikit", "convert", *arguments, "--to", "jsonl"]


def run(
    tree: Path, *arguments: str, stdin: bytes = b"", expected: int = 0
) -> tuple[bytes, bytes, dict[str, bytes]]:
    """Run in a folder; returns what is said on both streams, and the files that were written."""
    for left in tree.glob("out*"):
        left.unlink()
    done = subprocess.run(
        command(*arguments), cwd=tree, env=PLAIN, input=stdin, capture_output=True, timeout=110
    )
    assert done.returncode == expected, done.stderr
    assert not list(tree.rglob(".artikit-*"))
    return done.stdout, done.stderr, {path.name: path.read_bytes() for path in tree.glob("out*")}


def the_same(
    tree: Path, *arguments: str, stdin: bytes = b"", expected: int = 0, jobs: int = 3
) -> tuple[bytes, str, dict[str, bytes]]:
    """Run with one process and with several, which must make no difference; returns what came of it."""
    alone = run(tree, *arguments, "--jobs", "1", stdin=stdin, expected=expected)
    assert run(tree, *arguments, "--jobs", str(jobs), stdin=stdin, expected=expected) == alone
    return alone[0], alone[1].decode(), alone[2]


@pytest.mark.parametrize("jobs", [2, 5])
def test_any_number_of_processes_gives_the_same(jobs: int, tree: Path) -> None:
    out, said, _ = the_same(tree, "--on-error", "skip", ".", jobs=jobs)
    for told in (
        "b/nothing.md",
        "b/pipe.md",
        "b/huge.md",
        "c/many.jsonl:298",
        "few.jsonl.gz",
        "lost: YAML comments",
        "lost: TOML front matter",
        "lost: YAML anchors",
        "lost: byte order mark",
        "limits.scalar-size",
        "without front matter left out",
    ):
        assert told in said
    paths = [json.loads(one).get("_path") for one in out.splitlines()]
    named = [path for path in paths if path is not None]
    assert named == sorted(named)
    assert {"c/whole.yaml", "d/one.md"} <= set(named)
    assert len(paths) > len(named) > 300


def test_rejects_do(tree: Path) -> None:
    _, said, written = the_same(tree, "--rejects", "out-bad", ".", "-o", "out.jsonl")
    assert b'"path": "b/huge.md"' in written["out-bad"]
    assert written["out-bad"].count(b"\n") == int(said.rpartition(" faulty record")[0].rpartition("; ")[2])


def test_the_first_fault_stops_at_the_same_record(tree: Path) -> None:
    out, said, _ = the_same(tree, ".", expected=1)
    assert [one.partition(" ")[0] for one in said.splitlines() if "AK" in one] == ["a/019.md:5:1:"]
    assert "lost: YAML comments (2 in 2 records" in said
    assert "stopped: what came before it is written" in said
    assert out.count(b"\n") == 19


def test_a_file_is_left_as_it_was_and_all_faults_are_told(tree: Path) -> None:
    _, said, written = the_same(tree, ".", "-o", "out.jsonl", expected=1)
    assert written == {}
    assert "b/huge.md" in said
    assert "limits.scalar-size" not in said  # after the first fault nothing is converted
    assert "stopped: nothing was changed" in said


def test_a_stop_in_a_file_of_many_records_does(tree: Path) -> None:
    out, said, _ = the_same(tree, "a/000.md", "c/list.yaml", "c/few.jsonl", expected=1)
    assert out.count(b"\n") == 3
    assert "c/list.yaml:4:3" in said
    assert "c/few.jsonl" not in said


@pytest.mark.parametrize("jobs", [2, 5])
def test_a_file_does(jobs: int, sound: Path) -> None:
    out, _, written = the_same(sound, ".", "-o", "out.jsonl", jobs=jobs)
    assert out == b""
    assert written["out.jsonl"].count(b"\n") == COUNT
    assert run(sound, ".")[0] == written["out.jsonl"]


def test_a_packed_file_does(sound: Path) -> None:
    _, _, written = the_same(sound, ".", "-o", "out.jsonl.gz", "--verify")
    assert gzip.decompress(written["out.jsonl.gz"]) == run(sound, ".")[0]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--verify"], 0),
        (["--verify", "-o", "out.jsonl"], 0),
        (["--strict"], 1),
        (["--strict", "-o", "out.jsonl"], 1),
        (["--dry-run"], 0),
        (["--bare"], 0),
        (["--no-body", "--schema", "baseline"], 0),
        (["-q"], 0),
    ],
)
def test_every_option_does(options: list[str], expected: int, sound: Path) -> None:
    out, said, written = the_same(sound, ".", *options, expected=expected)
    assert "lost: YAML comments" in said
    content = b"".join([out, *written.values()])
    assert content.count(b"\n") == (COUNT if expected == 0 and "--dry-run" not in options else 0)


def test_a_dry_run_names_the_file_and_does_not_write_it(sound: Path) -> None:
    out, said, written = the_same(sound, ".", "--dry-run", "-o", "out.jsonl")
    assert (out, written) == (b"out.jsonl\n", {})
    assert "lost: YAML comments" in said


def test_what_does_not_read_back_is_found(tree: Path) -> None:
    the_same(tree, ".", "--on-error", "skip", "--verify", "-o", "out.jsonl")


def test_standard_input_comes_in_its_place(tree: Path) -> None:
    stdin = "".join(map(line, range(300))).encode()
    options = ("--on-error", "skip")
    out, said, _ = the_same(tree, "a", "b", "-", "c/few.jsonl", "d", ".", *options, stdin=stdin)
    assert "<stdin>:298" in said
    assert out.count(b'"Line 299"') == 2
    the_same(tree, "-", ".", "--stdin-filename", "x.jsonl", *options, stdin=stdin)
    the_same(tree, "-", "a", "--stdin-filename", "a/000.md", *options, stdin=SOUND.encode())


def test_another_format_to_read_does(tree: Path) -> None:
    out, _, _ = the_same(tree, "--from", "yaml", ".", "--on-error", "skip")
    assert [json.loads(one)["title"] for one in out.splitlines()] == ["One", 2, "#3", "Whole"]


def test_what_a_run_writes_itself_is_passed_over(sound: Path) -> None:
    shutil.copytree(sound, sound.parent / "own", symlinks=True, dirs_exist_ok=True)
    own = sound.parent / "own"
    (own / "artikit.toml").write_text('include = ["*.jsonl"]\n', encoding="utf-8")
    for jobs in ("1", "3"):
        (own / "all.jsonl").write_text(line(1), encoding="utf-8")
        done = subprocess.run(
            command(".", "-o", "all.jsonl", "--force", "-j", jobs), cwd=own, capture_output=True, timeout=60
        )
        assert b"passed over 1 file that this run writes itself, in all.jsonl" in done.stderr
        assert (own / "all.jsonl").read_bytes().count(b"\n") == COUNT


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_however_processes_are_started(method: str, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    config = Config(root=str(tree))
    work = converter_of(Job("jsonl", on_error="skip", rejects="x", verify=True), config, ["."])
    paths = ["a", "b/large.md", "c/few.jsonl", "c/rows.csv", "d"]
    alone = [list(work(one)) for one in find_paths(paths, config)]
    with Crew(work, 3, method=method, worth=0) as crew:
        found = [list(became) for _, became in crew.ordered(find_paths(paths, config), lambda _: 10**6)]
    assert found == alone
    assert sum(outcome.kind == "converted" for became in alone for outcome in became) > 150


def test_a_converter_that_has_worked_is_picklable(tree: Path) -> None:
    work = converter_of(Job("jsonl"), Config(), [str(tree)])
    (found,) = find_paths([str(tree / "a" / "000.md")], Config())
    done = list(work(found))
    again: FileConverter = pickle.loads(pickle.dumps(work))
    assert list(again(found)) == done
    assert b'"_path": "a/000.md"' in done[0].part or b'"_path":"a/000.md"' in done[0].part


@pytest.mark.parametrize("jobs", [1, 3])
def test_progress_is_told_of_every_byte_that_is_done(jobs: int, tree: Path) -> None:
    config = Config(include=("*.jsonl",))
    told: list[int] = []
    work = converter_of(Job("jsonl", on_error="skip"), config, [str(tree)])
    paths = [str(tree / name) for name in ("a", "b/large.md", "c", "d")]
    found = list(find_paths(paths, config))
    assert STANDARD_INPUT not in found
    last = 0
    for batch in batches_of(found, work, jobs, told.append):
        list(batch)
        assert sum(told) >= last
        last = sum(told)
    assert sum(told) == sum(Path(one.path).stat().st_size for one in found)


def test_the_library_takes_one_process_unless_it_is_told(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, several, default = io.BytesIO(), io.BytesIO(), io.BytesIO()
    api.convert(sound, "jsonl", stdout=alone, jobs=1)
    assert api.convert(sound, "jsonl", stdout=several, jobs=3).converted == COUNT
    monkeypatch.setattr("artikit.parallel.WORTH", 0)
    monkeypatch.setattr("artikit.parallel.crew.Workers.__init__", None)
    api.convert(sound, "jsonl", stdout=default)
    assert alone.getvalue() == several.getvalue() == default.getvalue()


MODULES = (
    "import sys\n"
    "from artikit.entry import main\n"
    "try:\n"
    "    main()\n"
    "finally:\n"
    "    print('multiprocessing' in sys.modules, file=sys.stderr)\n"
)


def test_processes_are_started_for_much_work_only(sound: Path) -> None:
    for paths, to, jobs, started in (
        (["a"], "jsonl", "8", "False"),
        (["a/000.md"], "jsonl", "8", "False"),
        (["."], "jsonl", "2", "True"),
        (["."], "jsonl", "1", "False"),
        (["."], "yaml", "2", "False"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", MODULES, "convert", "--to", to, "-q", "-j", jobs, *paths],
            cwd=sound,
            env=PLAIN,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.stderr.split()[-1] == started, (paths, to, jobs)


class Waiting:
    """A run that has handed out work, and then waits for standard input."""

    def __init__(self, tree: Path) -> None:
        (tree / "out.jsonl").write_text("old\n", encoding="utf-8")
        self.target = tree / "out.jsonl"
        self.process = subprocess.Popen(
            command("-", ".", "-j", "3", "-o", "out.jsonl", "--force", "--on-error", "skip"),
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

    def leftovers(self) -> list[Path]:
        """Return what lies beside the target."""
        return list(self.target.parent.glob(".artikit-*"))

    @staticmethod
    def until(told: Callable[[], object]) -> None:
        end = time.monotonic() + 30
        while not told():
            assert time.monotonic() < end
            time.sleep(0.01)


@pytest.fixture
def waiting(sound: Path) -> Iterator[Waiting]:
    if sys.platform != "linux":
        pytest.skip("the children of a process stand in /proc")
    one = Waiting(sound)
    with one.process:
        yield one
        one.process.kill()
        one.until(one.gone)
    one.target.unlink()
    for left in one.leftovers():
        left.unlink()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("whole_group", [True, False])
def test_a_signal_ends_all_at_once_and_changes_nothing(
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
    assert waiting.target.read_text(encoding="utf-8") == "old\n"
    assert waiting.leftovers() == []


def test_no_worker_outlives_a_run_that_is_killed(waiting: Waiting) -> None:
    waiting.process.kill()
    _, err = waiting.process.communicate(timeout=30)
    assert err == b""
    waiting.until(waiting.gone)
    assert waiting.target.read_text(encoding="utf-8") == "old\n"


@pytest.mark.parametrize("all_of_them", [True, False])
def test_a_worker_that_is_killed_is_an_error_and_changes_nothing(all_of_them: bool, waiting: Waiting) -> None:
    for pid in waiting.workers if all_of_them else waiting.workers[:1]:
        os.kill(pid, signal.SIGKILL)
    _, err = waiting.process.communicate(b"{}\n", timeout=60)
    assert waiting.process.returncode == 2
    assert err.count(b"\n") == 1
    assert b"error: a worker process was killed by signal 9" in err
    assert waiting.gone()
    assert waiting.target.read_text(encoding="utf-8") == "old\n"
    assert waiting.leftovers() == []


def test_a_run_that_nothing_disturbs_puts_the_new_file_into_place(waiting: Waiting) -> None:
    waiting.process.communicate(b"{}\n", timeout=60)
    assert waiting.process.returncode == 0
    assert waiting.target.read_bytes().count(b"\n") == COUNT + 1


def test_a_closed_pipe_is_silence(sound: Path) -> None:
    with subprocess.Popen(
        command("-j", "2", "."), cwd=sound, env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0
