"""One run held against a baseline: what is known, what is new, what is fixed.

A finding that moved with its record is known by its fingerprint. What did not come up again is taken for
fixed only where this run has looked: over everything that the baseline was written for, or else in that
file, at that record. So a run over some of the files prunes nothing that it cannot know about, such as a
finding between two records; and what cannot be read keeps its findings.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from artikit.baseline import Baseline, Entry, outermost, shortened, text_of, within
from artikit.fingerprints import fingerprint_of
from artikit.model import pointer_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from artikit.config import Config
    from artikit.model import Diagnostic
    from artikit.verdicts import Verdict

Judged: TypeAlias = "Callable[[str, str], bool]"
"""Tells whether a run applied a rule to a file: the file's path as in the baseline, the rule's code."""


@dataclass
class Comparison:
    """Counts that grow while records are judged.

    `paths` are what the run goes over, as the baseline writes them; none for a run that picks files out.
    With `growing`, new findings are taken into the baseline, and known from then on.

    `_left` counts what has not come up yet, by fingerprint and file; `_kept` has what came up. Files are
    named as in the baseline, records by their digest; `_seen_records` tells where each record is now.
    """

    baseline: Baseline
    paths: tuple[str, ...] = ()
    growing: bool = False
    known: int = 0
    taken: int = 0
    new: int = 0
    _left: dict[str, Counter[str]] = field(init=False)
    _kept: dict[tuple[str, str], Entry] = field(default_factory=dict)
    _read_files: set[str] = field(default_factory=set)
    _unread_records: set[str] = field(default_factory=set)
    _unread_files: set[str] = field(default_factory=set)
    _known_files: frozenset[str] = field(init=False)
    _known_records: frozenset[str] = field(init=False)
    _seen_records: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay out what is known by fingerprint, and by file."""
        self._left = {}
        for entry in self.baseline.entries:
            self._left.setdefault(entry.fingerprint, Counter())[entry.path] += entry.times
        self._known_files = frozenset(entry.path for entry in self.baseline.entries)
        self._known_records = frozenset(entry.record for entry in self.baseline.entries)

    def mark(self, verdict: Verdict) -> tuple[Diagnostic, ...]:
        """Take in what was found in one record, which has its `identity`, and mark what is known."""
        self._look_at(verdict)
        return tuple(self._mark(one, verdict.identity) for one in verdict.diagnostics)

    def mark_between(self, diagnostic: Diagnostic) -> Diagnostic:
        """Take in what was found across records, marked if it is known."""
        return self._mark(diagnostic, "")

    def fixed(self, judged: Judged) -> tuple[Entry, ...]:
        """List what was known, was looked for, and is not there any more."""
        return tuple(entry for entry in self._missing() if self._looked_for(entry, judged))

    def updated(self, judged: Judged) -> Baseline:
        """Make the baseline of today: without what is fixed, everything else where it stands now."""
        gone = set(self.fixed(judged))
        entries = dict(self._kept)
        for entry in self._missing():
            if entry not in gone:
                _add(entries, entry)
        paths = self.baseline.paths
        if self.growing or (self._whole and not all(_covered(one.path, paths) for one in entries.values())):
            paths = outermost((*paths, *self.paths))
        return replace(self.baseline, paths=paths, entries=tuple(sorted(entries.values())))

    @property
    def _whole(self) -> bool:
        """Whether the run goes over everything that the baseline was written for."""
        old = self.baseline.paths
        return bool(old) and all(_covered(one, self.paths) for one in old)

    def _look_at(self, verdict: Verdict) -> None:
        path = self.baseline.place(verdict.path)
        if path in self._known_files:
            self._read_files.add(path)
        if verdict.unread and not verdict.blank:
            self._unread_files.add(path)
        if verdict.identity in self._known_records:
            self._seen_records[verdict.identity] = path
            if verdict.unread:
                self._unread_records.add(verdict.identity)

    def _mark(self, diagnostic: Diagnostic, digest: str) -> Diagnostic:
        path = self.baseline.place(diagnostic.path)
        print_ = fingerprint_of(diagnostic)
        known = self._take(print_, path)
        self.known += known
        self.taken += not known and self.growing
        self.new += not (known or self.growing)
        if known or self.growing:
            pointer = shortened(pointer_text(diagnostic.pointer))
            _add(self._kept, Entry(path, diagnostic.code, pointer, print_, digest, 1))
            return replace(diagnostic, baselined=True)
        return diagnostic

    def _take(self, print_: str, path: str) -> bool:
        """Take one off what is left of a fingerprint: of its own file if it can be, else it has moved."""
        left = self._left.get(print_)
        if not left:
            return False
        place = path if path in left else next(iter(left))
        left[place] -= 1
        if not left[place]:
            del left[place]
        return True

    def _missing(self) -> list[Entry]:
        """What is left of each entry."""
        return [
            entry._replace(times=left)
            for entry in self.baseline.entries
            if (left := self._left[entry.fingerprint].get(entry.path, 0))
        ]

    def _looked_for(self, entry: Entry, judged: Judged) -> bool:
        if not judged(self._seen_records.get(entry.record, entry.path), entry.code):
            return False
        if entry.record in self._unread_records and not entry.code.startswith("AK0"):
            return False  # what is in it cannot be told as long as it cannot be read
        if entry.record in self._seen_records and entry.path in self._read_files:
            return True
        return self._whole and self._unread_files.isdisjoint(_with_folders(entry.path))


def judged_by(config: Config, baseline: Baseline, *, corpus: bool) -> Judged:
    """Tell which rules a run has applied: those that are on, and those across records if `corpus`.

    A rule that there is no more counts as applied, so that what it found goes.
    """
    from artikit.rules import all_rules

    folder, rules = os.path.dirname(baseline.file), all_rules()

    def judged(path: str, code: str) -> bool:
        on = code in config.at(os.path.join(folder, path)).severities
        return code not in rules or (on and (corpus or not code.startswith("AK3")))

    return judged


def write_baseline(baseline: Baseline) -> None:
    """Put a baseline into its file, in one step. Raises OSError."""
    from artikit.writing.files import write_file

    write_file(baseline.file, text_of(baseline).encode())


def _covered(path: str, folders: Iterable[str]) -> bool:
    return any(within(path, folder) for folder in folders)


def _with_folders(path: str) -> Iterator[str]:
    """Yield a path and every folder that it lies in."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _add(entries: dict[tuple[str, str], Entry], entry: Entry) -> None:
    key = entry.fingerprint, entry.path
    entries[key] = entry._replace(times=entry.times + (entries[key].times if key in entries else 0))
