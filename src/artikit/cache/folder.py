"""The folder of the cache: where it is, and files in it that are whole or not there.

A file is written under a name of its own and then named by its size and checksum, so what is under such a
name never changes: nothing is locked, no run waits for another, and a process may be killed at any point. Of
several writers the last one wins.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from time import time
from typing import NamedTuple

from artikit.config import FILES

NAME = ".artikit_cache"
"""What the folder is called in the root of a project."""

_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"
"""First line of a CACHEDIR.TAG, as bford.info/cachedir wants it: backups leave such folders out."""

_BESIDE = {
    ".gitignore": "*\n",
    "CACHEDIR.TAG": f"{_SIGNATURE}\n# This folder was made by artikit and may be deleted at any time.\n",
}
_BLOCK = 1 << 20
_ABANDONED = 3_600
"""Seconds after which an unfinished file is taken for one whose run was killed."""

_KEPT = {"verdicts": 8, "records": 2, "settings": 4}
"""How many files of each kind are kept: one for each set of settings that was used of late."""


class _Kept(NamedTuple):
    """A finished file, with what its name says."""

    path: str
    terms: str
    crc: int
    size: int
    age: float


def place_of(root: str, given: str | None) -> str | None:
    """Tell where the cache of a project belongs; None where there is no project."""
    if given is not None:
        return os.path.abspath(given)
    signs = (".git", *FILES)
    is_project = any(os.path.lexists(os.path.join(root, sign)) for sign in signs)
    return os.path.join(os.path.abspath(root), NAME) if is_project else None


def load(folder: str, kind: str, terms: str) -> str | None:
    """Return the path of the newest whole file of some kind and terms; None where there is none."""
    for one in _kept(folder, kind):
        if one.terms == terms:
            with suppress(OSError):
                if _checked(one.path) == (one.crc, one.size):
                    return one.path
                os.unlink(one.path)
    return None


def begin(folder: str, kind: str, copied: str | None = None) -> str:
    """Make an unfinished file, empty or a copy of another one, and return its path. Raises OSError."""
    _make(folder)
    path = os.path.join(folder, f"{kind}-{os.getpid()}-{os.urandom(4).hex()}.new")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb") as new:
            if copied is not None:
                with open(copied, "rb") as old:
                    while block := old.read(_BLOCK):
                        new.write(block)
    except BaseException:
        drop(path)
        raise
    return path


def finish(path: str, kind: str, terms: str) -> None:
    """Give an unfinished file its name, and clear away what it replaces. Raises OSError."""
    folder = os.path.dirname(path)
    crc, size = _checked(path)
    name = f"{kind}-{terms}-{crc:08x}-{size}.db"
    os.replace(path, os.path.join(folder, name))
    seen = {terms}
    for one in _kept(folder, kind):
        if os.path.basename(one.path) != name and (one.terms in seen or len(seen) >= _KEPT[kind]):
            drop(one.path)
        seen.add(one.terms)
    for entry in os.listdir(folder):
        other = os.path.join(folder, entry)
        with suppress(OSError):
            if entry.endswith(".new") and os.lstat(other).st_mtime < time() - _ABANDONED:
                os.unlink(other)


def drop(path: str | None) -> None:
    """Remove a file, if it is there and lets itself be removed."""
    if path is not None:
        with suppress(OSError):
            os.unlink(path)


def _make(folder: str) -> None:
    """Make the folder, with what keeps git and backups away from it; one that is there is left as it is."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        if os.path.lexists(os.path.join(folder, "CACHEDIR.TAG")) or os.listdir(folder):
            return
    for name, text in _BESIDE.items():
        with suppress(FileExistsError), open(os.path.join(folder, name), "x", encoding="utf-8") as file:
            file.write(text)


def _kept(folder: str, kind: str) -> list[_Kept]:
    """List the finished files of some kind, the newest first."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                stem, dot, suffix = entry.name.rpartition(".")
                parts = stem.split("-")
                with suppress(ValueError, OSError):
                    if dot and suffix == "db" and len(parts) == 4 and parts[0] == kind:
                        age = entry.stat(follow_symlinks=False).st_mtime
                        found.append(_Kept(entry.path, parts[1], int(parts[2], 16), int(parts[3]), age))
    except OSError:
        return []
    return sorted(found, key=lambda one: (-one.age, one.path))


def _checked(path: str) -> tuple[int, int]:
    """Return the CRC-32 of a regular file, and its size in bytes. Raises OSError."""
    flags = (getattr(os, name, 0) for name in ("O_RDONLY", "O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))
    crc = size = 0
    with open(os.open(path, sum(flags)), "rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            crc = zlib.crc32(block, crc)
            size += len(block)
    return crc, size
