"""Reading compressed files: what is in them comes out as it is needed, and never without end."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from artikit.counting import Counted

if TYPE_CHECKING:
    from artikit.reading.limits import Limits

MOST = 200
"""Times its size that a file may unpack to. Records come to 5 to 20 times, deflate's utmost is 1,032."""


def unpacked(file: BinaryIO, limits: Limits) -> BinaryIO:
    """Look through the compression of a gzip file.

    Reading raises OSError where the data is damaged, or unpacks to more than `MOST` times its size and
    more than a file may have that holds one document.
    """
    return io.BufferedReader(_Unpacked(file, limits.file_bytes), 1 << 16)


class _Unpacked(io.RawIOBase):
    def __init__(self, file: BinaryIO, floor: int) -> None:
        self._plain = gzip.GzipFile(fileobj=cast("BinaryIO", Counted(file, self._take)))
        self._floor = floor
        self._taken = self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._plain.read1(len(buffer))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            short = isinstance(error, EOFError)
            reason = "its compressed data ends too early" if short else "its compressed data is damaged"
            raise OSError(0, reason) from error
        self._given += len(data)
        if self._given > max(self._floor, MOST * self._taken):
            raise OSError(0, f"it unpacks to more than {MOST} times its size; unpack it first if it is sound")
        buffer[: len(data)] = data
        return len(data)

    def _take(self, count: int) -> None:
        self._taken += count
