"""Verdicts out of the cache and fresh ones, in the order of the files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from artikit import states
from artikit.cache import terms as digests
from artikit.cache.codec import CodecError
from artikit.cache.listing import IDENTITIES, Listing, extras_of, verdicts_in
from artikit.cache.proofs import Proofs
from artikit.cache.rows import Row, Rows, StretchRow
from artikit.cache.windows import Sums, Window, digest_of, windows
from artikit.running import verdicts_of
from artikit.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from artikit.cache.between import LateCorpus
    from artikit.config import Config
    from artikit.discover import Found
    from artikit.parallel import Crew
    from artikit.verdicts import Judge

_NOTED = "settings"

_Listed: TypeAlias = "tuple[Found, bytes, str]"
"""A file of which verdicts are listed, with its key and its proof: the database is asked at its turn."""


class Stretch(NamedTuple):
    """Files that follow one another and are as they were: how many records of them are clean, how many blank.

    Of some, verdicts are `listed` besides.
    """

    clean: int
    blank: int
    listed: tuple[_Listed, ...]


class _Waiting(NamedTuple):
    """A file that is being judged: `known` if it is as it was, `number` its place in its window."""

    key: bytes
    proof: str
    known: bool
    number: int
    sums: Sums | None


class Cache:
    """The cache of one run, a context manager: what is new is kept where that is left without an error.

    `by` is how a file is known to be the same, `stat` or `hash`. Nothing that is wrong with the cache itself
    is ever raised or reported.
    """

    def __init__(self, config: Config, folder: str, by: str) -> None:
        self._config = config
        self._folder = folder
        self._proofs = Proofs(by)
        self._now = int(config.now.timestamp())
        self._index_terms = digests.index_terms_of(config, by)
        self._rows = Rows(folder, digests.terms_of(config, self._index_terms))
        self._between: LateCorpus | None = None
        self._waiting: dict[str, _Waiting] = {}
        self._extras = 0
        self._here = os.path.abspath(".")
        noted = self._rows.about(_NOTED)
        self._noted = noted if self._holds(noted) else None
        if noted is not None and self._noted is None:
            self._rows.forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._between is not None:
            self._between.close(publish=kind is None)
        if kind is None and self._noted is None:
            self._note()
        self._rows.close(publish=kind is None)

    @property
    def compares(self) -> bool | None:
        """Whether rules across records are on; None where an earlier run has not told.

        Where it has, the settings need no check any more either: they are sound.
        """
        return None if self._noted is None else bool(self._noted["compares"])

    def corpus(self) -> LateCorpus:
        """Return what compares records with one another, for a run that does."""
        from artikit.cache.between import LateCorpus  # not where single files are named

        by_hash = self._proof_of if self._proofs.by_hash else None
        self._between = LateCorpus(self._config, self._folder, self._rows, self._index_terms, by_hash)
        return self._between

    def verdicts(self, found: Iterable[Found], crew: Crew[Found, Verdict], judge: Judge) -> Iterator[Verdict]:
        """Judge files as `running.verdicts_of` does, those that the cache does not know."""
        self._extras = extras_of(judge)

        def known(item: Found | Stretch) -> Iterable[Verdict] | None:
            return self._recalled(item, crew) if isinstance(item, Stretch) else None

        items = cast("Any", self._looked_up(iter(found)))
        judged: Iterator[tuple[Any, Iterable[Verdict]]] = verdicts_of(items, crew, cast("Any", known))
        for item, verdicts in judged:
            if isinstance(item, Stretch) or item.path not in self._waiting:
                yield from verdicts
            else:
                yield from self._kept(item, verdicts)

    def _looked_up(self, found: Iterator[Found]) -> Iterator[Found | Stretch]:
        """Put together what follows one another and is as it was."""
        known = self._rows.stretches(os.fsencode(self._here))
        begins = frozenset(map(os.fsdecode, known))
        for window in windows(found, begins, self._proofs.at):
            paths, proofs = window.paths, window.proven
            if proofs is None:
                yield from self._one_by_one(window, paths, None)
                continue
            first, count = window.first, len(window.files)
            digest = digest_of(count, paths, proofs)
            row = known.get(first)
            if row is not None and self._stands(row, digest, count):
                if self._between is not None:
                    self._between.saw(paths, proofs)
                    self._between.known(paths, proofs)
                self._rows.seen += count
                yield self._stretch(row, window)
            else:
                sums = Sums(first, digest, count) if window.is_long else None
                yield from self._one_by_one(window, paths, sums)

    def _stretch(self, row: StretchRow, window: Window) -> Stretch:
        files = [(window.files[number], window.proofs[number]) for number in row.listed]
        listed = tuple((one, self._key(one.path), proof or "") for one, proof in files)
        return Stretch(row.clean, row.blank, listed)

    def _one_by_one(self, window: Window, paths: str, sums: Sums | None) -> Iterator[Found | Stretch]:
        """Ask for each file, where something is new."""
        keys = [self._key(one.path) for one in window.files]
        rows = self._rows.of(keys)
        self._take_in(window, paths, keys, rows)
        clean = blank = 0
        listed: list[_Listed] = []
        for number, (one, proof, key) in enumerate(zip(*window, keys, strict=True)):
            row = rows.get(key)
            if row is not None and row.proof == proof and self._serves(row):
                if row.listed:
                    listed.append((one, key, proof))
                else:
                    clean += row.clean
                    blank += row.blank
                self._sum_up(sums, number, row)
                continue
            if clean or blank or listed:
                yield Stretch(clean, blank, tuple(listed))
                clean, blank, listed = 0, 0, []
            if proof is not None:
                same = row is not None and row.proof == proof
                self._waiting[one.path] = _Waiting(key, proof, same, number, sums)
            yield one
        if clean or blank or listed:
            yield Stretch(clean, blank, tuple(listed))

    def _sum_up(self, sums: Sums | None, number: int, row: Row) -> None:
        """Count a file of a window, and keep the window once it is known as a whole."""
        if sums is not None and sums.add(number, row):
            self._rows.keep_stretch(os.fsencode(self._here), sums.first, sums.row())

    def _take_in(self, window: Window, paths: str, keys: list[bytes], rows: dict[bytes, Row]) -> None:
        """Hand the files of a window to what compares records, and say which are as they were."""
        between = self._between
        if between is None:
            return
        same, seen = [], []
        for one, proof, key in zip(*window, keys, strict=True):
            row = rows.get(key)
            if proof is not None and row is not None and row.proof == proof:
                same.append((one.path, proof))
            elif one.problem is None:
                between.changed()
            seen.append(str(one.problem) if proof is None else proof)
        between.saw(paths, "\0".join(seen))
        if same:
            between.known(*("\0".join(part) for part in zip(*same, strict=True)))

    def _key(self, path: str) -> bytes:
        """Name a file as it is called from anywhere."""
        if os.sep == "/" and ".." not in path:
            return os.fsencode(path if path.startswith("/") else f"{self._here}/{path}")
        return os.fsencode(os.path.abspath(path))

    def _proof_of(self, path: str) -> str | None:
        """Return the digest of the content of a file that is being judged."""
        waiting = self._waiting.get(path)
        return None if waiting is None else waiting.proof

    def _stands(self, row: StretchRow, digest: str, files: int) -> bool:
        """Tell whether what is known of a window is of this very one, and all that this run wants."""
        return row.digest == digest and self._serves(row) and max(row.listed, default=0) < files

    def _serves(self, row: Row | StretchRow) -> bool:
        """Tell whether a row has all that this run wants to know."""
        if row.since is None or row.since > self._now:
            return False
        wanted = self._extras if isinstance(row, StretchRow) or row.listed else self._extras & IDENTITIES
        return row.extras & wanted == wanted

    def _recalled(self, stretch: Stretch, crew: Crew[Found, Verdict]) -> Iterator[Verdict]:
        """Yield the verdicts of a stretch: the clean records all at once, as nobody asks which is which."""
        yield from _counted("", stretch.clean, stretch.blank)
        for one, key, proof in stretch.listed:
            try:
                row, listed = self._rows.listed(key)
                if row.proof != proof or not self._serves(row):  # it was replaced since the stretch was kept
                    raise CodecError(one.path)  # noqa: TRY301  (the same way out as for what cannot be read)
                verdicts = verdicts_in(one.path, listed, self._extras)
            except CodecError:
                yield from (verdict._replace(known=True) for verdict in crew.work(one))
                continue
            yield from _counted(one.path, row.clean, row.blank)
            yield from verdicts

    def _kept(self, one: Found, verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
        """Hand on the verdicts on a file, and keep them once it is clear that they are of this very file."""
        waiting = self._waiting[one.path]
        listing = Listing(one.path, self._extras)
        for verdict in verdicts:
            yield verdict._replace(known=True) if waiting.known else verdict
            listing.add(verdict)
        del self._waiting[one.path]
        if not (listing.fits and states.is_alone(one.path) and self._proofs.holds(one.path, waiting.proof)):
            if self._between is not None:
                self._between.unproven()
            return
        since = self._now if listing.lasting else None
        text = listing.text
        row = Row(
            waiting.key, waiting.proof, since, listing.clean, listing.blank, self._extras, text is not None
        )
        self._rows.keep(row, text)
        self._sum_up(waiting.sums, waiting.number, row)

    def _holds(self, noted: Any) -> bool:
        """Tell whether all that verdicts depend on beside the records and the settings is as it was."""
        try:
            return all(digests.digest_of(path) == said for path, said in noted["beside"].items())
        except (TypeError, KeyError, AttributeError):
            return False

    def _note(self) -> None:
        from artikit.rules.corpus import ACROSS

        settings = (self._config, *self._config.merged_overrides())
        compares = any(not ACROSS.isdisjoint(one.severities) for one in settings)
        beside = digests.depends_on(self._config)
        self._rows.note(_NOTED, {"compares": compares, "beside": beside})


def _counted(path: str, clean: int, blank: int) -> Iterator[Verdict]:
    """Yield what stands for so many records without findings."""
    if clean:
        yield Verdict(path, 1, times=clean, known=True)
    if blank:
        yield Verdict(path, 1, blank=True, times=blank, known=True)
