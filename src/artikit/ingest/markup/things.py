"""Things as schema.org describes them, whether a page tells them in JSON-LD or in microdata."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from artikit.ingest.markup.loose_json import Leaf
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.ingest.markup.loose_json import Loose

_NOWHERE = Span(0, 0)
_MOST = 20_000
"""Things of one page; those behind are not looked at."""
_VOCABULARIES = ("https://schema.org/", "http://schema.org/", "https://www.schema.org/", "schema:")


@dataclass
class Thing:
    """Properties may have several values each. `id` is by what others refer to it."""

    types: tuple[str, ...] = ()
    id: str = ""
    span: Span = _NOWHERE
    properties: dict[str, list[Leaf | Thing]] = field(default_factory=dict)

    def all(self, *names: str) -> list[Leaf | Thing]:
        """Values of the first of some properties that has any."""
        return next((self.properties[name] for name in names if self.properties.get(name)), [])

    def text(self, *names: str) -> Leaf | None:
        """First text that one of some properties has, blanks around it aside."""
        for name in names:
            for one in self.properties.get(name, ()):
                if isinstance(one, Leaf) and isinstance(one.value, str) and one.value.strip():
                    return one
        return None


def short_type(name: str) -> str:
    """Name of a type without its vocabulary."""
    for one in _VOCABULARIES:
        name = name.removeprefix(one)
    return name


def things_in(value: Loose) -> Iterator[Thing]:
    """Make things of a block of JSON-LD: those on top, in lists and in graphs; others are inside them."""
    waiting = [value]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one[:_MOST]
        elif isinstance(one, dict):
            yield thing_of(one)
            graph = one.get("@graph")
            if isinstance(graph, list | dict):
                waiting.insert(0, graph)


def thing_of(value: dict[str, Loose]) -> Thing:
    """Make a thing of an object of JSON-LD."""
    made = Thing(tuple(short_type(text) for text in _texts(value.get("@type"))))
    made.id = next(_texts(value.get("@id")), "")
    spans: list[Span] = []
    for key, one in value.items():
        if key in ("@graph", "@context"):
            continue
        values = one if isinstance(one, list) else [one]
        kept: list[Leaf | Thing] = []
        for each in values[:_MOST]:
            if isinstance(each, dict):
                own = each.get("@value")
                kept.append(_plain(own) if isinstance(own, Leaf) else thing_of(each))
            elif isinstance(each, Leaf):
                kept.append(_plain(each))
        spans.extend(each.span for each in kept)
        made.properties[short_type(key)] = kept
    if spans:
        made.span = Span(min(spans)[0], max(span.end for span in spans))
    return made


def _plain(leaf: Leaf) -> Leaf:
    """Replace references such as `&amp;`, which scripts do not have but many pages write there."""
    text = leaf.value
    return leaf._replace(value=unescape(text)) if isinstance(text, str) and "&" in text else leaf


def _texts(value: Loose | None) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Leaf) and isinstance(one.value, str):
            yield one.value
