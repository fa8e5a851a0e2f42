"""What a walk passes over: furniture of repositories, what is hidden, generated, ignored or excluded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from artikit.ignores import chain_above, chain_inside, ignored, repository_of

if TYPE_CHECKING:
    from artikit.ignores import Chain, Patterns

_FURNITURE = r"""(?xis) (?: readme | licen[cs]e | copying | changelog | changes | history | contributing
    | code_of_conduct | security | support | governance | maintainers | authors | codeowners | notice
    | (?:pull_request|issue)_template ) (?: \.(?:md|markdown|txt|mdx) )?
    | (?:requirements|constraints) .* \.txt
    | (?:robots|humans|ads|app-ads|security|llms|llms-full|cmakelists) \.txt"""
"""Compiled when the first name is asked for: a run over named files asks for none."""
_FIRST_LETTERS = frozenset("rlchsgmanpitRLCHSGMANPIT")
"""How furniture begins. Most articles are named by their day, and a walk asks for each."""
_GENERATED = frozenset({"node_modules", "__pycache__", "venv"})


def is_furniture(name: str) -> bool:
    """Tell whether a file stands in repositories without being an article.

    The whole name has to fit: `README.md` is furniture, `readme-first-reactions.md` an article.
    """
    return name[:1] in _FIRST_LETTERS and re.fullmatch(_FURNITURE, name) is not None


def is_skipped_folder(name: str) -> bool:
    """Tell whether a folder is hidden or made by tools, so that nothing in it is an article."""
    return name.startswith(".") or name in _GENERATED


@dataclass(frozen=True, slots=True)
class Ground:
    """The folder that a run's patterns are relative to and that no link may lead out of."""

    root: str
    """Absolute, without links, with forward slashes."""
    include: Patterns | None = None
    exclude: Patterns | None = None
    _chains: dict[str, Chain | None] = field(default_factory=dict)

    def drops(self, chain: Chain, path: str, name: str, *, folder: bool) -> bool:
        """Tell whether `exclude`, or git's patterns in `chain`, leave a path out."""
        if self.exclude is not None and self.exclude.verdict(path, name, folder=folder):
            return True
        return ignored(chain, path, name, folder=folder)

    def includes(self, path: str, name: str, *, folder: bool, inherited: bool) -> bool:
        """Tell whether `include` takes a path; what is in a folder it takes is `inherited`."""
        if self.include is None:
            return False
        said = self.include.verdict(path, name, folder=folder)
        return inherited if said is None else said

    def includes_above(self, folder: str) -> bool:
        """Tell whether `include` takes a folder, be it by one around it."""
        return self.include is not None and self.include.covers(folder, folder=True)

    def chain_above(self, folder: str) -> Chain:
        """Return git's patterns for what is in a folder, without those of the folder's own file."""
        return chain_above(folder, repository_of(folder) or self.root)

    def passes_over(self, path: str, *, folder: bool) -> bool:
        """Tell whether a walk of the whole ground would pass over a path, whatever its suffix."""
        if path == self.root:
            return False
        parent, _, name = path.rpartition("/")
        chain = self._chain(parent or "/")
        if chain is None or name.startswith(".") or (folder and is_skipped_folder(name)):
            return True
        if (
            not folder
            and is_furniture(name)
            and not (self.include and self.include.covers(path, folder=False))
        ):
            return True
        return self.drops(chain, path, name, folder=folder)

    def _chain(self, folder: str) -> Chain | None:
        """Return git's patterns inside a folder; None if a walk passes over it or a folder around it.

        Kept, as hooks name thousands of files in few folders. A loop, as folders nest deeper than calls.
        """
        pending = []
        while folder not in self._chains and folder != self.root:
            pending.append(folder)
            folder = folder.rpartition("/")[0] or "/"
        if folder not in self._chains:
            self._chains[folder] = chain_inside(self.chain_above(folder), folder)
        for below in reversed(pending):
            chain = self._chains[below.rpartition("/")[0] or "/"]
            name = below.rpartition("/")[2]
            if chain is None or is_skipped_folder(name) or self.drops(chain, below, name, folder=True):
                self._chains[below] = None
            else:
                self._chains[below] = chain_inside(chain, below)
            folder = below
        return self._chains[folder]
