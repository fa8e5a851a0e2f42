"""A look at a repository: which folders hold files, and what kind of records a sample of them is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from artikit.discover import discover
from artikit.init.generators import generator_of
from artikit.schema.compiled import compile_schema
from artikit.sources import read_paths
from artikit.verdicts import is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.config import Config
    from artikit.init.generators import Generator
    from artikit.model import Record

MOST = 2_000
"""Files that are read at most: a few seconds' worth, and enough to tell a share to two per cent."""

KINDS: dict[str, tuple[str, str] | None] = {
    "news": ("category", "news"),
    "organization": ("taxonomy", "organization"),
    "topic": ("taxonomy", "topic"),
    "article": None,
}
"""Schemas that a folder may go by, the strictest first; and the key and value that say so in a record."""


@dataclass
class Folder:
    """What is known of one folder, without those in it. Counts that grow while the sample is read."""

    files: int = 0
    read: int = 0
    without: int = 0
    records: int = 0
    valid: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    meant: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))

    def take(self, record: Record, valid: Mapping[str, bool]) -> None:
        """Count one record of the sample."""
        self.read += 1
        if is_blank(record):
            self.without += 1
            return
        self.records += 1
        for kind, sign in KINDS.items():
            self.valid[kind] += valid[kind]
            self.meant[kind] += sign is not None and (record.data or {}).get(sign[0]) == sign[1]


@dataclass(frozen=True)
class Survey:
    """What a look at a repository came to. Folders are relative to `root`; its own files are in `.`.

    `homes` tells the folder of each path, `sample` the paths that were read, `skipped` folders of the
    generator in which a walk would find files.
    """

    root: str
    generator: Generator | None
    folders: Mapping[str, Folder]
    homes: Mapping[str, str]
    sample: tuple[str, ...]
    skipped: tuple[str, ...]

    @property
    def files(self) -> int:
        """How many files a walk takes."""
        return sum(folder.files for folder in self.folders.values())


def look(config: Config) -> Survey:
    """Walk `config.root` as a run would, and read a sample of what is there. Raises UsageError."""
    generator = generator_of(config.root)
    passed_over = generator.folders if generator else ()
    found: dict[str, list[str]] = {}
    skipped: set[str] = set()
    for one in discover([config.root], exclude=config.exclude, root=config.root):
        place = one.path.removeprefix(config.root.rstrip("/")).lstrip("/")
        folder = place.rpartition("/")[0] or "."
        made = next((name for name in passed_over if place.startswith(f"{name}/")), None)
        if made is not None:
            skipped.add(made)
        elif one.problem is None:
            found.setdefault(folder, []).append(one.path)
    folders = {name: Folder(files=len(paths)) for name, paths in sorted(found.items())}
    sample = _sample(found)
    judges = {kind: compile_schema(kind, config.root).is_valid for kind in KINDS}
    homes = {path: name for name, paths in found.items() for path in paths}
    for record in read_paths(sample, config):
        folders[homes[record.source.path]].take(record, _verdicts(record, judges))
    return Survey(config.root, generator, folders, homes, tuple(sample), tuple(sorted(skipped)))


def _verdicts(record: Record, judges: Mapping[str, Any]) -> dict[str, bool]:
    """Tell under which schemas a record is valid; the verdict alone, without the reasons."""
    sound = record.data is not None
    return {kind: sound and bool(is_valid(record.data)) for kind, is_valid in judges.items()}


def _sample(found: Mapping[str, list[str]]) -> list[str]:
    """Choose files from every folder, evenly and always the same, in the order of the walk."""
    total = sum(map(len, found.values()))
    if total <= MOST:
        return sorted(path for paths in found.values() for path in paths)
    shared = max(MOST - len(found), 0)  # when each folder has got one
    chosen = [
        path for _, paths in sorted(found.items()) for path in spread(paths, 1 + len(paths) * shared // total)
    ]
    return sorted(spread(chosen, MOST))


def spread(paths: list[str], count: int) -> list[str]:
    """Take so many of some, evenly spaced."""
    if count >= len(paths):
        return paths
    return [paths[number * len(paths) // count] for number in range(count)]
