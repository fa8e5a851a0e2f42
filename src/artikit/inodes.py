"""What stands behind a path: a file, something that cannot be read, a link that leads astray."""

from __future__ import annotations

import errno
import os
import stat
from typing import TypeAlias

from artikit.model import Problem
from artikit.reading.codes import LINK_OUTSIDE_ROOT, NOT_A_REGULAR_FILE, UNREADABLE_FILE

Target: TypeAlias = "tuple[str, int] | Problem"
"""Where a path leads, links followed: the real path and its mode, or why there is none to be had."""

_FENCES = (b"---\n", b"---\r")
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_LINK_TROUBLE = {errno.ENOENT: "the link leads nowhere", errno.ELOOP: "the link leads back to itself"}


def slashes(path: str) -> str:
    """Write a path with forward slashes; a backslash is part of a name wherever it does not part names."""
    return path if os.sep == "/" else path.replace(os.sep, "/")


def real_path(path: str) -> str:
    """Return the absolute path with all links resolved."""
    return slashes(os.path.realpath(path))


def is_inside(path: str, folder: str) -> bool:
    """Tell whether a path is a folder or lies in it; both are absolute."""
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def resolve(path: str, bound: str | None) -> Target:
    """Follow links; the result has to lie inside `bound`, unless that is None."""
    try:
        # stat first: the system stops at 40 links, realpath when the stack is full
        mode = os.stat(path).st_mode
        real = slashes(os.path.realpath(path, strict=True))
    except OSError as error:
        reason = _LINK_TROUBLE.get(error.errno or 0)
        return Problem(UNREADABLE_FILE, reason) if reason else unreadable(error)
    if bound is not None and not is_inside(real, bound):
        kind = "a folder" if stat.S_ISDIR(mode) else "a file"
        return Problem(LINK_OUTSIDE_ROOT, f"the link leads to {kind} outside the root folder: `{real}`")
    return real, mode


def unreadable(error: OSError) -> Problem:
    """Say that the system refuses to read something, in its own words."""
    return Problem(UNREADABLE_FILE, f"cannot be read: {(error.strerror or 'unknown reason').lower()}")


def irregular(mode: int) -> Problem | None:
    """Say what a file is that is not a regular one. Opening a named pipe would wait for ever."""
    if stat.S_ISREG(mode):
        return None
    kind = _KINDS.get(stat.S_IFMT(mode), "something else")
    return Problem(NOT_A_REGULAR_FILE, f"this is {kind}, not a regular file")


def begins_with_fence(path: str) -> bool:
    """Tell whether a regular file begins with `---` and a line end, as HTML with front matter does.

    True as well where it may not be read, so that the reader reports it instead of nobody.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return True
    try:
        return stat.S_ISREG(os.fstat(descriptor).st_mode) and os.read(descriptor, 5).startswith(_FENCES)
    except OSError:
        return True
    finally:
        os.close(descriptor)
