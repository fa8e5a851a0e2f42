"""Names of files as CI systems want them: from the top of the repository, with slashes."""

from __future__ import annotations

import os
from functools import lru_cache

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Variables in which GitHub and GitLab say where they checked the repository out."""

_STDIN = "<stdin>"
"""The name of what has none (`artikit.sources.STDIN_NAME`)."""


def from_root(path: str) -> str:
    """Name a file from the top of the repository; one that lies outside of it by its absolute path.

    The top is what the CI system says, else the repository around the current folder, else that folder.
    Standard input keeps its name, wherever artikit is started.
    """
    if path == _STDIN:
        return path
    return _from_root(path, os.getcwd(), tuple(os.environ.get(name, "") for name in _ROOTS))


def readable(path: str) -> str:
    """Give a file name that every reader of JSON and XML can take: bytes that are no UTF-8 become U+FFFD."""
    return path_bytes(path).decode(errors="replace")


def path_bytes(path: str) -> bytes:
    """Encode a path as its file system does; half a character that stands for no byte becomes `?`."""
    try:
        return path.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        return path.encode(errors="replace")


@lru_cache(maxsize=64)
def _from_root(path: str, here: str, told: tuple[str, ...]) -> str:
    absolute = os.path.abspath(path)
    tops = [top for root in told if root for top in (os.path.abspath(root), os.path.realpath(root))]
    for top in (*tops, _repository(here), here):
        if top and _lies_in(absolute, top):
            return _slashed(os.path.relpath(absolute, top))
    return _slashed(absolute)


@lru_cache(maxsize=4)
def _repository(here: str) -> str | None:
    from artikit.ignores import repository_of

    return repository_of(here)


def _lies_in(path: str, folder: str) -> bool:
    try:
        return path != folder and os.path.commonpath([path, folder]) == folder
    except ValueError:  # on several drives
        return False


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")
