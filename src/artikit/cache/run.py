"""Verdicts out of the cache and fresh ones, in the order of the files."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from artikit import states
from artikit.cache import terms as digests
from artikit.cache.between import LateCorpus
from artikit.cache.codec import CodecError, packed, unpacked, written
from artikit.cache.rows import LEAST, WINDOW, Row, Rows, Whole
from artikit.reading.codes import UNREADABLE_FILE
from artikit.running import verdicts_of
from artikit.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType
    from typing import Self

    from artikit.config import Config
    from artikit.discover import Found
    from artikit.parallel import Crew
    from artikit.verdicts import Judge

_FRAMES, _PRINTS, _BYTES, _IDENTITIES, _ALL = 1, 2, 4, 8, 15
"""Bits for what a row of the cache carries beside the findings."""

_LONGEST = 1 << 22
"""Characters of the verdicts on one file, beyond which they are not kept."""

_NOTED = "settings"
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_BLOCK = 1 << 20
"""Bytes that are hashed at once."""


_Told: TypeAlias = "tuple[Found, bytes, str]"


class Stretch(NamedTuple):
    """Files that follow one another and are as they were: records of them that are clean, and what is not.

    `told` are the files, with key and proof, that the database has to be asked about when it is their turn.
    """

    clean: int
    blank: int
    told: tuple[_Told, ...]


class _Window(NamedTuple):
    """Files that are looked at together, in their order, with what proves each; None where nothing does."""

    files: list[Found]
    proofs: list[str | None]


class _Sums:
    """What comes together about a window, file by file, until all of its files are `left` behind."""

    def __init__(self, first: bytes, digest: str, left: int) -> None:
        self.first = first
        self.digest = digest
        self.left = left
        self.clean = self.blank = self.since = 0
        self.extras = _ALL
        self.told: list[int] = []

    def add(self, number: int, row: Row) -> bool:
        """Add what is known of a file; tells whether it was the last one."""
        if row.since is None:
            return False  # and there will never be a last one
        self.left -= 1
        self.clean += 0 if row.found else row.clean
        self.blank += 0 if row.found else row.blank
        self.since = max(self.since, row.since)
        self.extras &= row.extras if row.found else row.extras | ~_IDENTITIES
        if row.found:
            self.told.append(number)
        return self.left == 0

    def whole(self) -> Whole:
        """What is known of the window as a whole."""
        told = tuple(sorted(self.told))
        return Whole(self.digest, self.since, self.clean, self.blank, self.extras, told)


class _Waiting(NamedTuple):
    """A file that is being judged: `known` if it is as it was, `number` its place in its window."""

    key: bytes
    proof: str
    known: bool
    number: int
    sums: _Sums | None


class _Judging:
    """What comes together about a file while its records are judged."""

    def __init__(self) -> None:
        self.clean = self.blank = self.size = 0
        self.lasting = self.fit = True


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
        self._waiting: dict[str, _Waiting] = {}
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
        by_hash = self._proof_of if self._by_hash else None
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
        folder = os.fsencode(self._here)
        known = self._rows.stretches(folder)
        for window in self._windows(found, known):
            shown = "\0".join([one.path for one in window.files])
            if None in window.proofs:
                yield from self._one_by_one(window, shown, None)
                continue
            proofs = "\0".join(cast("list[str]", window.proofs))
            first = os.fsencode(window.files[0].path)
            digest = _digest_of(f"{len(window.files)}\0{shown}\0{proofs}")
            whole = known.get(first)
            if whole is not None and self._stands(whole, digest, len(window.files)):
                if self._between is not None:
                    self._between.saw(shown, proofs)
                    self._between.known(shown, proofs)
                self._rows.seen += len(window.files)
                told = [(window.files[number], window.proofs[number]) for number in whole.told]
                asked = tuple((one, self._key(one.path), proof or "") for one, proof in told)
                yield Stretch(whole.clean, whole.blank, asked)
            else:
                long = len(window.files) >= LEAST
                sums = _Sums(first, digest, len(window.files)) if long else None
                yield from self._one_by_one(window, shown, sums)

    def _windows(self, found: Iterator[Found], known: Mapping[bytes, Whole]) -> Iterator[_Window]:
        """Cut the run into windows, as earlier runs did wherever that is possible.

        So a file that comes or goes changes the windows around it and no other.
        """
        begins = frozenset(map(os.fsdecode, known))
        prove = _hashed if self._by_hash else states.proof_at
        files: list[Found] = []
        proofs: list[str | None] = []
        for one in found:
            path, problem = one
            if (path in begins and len(files) >= LEAST) or len(files) == WINDOW:
                yield _Window(files, proofs)
                files, proofs = [], []
            files.append(one)
            proofs.append(prove(path) if problem is None else None)
        if files:
            yield _Window(files, proofs)

    def _one_by_one(self, window: _Window, shown: str, sums: _Sums | None) -> Iterator[Found | Stretch]:
        """Ask for each file, where something is new."""
        keys = [self._key(one.path) for one in window.files]
        rows = self._rows.of(keys)
        self._take_in(window, shown, keys, rows)
        clean = blank = 0
        told: list[_Told] = []
        for number, (one, proof, key) in enumerate(zip(*window, keys, strict=True)):
            row = rows.get(key)
            if row is not None and row.proof == proof and self._serves(row):
                if row.found:
                    told.append((one, key, proof))
                else:
                    clean += row.clean
                    blank += row.blank
                self._sum_up_window(sums, number, row)
                continue
            if clean or blank or told:
                yield Stretch(clean, blank, tuple(told))
                clean, blank, told = 0, 0, []
            if proof is not None:
                same = row is not None and row.proof == proof
                self._waiting[one.path] = _Waiting(key, proof, same, number, sums)
            yield one
        if clean or blank or told:
            yield Stretch(clean, blank, tuple(told))

    def _sum_up_window(self, sums: _Sums | None, number: int, row: Row) -> None:
        """Count a file of a window, and keep the window once it is known as a whole."""
        if sums is not None and sums.add(number, row):
            self._rows.keep_stretch(os.fsencode(self._here), sums.first, sums.whole())

    def _take_in(self, window: _Window, shown: str, keys: list[bytes], rows: dict[bytes, Row]) -> None:
        """Tell who compares records of these files."""
        between = self._between
        if between is None:
            return
        same, seen = [], []
        for one, proof, key in zip(*window, keys, strict=True):
            row = rows.get(key)
            if proof is not None and row is not None and row.proof == proof:
                same.append((one.path, proof))
            elif one.problem is None:
                between.same = False
            if proof is None:
                between.proven &= one.problem is not None
            seen.append(str(one.problem) if proof is None else proof)
        between.saw(shown, "\0".join(seen))
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

    def _stands(self, whole: Whole, digest: str, files: int) -> bool:
        """Tell whether what is known of a window is of this very one, and all that this run wants."""
        return whole.digest == digest and self._serves(whole) and max(whole.told, default=0) < files

    def _serves(self, row: Row | Whole) -> bool:
        """Tell whether a row has all that this run wants to know."""
        if row.since is None or row.since > self._now:
            return False
        needs = self._needs if isinstance(row, Whole) or row.found else self._needs & _IDENTITIES
        return row.extras & needs == needs

    def _told(self, stretch: Stretch, crew: Crew[Found, Verdict]) -> Iterator[Verdict]:
        """Yield the verdicts of a stretch: the clean records all at once, as nobody asks which is which."""
        if stretch.clean:
            yield Verdict("", 1, times=stretch.clean, known=True)
        if stretch.blank:
            yield Verdict("", 1, blank=True, times=stretch.blank, known=True)
        for one, key, proof in stretch.told:
            try:
                row, found = self._rows.found(key)
                if row.proof != proof or not self._serves(row):  # it was replaced since the stretch was kept
                    raise CodecError(one.path)  # noqa: TRY301  (the same way out as for what cannot be read)
                verdicts = list(self._unpacked(one.path, found))
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
        waiting = self._waiting[one.path]
        key, proof, known = waiting[:3]
        sums, said = _Judging(), []
        for verdict in verdicts:
            yield verdict._replace(known=True) if known else verdict
            sums.lasting &= verdict.lasting
            if sums.fit and (text := self._sum_up(one, verdict, sums)) is not None:
                said.append(text)
        del self._waiting[one.path]
        if not (sums.fit and states.is_alone(one.path) and self._is_proved(one.path, proof)):
            if self._between is not None:
                self._between.proven = False
                self._between.sound &= not self._by_hash  # the index has keys of another content, perhaps
            return
        since = self._now if sums.lasting else None
        row = Row(key, proof, since, sums.clean, sums.blank, self._needs, bool(said))
        self._rows.keep(row, f"[{','.join(said)}]" if said else None)
        self._sum_up_window(waiting.sums, waiting.number, row)

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


def _digest_of(text: str) -> str:
    return sha256(text.encode(errors="surrogateescape")).hexdigest()


def _hashed(path: str) -> str | None:
    """Digest the content of a regular file; None for anything else."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError):
        return None
    try:
        status = os.fstat(descriptor)
        if not S_ISREG(status.st_mode):
            return None
        most = min(status.st_size, _BLOCK) + 1  # one more, so that one block is seen to be the last
        block = os.read(descriptor, most)
        digest = sha256(block)
        while len(block) == most:
            block = os.read(descriptor, most)
            digest.update(block)
        return digest.hexdigest()
    except OSError:
        return None
    finally:
        os.close(descriptor)
