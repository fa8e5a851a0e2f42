"""From paths to the files to read, in sorted order. Nothing is opened but to look for a fence in HTML."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from artikit.errors import UsageError
from artikit.ignores import parse, repository_of
from artikit.inodes import irregular, is_inside, real_path, resolve, slashes, unreadable
from artikit.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from artikit.ground import Ground
    from artikit.inodes import Target

STDIN = "-"
"""The path that stands for standard input."""

_MISSING = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL)


class Found(NamedTuple):
    """A file to read, or one that cannot be read.

    `path` is as shown to the user: relative to the current directory where the argument was, with
    forward slashes and no leading `./`. It may hold anything a file name may.
    """

    path: str
    problem: Problem | None = None


def discover(
    paths: Sequence[str],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    force_exclude: bool = False,
    root: str | None = None,
) -> Iterator[Found]:
    """Find the files that `paths` stand for, folders walked in sorted order.

    A walk takes articles by suffix and whatever `include` matches, furniture of repositories too, and
    passes over what is hidden, ignored by git or matched by `exclude`. A named path is taken whatever
    it is called and wherever it lies; `force_exclude` is for pre-commit, which names every changed file.
    Patterns are relative to `root`, and no link may lead out of it; it is by default the repository,
    else the current directory. Raises `UsageError` at once where a path does not exist.
    """
    try:
        here = slashes(os.getcwd())
    except FileNotFoundError as error:
        raise UsageError("the current directory does not exist any more") from error
    for path in paths:
        _require(path)
    top = real_path(root) if root is not None else repository_of(here) or here
    return _found(paths, _Terms(top, tuple(include), tuple(exclude), force_exclude))


def common_folder(paths: Sequence[str]) -> str:
    """Return the folder that all paths lie in; for one folder, itself. Standard input lies nowhere."""
    real = [os.path.abspath(path) for path in paths if path != STDIN]
    try:
        return os.path.commonpath([path if os.path.isdir(path) else os.path.dirname(path) for path in real])
    except ValueError:  # no path, or several drives
        return os.getcwd()


def _require(path: str) -> None:
    try:
        os.lstat(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL character
        if not isinstance(error, OSError) or error.errno in _MISSING:
            raise UsageError(f"no such file or directory: {path}{_nearly(path)}") from error


def _nearly(path: str) -> str:
    """Name what lies beside a path that is not there, and is called nearly so."""
    import difflib  # only to complain

    folder, name = os.path.split(path)
    try:
        near = difflib.get_close_matches(name, os.listdir(folder or "."), 1, 0.7)
    except (OSError, ValueError):
        return ""
    return f"; did you mean {os.path.join(folder, near[0])}?" if near else ""


@dataclass(frozen=True, slots=True)
class _Terms:
    """What holds for the whole run."""

    root: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    force: bool
    _grounds: dict[str, Ground] = field(default_factory=dict)
    _real_folders: dict[str, str] = field(default_factory=dict)

    def ground(self, folder: str) -> Ground:
        """Return the root if the folder lies in it, else the folder's repository, else the folder."""
        from artikit.ground import Ground  # named files need none of it, unless excludes are forced on them

        root = self.root if is_inside(folder, self.root) else repository_of(folder) or folder
        if root not in self._grounds:
            self._grounds[root] = Ground(root, parse(self.include, root), parse(self.exclude, root))
        return self._grounds[root]

    def place(self, shown: str) -> str:
        """Return where a file or a link itself lies. Kept per folder, as hooks name thousands of files."""
        folder, _, name = shown.rpartition("/")
        if folder not in self._real_folders:
            self._real_folders[folder] = real_path(shown[: -len(name)] or ".").rstrip("/")
        return f"{self._real_folders[folder]}/{name}"


def _found(paths: Sequence[str], terms: _Terms) -> Iterator[Found]:
    """Yield each file once. With one argument none can come twice, so nothing is kept."""
    if len(paths) == 1:
        yield from _named(_shown(paths[0]), terms)
        return
    seen: set[str] = set()
    here = os.path.abspath(".")
    for path in paths:
        for found in _named(_shown(path), terms):
            plain = os.sep == "/" and not found.path.startswith(("/", ".."))
            key = f"{here}/{found.path}" if plain else os.path.abspath(found.path)
            if key not in seen:
                seen.add(key)
                yield found


def _named(shown: str, terms: _Terms) -> Iterator[Found]:
    """Yield what one argument stands for."""
    try:
        mode = os.lstat(shown).st_mode
    except OSError as error:
        yield Found(shown, unreadable(error))
        return
    folder = stat.S_ISDIR(mode)
    real = real_path(shown) if folder else terms.place(shown)
    around = real if folder else real.rpartition("/")[0] or "/"
    if terms.force and terms.ground(around).passes_over(real, folder=folder):
        return
    target: Target = real, mode
    if stat.S_ISLNK(mode) or not is_inside(real, terms.root):
        bound = is_inside(real, terms.root) or is_inside(slashes(os.path.abspath(shown)), terms.root)
        target = resolve(shown, terms.root if bound else None)
    if isinstance(target, Problem):
        yield Found(shown, target)
    else:
        yield from _at(shown, *target, terms)


def _at(shown: str, real: str, mode: int, terms: _Terms) -> Iterator[Found]:
    if not stat.S_ISDIR(mode):
        yield Found(shown, irregular(mode))
        return
    from artikit.walking import SUFFIXES, walk  # named files need none of it

    if shown.lower().endswith(SUFFIXES):
        yield Found(shown, irregular(mode))
    yield from starmap(Found, walk(shown, real, terms.ground(real)))


def _shown(path: str) -> str:
    """Tidy a path. `..` is folded only where no link makes it lead elsewhere."""
    tidy = os.path.normpath(path)
    if ".." in path and os.path.realpath(tidy) != os.path.realpath(path):
        tidy = path
    return slashes(tidy)
