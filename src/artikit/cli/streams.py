"""Standard streams as a run needs them: all three are there, and none ends because nobody listens to it."""

import io
import os
import sys
from typing import Any

_UTF_8 = "utf-8"


def settle_streams() -> None:
    """Stand in for streams that were closed before the start, and let standard error fail in silence.

    In place of a closed one stands what can neither be read nor written, so that a run which needs it ends
    with an error like any other; one that does not goes on. No file that a run opens gets its number.
    """
    if sys.stdin is None:
        sys.stdin = open(os.open(os.devnull, os.O_WRONLY), encoding=_UTF_8)  # noqa: SIM115  (it stays open)
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding=_UTF_8)  # noqa: SIM115
    unheard = sys.stderr is None
    if unheard:
        sys.stderr = open(os.devnull, "w", encoding=_UTF_8)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character must not stop a run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if isinstance(sys.stderr, io.TextIOWrapper) and not unheard:
        talk = io.BufferedWriter(_Talk(sys.stderr.fileno(), "w", closefd=False))
        encoding = sys.stderr.encoding
        sys.stderr = io.TextIOWrapper(talk, encoding, "backslashreplace", line_buffering=True)


class _Talk(io.FileIO):
    """Standard error. What a full disk or a closed pipe does not take is lost; the exit code still tells."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError:
            return len(data)
