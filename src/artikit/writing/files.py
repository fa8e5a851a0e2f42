"""Writing files so that each is whole at every moment: the old one or the new one, no third thing."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PREFIX = ".artikit-"


def write_file(path: str, data: bytes) -> bool:
    """Put `data` into a file, in one step, and tell whether anything had to be written.

    The new content is written beside the file and takes its place by a rename once it is safely on
    the disk. A file that holds the same bytes is left alone. Links are followed and stay links; the
    mode of an existing file is kept, a new one gets what the user's mask allows. Raises OSError, and
    then the file is as it was and nothing is left beside it.
    """
    real = os.path.realpath(path)
    if _holds(real, data):
        return False
    folder = os.path.dirname(real)
    descriptor, beside = tempfile.mkstemp(prefix=_PREFIX, dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, _mode(real))
        os.replace(beside, real)
    except BaseException:  # whatever stops us, a signal too
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
    _keep_rename(folder)
    return True


def _holds(path: str, data: bytes) -> bool:
    try:
        if os.stat(path).st_size != len(data):
            return False
        with open(path, "rb") as file:
            return file.read() == data
    except FileNotFoundError:
        return False


def _mode(path: str) -> int:
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except FileNotFoundError:
        # There is no asking for the mask without setting it.
        mask = os.umask(0o077)
        os.umask(mask)
        return 0o666 & ~mask


def _keep_rename(folder: str, sync: Callable[[int], None] = os.fsync) -> None:
    """Make the rename survive a power cut. Not every system opens folders; the file itself is safe."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            sync(descriptor)
        finally:
            os.close(descriptor)
