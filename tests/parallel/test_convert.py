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
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from artikit import api
from artikit.config import Config
from artikit.converting.job import Job
from artikit.converting.sharing import FileConverter, batches_of, converter_of
from artikit.parallel import Crew
from artikit.sources import STANDARD_INPUT, find_paths

from .runs import (
    COUNT,
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

    from .runs import Waiting

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and links of POSIX")

SOUND = RECORD + "The bell of buoy {0}.\n"
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


def line(number: int) -> str:
    data = {"title": f"Line {number}", "quality": number % 7 or "good", "_body": "x" * 4_000}
    return "[]\n" if number % 13 == 11 else json.dumps(data) + "\n"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with every kind of trouble."""
    root = tmp_path_factory.mktemp("tree")
    fill(root, SOUND, TROUBLES)
    add_awkward_files(root, SOUND, line)
    settings = SETTINGS + "record-size = 1400000\nscalar-size = 5000\n"
    (root / "artikit.toml").write_text(settings, encoding="utf-8")
    (root / "b" / "large.md").write_text(SOUND.format("large") + "# x\n" * 270_000, encoding="utf-8")
    (root / "c" / "one.jsonl").write_text(line(1), encoding="utf-8")
    (root / "c" / "list.yaml").write_text(
        "# all\n- {title: One}\n- title: 2 # two\n- x\n- {title: '#3'}\n", encoding="utf-8"
    )
    (root / "c" / "whole.yaml").write_text("title: &t Whole\nby: *t\n", encoding="utf-8")
    (root / "d" / "one.md.gz").write_bytes(gzip.compress(SOUND.format("packed").encode()))
    return root


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which nothing is wrong, and something is lost now and then."""
    root = tmp_path_factory.mktemp("sound")
    fill(root, SOUND, LOSSES)
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


def test_processes_are_started_for_much_work_only(sound: Path) -> None:
    for paths, to, jobs, started in (
        (["a"], "jsonl", "8", "False"),
        (["a/000.md"], "jsonl", "8", "False"),
        (["."], "jsonl", "2", "True"),
        (["."], "jsonl", "1", "False"),
        (["."], "yaml", "2", "False"),
    ):
        loaded = starts_processes("convert", "--to", to, "-q", "-j", jobs, *paths, tree=sound)
        assert loaded == started, (paths, to, jobs)


@pytest.fixture
def waiting(sound: Path) -> Iterator[Waiting]:
    target = sound / "out.jsonl"
    target.write_text("old\n", encoding="utf-8")
    words = ("-", ".", "-j", "3", "-o", target.name, "--force", "--on-error", "skip")
    try:
        with waiting_run(command(*words), sound) as one:
            yield one
    finally:
        for left in (target, *leftovers(sound)):
            left.unlink()


def target_of(waiting: Waiting) -> str:
    return (waiting.tree / "out.jsonl").read_text(encoding="utf-8")


def leftovers(tree: Path) -> list[Path]:
    """Return what lies beside the target."""
    return list(tree.glob(".artikit-*"))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("whole_group", [True, False])
def test_a_signal_ends_all_at_once_and_changes_nothing(
    number: signal.Signals, code: int, whole_group: bool, waiting: Waiting
) -> None:
    assert waiting.sent(number, whole_group=whole_group) == (code, b"", b"")
    assert waiting.gone()
    assert target_of(waiting) == "old\n"
    assert leftovers(waiting.tree) == []


def test_no_worker_outlives_a_run_that_is_killed(waiting: Waiting) -> None:
    assert waiting.killed() == b""
    waiting.until(waiting.gone)
    assert target_of(waiting) == "old\n"


@pytest.mark.parametrize("all_of_them", [True, False])
def test_a_worker_that_is_killed_is_an_error_and_changes_nothing(all_of_them: bool, waiting: Waiting) -> None:
    code, err = waiting.robbed(all_of_them=all_of_them)
    assert code == 2
    assert err.count(b"\n") == 1
    assert b"error: a worker process was killed by signal 9" in err
    assert waiting.gone()
    assert target_of(waiting) == "old\n"
    assert leftovers(waiting.tree) == []


def test_a_run_that_nothing_disturbs_puts_the_new_file_into_place(waiting: Waiting) -> None:
    waiting.process.communicate(b"{}\n", timeout=60)
    assert waiting.process.returncode == 0
    assert target_of(waiting).count("\n") == COUNT + 1


def test_a_closed_pipe_is_silence(sound: Path) -> None:
    assert closed_early(command("-j", "2", "."), sound) == (b"", 0)
