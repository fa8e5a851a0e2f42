"""By what a file is known to be the same as in an earlier run, without reading it.

The proof is its status: device, inode, size and both times. A status that is younger than the beginning of
the run, or as old within what file systems can tell, proves nothing: the file may have changed since within
one step of the clock.
"""

from __future__ import annotations

import os
import stat
from time import time_ns

from artikit import formats

SLACK = 2_000_000_000
"""Nanoseconds by which the time of a file may lag: FAT counts in steps of two seconds."""

_ALONE = ("md", "json", "jsonl", "yaml", None)
"""Formats in which a record depends on its file alone: no schema tells types, nothing lies beside it."""


def began() -> int:
    """When a run that begins now may have begun by the clock of any file system, in nanoseconds."""
    return time_ns() - SLACK


def status_of(path: str) -> os.stat_result | None:
    """Get the status of a regular file, links followed; None for anything else."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):  # ValueError: a NUL character
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def inode_of(status: os.stat_result) -> str:
    """Write down which file it is, whatever it is called; empty where the file system does not tell."""
    return f"{status.st_dev}:{status.st_ino}" if status.st_ino else ""


def proof_of(status: os.stat_result) -> str:
    """Write down a status; two that are equal are of the same file as it was, if one of them is sure."""
    return f"{inode_of(status)}:{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}"


def proof_at(path: str) -> str | None:
    """Write down the status of a regular file, links followed; None for anything else."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return proof_of(status) if stat.S_ISREG(status.st_mode) else None


def is_sure(status: os.stat_result, began: int) -> bool:
    """Tell whether the file cannot have changed since the run began without another status."""
    return max(status.st_mtime_ns, status.st_ctime_ns) < began


def is_alone(path: str) -> bool:
    """Tell whether what is said of the records of a file depends on nothing that lies beside it."""
    return formats.name_of(path) in _ALONE
