"""Hunks of a unified diff, written while a file goes by: memory holds few lines, however much changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from artikit.escape import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from tempfile import SpooledTemporaryFile

_CONTEXT = 3
"""Unchanged lines around a change. `git apply` takes a change without any for one at the end of the file."""

_IN_MEMORY = 1 << 20
"""Bytes of a hunk beyond which it lies in a temporary file: its head comes first, and tells its length."""

_NO_LINE_END = b"\n\\ No newline at end of file\n"


class Hunks:
    """Takes the lines of a file in their order, each with its line end, and writes what changes of them."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._body: SpooledTemporaryFile[bytes] | None = None
        self._near: list[bytes] = []
        self._passed = self._new_passed = 0
        self._start = self._new_start = 0

    def same(self, line: bytes) -> None:
        """Take a line that stays."""
        self._passed += 1
        self._new_passed += 1
        self._near.append(line)
        if self._body is None:
            del self._near[:-_CONTEXT]
        elif len(self._near) > 2 * _CONTEXT:
            self.close()

    def unknown(self) -> None:
        """Take a line that stays, and that is too long to be shown."""
        self.close()
        self._passed += 1
        self._new_passed += 1
        self._near = []

    def replace(self, old: list[bytes], new: list[bytes]) -> None:
        """Take lines that are replaced."""
        if self._body is None:
            from tempfile import SpooledTemporaryFile  # only for what changes

            self._body = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  (it is closed when it is written)
            self._start = self._passed - len(self._near)
            self._new_start = self._new_passed - len(self._near)
        self._add(b" ", self._near)
        self._add(b"-", old)
        self._add(b"+", new)
        self._near = []
        self._passed += len(old)
        self._new_passed += len(new)

    def close(self) -> None:
        """Write the hunk that is open, if one is."""
        if self._body is None:
            return
        behind = len(self._near[_CONTEXT:])
        self._add(b" ", self._near[:_CONTEXT])
        old = _range(self._start, self._passed - behind)
        new = _range(self._new_start, self._new_passed - behind)
        self._write(f"@@ -{old} +{new} @@\n")
        with self._body as body:
            body.seek(0)
            for line in body:
                self._write(line.decode(errors="surrogateescape"))
        self._body = None
        del self._near[:-_CONTEXT]

    def _add(self, sign: bytes, lines: Iterable[bytes]) -> None:
        if self._body is not None:
            for line in lines:
                self._body.write(sign + (line if line.endswith(b"\n") else line + _NO_LINE_END))


def diff_name(path: str) -> str:
    """Write the name of a file as git does: odd ones in quotes, a tab behind one with blanks in it."""
    path = path.replace(os.sep, "/")
    if safe(path) == path and '"' not in path and "\\" not in path and path[:1] != " ":
        return f"{path}\t" if " " in path else path
    return '"' + "".join(map(_escaped, path)).replace("##[", "#\\043[") + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if safe(character) == character:
        return character
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(character))


def _range(start: int, end: int) -> str:
    """Write a range of lines as the head of a hunk has it; an empty one by the line before it."""
    size = end - start
    return str(start + 1) if size == 1 else f"{start + (size > 0)},{size}"
