"""What a feed says of itself, and each entry of an article, in one form for RSS, Atom and JSON Feed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from artikit.model import Span


class Value(NamedTuple):
    """What an element says, where, and which element it is; `html` says that it is mark-up."""

    text: str
    span: Span
    cue: str
    html: bool = False


class Enclosure(NamedTuple):
    """A file that goes with an entry; `kind` is its media type, or `image`."""

    url: Value
    kind: str
    width: str = ""
    height: str = ""
    title: str = ""
    credit: str = ""


@dataclass
class Entry:
    """What an entry says of an article."""

    whole: Value
    base: str = ""
    title: Value | None = None
    summary: Value | None = None
    content: Value | None = None
    origin: Value | None = None
    urls: list[Value] = field(default_factory=list)
    published: list[Value] = field(default_factory=list)
    updated: list[Value] = field(default_factory=list)
    authors: list[Value] = field(default_factory=list)
    topics: list[Value] = field(default_factory=list)
    languages: list[Value] = field(default_factory=list)
    pictures: list[Enclosure] = field(default_factory=list)


@dataclass
class Feed:
    """What a feed says of itself, and its entries."""

    entries: list[Entry] = field(default_factory=list)
    title: Value | None = None
    url: Value | None = None
    languages: list[Value] = field(default_factory=list)
    authors: list[Value] = field(default_factory=list)
    cut: bool = False
    """Whether it ends inside an entry, which then is none."""
