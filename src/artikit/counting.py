"""A stream that tells how many bytes were taken from it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable

_BUFFER = 1 << 16
"""Bytes that are taken from a file at once."""


class Counted(io.RawIOBase):
    """Passes the bytes of a file on; `advance` is called with the size of each piece, in bytes."""

    def __init__(self, file: BinaryIO, advance: Callable[[int], None]) -> None:
        self._file = file
        self._advance = advance

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def fileno(self) -> int:
        """Return the descriptor of the file itself: readers ask it for the size, and which file it is."""
        return self._file.fileno()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer."""
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._advance(len(data))
        return len(data)


def counted(file: BinaryIO, advance: Callable[[int], None]) -> BinaryIO:
    """Put a count between a file and its reader."""
    return io.BufferedReader(Counted(file, advance), _BUFFER)
