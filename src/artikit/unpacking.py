"""Reading compressed files: what is in them comes out as it is needed, and never without end."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from artikit.reading.limits import Limits

SUFFIX = ".gz"
MOST = 200
"""Times its size that a file may unpack to. Records come to 5 to 20 times, deflate's utmost is 1,032."""


def unpacked(file: BinaryIO, path: str, limits: Limits) -> BinaryIO:
    """Look through the compression that a file's name tells of.

    Reading raises OSError where the data is damaged, or unpacks to more than `MOST` times its size and
    more than a file may have that holds one document.
    """
    if not path.endswith(SUFFIX):
        return file
    return io.BufferedReader(_Unpacked(file, limits.file_bytes), 1 << 16)


class _Counted(io.RawIOBase):
    """Counts the bytes that are taken from a stream."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    def __init__(self, file: BinaryIO, floor: int) -> None:
        self._packed = _Counted(file)
        self._plain = gzip.GzipFile(fileobj=cast("BinaryIO", self._packed))
        self._floor = floor
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._plain.read1(len(buffer))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            short = isinstance(error, EOFError)
            reason = "its compressed data ends too early" if short else "its compressed data is damaged"
            raise OSError(0, reason) from error
        self._count += len(data)
        if self._count > max(self._floor, MOST * self._packed.count):
            raise OSError(0, f"it unpacks to more than {MOST} times its size; unpack it first if it is sound")
        buffer[: len(data)] = data
        return len(data)
