"""Patterns in the manner of `.gitignore`: what they say of a path, and which files of them hold where.

pathspec turns a pattern into a regular expression. Which pattern decides is settled here, for pathspec's
own `GitIgnoreSpec` judges whole file paths only: asked about a folder it gets `*`, `!*/`, `!*.md` wrong,
and without folders a walk cannot stay out of `node_modules`. Most patterns are plain names or `*.ending`
and need neither pathspec nor a regular expression, which is what makes a walk quick to start.
"""

from __future__ import annotations

import os
import re
import stat
import warnings
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_WILD = re.compile(r"[*?\[\\]")
_TRAILING_BLANKS = re.compile(r"(?<!\\)((?:\\\\)*) +\Z")
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_STAR_BEFORE_STAR = re.compile(r"\[\^/\]\*((?:\[\^/\](?!\*)|[^/])*?)(?=\[\^/\]\*)")
_LEADING_FOLDERS, _FOLDERS_BETWEEN = "^(?:.+/)?", "(?:/.+)?"
_FILE_LIMIT = 1024 * 1024
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Rule(NamedTuple):
    """One line of a file of patterns, taken apart."""

    text: str
    ignore: bool
    folders_only: bool
    by_name: bool
    """The pattern has no slash inside and speaks of the last part of a path, at any depth."""

    @property
    def ending(self) -> str:
        """What a name has to end with, where the pattern is `*` and plain text; else empty."""
        plain = self.by_name and self.text.startswith("*") and not _WILD.search(self.text, 1)
        return self.text[1:] if plain else ""

    def matches(self, text: str) -> bool:
        """Tell whether the pattern fits this very path (or name), not merely a folder above it."""
        if not _WILD.search(self.text):
            return text == self.text
        if ending := self.ending:
            return text.endswith(ending)
        regex = _regex(self.text)
        found = regex.search(text) if regex else None
        return found is not None and (self._reaches_down or found.end() == len(text))

    @property
    def _reaches_down(self) -> bool:
        return self.text == "**" or self.text.endswith("/**")


@dataclass(frozen=True)
class Patterns:
    """The patterns of one file, or of one setting. `rules` come last line first: the first hit decides."""

    rules: tuple[Rule, ...]
    base: str
    """Absolute path of the folder that the patterns are relative to."""

    def verdict(self, path: str, name: str, *, folder: bool) -> bool | None:
        """Tell what the patterns say of an absolute path under the base; None where they say nothing."""
        rest = path[self._cut :]
        if not (self._touches_name(name) or self._touches_path(rest)):
            return None
        for rule in self.rules:
            if (folder or not rule.folders_only) and rule.matches(name if rule.by_name else rest):
                return rule.ignore
        return None

    def covers(self, path: str, *, folder: bool) -> bool:
        """Tell whether the patterns take a path, be it by a folder around it."""
        taken = False
        end = self._cut - 1
        while 0 <= end < len(path):
            start, end = end + 1, path.find("/", end + 1)
            part = path if end < 0 else path[:end]
            said = self.verdict(part, part[start:], folder=folder or end >= 0)
            taken = taken if said is None else said
        return taken

    @cached_property
    def _cut(self) -> int:
        return len(self.base.rstrip("/")) + 1

    @cached_property
    def _touches_name(self) -> Callable[[str], bool]:
        return _sieve([rule for rule in self.rules if rule.by_name])

    @cached_property
    def _touches_path(self) -> Callable[[str], bool]:
        return _sieve([rule for rule in self.rules if not rule.by_name])


Chain: TypeAlias = tuple[Patterns, ...]
"""The files of patterns that hold in a folder, the deepest first."""


def ignored(chain: Chain, path: str, name: str, *, folder: bool) -> bool:
    """Tell whether a path is ignored: the last matching line of the deepest file decides, as in git."""
    for patterns in chain:
        verdict = patterns.verdict(path, name, folder=folder)
        if verdict is not None:
            return verdict
    return False


def repository_of(folder: str) -> str | None:
    """Return the nearest folder upwards (itself included) that holds `.git`."""
    while True:
        if os.path.lexists(f"{folder.rstrip('/')}/.git"):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def chain_above(folder: str, top: str) -> Chain:
    """Return the patterns that the folders from `top` down to the parent of `folder` lay down for it."""
    chain: Chain = ()
    end = len(top.rstrip("/"))
    while 0 <= end < len(folder.rstrip("/")):
        chain = chain_inside(chain, folder[:end] or "/")
        end = folder.find("/", end + 1)
    return chain


def chain_inside(chain: Chain, folder: str, names: Iterable[str] = (".git", ".gitignore")) -> Chain:
    """Return the patterns for what is in a folder, given those from above and the names to look for.

    A folder with `.git` is a repository of its own: patterns from above end there, as they do for git.
    """
    slash = folder.rstrip("/") + "/"
    if ".git" in names and os.path.lexists(slash + ".git"):
        own = _load(slash + ".git/info/exclude", folder)
        chain = (own,) if own else ()
    if ".gitignore" in names and (own := _load(slash + ".gitignore", folder, _NO_LINK)):
        chain = (own, *chain)
    return chain


def parse(lines: Iterable[str], base: str) -> Patterns | None:
    """Return the patterns in some lines; None where there are none."""
    rules = [rule for line in lines if (rule := _rule(line))]
    return Patterns(tuple(reversed(rules)), base) if rules else None


def _load(path: str, base: str, flags: int = 0) -> Patterns | None:
    """Read a file of patterns; one that is missing, no regular file or unreadable holds none, as in git."""
    try:
        descriptor = os.open(path, _OPEN_FLAGS | flags)
    except OSError:
        return None
    try:
        regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
        data = os.read(descriptor, _FILE_LIMIT) if regular else b""
    except OSError:
        return None
    finally:
        os.close(descriptor)
    lines = os.fsdecode(data.removeprefix(b"\xef\xbb\xbf")).split("\n")
    return parse((line.removesuffix("\r") for line in lines), base)


def _rule(line: str) -> Rule | None:
    if line.startswith("#"):
        return None
    line = _TRAILING_BLANKS.sub(r"\1", line)
    text = line.removeprefix("!")
    ignore = text == line
    folders_only = text.endswith("/")
    text = text.removesuffix("/")
    by_name = "/" not in text
    text = text.removeprefix("/")
    return Rule(text, ignore, folders_only, by_name) if text else None


def _sieve(rules: list[Rule]) -> Callable[[str], bool]:
    """Return a quick test that no path fails which one of the rules matches; most paths pass none."""
    plain = frozenset(rule.text for rule in rules if not _WILD.search(rule.text))
    endings = tuple(ending for rule in rules if (ending := rule.ending))
    wild = [rule.text for rule in rules if rule.text not in plain and not rule.ending]
    regexes = [regex.pattern for text in wild if (regex := _regex(text))]
    search = _compile("|".join(f"(?:{regex})" for regex in regexes)).search if regexes else None

    def touches(text: str) -> bool:
        return text in plain or text.endswith(endings) or (search is not None and search(text) is not None)

    return touches


@lru_cache(maxsize=4096)
def _regex(text: str) -> re.Pattern[str] | None:
    """Compile a pattern, anchored at the start; None for one that git would not understand either."""
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern  # 20 ms, often not needed

    last = text[-1]
    if last.isspace():  # pathspec drops trailing blanks, all but an escaped one
        text = text[:-1].removesuffix("\\") + f"[{last}]"
    try:
        regex, _ = GitIgnoreSpecPattern.pattern_to_regex("/" + text)
        if regex == ".":  # pathspec's way to write "everything", for `**/*`
            regex = ".+"
        return _compile(_harden(_NAMED_GROUP.sub("(?:", regex))) if regex else None
    except (ValueError, re.error):
        return None


def _compile(regex: str) -> re.Pattern[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # "possible nested set": `[[` is plain in a glob
        return re.compile(regex, re.DOTALL)


def _harden(regex: str) -> str:
    """Make every wildcard but the last take the first fit for good.

    It finds the same paths, and a pattern like `*a*a*a*a*b` cannot be made to search for hours.
    """
    regex = _STAR_BEFORE_STAR.sub(r"(?>[^/]*?\1)", regex)
    head, *middle = regex.split(_FOLDERS_BETWEEN)
    if not middle:
        return regex
    tail = middle.pop()
    if head.startswith(_LEADING_FOLDERS):
        head = f"^(?>(?:.+?/)??{head.removeprefix(_LEADING_FOLDERS)}(?=/))"
    return head + "".join(f"(?>(?:/.+?)??{part}(?=/))" for part in middle) + _FOLDERS_BETWEEN + tail
