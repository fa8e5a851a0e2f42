"""Comparing records with one another where most files are as they were.

The index of all records is opened when the first file has changed, and takes in the others only then. Where
nothing has changed at all it is not opened: what was found between records in the last run is remembered.
"""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

from artikit.cache import folder as files
from artikit.cache.remembered import Remembered
from artikit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from artikit.cache.rows import Rows
    from artikit.config import Config
    from artikit.corpus import Corpus
    from artikit.corpus.keys import Keys
    from artikit.model import Diagnostic

KIND = "records"


class LateCorpus:
    """Does what `Corpus` does for a run, and no more than has to be done.

    The index is a draft that begins with the one that an earlier run kept. Where that turns out to be broken,
    a temporary one takes its place, and what was added is read again.

    `terms` are those of the index. `proofs` gives the proof of a file that is judged, where it is not its
    status. Raises what `Corpus` raises, but for anything that is wrong with the cache.
    """

    def __init__(
        self,
        config: Config,
        folder: str,
        rows: Rows,
        terms: str,
        proofs: Callable[[str], str | None] | None = None,
    ) -> None:
        self._config = config
        self._folder = folder
        self._terms = terms
        self._proofs = proofs
        self._known_proofs: dict[str, str] = {}
        self._corpus: Corpus | None = None
        self._old: str | None = None
        self._draft: str | None = None
        self._grown = False
        self._whole: list[str] = []
        self._remembered = Remembered(rows, config.root)
        self._known: list[tuple[str, str]] = []
        self._added = bytearray()
        self._last: str | None = None
        self._failed = False
        self._same = True  # every file of the run is as it was
        self._proven = True  # every file of the run is what its proof is of
        self._sound = True  # the index may be kept

    def saw(self, paths: str, proofs: str) -> None:
        r"""Take in what makes this run the same as another one: files, and what proves each, by `\0`."""
        self._remembered.saw(paths, proofs)

    def known(self, paths: str, proofs: str) -> None:
        r"""Take in files that are as they were, and what proves each, by `\0`."""
        self._known.append((paths, "" if self._proofs is None else proofs))

    def changed(self) -> None:
        """Note that a file is not as it was, or that nothing proves that it is."""
        self._same = False

    def unproven(self) -> None:
        """Note that a file was judged whose content may not be what its proof is of."""
        self._proven = False
        if self._proofs is not None:  # or else the index itself sees that its status is another one
            self._sound = False

    def add(self, path: str, line: int, keys: Keys | None) -> None:
        """Take in a record that was judged; see `Corpus.add`."""
        self._same, self._grown = False, True
        if path != self._last:
            self._last = path
            self._added += os.fsencode(path) + b"\0"
        if self._failed:
            return
        try:
            self._opened().add(path, line, keys)
        except Exception:
            if self._draft is None:
                raise
            self._start_again()

    def up_to_date(self, paths: Sequence[str]) -> None:
        """Take in a whole folder besides; see `Corpus.up_to_date`."""
        self._same = self._proven = False
        self._whole = list(paths)

    def diagnostics(
        self, *, frames: bool, fingerprints: bool, byte_columns: bool, of_taken: bool
    ) -> Iterator[Diagnostic]:
        """Compare the records; see `Corpus.diagnostics`."""
        self.saw("", f"{frames}{fingerprints}{byte_columns}{of_taken}")
        found = self._remembered.findings() if self._same else None
        if found is not None:
            yield from found
            return
        wanted = {"frames": frames, "fingerprints": fingerprints, "byte_columns": byte_columns}
        for one in self._compared(of_taken=of_taken, **wanted):
            if self._proven:
                self._proven = self._remembered.add(one)
            yield one
        if self._proven:
            self._remembered.keep(self._opened().looked_up)

    def _compared(self, **wanted: bool) -> Iterator[Diagnostic]:
        """Compare the records; where the kept index turns out to be broken, once more with another one."""
        done = 0
        try:
            for one in self._filled().diagnostics(**wanted):
                done += 1
                yield one
        except UsageError:
            raise
        except Exception:
            if self._draft is None:
                raise
            self._start_again()
            yield from islice(self._filled().diagnostics(**wanted), done, None)

    def close(self, *, publish: bool) -> None:
        """Keep the index for the next run if it has changed, or throw it away."""
        corpus, draft = self._corpus, self._draft
        self._corpus = self._draft = None
        try:
            if corpus is not None:
                if publish and draft is not None and self._grown and self._sound:
                    corpus.forget(corpus.vanished())
                    corpus.close(save=True)
                    files.finish(draft, KIND, self._terms)
                    draft = None
                else:
                    corpus.close(save=False)
        except Exception:  # noqa: BLE001, S110  (a cache that cannot be kept is none)
            pass
        finally:
            files.drop(draft)

    def _filled(self) -> Corpus:
        """Return the index with all files of this run in it."""
        corpus = self._opened()
        if self._failed:
            corpus.keep(map(os.fsdecode, bytes(self._added).split(b"\0")[:-1]))
        for paths, proofs in self._known:
            names = paths.split("\0")
            self._known_proofs = dict(zip(names, proofs.split("\0"), strict=True)) if proofs else {}
            self._grown |= corpus.keep(names)
        self._known_proofs = {}
        if self._whole:
            corpus.up_to_date(self._whole)
            self._grown = True
        return corpus

    def _opened(self) -> Corpus:
        if self._corpus is None:
            from artikit.corpus import Corpus

            try:
                self._old = files.load(self._folder, KIND, self._terms)
                self._draft = files.begin(self._folder, KIND, self._old)
                proofs = None if self._proofs is None else self._proof_of
                self._corpus = Corpus(self._config, self._draft, proofs=proofs)
            except Exception:  # noqa: BLE001  (whatever the cache has, it is not to stop a run)
                files.drop(self._draft)
                self._draft = None
                self._corpus = Corpus(self._config)
        return self._corpus

    def _proof_of(self, path: str) -> str | None:
        return self._known_proofs.get(path) or (None if self._proofs is None else self._proofs(path))

    def _start_again(self) -> None:
        """Put the kept index aside, and a temporary one in its place; what was added is read again."""
        from artikit.corpus import Corpus

        self.close(publish=False)
        files.drop(self._old)
        self._corpus = Corpus(self._config)
        self._failed = True
        self._proven = False
