"""What was found between records: rows that wait in the database until they are shown."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple

from artikit.corpus import queries
from artikit.corpus.database import BITS, translating
from artikit.corpus.keys import WHOLE
from artikit.rules import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.corpus.store import Store
    from artikit.model import Pointer


class Row(NamedTuple):
    """What was found in a record, as the database holds it: records by number, pointers as JSON.

    `rank` is the place of the record among all of them. `other` is the record where it shows as well, with
    what it is there.
    """

    rank: int
    code: str
    record: int
    pointer: str
    message: str
    help: str
    other: int | None = None
    other_pointer: str | None = None
    remark: str = ""


class Spot(NamedTuple):
    """A value in a record: the file, which of its records, the line where that begins, and the pointer."""

    path: str
    number: int
    first_line: int
    pointer: Pointer


class Finding(NamedTuple):
    """What was found in the record at `spot`; `other` is where it shows as well, with what it is there."""

    spot: Spot
    code: str
    found: Found
    other: Spot | None = None
    remark: str = ""


def in_article(item: int, *steps: str) -> str:
    """Write down where a value of the record's own article, or of one of its `related`, stands."""
    return json.dumps(steps if item == WHOLE else ("related", item, *steps))


def findings_in(store: Store, *, of_taken: bool) -> Iterator[Finding]:
    """Yield what was found, sorted; with `of_taken` only what touches a file that was taken."""
    with translating():
        for row in store.database.execute(queries.FINDINGS, (of_taken,)):
            *found, shown, line, other_shown, other_line = row
            one = Row(*found)
            yield Finding(
                _spot(shown, one.record, line, one.pointer),
                one.code,
                Found(one.message, _pointer(one.pointer), help=one.help),
                None if one.other is None else _spot(other_shown, one.other, other_line, one.other_pointer),
                one.remark,
            )


def others_in(store: Store, *, of_taken: bool) -> Iterator[Spot]:
    """Yield the other places of what was found, sorted, each once."""
    with translating():
        for shown, record, line, pointer in store.database.execute(queries.OTHERS, (of_taken,)):
            yield _spot(shown, record, line, pointer)


def _spot(shown: bytes, record: int, line: int, pointer: str | None) -> Spot:
    return Spot(os.fsdecode(shown), record & ((1 << BITS) - 1), line, _pointer(pointer))


def _pointer(text: str | None) -> Pointer:
    return tuple(json.loads(text or "[]"))
