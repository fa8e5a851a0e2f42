"""Runs commands one by one and says what each took; it speaks JSON, a line each way.

A process reports as its peak at least what the process held that started it. So this one starts them all,
and loads next to nothing.
"""

import json
import os
import sys
import time

ADOPT = 36
"""PR_SET_CHILD_SUBREAPER of Linux's prctl(2)."""


UNUSUAL = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONOPTIMIZE", "PYTHONHASHSEED", "PYTHONDEVMODE")
"""What makes Python slower or different from how people run it."""


def adopt_orphans() -> None:
    """See to it that processes whose parent ends before them are counted, where the system can do that."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(ADOPT, 1, 0, 0, 0)


def run(words: list[str], out: str | None, folder: str | None) -> dict[str, float]:
    """Run a command to its end, and all that it leaves behind."""
    begin = time.perf_counter()
    process = os.fork()
    if not process:
        start(words, out, folder)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begin
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss
    while True:
        try:
            _, _, usage = os.wait4(-1, 0)
        except ChildProcessError:
            break
        cpu, peak = cpu + usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # bytes there, KB elsewhere
    return {"code": os.waitstatus_to_exitcode(status), "cpu": cpu, "wall": wall, "peak": peak / unit}


def start(words: list[str], out: str | None, folder: str | None) -> None:
    """Become the command. Never returns."""
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644) if out else nothing, 1)
        os.dup2(nothing, 2)
        if folder:
            os.chdir(folder)
        os.execvp(words[0], words)  # noqa: S606  (no shell is what is wanted)
    finally:
        os._exit(127)


if __name__ == "__main__":
    adopt_orphans()
    for name in UNUSUAL:
        os.environ.pop(name, None)
    for line in sys.stdin:
        print(json.dumps(run(*json.loads(line))), flush=True)
