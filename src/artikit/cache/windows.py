"""Files that are looked at together, and what comes to be known of all of them as a whole."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, cast

from artikit.cache.listing import ALL, IDENTITIES
from artikit.cache.rows import LEAST, WINDOW, Row, StretchRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from artikit.discover import Found


class Window(NamedTuple):
    """Files in their order, with what proves each; None where nothing does."""

    files: list[Found]
    proofs: list[str | None]

    @property
    def first(self) -> bytes:
        """The path of the first file, by which a stretch is found."""
        return os.fsencode(self.files[0].path)

    @property
    def is_long(self) -> bool:
        """Whether there are files enough for a row of their own."""
        return len(self.files) >= LEAST

    @property
    def paths(self) -> str:
        r"""The paths of all files, by `\0`."""
        return "\0".join([one.path for one in self.files])

    @property
    def proven(self) -> str | None:
        r"""What proves each file, by `\0`; None where nothing proves one of them."""
        return None if None in self.proofs else "\0".join(cast("list[str]", self.proofs))


class Sums:
    """What comes together about a window, file by file, until all of its files are counted."""

    def __init__(self, first: bytes, digest: str, files: int) -> None:
        self.first = first
        self._digest = digest
        self._left = files
        self._clean = self._blank = self._since = 0
        self._extras = ALL
        self._listed: list[int] = []

    def add(self, number: int, row: Row) -> bool:
        """Add what is known of a file; tells whether it was the last one."""
        if row.since is None:
            return False  # and there will never be a last one
        self._left -= 1
        self._since = max(self._since, row.since)
        if row.listed:
            self._extras &= row.extras
            self._listed.append(number)
        else:
            self._extras &= row.extras | ~IDENTITIES
            self._clean += row.clean
            self._blank += row.blank
        return self._left == 0

    def row(self) -> StretchRow:
        """What is known of the window as a whole."""
        listed = tuple(sorted(self._listed))
        return StretchRow(self._digest, self._since, self._clean, self._blank, self._extras, listed)


def windows(
    found: Iterable[Found], begins: frozenset[str], prove: Callable[[str], str | None]
) -> Iterator[Window]:
    """Cut a run into windows, as earlier runs did wherever that is possible.

    `begins` are the paths with which windows of theirs begin. So a file that comes or goes changes the
    windows around it and no other.
    """
    files: list[Found] = []
    proofs: list[str | None] = []
    for one in found:
        path, problem = one
        if (path in begins and len(files) >= LEAST) or len(files) == WINDOW:
            yield Window(files, proofs)
            files, proofs = [], []
        files.append(one)
        proofs.append(prove(path) if problem is None else None)
    if files:
        yield Window(files, proofs)


def digest_of(files: int, paths: str, proofs: str) -> str:
    """Digest so many files: their paths, and what proves each."""
    return sha256(f"{files}\0{paths}\0{proofs}".encode(errors="surrogateescape")).hexdigest()
