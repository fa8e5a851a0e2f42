"""Imports artikit once, then forks a process under limits for every case.

Reads a JSON request a line on standard input, answers each with a line `[exit code]`; a process that
died of a signal has that signal's negative number. The forked process is the command line with the
very streams, directory and environment that the request names, and ends as the real one does.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import resource
import signal
import sys
from pathlib import Path

from artikit import reports
from artikit.cli import run
from artikit.cli.program import program


def serve() -> dict[str, object] | None:
    """Answer requests; in a forked process return the request, at the end None."""
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    answers.write("ready\n")
    answers.flush()
    for line in requests:
        process = os.fork()
        if process == 0:
            return json.loads(line)  # type: ignore[no-any-return]
        _, status = os.waitpid(process, 0)
        answers.write(json.dumps([os.waitstatus_to_exitcode(status)]) + "\n")
        answers.flush()
    return None


def become(request: dict[str, object]) -> None:
    """Turn the forked process into the command line that the request asks for."""
    resource.setrlimit(resource.RLIMIT_AS, (int(str(request["memory"])),) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (int(str(request["seconds"])),) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(3 * int(str(request["seconds"])))  # sleeping costs no processor time
    folder = Path(str(request["streams"]))
    for number, name, flags in ((0, "in", os.O_RDONLY), (1, "out", os.O_WRONLY), (2, "err", os.O_WRONLY)):
        os.dup2(os.open(folder / name, flags), number)
    os.chdir(str(request["cwd"]))
    os.environ.update(request["env"])
    sys.argv = ["artikit", *request["args"]]


def warm_up() -> None:
    """Import what runs need, so that no fork does it again."""
    examples = Path(__file__).parents[2] / "examples"
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for report in reports.names():
            with contextlib.suppress(SystemExit):
                words = ["validate", "--isolated", "--output-format", report, str(examples)]
                program(words)(words)
    gc.freeze()


if __name__ == "__main__":
    warm_up()
    wanted = serve()
    if wanted is not None:
        become(wanted)
        run()
