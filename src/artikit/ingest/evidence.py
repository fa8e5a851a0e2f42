"""What was found in a raw text, and why: every value of an ingested record has its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from artikit.model import Json, Pointer, Record, Span


class Evidence(NamedTuple):
    """A value for one field of a record, where it stands, the cue that found it, and how sure that is.

    `span` is in characters of the source's text; None for what was given by the user. `confidence` goes
    from 0 to 1; see `artikit.ingest.confidence` for what the steps mean.
    """

    field: Pointer
    value: Json
    span: Span | None
    cue: str
    confidence: float


class Conflict(NamedTuple):
    """Several cues that say different things of one field; the first is the one that was taken."""

    field: Pointer
    found: tuple[Evidence, ...]


class Unset(NamedTuple):
    """A field without evidence, or without enough of it, and the reason."""

    field: Pointer
    reason: str


class Removal(NamedTuple):
    """A piece of the text that is not part of the body, and what it was taken for."""

    span: Span
    kind: str


@dataclass(frozen=True)
class Ingested:
    """A record made of a raw text, with all that tells how it came about.

    `entry` says that it is one of a list, as a feed is, of which a file may hold any number.
    """

    record: Record
    evidence: tuple[Evidence, ...]
    unset: tuple[Unset, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    removals: tuple[Removal, ...] = ()
    entry: bool = False
