"""The lines of a diff on standard output: bytes for a program, characters that do no harm for people."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from artikit.escape import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable


def line_writer() -> Callable[[str], None]:
    """Choose how to write the lines of a diff: exactly, but where a terminal or a CI system reads along.

    A line comes with its line end; bytes that are no UTF-8 are lone surrogates in it.
    """
    if sys.stdout.isatty():
        return lambda line: _write(_shown(line))
    if os.environ.get("CI") and not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode):
        return lambda line: _write(_shown(line) if _is_doubtful(line) else line)
    return _write


def _write(line: str) -> None:
    sys.stdout.buffer.write(line.encode(errors="surrogateescape"))


def _shown(line: str) -> str:
    return safe_line(line.removesuffix("\n").replace("\t", "    ")) + "\n"


def _is_doubtful(line: str) -> bool:
    """Tell whether a line holds anything odd but tabs, and a line end of Windows."""
    bare = line.removesuffix("\n").removesuffix("\r").replace("\t", " ")
    return safe_line(bare) != bare
