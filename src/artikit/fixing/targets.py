"""Where the bytes of mended files go: into the files, onto standard output, into a diff."""

from __future__ import annotations

import difflib
import os
import re
from typing import TYPE_CHECKING, BinaryIO

from artikit.escape import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.writing.staging import Staging

_HUNK = re.compile(r"@@ -(\d+)((?:,\d+)?) \+(\d+)((?:,\d+)?) @@")
_NO_LINE_END = "\\ No newline at end of file\n"


class Files:
    """Stages the new content of every file that changes, for all to be replaced at once.

    A file that was reached by another path before is mended there.
    """

    needs_all = False

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._mended: set[str] = set()
        self._path = ""
        self._same = 0
        self._out: BinaryIO | None = None

    def begin(self, path: str) -> None:
        """Begin a file; nothing is written before it is known that it changes."""
        self._path, self._same, self._out = path, 0, None

    def piece(self, old: bytes, new: bytes) -> None:
        """Take the next bytes."""
        if os.path.realpath(self._path) in self._mended and self._out is None:
            return
        if self._out is None and old == new:
            self._same += len(old)
            return
        if self._out is None:
            self._out = self._staging.open(self._path)
            self._mended.add(os.path.realpath(self._path))
            with open(self._path, "rb") as file:
                _copy(file, self._out, self._same)
        self._out.write(new)

    def end(self) -> bool:
        """End the file."""
        if self._out is not None:
            self._out.close()
        return self._out is not None


class Stream:
    """Writes everything, mended or not, into one stream."""

    needs_all = True

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._changed = False

    def begin(self, path: str) -> None:  # noqa: ARG002  (a stream has no names)
        """Begin a file."""
        self._changed = False

    def piece(self, old: bytes, new: bytes) -> None:
        """Take the next bytes."""
        self._changed |= old != new
        self._out.write(new)

    def end(self) -> bool:
        """End the file."""
        return self._changed


class Diff:
    """Shows the changes as a unified diff; files of lines are compared line by line, without context."""

    needs_all = False

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._path = ""
        self._line = 0
        self._changed = False

    def begin(self, path: str) -> None:
        """Begin a file."""
        self._path, self._line, self._changed = path, 0, False

    def piece(self, old: bytes, new: bytes) -> None:
        """Take the next bytes."""
        if old != new:
            if not self._changed:
                name = safe(self._path)
                self._write(f"--- {name}\n")
                self._write(f"+++ {name}\n")
            self._changed = True
            for line in _compared(old.decode(), new.decode(), self._line):
                self._write(line)
        self._line += old.count(b"\n")

    def end(self) -> bool:
        """End the file."""
        return self._changed


def _copy(source: BinaryIO, out: BinaryIO, size: int) -> None:
    while size:
        data = source.read(min(size, 1 << 20))
        if not data:
            raise OSError(0, "the file became shorter while it was read")
        out.write(data)
        size -= len(data)


def _compared(old: str, new: str, offset: int) -> Iterator[str]:
    """Compare two texts that begin behind `offset` lines; lines end at LF alone, as `patch` has it."""
    lines = difflib.unified_diff(_lines(old), _lines(new), n=3)
    for number, line in enumerate(lines):
        if number < 2:  # the names of the files
            continue
        if hunk := _HUNK.match(line):
            yield f"@@ -{int(hunk[1]) + offset}{hunk[2]} +{int(hunk[3]) + offset}{hunk[4]} @@\n"
        elif line.endswith("\n"):
            yield line
        else:
            yield f"{line}\n"
            yield _NO_LINE_END


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]
