"""A saved page after one pass: what its head states, its blocks of visible text, its pictures and items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from artikit.ingest.markup.things import Thing
    from artikit.ingest.markup.tokens import Attribute
    from artikit.model import Span


LINKED = "linked"
"""Hint of blocks that are one link from their begin to their end."""


class Meta(NamedTuple):
    """What a `<meta>` says, under its name in lower case."""

    key: str
    content: Attribute


class Link(NamedTuple):
    """A `<link>`: what it is for, and where it leads."""

    rel: frozenset[str]
    href: Attribute


class Said(NamedTuple):
    """Text that shows, of a block or of one element; `hints` are the names that its mark-up gives it.

    Furniture is what stands around articles. `linked` text is part of a link, `listed` of an item of a list.
    """

    name: str
    text: str
    span: Span
    hints: frozenset[str] = frozenset()
    furniture: bool = False
    linked: bool = False
    listed: bool = False
    stated: Attribute | None = None


class Picture(NamedTuple):
    """A picture in a page, as it is written there."""

    url: Attribute
    width: str
    height: str
    alt: str
    furniture: bool
    inside: bool
    figure: int


@dataclass
class Page:
    """All that one pass found, in the order of the page."""

    text: str
    language: Attribute | None = None
    base: Attribute | None = None
    saved_from: Attribute | None = None
    metas: list[Meta] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    scripts: list[Span] = field(default_factory=list)
    blocks: list[Said] = field(default_factory=list)
    marked: list[Said] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    captions: dict[int, Said] = field(default_factory=dict)
    things: list[Thing] = field(default_factory=list)
    pieces: list[Span | None] = field(default_factory=list)
    """Spans of text that shows; None where a block ends."""
