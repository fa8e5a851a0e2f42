"""Where the bytes of mended files go: into the files, onto standard output, into a diff."""

from __future__ import annotations

import os
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, BinaryIO

from artikit.errors import UsageError
from artikit.fixing.hunks import Hunks, diff_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from artikit.writing.staging import Staging

    _State: TypeAlias = tuple[int, ...]

_LONGEST = 1 << 26
"""Bytes of a line beyond which it is not shown around a change."""


class Files:
    """Stages the new content of every file that changes, for all to be replaced at once.

    A file that was reached by another path before is mended there.
    """

    needs_all = False

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._mended: set[str] = set()
        self._path = ""
        self._states: dict[str, _State] = {}
        self._state: _State = ()
        self._same = 0
        self._out: BinaryIO | None = None

    def begin(self, path: str) -> None:
        """Begin a file; nothing is written before it is known that it changes."""
        self._path, self._same, self._out = path, 0, None
        self._state = _state(path)

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
            self._states[self._path] = self._state
            with open(self._path, "rb") as file:
                _copy(file, self._out, self._same)
        self._out.write(new)

    def end(self) -> bool:
        """End the file."""
        if self._out is not None:
            self._out.close()
        return self._out is not None

    def check(self) -> None:
        """Raise UsageError where another program changed a file since it was begun, so that this is lost."""
        for path, state in self._states.items():
            if _state(path) != state:
                raise UsageError(f"{path} was changed meanwhile by another program; nothing is written")


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
    """Shows the changes as a unified diff, of which `git apply -p0` and `patch -p0` make the mended files."""

    needs_all = False

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._path = ""
        self._hunks = Hunks(write)
        self._changed = False
        self._unfinished = b""
        self._is_long = False

    def begin(self, path: str) -> None:
        """Begin a file."""
        self._path, self._hunks, self._changed = path, Hunks(self._write), False
        self._unfinished, self._is_long = b"", False

    def piece(self, old: bytes, new: bytes) -> None:
        """Take the next bytes; where they change, they are whole lines."""
        if old == new:
            for part in _lines(old):
                self._stays(part)
            return
        if not self._changed:
            name = diff_name(self._path)
            self._write(f"--- {name}\n")
            self._write(f"+++ {name}\n")
        self._changed = True
        before, after = _lines(old), _lines(new)
        for kind, start, end, first, last in SequenceMatcher(None, before, after).get_opcodes():
            if kind == "equal":
                for line in before[start:end]:
                    self._hunks.same(line)
            else:
                self._hunks.replace(before[start:end], after[first:last])

    def end(self) -> bool:
        """End the file."""
        if self._unfinished:
            self._hunks.same(self._unfinished)
        self._hunks.close()
        return self._changed

    def _stays(self, part: bytes) -> None:
        """Take a line that stays, or the next part of one that comes in several."""
        is_end = part.endswith(b"\n")
        self._unfinished += part
        self._is_long = self._is_long or len(self._unfinished) > _LONGEST
        if is_end and self._is_long:
            self._hunks.unknown()
        elif is_end:
            self._hunks.same(self._unfinished)
        if is_end or self._is_long:
            self._unfinished = b""
        self._is_long = self._is_long and not is_end


def _state(path: str) -> _State:
    """What is another once a file has been changed; empty for a file that is gone."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _copy(source: BinaryIO, out: BinaryIO, size: int) -> None:
    while size:
        data = source.read(min(size, 1 << 20))
        if not data:
            raise OSError(0, "the file became shorter while it was read")
        out.write(data)
        size -= len(data)


def _lines(data: bytes) -> list[bytes]:
    """Cut into lines, which end at LF alone, as they do for `patch`."""
    lines = data.split(b"\n")
    return [*(line + b"\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]
