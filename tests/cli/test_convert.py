"""`artikit convert` as a user meets it: streams, exit codes, what is said where, signals, closed pipes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .runs import artikit

SOUND = '---\ntitle: "Fog bell"\npublishedDateTime: 2021-06-17T05:30:00Z\nwebUrl: "https://www.northquill.example/fog"\n\nprovider:\n  name: North Quill\n  domain: northquill.example\n---\nBody\n'


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "a.md").write_text(SOUND, encoding="utf-8")
    (tmp_path / "in" / "sub" / "b.md").write_text(SOUND.replace("Fog", "Tide"), encoding="utf-8")
    (tmp_path / "in" / "raw.txt").write_text("Raw text\n", encoding="utf-8")
    return tmp_path


RAW = (
    "in/raw.txt:1:1: AK010[missing-front-matter] no front matter; `artikit ingest` can make a record of it\n"
)


def test_data_goes_to_stdout_and_talk_to_stderr(tree: Path) -> None:
    run = artikit("convert", "in", "--to", "jsonl", cwd=tree)
    assert [json.loads(line)["title"] for line in run.stdout.splitlines()] == ["Fog bell", "Tide bell"]
    assert run.stderr == RAW + "2 records to jsonl; 1 file without front matter left out\n"
    assert run.returncode == 0


def test_quiet_leaves_out_the_summary_only(tree: Path) -> None:
    assert artikit("convert", "in", "--to", "jsonl", "-q", cwd=tree).stderr == RAW


def test_without_a_format_the_formats_are_listed(tree: Path) -> None:
    run = artikit("convert", cwd=tree)
    assert run.returncode == 0
    assert [line.split()[0] for line in run.stdout.splitlines()] == [
        "csv", "json", "jsonl", "md", "sqlite", "tables", "tsv", "yaml",
    ]  # fmt: skip
    assert "--to" in run.stderr


def test_there_and_back_is_byte_for_byte(tree: Path) -> None:
    there = artikit("convert", "in", "--to", "jsonl", cwd=tree).stdout
    run = artikit("convert", "-", "--to", "md", "-o", "out", cwd=tree, stdin=there)
    assert run.stderr == "2 records to md; 2 files written, 0 unchanged\n"
    for name in ("a.md", "sub/b.md"):
        assert (tree / "out" / name).read_bytes() == (tree / "in" / name).read_bytes()


def test_standard_input_may_have_a_name(tree: Path) -> None:
    run = artikit("convert", "-", "--stdin-filename", "x/fog.md", "--to", "json", cwd=tree, stdin=SOUND)
    assert json.loads(run.stdout)["_path"] == "x/fog.md"
    run = artikit("convert", "-", "--from", "csv", "--to", "jsonl", cwd=tree, stdin="title\nFog\n")
    assert json.loads(run.stdout) == {"title": "Fog"}


def test_several_records_cannot_be_one_markdown_stream(tree: Path) -> None:
    run = artikit("convert", "in", "--to", "md", cwd=tree)
    assert (run.stdout, run.returncode) == ("", 2)
    assert run.stderr.endswith("error: md holds one record a file, and there are more: say `-o DIR`\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--to", "jsonl", "--in-place"],
        ["--to", "md", "--in-place", "-o", "x"],
        ["--to", "json", "--tables"],
        ["--to", "jsonl", "--rejects", "x", "--on-error", "stop"],
        ["--to", "xml"],
        ["--to", "csv", "-o", "in"],
        ["--to", "sqlite"],
        ["--to", "jsonl", "--stdin-filename", "x"],
        ["--to", "jsonl", "--schema", "no-such"],
        ["-o", "x.unknown"],
        ["--to", "md", "-o", "out", "--name", "{nothing}"],
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_leaves_with_2(tree: Path, arguments: list[str]) -> None:
    run = artikit("convert", "in", *arguments, cwd=tree)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.splitlines()[-1].startswith("error: ")
    assert os.listdir(tree) == ["in"]


def test_nothing_to_convert_is_an_error_unless_allowed(tree: Path) -> None:
    (tree / "empty").mkdir()
    assert artikit("convert", "empty", "--to", "jsonl", cwd=tree).returncode == 2
    run = artikit("convert", "empty", "--to", "json", "--allow-empty", cwd=tree)
    assert (run.stdout, run.returncode) == ("[]\n", 0)


def test_a_bad_record_stops_the_run_with_1(tree: Path) -> None:
    (tree / "in" / "b.md").write_text("---\ntitle: [\n---\n")
    run = artikit("convert", "in", "-o", "all.jsonl", cwd=tree)
    assert (run.returncode, run.stdout) == (1, "")
    assert "in/b.md:3:1: AK020[syntax-error]" in run.stderr
    assert (
        "stopped: nothing was changed; `--on-error skip` or `--rejects FILE` leave such records out"
        in run.stderr
    )
    assert os.listdir(tree) == ["in"]
    run = artikit("convert", "in", "--to", "jsonl", cwd=tree)
    assert run.returncode == 1
    assert "stopped: what came before it is written" in run.stderr
    assert artikit("convert", "in", "-o", "all.jsonl", "--on-error", "skip", cwd=tree).returncode == 0


def test_loss_is_told_and_with_strict_stops_the_run_with_1(tree: Path) -> None:
    (tree / "in" / "a.md").write_text(SOUND.replace("title", "# why\ntitle"))
    lost = "lost: YAML comments (in in/a.md): only YAML itself can carry them\n"
    run = artikit("convert", "in", "-o", "all.jsonl", cwd=tree)
    assert (run.returncode, lost in run.stderr) == (0, True)
    run = artikit("convert", "in", "-o", "new.jsonl", "--strict", cwd=tree)
    assert (run.returncode, lost in run.stderr) == (1, True)
    assert not (tree / "new.jsonl").exists()


def test_a_dry_run_lists_the_files_on_stdout(tree: Path) -> None:
    run = artikit("convert", "in", "--to", "md", "-o", "out", "--dry-run", cwd=tree)
    assert run.stdout == f"{Path('out/a.md')}\n{Path('out/sub/b.md')}\n"
    assert os.listdir(tree) == ["in"]


def test_what_stands_in_the_way_is_named(tree: Path) -> None:
    (tree / "all.jsonl").write_text("mine")
    run = artikit("convert", "in", "-o", "all.jsonl", cwd=tree)
    assert (run.returncode, "all.jsonl" in run.stderr, "--force" in run.stderr) == (2, True, True)
    assert (tree / "all.jsonl").read_text() == "mine"


def test_text_of_a_record_reaches_no_terminal_unescaped(tree: Path) -> None:
    (tree / "in" / "a.md").write_text(SOUND.replace('"Fog bell"', '"\\e[31mred\\u009b31m"'), encoding="utf-8")
    (tree / "in" / "\x1b[31m.md").write_text("---\ntitle: [\n---\n")
    run = artikit("convert", "in", "--to", "jsonl", "--on-error", "skip", cwd=tree)
    assert "\x1b" not in run.stdout + run.stderr
    assert "\x9b" not in run.stdout + run.stderr
    assert json.loads(run.stdout.splitlines()[0])["title"] == "\x1b[31mred\x9b31m"


def test_a_closed_pipe_is_silence(tree: Path) -> None:
    for number in range(300):
        (tree / "in" / f"{number}.md").write_text(SOUND)
    command = (
        f"{sys.executable} -m artikit convert in --to jsonl | head -1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    )
    run = subprocess.run(["bash", "-c", command], cwd=tree, capture_output=True, text=True, timeout=60)
    assert run.stdout == "0\n"
    assert "Traceback" not in run.stderr


def test_a_full_device_is_an_error_with_a_reason(tree: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "artikit", "convert", "in", "--to", "jsonl"],
            cwd=tree,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert run.returncode == 2
    assert "error: the output cannot be written: No space left on device" in run.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
@pytest.mark.parametrize("target", [["-o", "all.csv"], ["--to", "md", "-o", "out"], ["-o", "all.db"]])
def test_a_stopped_run_leaves_nothing_behind(
    tree: Path, target: list[str], number: signal.Signals, code: int
) -> None:
    command = [sys.executable, "-m", "artikit", "convert", "in", "-", *target, "--from", "jsonl"]
    line = json.dumps({"title": "x", "_path": "x.md"}).encode() + b"\n"
    with subprocess.Popen(command, cwd=tree, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        for index in range(2_000):
            process.stdin.write(line.replace(b"x.md", b"%d.md" % index))
        process.stdin.flush()
        deadline = time.monotonic() + 20
        while not any(name.startswith((".artikit-", "out")) for name in os.listdir(tree)):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(0.2)
        process.send_signal(number)
        assert process.wait(30) == code
    assert os.listdir(tree) == ["in"]


def _run_without(tree: Path, closed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = f'exec "$0" -m artikit convert "$@" {closed}'
    return subprocess.run(
        ["sh", "-c", command, sys.executable, *arguments],
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells close streams so")
def test_closed_streams_end_no_run_that_does_not_need_them(tree: Path) -> None:
    sound = artikit("convert", "in", "--to", "jsonl", cwd=tree).stdout
    for number, closed in enumerate([">&-", "2>&-", "<&-", "<&- >&- 2>&-", "2>/dev/full"]):
        if "full" in closed and not os.path.exists("/dev/full"):
            continue
        run = _run_without(tree, closed, "in", "-o", f"{number}.jsonl")
        assert (run.returncode, "Traceback" in run.stderr) == (0, False), closed
        assert (tree / f"{number}.jsonl").read_text() == sound, "what is said goes into no file"
    run = _run_without(tree, ">&-", "in", "--to", "jsonl")
    assert (run.returncode, run.stderr.splitlines()[-1]) == (
        2,
        "error: the output cannot be written: Bad file descriptor",
    )
    run = _run_without(tree, "<&-", "-", "--to", "jsonl")
    assert (run.returncode, "<stdin>:1:1: AK001" in run.stderr) == (1, True)


def test_nobody_has_to_listen_to_what_is_said(tree: Path) -> None:
    command = [sys.executable, "-m", "artikit", "convert", "in", "-o", "all.jsonl"]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert subprocess.run(command, cwd=tree, stderr=writer, timeout=60).returncode == 0
    finally:
        os.close(writer)
    assert len((tree / "all.jsonl").read_text().splitlines()) == 2


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_a_second_signal_does_not_break_into_the_cleaning_up(tree: Path) -> None:
    arguments = ["in", "-", "--to", "md", "-o", "out", "--from", "jsonl"]
    command = [sys.executable, "-m", "artikit", "convert", *arguments]
    with subprocess.Popen(command, cwd=tree, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        for index in range(2_000):
            process.stdin.write(b'{"title": "x", "_path": "%d.md"}\n' % index)
        process.stdin.flush()
        deadline = time.monotonic() + 20
        while not (tree / "out").exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        for _ in range(20):
            time.sleep(0.001)
            process.send_signal(signal.SIGINT)
        # A process that did not run between the two sees them at once, and takes the lower number first.
        assert process.wait(30) in {130, 143}
        assert process.stderr.read() == b""
    assert os.listdir(tree) == ["in"]
