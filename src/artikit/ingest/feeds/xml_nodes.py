"""Elements of an XML feed, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from artikit.ingest.feeds.entries import Value
from artikit.ingest.markup.tokens import stated
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.ingest.markup.tokens import Attribute

FEEDS = ("feed", "channel")
_MARK_UP = re.compile(r"<[a-zA-Z/!]|&(?:#\d+|[a-zA-Z]+);")
_MAIL = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)")


@dataclass
class Node:
    """An element with what is in it."""

    name: str
    attributes: Mapping[str, Attribute]
    span: Span
    inner: int
    end: int = 0
    texts: list[tuple[Span, bool]] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Value of an attribute, without blanks around it; empty where there is none."""
        return stated(self.attributes, name)

    def all(self, *names: str) -> list[Node]:
        """Elements inside that have one of some names."""
        return [one for name in names for one in self.children if one.name == name]


def first_of(text: str, node: Node, *names: str) -> Value | None:
    """What the first of some elements says that says something."""
    return next((value for one in node.all(*names) if (value := value_of(text, one)).text), None)


def value_of(text: str, node: Node) -> Value:
    """What an element says; what is mark-up in it stays mark-up."""
    kind = node.get("type").lower()
    if node.children and (kind == "xhtml" or not node.name.startswith("media:")):
        return Value(
            text[node.inner : node.end], Span(node.inner, max(node.end, node.inner)), node.name, html=True
        )
    parts, spans = [], []
    for span, raw in node.texts:
        inner = _inside(text, span) if raw else span
        said = text[slice(*inner)]
        parts.append(said if raw else unescape(said))
        if said.strip():
            lead = len(said) - len(said.lstrip())
            spans.append(Span(inner.start + lead, inner.start + len(said.rstrip())))
    said = "".join(parts).strip()
    span = Span(spans[0].start, spans[-1].end) if spans else node.span
    html = kind in ("html", "text/html") or (kind not in ("text", "plain") and bool(_MARK_UP.search(said)))
    return Value(said, span, node.name, html=html)


def _inside(text: str, span: Span) -> Span:
    """What stands in `<![CDATA[…]]>`, which the end of a file may cut."""
    start = span.start + 9
    return Span(start, max(span.end - 3 * text.startswith("]]>", span.end - 3), start))


def address_of(text: str, node: Node) -> Value:
    """The address that an element states, in its `href` or as its text."""
    href = node.attributes.get("href")
    return Value(href.value.strip(), href.span, "link") if href else value_of(text, node)


def person_of(text: str, node: Node) -> Value:
    """Name of an author: a `name` inside, `mail@… (Name)` as RSS has it, else the text."""
    names = list(node.all("name"))
    if names:
        return value_of(text, names[0])._replace(cue=node.name)
    value = value_of(text, node)
    match = _MAIL.fullmatch(value.text)
    return value._replace(text=match["name"]) if match else value
