"""Proof that what was written reads back as it was: a fingerprint of each record, kept on disk."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, cast

from artikit.escape import safe
from artikit.reading import codes
from artikit.writing.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.model import Problem, Record


class Print(NamedTuple):
    """The fingerprint of a record, and where the record stands."""

    digest: str
    place: str


class Fingerprints:
    """The fingerprints of the records that went out, in their order; memory does not grow with them.

    Two records have the same one if their data is strictly equal (types, order of keys, `1` against `1.0`)
    and so are body, line end and, `with_path`, their path.
    """

    def __init__(self, *, with_path: bool) -> None:
        self._with_path = with_path
        self._spool = Spool()

    def add(self, print_: Print) -> None:
        """Take in the fingerprint of a record that went out."""
        self._spool.add([print_.digest, print_.place])

    def differences(self, records: Iterable[Record]) -> Iterator[str]:
        """Say which of the records that were read back differ from those that went out."""
        for kept, record in zip_longest(self._spool, records):
            if kept is None:
                yield "one record more comes back than went out"
                return
            digest, place = cast("list[str]", kept)
            if record is None:
                yield f"{place} does not come back"
            elif record.data is None or faults(record):
                said = "; ".join(problem.message for problem in faults(record)[:2])
                yield f"{place} cannot be read back: {safe(said)}"
            elif _digest(record, with_path=self._with_path) != digest:
                yield f"{place} comes back changed"

    def close(self) -> None:
        """Free the disk."""
        self._spool.close()


def print_of(record: Record, *, with_path: bool) -> Print:
    """Take the fingerprint of a record that goes out."""
    place = f"{record.source.path}:{record.source.first_line}"
    return Print(_digest(record, with_path=with_path), safe(place))


def faults(record: Record) -> list[Problem]:
    """Problems that leave a doubt about the data; a byte order mark that stays in its file leaves none."""
    return [problem for problem in record.problems if problem.code != codes.BYTE_ORDER_MARK]


def _digest(record: Record, *, with_path: bool) -> str:
    from hashlib import blake2b  # 2 ms to import, and few runs prove anything

    kept = (record.data, record.body, record.newline, record.origin if with_path else None)
    return blake2b(json.dumps(kept).encode(), digest_size=16).hexdigest()
