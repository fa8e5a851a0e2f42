"""A folder and all that is in it, in sorted order, without what is passed over."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from artikit.ground import is_furniture, is_skipped_folder
from artikit.ignores import chain_inside
from artikit.inodes import begins_with_fence, irregular, resolve, unreadable
from artikit.model import Problem
from artikit.reading.codes import LINK_OUTSIDE_ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.ground import Ground
    from artikit.ignores import Chain

SUFFIXES = (".md", ".markdown", ".mdx", ".txt")
_FENCED_SUFFIXES = (".html", ".htm")

_Item: TypeAlias = "tuple[str, Problem | None]"


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder on the way. Both paths end with a slash, but for `shown` of the current folder: empty."""

    shown: str
    real: str
    chain: Chain
    included: bool


class _Listing(NamedTuple):
    """What is left to be yielded of a folder: names of files, and of folders with a slash, the last first.

    `problems` are of the files that cannot be read.
    """

    folder: _Folder
    keys: list[str]
    problems: dict[str, Problem]


def walk(shown: str, real: str, ground: Ground) -> Iterator[_Item]:
    """Yield the path of each file in a folder, in the order of the whole paths, or why it cannot be read.

    A loop with a stack of its own: folders may nest deeper than calls.
    """
    prefix = "" if shown == "." else shown.rstrip("/") + "/"
    start = _Folder(prefix, real.rstrip("/") + "/", ground.chain_above(real), ground.includes_above(real))
    pending: list[_Listing] = []
    entering: _Folder | None = start
    while pending or entering:
        if entering:
            try:
                pending.append(_list(entering, ground))
            except OSError as error:
                yield entering.shown.rstrip("/") or shown, unreadable(error)
        entering = None
        if pending:
            folder, keys, problems = pending[-1]
            prefix, told = folder.shown, problems.get
            while keys:
                key = keys.pop()
                if key.endswith("/"):
                    entering = _below(folder, key, ground)
                    break
                yield prefix + key, told(key)
            else:
                pending.pop()


def _below(folder: _Folder, key: str, ground: Ground) -> _Folder:
    path = folder.real + key
    included = ground.includes(path[:-1], key[:-1], folder=True, inherited=folder.included)
    return _Folder(folder.shown + key, path, folder.chain, included)


def _list(folder: _Folder, ground: Ground) -> _Listing:
    """Read a folder: with a slash behind every folder in it, names sort as whole paths do.

    Of articles, of which there may be very many, nothing is kept but the name.
    """
    keys: list[str] = []
    others: list[os.DirEntry[str]] = []
    hidden: list[str] = []
    with os.scandir(folder.real) as scanned:
        for entry in scanned:
            name = entry.name
            if name.startswith("."):
                hidden.append(name)
            elif _is_article(name) and entry.is_file(follow_symlinks=False):
                keys.append(name)
            else:
                others.append(entry)
    chain = chain_inside(folder.chain, folder.real.rstrip("/") or "/", hidden)
    folder = _Folder(folder.shown, folder.real, chain, folder.included)
    if chain or ground.exclude is not None:
        keys = [
            name for name in keys if not ground.drops(folder.chain, folder.real + name, name, folder=False)
        ]
    problems: dict[str, Problem] = {}
    for key, problem in _items(others, folder, ground):
        keys.append(key)
        if problem is not None:
            problems[key] = problem
    keys.sort(reverse=True)
    return _Listing(folder, keys, problems)


def _items(entries: Iterable[os.DirEntry[str]], folder: _Folder, ground: Ground) -> Iterator[_Item]:
    for entry in entries:
        name = entry.name
        path = folder.real + name
        if entry.is_symlink():
            yield from _link(name, path, folder, ground)
        elif entry.is_dir(follow_symlinks=False):
            if is_skipped_folder(name) or ground.drops(folder.chain, path, name, folder=True):
                continue
            if _is_article(name):
                yield name, irregular(stat.S_IFDIR)
            yield name + "/", None
        elif (wanted := _wanted(name, path, folder, ground)) is not False:
            if ground.drops(folder.chain, path, name, folder=False):
                continue
            if not entry.is_file(follow_symlinks=False):
                if wanted:
                    yield name, irregular(entry.stat(follow_symlinks=False).st_mode)
            elif wanted or begins_with_fence(path):
                yield name, None


def _link(name: str, path: str, folder: _Folder, ground: Ground) -> Iterator[_Item]:
    """Tell what there is to tell about a link: folders behind it are not entered.

    Those inside the root are met at their real place; of those outside the user should know.
    """
    wanted = _wanted(name, path, folder, ground)
    if is_skipped_folder(name) or ground.drops(folder.chain, path, name, folder=False):
        return
    target = resolve(path, ground.root)
    if isinstance(target, Problem):
        astray = target.code == LINK_OUTSIDE_ROOT
        if wanted or (astray and os.path.isdir(path)):
            yield name, target
    elif not stat.S_ISDIR(target[1]) and (wanted or (wanted is None and begins_with_fence(path))):
        yield name, irregular(target[1])


def _wanted(name: str, path: str, folder: _Folder, ground: Ground) -> bool | None:
    """Tell whether a file is to be read by its name; None if only with front matter in it."""
    if _is_article(name):
        return True
    if ground.includes(path, name, folder=False, inherited=folder.included):
        return True
    return None if name.lower().endswith(_FENCED_SUFFIXES) else False


def _is_article(name: str) -> bool:
    """Tell whether a file is taken for an article by its name alone."""
    return name.lower().endswith(SUFFIXES) and not is_furniture(name)
