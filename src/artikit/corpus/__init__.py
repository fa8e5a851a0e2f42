"""All records of a repository at once: an index of their keys, and what it tells.

    with Corpus(config) as corpus:
        for record in records:
            corpus.take(record)
        for diagnostic in corpus.diagnostics():
            …

The index holds keys, never records, and lies in a file, so memory does not grow with the repository.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from artikit.byte_columns import with_byte_columns
from artikit.corpus.comparing import compare
from artikit.corpus.findings import Finding, findings_in
from artikit.corpus.keys import keys_of
from artikit.corpus.placing import Shower, place_all
from artikit.corpus.store import Store
from artikit.discover import discover
from artikit.placing import place
from artikit.sources import read_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType
    from typing import Self

    from artikit.config import Config
    from artikit.corpus.keys import Keys
    from artikit.corpus.store import File
    from artikit.model import Diagnostic, Problem, Record

__all__ = ["Corpus", "Finding"]

_TOGETHER = 200
"""Records that wait for one another: to write down many at once takes half the time."""


class Corpus:
    """Takes records, file by file and in any order of the files, and compares them all.

    Without a `draft` the index is temporary, and gone at the end whatever happens. A draft is the path of a
    file that nobody else uses, empty or a copy of the index of an earlier run, which spares reading the files
    that did not change since. It is an index itself once the `with` statement is left without an error, and
    of no use otherwise. That the earlier run read records in the same way, by the same limits, is for the
    caller to see to.

    `proofs` gives the proof that a file is as it was, where that is not its status; it is asked when the file
    is taken.

    Raises ArtikitError if the index cannot be written.
    """

    def __init__(
        self,
        config: Config,
        draft: str | None = None,
        *,
        proofs: Callable[[str], str | None] | None = None,
    ) -> None:
        self.config = config
        self.looked_up: dict[str, int] = {}
        self._proofs = proofs
        self._store = Store(draft)
        self._waiting: list[tuple[str, str | None, int, Keys | None]] = []
        self._path: str | None = None
        self._file: File | None = None
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(save=kind is None)

    def close(self, *, save: bool) -> None:
        """End the run, and make an index of a draft, or leave it unfinished."""
        try:
            if save:
                self._finish()
                self._store.save()
        finally:
            self._store.close()

    def take(self, record: Record) -> None:
        """Take in a record on its way to somewhere else. What is not in a file, as standard input, is not."""
        keys = None if record.data is None else keys_of(record, record.data)
        self.add(record.source.path, record.source.first_line, keys)

    def add(self, path: str, line: int, keys: Keys | None) -> None:
        """Take in the keys of a record that begins in some line of a file; None for one without data."""
        self._waiting.append((path, self._proof_of(path), line, keys))
        if len(self._waiting) >= _TOGETHER:
            self._catch_up()

    def forget(self, paths: Iterable[str]) -> None:
        """Drop files and all that is known of them."""
        self._finish()
        for path in paths:
            self._store.forget(path)

    def up_to_date(self, paths: Sequence[str]) -> None:
        """Take in all files and folders that `paths` stand for, and forget what is not there any more.

        A file that was taken already in this run, or is as it was in an earlier one, is not read. Raises
        UsageError for a path that does not exist.
        """
        config = self.config
        found = discover(paths, include=config.include, exclude=config.exclude, root=config.root)
        self._finish()
        for one in found:
            if one.problem is None and not self._store.has(one.path):
                self._look_into(one.path, taken=False)
        self.forget(self.vanished())

    def keep(self, paths: Iterable[str]) -> bool:
        """Take in files that are said to be as they were; tells whether one of them had to be read."""
        self._finish()
        return sum(self._look_into(path, taken=True) for path in paths) > 0

    def vanished(self) -> list[str]:
        """List the files of earlier runs that are not there any more."""
        self._finish()
        return list(self._store.vanished())

    def findings(self, *, of_taken: bool = False) -> Iterator[Finding]:
        """Compare all records of this run, and yield what is found, by path and place of the record.

        With `of_taken`, only what touches a file that was taken by `take`.
        """
        self._finish()
        compare(self._store, self.config, self.looked_up)
        yield from findings_in(self._store, of_taken=of_taken)

    def diagnostics(
        self,
        *,
        frames: bool = False,
        fingerprints: bool = False,
        byte_columns: bool = False,
        of_taken: bool = False,
    ) -> Iterator[Diagnostic]:
        """Yield what `findings` finds as a user sees it, sorted by path, line and column.

        Files with a finding, or with the other place of one, are read again. With `frames` each diagnostic
        carries the lines around it, with `fingerprints` what it is known again by, with `byte_columns`
        itself as `in_bytes`.
        """
        self._finish()
        compare(self._store, self.config, self.looked_up)
        show: Shower = partial(place, frames=frames, fingerprints=fingerprints)
        if byte_columns:
            show = partial(_in_bytes, show)
        yield from place_all(self._store, self.config, show, of_taken=of_taken)

    def _catch_up(self) -> None:
        waiting, self._waiting = self._waiting, []
        for path, proof, line, keys in waiting:
            if path != self._path:
                self._begin(path, proof, taken=True)
            self._add(line, keys)

    def _proof_of(self, path: str) -> str | None:
        return None if self._proofs is None else self._proofs(path)

    def _begin(self, path: str, proof: str | None, *, taken: bool) -> File | None:
        self._end()
        file = self._store.begin(path, taken=taken, proof=proof)
        self._path, self._file, self._number = path, file, file.records if file else 0
        return file

    def _look_into(self, path: str, *, taken: bool) -> bool:
        """Take in a file whose records nobody hands over; tells whether it was read."""
        file = self._begin(path, self._proof_of(path), taken=taken)
        if file is None or file.fresh:
            return False
        for record in read_paths([path], self.config):
            self._add(record.source.first_line, None if record.data is None else keys_of(record, record.data))
        self._end(whole=True)
        return True

    def _add(self, line: int, keys: Keys | None) -> None:
        file = self._file
        if file is None or file.fresh:
            return
        self._store.add(file, self._number, line, keys)
        self._number += 1

    def _finish(self) -> None:
        self._catch_up()
        self._end()

    def _end(self, *, whole: bool = False) -> None:
        if self._file is not None and not self._file.fresh:
            self._store.finish(self._file, whole=whole)
        self._path = self._file = None


def _in_bytes(
    show: Shower, record: Record, problems: Iterable[Problem], config: Config
) -> tuple[Diagnostic, ...]:
    return tuple(with_byte_columns(one, record.source) for one in show(record, problems, config))
