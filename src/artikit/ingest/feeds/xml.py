"""Feeds of RSS and Atom, taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.feeds.entries import Feed, Value
from artikit.ingest.feeds.xml_entries import entry_of
from artikit.ingest.feeds.xml_nodes import FEEDS, Node, address_of, value_of
from artikit.ingest.markup.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.ingest.markup.tokens import Token


_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}
"""What is meant by a name before a colon, by its address; as most feeds write it."""
_ENTRIES = ("item", "entry")
_ROOTS = ("rss", "feed", "rdf:rdf", "channel")
_DEEPEST = 200
_MOST = 2000
"""Elements of one entry that are looked at."""


def xml_feed(text: str) -> Feed:
    """Read a feed of RSS or Atom. ValueError where it is neither."""
    reader = _Reader(text)
    for token in tokens(text, xml=True):
        if token.kind == "open":
            reader.begin(token)
        elif token.kind == "close":
            reader.end(token)
        elif token.kind in ("text", "raw"):
            reader.hold(token)
    return reader.finished()


class _Reader:
    """Keeps the elements that are open, and the feed as far as it was read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._feed = Feed()
        self._names: dict[str, str] = {}
        self._stack: list[Node] = []
        self._root = ""

    def begin(self, token: Token) -> None:
        """Take the beginning of an element. ValueError where the first one is that of no feed."""
        for key, value in token.attributes.items():
            if key.startswith("xmlns:") and value.value.strip() in _PREFIXES:
                self._names[key[6:]] = _PREFIXES[value.value.strip()]
        node = Node(_named(token.name, self._names), token.attributes, token.span, token.span.end)
        self._root = self._root or node.name
        if self._root not in _ROOTS:
            raise ValueError(f"it begins with <{token.name[:40]}>")
        if len(self._stack) < _DEEPEST:
            if self._stack and len(self._stack[-1].children) < _MOST and node.name not in _ENTRIES:
                self._stack[-1].children.append(node)
            self._stack.append(node)

    def end(self, token: Token) -> None:
        """Take the end of an element, and of those in it that did not say theirs."""
        stack, name = self._stack, _named(token.name, self._names)
        at = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].name == name), len(stack))
        for number in range(at, len(stack)):
            node = stack[number]
            node.end = token.span.start
            if node.name in _ENTRIES:
                self._feed.entries.append(entry_of(self._text, node, stack[:number]))
                node.children.clear()
            elif node.name in FEEDS:
                _describe(self._text, self._feed, node)
        del stack[at:]

    def hold(self, token: Token) -> None:
        """Take text."""
        if self._stack:
            self._stack[-1].texts.append((token.span, token.kind == "raw"))

    def finished(self) -> Feed:
        """The feed; one that ends too early has what came before. ValueError where there is none."""
        for node in self._stack:
            node.end = len(self._text)
            self._feed.cut = self._feed.cut or node.name in _ENTRIES
            if node.name in FEEDS:
                _describe(self._text, self._feed, node)
        if not self._root:
            raise ValueError("there is no element in it")
        return self._feed


def _named(name: str, names: Mapping[str, str]) -> str:
    """Name of an element, with the prefix that most feeds have."""
    prefix, colon, local = name.partition(":")
    if not colon:
        return name
    known = names.get(prefix)
    return f"{known}:{local}" if known else local if known == "" else name


def _describe(text: str, feed: Feed, node: Node) -> None:
    """Take what a feed says of itself; the first that says something is right."""
    feed.title = feed.title or next(
        (one for child in node.all("title") if (one := value_of(text, child)).text), None
    )
    for child in node.all("link"):
        if feed.url is None and child.get("rel") in ("", "alternate"):
            url = address_of(text, child)
            feed.url = url if url.text else None
    feed.languages += [value_of(text, child) for child in node.all("language", "dc:language")]
    feed.languages += [
        Value(one.value, one.span, "xml:lang of the feed")
        for one in (node.attributes.get("xml:lang"),)
        if one
    ]
