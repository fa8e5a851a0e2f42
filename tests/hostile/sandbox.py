"""Runs the command line where nothing it does can hurt: little memory, little time, own folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple, Self

ROOT = Path(__file__).parents[2]
GIB = 1 << 30
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.endswith("_COLOR")},
    "PYTHONPATH": str(ROOT / "src"),
    "PYTHONIOENCODING": "utf-8",
    "PYTHONDONTWRITEBYTECODE": "1",
}


class Ended(NamedTuple):
    """How a run ended. A process that a signal killed has a negative code."""

    code: int
    out: bytes
    err: bytes

    @property
    def findings(self) -> list[dict[str, object]]:
        """What the report `jsonl` lists."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def codes(self) -> set[str]:
        """Codes in the report `jsonl`."""
        return {str(finding["code"]) for finding in self.findings}

    def check(self) -> Self:
        """Hold what holds for every run: a documented exit code, and no word of a crash."""
        assert self.code in {0, 1, 2}, (self.code, self.err[-2000:])
        assert b"Traceback" not in self.err, self.err[-2000:]
        assert b"internal error" not in self.err, self.err[-2000:]
        return self


class Sandbox:
    """A process with artikit loaded, which forks once a run; see `zygote.py`."""

    def __init__(self) -> None:
        self._streams = tempfile.TemporaryDirectory(prefix="artikit-hostile-")
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("zygote.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=ENVIRONMENT,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n", "artikit cannot be imported"

    def run(
        self,
        *args: str,
        cwd: Path,
        stdin: bytes = b"",
        env: dict[str, str] | None = None,
        memory: int = GIB,
        seconds: int = 20,
    ) -> Ended:
        """Run `artikit` with these arguments."""
        streams = Path(self._streams.name)
        for name, content in (("in", stdin), ("out", b""), ("err", b"")):
            (streams / name).write_bytes(content)
        request = {
            "args": args,
            "cwd": str(cwd),
            "env": env or {},
            "memory": memory,
            "seconds": seconds,
            "streams": str(streams),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        code = json.loads(self._process.stdout.readline())[0]
        return Ended(code, (streams / "out").read_bytes(), (streams / "err").read_bytes())

    def validate(self, *args: str, cwd: Path, **options: object) -> Ended:
        """Run `artikit validate` and hold what holds for every run."""
        return self.run("validate", "--isolated", *args, cwd=cwd, **options).check()

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()
        self._streams.cleanup()


def artikit(*args: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Ended:
    """Run `python -m artikit` as a user would, in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-m", "artikit", *args],
        cwd=cwd,
        input=stdin,
        env=ENVIRONMENT | (env or {}),
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
