"""Writing many files as one change: all are written out beside their targets before the first is replaced.

Each target is whole at every moment, the old file or the new one, whatever stops the run: a full disk, a
signal, a power cut. No file system replaces many files in one step; a run that is stopped while the
files are being put into place, which takes microseconds a file, leaves some old and some new.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import unicodedata
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from artikit.errors import UsageError
from artikit.writing.disk import (
    create,
    is_direct,
    missing,
    mode_of,
    naming,
    pour,
    replace,
    stands,
    start,
    sweep,
    sync,
)
from artikit.writing.temporary import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType
    from typing import Self

_PREFIX = ".artikit-"
"""How the name of everything begins that is there for a while only; what walks folders skips it."""

_NAMED = 3
"""How many of the files that stand in the way a message names."""


class Outcome(NamedTuple):
    """How many targets were written, and how many held the same bytes already."""

    written: int
    unchanged: int


class _Staged(NamedTuple):
    """A target as it was named, its real path, and where its bytes lie.

    A device or a pipe is `direct`: it stays what it is and takes the bytes, nothing can replace it.
    """

    target: str
    real: str
    beside: str
    direct: bool
    force: bool


class Staging:
    """A change to any number of files: `open` or `path_for` each, then `commit` them all.

    To be used in a `with` statement; when that is left, everything goes that was not committed, and so do
    the folders that were made for it. A new file lies beside its target until a rename puts it there.
    Links are followed and stay links; the mode of an existing file is kept, a new one gets what the user's
    mask allows. Of two hard links, only the one that is named is replaced.
    """

    def __init__(self, *, force: bool = False) -> None:
        """Begin; with `force`, the files may take the place of existing ones that hold something else."""
        self._force = force
        token = os.urandom(8).hex()
        # No such name is the beginning of another one.
        self._names = (f"{_PREFIX}{number}-{token}" for number in count())
        self._staged: dict[str, _Staged] = {}
        self._claims: dict[tuple[int, int, str], list[_Staged]] = {}
        self._folders: dict[str, tuple[int, int]] = {}
        self._reals: dict[str, str] = {}
        self._open: list[BinaryIO] = []
        # Noted before they are made: a signal between the two would leave them.
        self._temporary: list[str] = []
        self._foreign: list[str] = []
        self._made: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._clear()
        except BaseException:  # a second signal has to wait
            self._clear()
            raise

    def open(self, target: str, *, force: bool = False) -> BinaryIO:
        """Open the new content of a target. What is still open at the end is closed, and then complete.

        With `force`, this one may take the place of an existing file that holds something else. Folders
        that are missing are made. Raises UsageError where the target is a folder or something else that is
        no file, or is the same file as an earlier target; OSError where it cannot be written.
        """
        one, mode = self._prepare(target, force=force)
        with naming(target):
            file = open(one.beside, "xb", opener=partial(os.open, mode=mode))  # noqa: SIM115  (the caller's)
        self._open = [*(other for other in self._open if not other.closed), file]
        self._staged[target] = one
        return file

    def write(self, target: str, data: bytes) -> None:
        """Write the whole new content of a target. Raises as `open` does."""
        one, mode = self._prepare(target)
        with naming(target):
            create(one.beside, data, mode)
        self._staged[target] = one

    def path_for(self, target: str) -> str:
        """Give a path at which something else, a database say, makes the new content of a target.

        There is no file yet. It has to be complete and closed before `commit`. What its maker puts beside
        it under longer names, such as a journal, is removed at the end. Raises as `open` does.
        """
        one, _ = self._prepare(target)
        self._foreign.append(one.beside)
        self._staged[target] = one
        return one.beside

    def staged(self, target: str) -> str:
        """Tell where the new content of a target lies, to be read back before `commit`."""
        return self._staged[target].beside

    def together(self, targets: Iterable[str]) -> str:
        """Show the new contents of targets of one folder under their names, in a folder made beside them.

        For what reads files that belong together; it goes with all else that is there for a while only.
        """
        named = [self._staged[target] for target in targets]
        folder = os.path.join(os.path.dirname(named[-1].real), next(self._names))
        self._make(folder)
        for one in named:
            shown = os.path.join(folder, os.path.basename(one.real))
            self._temporary.append(shown)
            try:
                os.symlink(one.beside, shown)
            except OSError:  # Windows wants a privilege for links
                shutil.copyfile(one.beside, shown)
        return folder

    def check(self) -> None:
        """Raise UsageError if files stand in the way: with other content, and without `force`."""
        self._changes()

    def commit(self) -> Outcome:
        """Put all files into place; a target that holds the same bytes already is left alone.

        Raises UsageError as `check` does, and OSError; unless that comes from a rename itself, every
        target is as it was. Afterwards nothing is staged.
        """
        changes = self._changes()
        files = [one for one, _ in changes if not one.direct]
        for one in files:
            start(one.beside)
        for one in files:
            with naming(one.target):
                sync(one.beside)
        for one, _ in changes:
            if one.direct:  # first: a pipe can break, and then no file has been replaced
                with naming(one.target):
                    pour(one.beside, one.target)
        for one, mode in changes:
            if not one.direct:
                with naming(one.target):
                    replace(one.beside, one.real, mode)
        gone = {one.beside for one in files}
        self._temporary = [path for path in self._temporary if path not in gone]
        self._sync_folders(files)
        outcome = Outcome(len(changes), len(self._staged) - len(changes))
        self._clear()
        return outcome

    def _changes(self) -> list[tuple[_Staged, int | None]]:
        """Find what has to be put into place, and the mode of what stands there.

        Raises UsageError where something stands in the way.
        """
        for file in self._open:
            file.close()
        changes: list[tuple[_Staged, int | None]] = []
        existing = []
        for one in self._staged.values():
            mode = None if one.direct else mode_of(one.real)
            if mode is not None and stat.S_ISDIR(mode):  # made meanwhile, perhaps for another target
                raise UsageError(f"{one.target} is a folder, not a file")
            if mode is not None and stands(one.real, one.beside):
                continue
            changes.append((one, mode))
            if mode is not None and not (self._force or one.force):
                existing.append(one.target)
        if existing:
            raise UsageError(_in_the_way(existing))
        return changes

    def _sync_folders(self, files: list[_Staged]) -> None:
        """Make the renames and the new folders survive a power cut."""
        folders = dict.fromkeys(os.path.dirname(path) for path in (*self._made, *(one.real for one in files)))
        for folder in folders:
            with contextlib.suppress(OSError):  # not every system opens folders; the files are safe
                sync(folder)

    def _prepare(self, target: str, *, force: bool = False) -> tuple[_Staged, int]:
        """Find out where a target is and what it is, make its folder, and choose a temporary path.

        The number is the mode of a file at that path: content that was private stays so while it lies there.
        """
        real, direct, mode = self._look(target)
        folder, name = os.path.split(real)
        beside = os.path.join(temporary_folder() if direct else folder, next(self._names))
        one = _Staged(target, real, beside, direct, force)
        claims = self._claims.setdefault((*self._folder(folder), _folded(name)), [])
        for other in claims:
            if self._is_same(folder, name, os.path.basename(other.real)):
                raise UsageError(f"{other.target} and {target} are the same file")
        claims.append(one)
        self._temporary.append(beside)
        return one, mode

    def _look(self, target: str) -> tuple[str, bool, int]:
        """Find a target's real path, whether it is a device or pipe, and the mode for what lies beside it."""
        folder, name = os.path.split(target)
        if name not in {"", os.curdir, os.pardir}:
            with contextlib.suppress(ValueError):  # `is_direct` says it better
                try:
                    os.lstat(target)
                except (FileNotFoundError, NotADirectoryError):  # new, as most are
                    real = self._reals.get(folder)
                    if real is None:
                        real = self._reals[folder] = os.path.realpath(folder)
                    return os.path.join(real, name), False, 0o666
        direct = is_direct(target)
        real = os.path.realpath(target)
        return real, direct, 0o600 if direct or mode_of(real) is not None else 0o666

    def _folder(self, folder: str) -> tuple[int, int]:
        """Make a folder unless it is there, and tell it from all others: device and inode."""
        if folder not in self._folders:
            for path in missing(folder):
                self._make(path)
            status = os.stat(folder)
            self._folders[folder] = (status.st_dev, status.st_ino)
        return self._folders[folder]

    def _make(self, folder: str) -> None:
        self._made.append(folder)
        try:
            os.mkdir(folder)
        except FileExistsError:  # someone else was quicker, so it is theirs
            self._made.remove(folder)

    def _is_same(self, folder: str, one: str, other: str) -> bool:
        """Ask the file system whether two names that look alike are one to it."""
        if one == other:  # beside a device, nothing can be tried
            return True
        trial = os.path.join(folder, next(self._names))
        self._make(trial)
        self._temporary.append(os.path.join(trial, one))
        with open(self._temporary[-1], "xb"):
            return os.path.lexists(os.path.join(trial, other))

    def _clear(self) -> None:
        """Remove what is there for a while only; to be called again if a signal comes in between."""
        for file in self._open:
            with contextlib.suppress(OSError):
                file.close()
        for path in self._temporary:
            with contextlib.suppress(OSError):
                os.unlink(path)
        for path in self._foreign:
            with contextlib.suppress(OSError):
                sweep(path)
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):  # not empty: files were put there
                os.rmdir(folder)
        self._staged, self._claims, self._folders, self._reals = {}, {}, {}, {}
        self._open, self._temporary, self._foreign, self._made = [], [], [], []


def _in_the_way(targets: list[str]) -> str:
    if len(targets) == 1:
        return f"{targets[0]} exists and differs; --force writes over it"
    more = f" and {len(targets) - _NAMED} more" if len(targets) > _NAMED else ""
    named = ", ".join(targets[:_NAMED])
    return f"{len(targets)} files exist and differ; --force writes over them: {named}{more}"


def _folded(name: str) -> str:
    """Give names the same text that any file system may take for the same: case, accents, last dots."""
    return unicodedata.normalize("NFKC", name).casefold().rstrip(". ")
