"""What a run has to know of a record once it is judged. The record itself may be in another process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from artikit.reading.codes import MISSING_FRONT_MATTER

if TYPE_CHECKING:
    from artikit.config import Config
    from artikit.corpus.keys import Keys
    from artikit.model import Diagnostic, Record
    from artikit.reports import Wants


class Verdict(NamedTuple):
    """A record by its file and the line that it begins in, and what is wrong with it.

    `blank` is a file without front matter, `unread` a record without data. `identity` is what a baseline
    knows it by, `keys` what it is compared with others by; both where they were asked for. `lasting` says
    that the verdict is the same on any later day. What comes out of the cache is `known`, and may stand for
    so many `times` records that are all clean.
    """

    path: str
    line: int
    diagnostics: tuple[Diagnostic, ...] = ()
    blank: bool = False
    unread: bool = False
    identity: str = ""
    keys: Keys | None = None
    lasting: bool = True
    times: int = 1
    known: bool = False


@dataclass(frozen=True)
class Judge:
    """Judges records one by one. Picklable.

    `identified` adds what a baseline needs, `indexed` what comparing records needs, `dated` what the cache
    needs.
    """

    config: Config
    wants: Wants
    identified: bool = False
    indexed: bool = False
    dated: bool = False

    @property
    def prints(self) -> bool:
        """Whether diagnostics carry what they are known again by."""
        return self.wants.fingerprints or self.identified

    def __call__(self, record: Record) -> Verdict:
        """Find what is wrong with one record, with all that the reports want of it."""
        from artikit.engine import diagnose  # not where all verdicts are known

        found = diagnose(record, self.config, frames=self.wants.frames, fingerprints=self.prints)
        return self.verdict(record, found)

    def verdict(self, record: Record, diagnostics: tuple[Diagnostic, ...]) -> Verdict:
        """Sum up a record for which it is known what is wrong with it."""
        if diagnostics and self.wants.byte_columns:
            from artikit.byte_columns import with_byte_columns  # only reviewdog counts so

            diagnostics = tuple(with_byte_columns(one, record.source) for one in diagnostics)
        source, data = record.source, record.data
        return Verdict(
            source.path,
            source.first_line,
            diagnostics,
            blank=is_blank(record),
            unread=data is None,
            identity=self._identity(record) if self.identified else "",
            keys=_keys(record) if self.indexed else None,
            lasting=not self.dated or self._is_lasting(record),
        )

    def _is_lasting(self, record: Record) -> bool:
        from artikit.engine import is_lasting

        return is_lasting(record, self.config)

    def _identity(self, record: Record) -> str:
        from artikit.fingerprints import identity_digest  # only where there is a baseline

        return identity_digest(record, self.config.root)


def is_blank(record: Record) -> bool:
    """Tell whether a record stands for a file without front matter."""
    return any(problem.code == MISSING_FRONT_MATTER for problem in record.problems)


def _keys(record: Record) -> Keys | None:
    from artikit.corpus.keys import keys_of  # only where folders are compared

    return None if record.data is None else keys_of(record, record.data)
