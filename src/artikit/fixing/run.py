"""Mending files one after the other; a `Target` decides what becomes of their bytes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, Protocol

from artikit.engine import diagnose
from artikit.fixing.rounds import Judged, mend
from artikit.reading import codes
from artikit.reading.limits import longest_row
from artikit.sources import Opened, unread
from artikit.summary import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.config import Config
    from artikit.fixing.rounds import Mended, Read
    from artikit.model import Diagnostic, Record

_CHUNK = 1 << 20
_WHOLE = frozenset({"md", "yaml", "json"})
"""Formats whose files are one text. JSONL is mended line by line; tables are judged and not mended."""


class Target(Protocol):
    """Takes the bytes of files, old and new, piece by piece.

    `needs_all` tells whether it needs those too of files that cannot be mended.
    """

    needs_all: bool

    def begin(self, path: str) -> None:
        """Begin a file."""

    def piece(self, old: bytes, new: bytes) -> None:
        """Take the next bytes of the file, as they were and as they are to be."""

    def end(self) -> bool:
        """End the file; tell whether it counts as one that is changed."""


class Fixed(NamedTuple):
    """What was mended: how many findings, in how many files; and the findings that are left."""

    fixed: int
    files: int
    left: tuple[Diagnostic, ...]


@dataclass
class Tally:
    """What came of a run. Findings are counted at any level, if their rule is on."""

    fixed: Counter[tuple[str, str]] = field(default_factory=Counter)
    files: int = 0
    left: int = 0
    unsafe: int = 0

    def sentence(self, known: int = 0, *, trial: bool = False) -> str:
        """Say it: `12 findings fixed in 9 files; 3 left; 2 more with --unsafe`; without `known` ones left."""
        left = self.left - known
        done = "would be fixed" if trial else "fixed"
        count = self.fixed.total()
        first = (
            f"{many(count, 'finding')} {done} in {many(self.files, 'file')}" if count else f"nothing {done}"
        )
        parts = [first, f"{left:,} left" if left else "none left"]
        if self.unsafe:
            parts.append(f"{self.unsafe:,} more with --unsafe")
        return "; ".join(parts)


class Mending:
    """A run: what was found goes in, records and what is left to be said about them come out."""

    def __init__(
        self,
        config: Config,
        target: Target,
        *,
        unsafe: bool = False,
        frames: bool = False,
        fingerprints: bool = False,
    ) -> None:
        self.tally = Tally()
        self._config = config
        self._target = target
        self._unsafe = unsafe
        self._fixed: Counter[tuple[str, str]] = Counter()
        self._is_writing = False
        self._judge = partial(diagnose, config=config, frames=frames, fingerprints=fingerprints)

    def records(self, found: Iterable[Opened | Record]) -> Iterator[tuple[Record, tuple[Diagnostic, ...]]]:
        """Mend file by file, and yield every record with its findings as they are afterwards.

        A file that cannot be read is a finding. Raises OSError where what is mended cannot be written.
        """
        for one in found:
            pairs = self._file(one) if isinstance(one, Opened) else iter([(one, self._judge(one))])
            for record, diagnostics in pairs:
                self.tally.left += len(diagnostics)
                if not self._unsafe:
                    self.tally.unsafe += sum(1 for said in diagnostics if said.fix and not said.fix.safe)
                yield record, diagnostics

    def _file(self, opened: Opened) -> Iterator[tuple[Record, tuple[Diagnostic, ...]]]:
        self._fixed = Counter()
        self._is_writing = False
        try:
            self._target.begin(opened.path)
            if opened.format in _WHOLE:
                yield from self._whole(opened)
            elif opened.format == "jsonl":
                yield from self._lines(opened)
            else:
                yield from self._unmended(opened)
        except OSError as error:
            if self._is_writing:
                raise
            record = unread(opened.path, error)
            yield record, self._judge(record)
        if self._target.end() and self._fixed:
            self.tally.files += 1
            self.tally.fixed += self._fixed

    def _whole(self, opened: Opened) -> Iterator[Judged]:
        data = opened.file.read(self._config.limits.file_bytes + 1)
        mended = self._mend(data, lambda new: opened.read(BytesIO(new)))
        self._put(data, mended.data)
        self._pass_on(opened)  # of a file beyond the limit there is more
        yield from mended.judged

    def _lines(self, opened: Opened) -> Iterator[Judged]:
        """Mend line by line, so that memory does not grow with the file."""
        most = longest_row(self._config.limits)
        number = 0
        while line := opened.file.readline(most + 1):
            number += 1
            text = line.rstrip(b"\r\n")
            read = partial(_numbered, opened, number)
            if len(line) > most and not line.endswith(b"\n"):
                self._pass_on_line(opened, line, most)
                yield from (Judged(record, self._judge(record)) for record in read(line))
            elif not line.strip():
                self._put(line, line)
            else:
                mended = self._mend(text, read)
                self._put(line, mended.data + line[len(text) :])
                yield from mended.judged
                if _is_utf_16(mended.judged):
                    self._pass_on(opened)  # what follows are no lines

    def _unmended(self, opened: Opened) -> Iterator[Judged]:
        """Judge a file of tables, or a compressed one."""
        file = opened.file
        if self._target.needs_all:
            data = file.read()
            self._put(data, data)
            file = BytesIO(data)
        yield from (Judged(record, self._judge(record)) for record in opened.read(file))

    def _mend(self, data: bytes, read: Read) -> Mended:
        mended = mend(data, read, self._judge, unsafe=self._unsafe)
        self._fixed.update((one.code, one.name) for one in mended.fixed)
        return mended

    def _put(self, old: bytes, new: bytes) -> None:
        self._is_writing = True
        self._target.piece(old, new)
        self._is_writing = False

    def _pass_on(self, opened: Opened) -> None:
        """Pass on the rest of a file as it is."""
        while rest := opened.file.read(_CHUNK):
            self._put(rest, rest)

    def _pass_on_line(self, opened: Opened, line: bytes, most: int) -> None:
        """Pass on the rest of a line that is too long."""
        while line:
            self._put(line, line)
            line = b"" if line.endswith(b"\n") else opened.file.readline(most)


def _numbered(opened: Opened, number: int, data: bytes) -> Iterator[Record]:
    """Read a line as what it is: that line of its file."""
    for record in opened.read(BytesIO(data)):
        yield replace(record, source=replace(record.source, first_line=number))


def _is_utf_16(judged: Iterable[Judged]) -> bool:
    return any(problem.code == codes.UTF_16_TEXT for one in judged for problem in one.record.problems)
