"""Whether a file of the site that a record names is in the repository."""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from artikit.inodes import is_inside, real_path, slashes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KEPT = 10_000
"""Paths and folders of which it is remembered whether they are there."""

MOST_NOTED = 50_000
"""Paths that are noted in `looked_up`; where there is one more, not all of them are."""


class Site:
    """The files of a repository, as far as a website shows them. Nothing outside of it is looked at.

    `folders` are those whose files appear at the top of the site, such as `static`. What is looked at comes
    into `looked_up`.
    """

    def __init__(self, root: str, folders: Sequence[str], looked_up: dict[str, int] | None = None) -> None:
        self._looked_at: dict[str, int] = {} if looked_up is None else looked_up
        self._root = slashes(os.path.abspath(root)).rstrip("/")
        self._real = real_path(root).rstrip("/")
        self._folders = ("", *(f"{str(one).strip('/')}/" for one in folders))
        self._mode = lru_cache(_KEPT)(self._looked_up)
        self._belongs = lru_cache(_KEPT)(self._is_inside)

    def has(self, path: str, record: str) -> bool:
        """Tell whether there is a file for a path in the record of the file `record`, which is absolute.

        Files of a record outside the repository, and in a folder that the repository does not have,
        belong to a site whose files are kept elsewhere, so they are taken to be there.
        """
        folder = slashes(record).rpartition("/")[0]
        if not is_inside(folder, self._root):
            return True
        path = unquote(path.partition("#")[0].partition("?")[0].strip())
        if any(self._is_file(one) for one in self._candidates(path, folder)):
            return True
        first, slash, _ = path.lstrip("/").partition("/")
        if not slash or first in (".", ".."):
            return False
        return not any(self._is_folder(one) for one in self._candidates(first, folder))

    def _candidates(self, path: str, folder: str) -> Iterator[str]:
        """Yield where a file may lie: the site may begin at the record's folder or at any one around it.

        The first step of a path from the top may be the site's base URL.
        """
        paths = [path.lstrip("/")]
        if path.startswith("/") and path.count("/") > 1:
            paths.append(paths[0].partition("/")[2])
        while True:
            for site in self._folders:
                for one in paths:
                    yield os.path.normpath(f"{folder}/{site}{one}")
            if folder == self._root:
                return
            folder = folder.rpartition("/")[0]

    def _looked_up(self, path: str) -> int:
        mode = self.mode(path)
        if len(self._looked_at) <= MOST_NOTED:
            self._looked_at[path] = mode
        return mode

    def mode(self, path: str) -> int:
        """Return the kind of what lies at a path, a link unfollowed; 0 for nothing, or nothing of ours."""
        path = slashes(path)
        if not path.startswith(f"{self._root}/") or not self._belongs(path.rpartition("/")[0]):
            return 0
        try:
            return stat.S_IFMT(os.lstat(path).st_mode)
        except (OSError, ValueError):  # ValueError: a NUL character
            return 0

    def _is_file(self, path: str) -> bool:
        mode = self._mode(path)
        return stat.S_ISREG(mode) or stat.S_ISLNK(mode)

    def _is_folder(self, path: str) -> bool:
        mode = self._mode(path)
        return stat.S_ISDIR(mode) or stat.S_ISLNK(mode)

    def _is_inside(self, folder: str) -> bool:
        """Tell whether a folder lies in the repository when all links are followed."""
        try:
            return is_inside(real_path(folder), self._real)
        except (OSError, ValueError):
            return False
