"""The single steps on the disk that writing is made of. All may raise OSError."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from functools import partial
from typing import TYPE_CHECKING

from artikit.errors import UsageError

if TYPE_CHECKING:
    from types import TracebackType

_PIECE = 1 << 16
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_DURABLE = os.O_RDWR if os.name == "nt" else os.O_RDONLY
"""How a file has to be open to be synced; a mask may have left its owner the right to read only."""


class naming:  # noqa: N801  (a generator would read as well, and take three times as long)
    """Let errors speak of the path that the user knows, not of a temporary one or of none."""

    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Name the path in an error, which goes on."""
        if isinstance(error, OSError):
            error.filename, error.filename2 = self._path, None


def mode_of(path: str) -> int | None:
    """Give the type and the permissions of what stands at a path, links followed; None if nothing does."""
    try:
        return os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_direct(target: str) -> bool:
    """Tell a device or pipe from a file, old or new; raises UsageError for all else."""
    try:
        mode = mode_of(target)
    except ValueError as error:  # a null character, or a surrogate that stands for no byte
        raise UsageError(f"{target} cannot be the name of a file") from error
    if os.path.basename(target) in {"", os.curdir, os.pardir} or (mode is not None and stat.S_ISDIR(mode)):
        raise UsageError(f"{target or os.curdir} is a folder, not a file")
    if mode is None or stat.S_ISREG(mode):
        return False
    if stat.S_ISCHR(mode) or stat.S_ISFIFO(mode):
        return True
    raise UsageError(f"{target} is neither a file nor a pipe")


def missing(folder: str) -> list[str]:
    """List the folders that have to be made, outermost first; raises OSError where a file is in the way."""
    wanted: list[str] = []
    while (mode := mode_of(folder)) is None and os.path.dirname(folder) != folder:
        wanted.append(folder)
        folder = os.path.dirname(folder)
    if mode is None or not stat.S_ISDIR(mode):  # nothing: a drive that is not there
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder)
    return wanted[::-1]


def stands(target: str, new: str) -> bool:
    """Tell whether a file holds the same bytes as a new one; what is missing or cannot be read does not."""
    try:
        if os.path.getsize(target) != os.path.getsize(new):
            return False
        with open(target, "rb") as one, open(new, "rb") as other:
            return all(piece == other.read(_PIECE) for piece in iter(partial(one.read, _PIECE), b""))
    except (FileNotFoundError, PermissionError):
        return False


def create(path: str, data: bytes, mode: int) -> None:
    """Write a new file."""
    descriptor = os.open(path, _NEW, mode)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def start(path: str) -> None:
    """Have the system begin to write a file out, so that syncing many waits for one disk, not for each.

    Linux does so when it is told that the content will not be needed. It is a hint; no error matters.
    """
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(descriptor)


def sync(path: str) -> None:
    """Wait until a file or folder is safely on the disk."""
    descriptor = os.open(path, _DURABLE)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def pour(new: str, target: str) -> None:
    """Write the content of a file to a device or a pipe."""
    with open(new, "rb") as source, open(target, "wb") as sink:
        for piece in iter(partial(source.read, _PIECE), b""):
            sink.write(piece)


def replace(new: str, target: str, mode: int | None) -> None:
    """Rename a new file to its target, in the mode of the old one, if there is one."""
    if mode is not None:
        os.chmod(new, stat.S_IMODE(mode))
    os.replace(new, target)


def sweep(path: str) -> None:
    """Remove every file whose path begins so: a journal lies beside its database."""
    folder, name = os.path.split(path)
    for found in os.listdir(folder):
        if found.startswith(name):
            os.unlink(os.path.join(folder, found))
