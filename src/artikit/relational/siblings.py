"""Opening the files that lie beside one that was named, and nothing else."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from artikit.inodes import irregular, real_path, resolve
from artikit.model import Problem
from artikit.reading import codes

if TYPE_CHECKING:
    from typing import IO


def is_at(file: IO[bytes], path: str) -> bool:
    """Tell whether an open file is the one at a path, and no stream that only goes by its name."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(path))
    except (OSError, ValueError):
        return False


def open_beside(path: str, name: str) -> BinaryIO | Problem:
    """Open a regular file in the folder of the file at `path`; a link must not lead out of that folder."""
    home = real_path(path).rpartition("/")[0]
    beside = os.path.join(os.path.dirname(path), name)
    if not os.path.lexists(beside):
        return Problem(codes.UNREADABLE_FILE, f"there is no `{name}` beside it")
    target = resolve(beside, None)
    if isinstance(target, Problem):
        return target._replace(message=f"{name}: {target.message}")
    real, mode = target
    if real.rpartition("/")[0] != home:
        return Problem(codes.LINK_OUTSIDE_ROOT, f"{name}: the link leads out of the folder")
    problem = irregular(mode)
    if problem is not None:
        return problem._replace(message=f"{name}: {problem.message}")
    try:
        descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return Problem(codes.UNREADABLE_FILE, f"{name}: cannot be read: {reason}")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # something took its place since
        os.close(descriptor)
        return Problem(codes.NOT_A_REGULAR_FILE, f"{name}: this is not a regular file")
    return open(descriptor, "rb")
