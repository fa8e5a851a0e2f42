"""What the tests of all commands that run by several processes share: trees, runs, and disturbances."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

RECORD = (
    '---\ntitle: "Fog bell {0}"\npublishedDateTime: 2021-06-17T05:30:00Z\n'
    'webUrl: "https://www.northquill.example/news/fog-{0}"\n'
    "provider:\n  name: North Quill\n  domain: northquill.example\n---\n"
)
"""A sound record, to be formatted with its number."""

SETTINGS = 'include = ["*.jsonl", "*.csv", "*.yaml", "*.gz"]\n[limits]\nfile-bytes = 1500000\n'
"""Settings for the awkward files; more limits may follow."""

COUNT = 460
"""Files enough for processes to be worth it."""

PLAIN = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
"""The environment without what changes the look of the output."""

_LOADED = (
    "import sys\n"
    "from artikit.entry import main\n"
    "try:\n"
    "    main()\n"
    "finally:\n"
    "    print('multiprocessing' in sys.modules, file=sys.stderr)\n"
)


def fill(root: Path, record: str, troubles: Sequence[Callable[[str], str]]) -> None:
    """Write Markdown files into four folders, every third with some trouble."""
    (root / ".git").mkdir()
    for number in range(COUNT):
        folder = root / "abcd"[number * 4 // COUNT]
        folder.mkdir(exist_ok=True)
        text = record.format(number)
        if number % 3 == 1:
            text = troubles[number // 3 % len(troubles)](text)
        (folder / f"{number:03}.md").write_text(text, encoding="utf-8", newline="")


def add_awkward_files(root: Path, record: str, line: Callable[[int], str]) -> None:
    """Put beside the Markdown what is no file, cannot be read, or has many records, made by `line`."""
    (root / "b" / "nothing.md").symlink_to("nowhere.md")
    (root / "b" / "outside.md").symlink_to(Path(sys.executable).resolve())
    os.mkfifo(root / "b" / "pipe.md")
    (root / "b" / "latin.md").write_bytes(record.format("é").encode("latin-1"))
    (root / "b" / "huge.md").write_bytes(record.format("huge").encode() + b"x" * 1_600_000)
    (root / "c" / "few.jsonl").write_text("".join(map(line, range(20))), encoding="utf-8")
    (root / "c" / "many.jsonl").write_text("".join(map(line, range(300))), encoding="utf-8")
    (root / "c" / "rows.csv").write_text("title,quality\nOne,2\nTwo,good\n", encoding="utf-8")
    (root / "d" / "few.jsonl.gz").write_bytes(b"no gzip at all")
    assert (root / "c" / "many.jsonl").stat().st_size > 1_000_000


def starts_processes(*arguments: str, tree: Path) -> str:
    """Run, and return `True` or `False`: whether what starts processes was loaded."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *arguments],
        cwd=tree,
        env=PLAIN,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stderr.split()[-1]


def closed_early(command: list[str], tree: Path) -> tuple[bytes, int]:
    """Close the output of a run after a few bytes; return what it says then, and its exit code."""
    with subprocess.Popen(
        command, cwd=tree, env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        return process.stderr.read(), process.wait(timeout=30)


class Waiting:
    """A run that has handed out work to three processes, and then waits for standard input."""

    def __init__(self, command: list[str], tree: Path) -> None:
        self.tree = tree
        self.process = subprocess.Popen(
            command,
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

    def sent(self, number: signal.Signals, *, whole_group: bool) -> tuple[int, bytes, bytes]:
        """Send a signal; return the exit code, and what came on both streams."""
        if whole_group and number == signal.SIGINT:
            os.killpg(self.process.pid, number)  # as a terminal does for Ctrl-C
        else:
            self.process.send_signal(number)
        self.process.wait(timeout=30)  # standard input is open until then
        out, err = self.process.communicate()
        return self.process.returncode, out, err

    def killed(self) -> bytes:
        """Kill the run itself; return what is said of it."""
        self.process.kill()
        return self.process.communicate(timeout=30)[1]

    def robbed(self, *, all_of_them: bool) -> tuple[int, bytes]:
        """Kill one worker or all, and go on; return the exit code, and what is said."""
        for pid in self.workers if all_of_them else self.workers[:1]:
            os.kill(pid, signal.SIGKILL)
        _, err = self.process.communicate(b"{}\n", timeout=60)
        return self.process.returncode, err


@contextmanager
def waiting_run(command: list[str], tree: Path) -> Iterator[Waiting]:
    """Start a run that waits; in the end neither it nor a worker of it is left."""
    if sys.platform != "linux":
        pytest.skip("the children of a process stand in /proc")
    one = Waiting(command, tree)
    with one.process:
        yield one
        one.process.kill()
        one.until(one.gone)
