"""Bytes into lines, in memory that does not grow with the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PIECE = 1 << 16
"""Bytes that are asked for at once. `readline` fetches a line of 20 KB in six steps."""


def lines_of(file: BinaryIO, most: int) -> Iterator[bytes | None]:
    """Cut a file at every LF, which is left out; None for a line that has more than `most` bytes.

    What a pipe or a terminal has is taken as it comes. What follows the last LF is a line if it is not empty.
    """
    read: Callable[[int], bytes] = getattr(file, "read1", file.read)
    begun: list[bytes] = []
    size = 0
    while piece := read(_PIECE):
        first, *others = piece.split(b"\n")
        size = _add(first, begun, size, most)
        for other in others:
            yield b"".join(begun) if size <= most else None
            begun.clear()
            size = _add(other, begun, 0, most)
    if size:
        yield b"".join(begun) if size <= most else None


def _add(part: bytes, begun: list[bytes], size: int, most: int) -> int:
    """Add to the line that has begun, and return its length; nothing is kept of one that is too long."""
    size += len(part)
    if size > most:
        begun.clear()
    else:
        begun.append(part)
    return size
