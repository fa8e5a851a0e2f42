"""Verdicts out of the cache and fresh ones, in the order of the files."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from artikit import states
from artikit.cache import terms as digests
from artikit.cache.between import LateCorpus
from artikit.cache.codec import CodecError, packed, unpacked, written
from artikit.cache.rows import WINDOW, Row, Rows
from artikit.reading.codes import UNREADABLE_FILE
from artikit.running import verdicts_of
from artikit.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from artikit.config import Config
    from artikit.discover import Found
    from artikit.parallel import Crew
    from artikit.verdicts import Judge

_FRAMES, _PRINTS, _BYTES, _IDENTITIES = 1, 2, 4, 8
"""Bits for what a row of the cache carries beside the findings."""

_LONGEST = 1 << 22
"""Characters of the verdicts on one file, beyond which they are not kept."""

_NOTED = "settings"


class Stretch(NamedTuple):
    """Files that follow one another and are as they were: records of them that are clean, and what is not.

    `told` are the files that the database has to be asked about once more, when it is their turn.
    """

    clean: int
    blank: int
    told: tuple[tuple[Found, Row], ...]


@dataclass
class _Judging:
    """What comes together about a file while its records are judged."""

    clean: int = 0
    blank: int = 0
    size: int = 0
    lasting: bool = True
    fit: bool = True


class Cache:
    """The cache of one run, a context manager: what is new is kept where that is left without an error.

    `by` is how a file is known to be the same, `stat` or `hash`. Nothing that is wrong with the cache itself
    is ever raised, or told.
    """

    def __init__(self, config: Config, folder: str, by: str) -> None:
        self._config = config
        self._folder = folder
        self._by_hash = by == "hash"
        self._began = states.began()
        self._now = int(config.now.timestamp())
        self._index_terms = digests.index_terms_of(config, by)
        self._rows = Rows(folder, digests.terms_of(config, self._index_terms))
        self._between: LateCorpus | None = None
        self._proofs: dict[str, str] = {}
        self._waiting: dict[str, tuple[bytes, str, bool]] = {}
        self._needs = 0
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
        by_hash = self._proofs.get if self._by_hash else None
        self._between = LateCorpus(self._config, self._folder, self._rows, self._index_terms, by_hash)
        return self._between

    def verdicts(self, found: Iterable[Found], crew: Crew[Found, Verdict], judge: Judge) -> Iterator[Verdict]:
        """Judge files as `running.verdicts_of` does, those that the cache does not know."""
        wants = judge.wants
        self._needs = (
            _FRAMES * wants.frames + _PRINTS * judge.prints + _BYTES * wants.byte_columns
        ) + _IDENTITIES * judge.identified

        def known(item: Found | Stretch) -> Iterable[Verdict] | None:
            return self._told(item, crew) if isinstance(item, Stretch) else None

        items = cast("Any", self._looked_up(iter(found)))
        judged: Iterator[tuple[Any, Iterable[Verdict]]] = verdicts_of(items, crew, cast("Any", known))
        for item, verdicts in judged:
            if isinstance(item, Stretch) or item.path not in self._waiting:
                yield from verdicts
            else:
                yield from self._kept(item, verdicts)

    def _looked_up(self, found: Iterator[Found]) -> Iterator[Found | Stretch]:
        """Put together what follows one another and is as it was."""
        while window := list(islice(found, WINDOW)):
            keys = [self._key(one.path) for one in window]
            proofs = [self._proof(one) for one in window]
            rows = self._rows.of(keys)
            self._take_in(window, keys, proofs, rows)
            clean = blank = 0
            told: list[tuple[Found, Row]] = []
            for one, key, proof in zip(window, keys, proofs, strict=True):
                row = rows.get(key)
                if row is not None and row.proof == proof and self._serves(row):
                    if row.found:
                        told.append((one, row))
                    else:
                        clean += row.clean
                        blank += row.blank
                    continue
                if clean or blank or told:
                    yield Stretch(clean, blank, tuple(told))
                    clean, blank, told = 0, 0, []
                if proof is not None:
                    self._waiting[one.path] = key, proof, row is not None and row.proof == proof
                yield one
            if clean or blank or told:
                yield Stretch(clean, blank, tuple(told))

    def _take_in(
        self,
        window: list[Found],
        keys: list[bytes],
        proofs: list[str | None],
        rows: dict[bytes, Row],
    ) -> None:
        """Tell who compares records of these files."""
        between = self._between
        if between is None:
            return
        same = []
        for one, key, proof in zip(window, keys, proofs, strict=True):
            row = rows.get(key)
            if proof is not None and row is not None and row.proof == proof:
                same.append(one.path)
            elif one.problem is None:
                between.same = False
            if proof is None:
                between.proven &= one.problem is not None
        pairs = zip(window, proofs, strict=True)
        between.saw("\n".join([f"{one.path}\0{proof}\0{one.problem}" for one, proof in pairs]))
        if same:
            between.known(same)

    def _key(self, path: str) -> bytes:
        plain = os.sep == "/" and not path.startswith(("/", ".."))
        return os.fsencode(f"{self._here}/{path}" if plain else os.path.abspath(path))

    def _proof(self, one: Found) -> str | None:
        """Prove that a file is as it was; None for what cannot be proved."""
        if one.problem is not None:
            return None
        if not self._by_hash:
            status = states.status_of(one.path)
            return None if status is None else states.proof_of(status)
        proof = _hashed(one.path)
        if proof is not None and self._between is not None:
            self._proofs[one.path] = proof
        return proof

    def _serves(self, row: Row) -> bool:
        """Tell whether a row has all that this run wants to know."""
        if row.since is None or row.since > self._now:
            return False
        needs = self._needs if row.found else self._needs & _IDENTITIES
        return row.extras & needs == needs

    def _told(self, stretch: Stretch, crew: Crew[Found, Verdict]) -> Iterator[Verdict]:
        """Yield the verdicts of a stretch: the clean records all at once, as nobody asks which is which."""
        if stretch.clean:
            yield Verdict("", 1, times=stretch.clean, known=True)
        if stretch.blank:
            yield Verdict("", 1, blank=True, times=stretch.blank, known=True)
        for one, row in stretch.told:
            try:
                verdicts = list(self._unpacked(one.path, self._rows.found(row.path)))
            except (CodecError, ValueError, TypeError, KeyError):
                yield from (verdict._replace(known=True) for verdict in crew.work(one))
                continue
            if row.clean:
                yield Verdict(one.path, 1, times=row.clean, known=True)
            if row.blank:
                yield Verdict(one.path, 1, blank=True, times=row.blank, known=True)
            yield from verdicts

    def _unpacked(self, path: str, data: Any) -> Iterator[Verdict]:
        needs = self._needs
        for line, blank, unread, identity, found in data:
            diagnostics = tuple(_bare(unpacked(path, one), needs) for one in found)
            if type(line) is not int or type(identity) is not str:
                raise CodecError(path)
            asked = identity if needs & _IDENTITIES else ""
            yield Verdict(path, line, diagnostics, bool(blank), bool(unread), asked, known=True)

    def _kept(self, one: Found, verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
        """Hand on the verdicts on a file, and keep them once it is clear that they are of this very file."""
        key, proof, known = self._waiting.pop(one.path)
        sums, said = _Judging(), []
        for verdict in verdicts:
            yield verdict._replace(known=True) if known else verdict
            sums.lasting &= verdict.lasting
            if sums.fit and (text := self._sum_up(one, verdict, sums)) is not None:
                said.append(text)
        if not known:
            self._proofs.pop(one.path, None)
        if not (sums.fit and states.is_alone(one.path) and self._is_proved(one.path, proof)):
            if self._between is not None:
                self._between.proven = False
                self._between.sound &= not self._by_hash  # the index has keys of another content, perhaps
            return
        since = self._now if sums.lasting else None
        row = Row(key, proof, since, sums.clean, sums.blank, self._needs, bool(said))
        self._rows.keep(row, f"[{','.join(said)}]" if said else None)

    def _sum_up(self, one: Found, verdict: Verdict, sums: _Judging) -> str | None:
        """Count a verdict, or write it down where there is more to it."""
        found = verdict.diagnostics
        if not found and not self._needs & _IDENTITIES and (verdict.blank or not verdict.unread):
            sums.clean += not verdict.blank
            sums.blank += verdict.blank
            return None
        try:
            if any(each.path != one.path or each.code == UNREADABLE_FILE for each in found):
                raise CodecError(one.path)  # noqa: TRY301  (the same way out as for what JSON cannot hold)
            diagnostics = [packed(each) for each in found]
            text = written([verdict.line, verdict.blank, verdict.unread, verdict.identity, diagnostics])
        except CodecError:
            sums.fit = False
            return None
        sums.size += len(text)
        sums.fit = sums.size <= _LONGEST
        return text

    def _is_proved(self, path: str, proof: str) -> bool:
        """Tell whether what was judged is what the proof is of: the file is as it was when the run began."""
        status = states.status_of(path)
        if status is None:
            return False
        if not self._by_hash:
            return states.is_sure(status, self._began) and states.proof_of(status) == proof
        return states.is_sure(status, self._began) or _hashed(path) == proof

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


def _bare(diagnostic: Any, needs: int) -> Any:
    """Take off a diagnostic what this run does not ask for, as another one did."""
    if diagnostic.frame is not None and not needs & _FRAMES:
        diagnostic = replace(diagnostic, frame=None)
    if diagnostic.fingerprint and not needs & _PRINTS:
        diagnostic = replace(diagnostic, fingerprint="")
    if diagnostic.in_bytes is not None:
        if not needs & _BYTES:
            return replace(diagnostic, in_bytes=None)
        return replace(diagnostic, in_bytes=_bare(diagnostic.in_bytes, needs))
    return diagnostic


def _hashed(path: str) -> str | None:
    """Digest the content of a regular file; None for anything else."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return None
    try:
        size = os.fstat(descriptor).st_size
        digest = sha256()
        while block := os.read(descriptor, min(size, 1 << 20) + 1):
            digest.update(block)
        return digest.hexdigest()
    except OSError:
        return None
    finally:
        os.close(descriptor)
