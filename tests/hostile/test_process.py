"""How a run ends, whatever happens around it. Fresh interpreters, as a user starts them."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from artikit.reports import names

from .sandbox import ENVIRONMENT, artikit

RECORD = b"---\n1: x\n---\n"
COMMAND = [sys.executable, "-m", "artikit", "validate", "--isolated"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with enough findings to fill a pipe."""
    lines = b'{"width": "600px"}\n' * 2_000
    (tmp_path / "x.jsonl").write_bytes(lines)
    (tmp_path / "x.md").write_bytes(RECORD)
    return tmp_path


@pytest.mark.parametrize("report", names())
def test_a_closed_pipe_is_silence_and_0(report: str, folder: Path) -> None:
    read, write = os.pipe()
    if sys.platform == "linux":
        fcntl = pytest.importorskip("fcntl")
        room = fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 4_096)
        os.write(write, b" " * room)  # so that even a short report waits for its reader
    process = subprocess.Popen(
        [*COMMAND, "--output-format", report, "x.jsonl"],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=write,
        stderr=subprocess.PIPE,
    )
    os.close(write)
    if sys.platform == "linux":
        _wait_for_call(process.pid, ["1", "0x1"])  # write, to standard output
    else:
        assert len(os.read(read, 10)) > 0
    os.close(read)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")


def test_a_pipe_closed_before_the_first_word(folder: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*COMMAND, "x.md"],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["x.md"], ["x.jsonl"], ["--statistics", "x.md"]], ids=" ".join)
def test_a_full_disk_is_one_line_and_2(arguments: list[str], folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments],
            cwd=folder,
            env=ENVIRONMENT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=lambda stop: stop.name)
@pytest.mark.parametrize("name", [None, "x.jsonl", "x.md"])
def test_signals_while_reading(stop: signal.Signals, name: str | None, tmp_path: Path) -> None:
    named = ["--stdin-filename", name] if name else []
    process = subprocess.Popen(
        [*COMMAND, "--output-format", "concise", *named, "-"],
        cwd=tmp_path,
        env=ENVIRONMENT | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(b'{"a": 1}\n')
    process.stdin.flush()
    _wait_for_call(process.pid, ["270"], ["23"])  # pselect6, or select: for input, and for signals
    process.send_signal(stop)
    out, err = process.communicate(timeout=60)
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143}[stop]
    assert b"Traceback" not in err
    assert err.count(b"\n") <= 1
    del out


LOST = """
import sys, weakref
from signal import *
from artikit.cli.guard import guarded

class Thing:
    pass

@guarded
def command():
    for number in range(3):  # nothing that is raised in such a callback gets out of it
        thing = Thing()
        seen = weakref.ref(thing, lambda _: raise_signal({}) if number else None)
        del thing
    sys.stdin.read()
    print("went on")

command()
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("stop", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_that_comes_where_nothing_can_be_raised_is_not_lost(stop: str, code: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", LOST.format(stop)],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        process.wait(timeout=60)  # standard input is open until then
        out, err = process.communicate()
    assert (process.returncode, out, err) == (code, b"", b"")


def _wait_for_call(process: int, *calls: list[str]) -> None:
    """Wait until the process sleeps in a call to the system: its number, and the first arguments if it matters."""
    stack = Path(f"/proc/{process}/wchan")
    if not stack.exists() or platform.machine() != "x86_64":  # whose numbers of calls these are
        pytest.skip("this system does not tell what a process waits for")
    for _ in range(600):
        state = Path(f"/proc/{process}/syscall")
        try:
            words = state.read_text().split()
            waiting = any(words[: len(call)] == call for call in calls)
        except OSError:
            pytest.skip("this system does not tell what a process waits for")
        if waiting:
            return
        signal.sigtimedwait([], 0.02)
    pytest.fail("the process never came to that call")


@pytest.mark.parametrize(
    "arguments, code",
    [
        (["nowhere.md"], 2),
        (["x.md", "nowhere.md"], 2),
        (["empty"], 2),
        (["--allow-empty", "empty"], 0),
        (["--exit-zero", "x.md"], 0),
        (["x.md"], 1),
        (["--schema", "nonsense", "x.md"], 2),
        (["--select", "XX", "x.md"], 2),
        (["--ignore", "AK020", "x.md"], 2),
        (["--nonsense"], 2),
        (["--config", "nowhere.toml", "x.md"], 2),
        ([""], 2),
    ],
    ids=lambda value: " ".join(value) or "empty" if isinstance(value, list) else str(value),
)
def test_exit_codes(arguments: list[str], code: int, folder: Path) -> None:
    (folder / "empty").mkdir()
    ended = artikit("validate", *arguments, cwd=folder)
    assert ended.code == code, ended.err
    assert b"Traceback" not in ended.err
    if code == 2:
        assert ended.out == b""
        assert ended.err


def test_the_record_is_named_in_no_crash(folder: Path) -> None:
    """A closed standard input is an empty one."""
    ended = artikit("validate", "-", cwd=folder)
    assert ended.code == 0
    assert b"1 file without front matter" in ended.err


def test_no_network(folder: Path, tmp_path: Path) -> None:
    """Every socket raises, and a run that reads, judges and explains does not notice."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import socket, sys\n"
        "def refuse(*args, **kwargs): raise RuntimeError('a socket was asked for')\n"
        "class Refused:\n"
        "    __init__ = refuse\n"
        "socket.socket = Refused\n"
        "socket.create_connection = socket.getaddrinfo = refuse\n"
        "sys.stderr.write('no sockets here\\n')\n"
    )
    path = os.pathsep.join([str(tmp_path / "site"), ENVIRONMENT["PYTHONPATH"]])
    for schema in ("article", "news"):
        ended = artikit("validate", "--schema", schema, "x.md", cwd=folder, env={"PYTHONPATH": path})
        assert ended.err.startswith(b"no sockets here\n")
        assert ended.code == 1
        assert b"internal error" not in ended.err
