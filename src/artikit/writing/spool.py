"""A temporary file that gives back the values it was given: for what takes two passes over them.

It is written and read by one process and gone with it, however that ends.
"""

from __future__ import annotations

import contextlib
import json
import marshal
import weakref
from typing import IO, TYPE_CHECKING

from artikit.writing.disk import naming
from artikit.writing.temporary import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Json

_SIZE = 8
"""Bytes of the length that stands before each value."""


class Spool:
    """Values on the disk, in the order in which they were added; memory holds one of them at a time."""

    def __init__(self) -> None:
        self._folder = temporary_folder()
        import tempfile

        self._file = tempfile.TemporaryFile()  # noqa: SIM115  (`close` and the finalizer close it)
        self._count = 0
        self.close = weakref.finalize(self, _close, self._file)

    def __len__(self) -> int:
        return self._count

    def add(self, value: Json) -> None:
        """Keep a value, exactly.

        Raises OSError, which names the folder; ValueError or TypeError for what is no `Json`.
        """
        try:
            data = marshal.dumps(value)
        except ValueError:  # a text or number of a derived type
            data = marshal.dumps(json.loads(json.dumps(value)))
        with naming(self._folder):
            self._file.write(len(data).to_bytes(_SIZE))
            self._file.write(data)
        self._count += 1

    def __iter__(self) -> Iterator[Json]:
        """Yield every value that was added, from the first on; nothing can be added meanwhile."""
        with naming(self._folder):
            self._file.seek(0)
        for _ in range(self._count):
            size = int.from_bytes(self._file.read(_SIZE))
            yield marshal.loads(self._file.read(size))  # noqa: S302  (our own file, which nobody else can open)


def _close(file: IO[bytes]) -> None:
    """Close the file; what it could not write on a full disk is not wanted any more."""
    with contextlib.suppress(OSError):
        file.close()
