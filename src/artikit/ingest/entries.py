"""Feeds taken apart: of each entry what its elements say, in one form for RSS, Atom and JSON Feed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.findings import absolute
from artikit.ingest.loose_json import Leaf, read_loosely
from artikit.ingest.markup import tokens
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.ingest.loose_json import Loose
    from artikit.ingest.markup import Attribute

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
_FEEDS = ("feed", "channel")
_ROOTS = ("rss", "feed", "rdf:rdf", "channel")
_DEEPEST = 200
_MOST = 2000
"""Elements of one entry that are looked at."""
_LARGEST = 64 * 1024 * 1024
_MARK_UP = re.compile(r"<[a-zA-Z/!]|&(?:#\d+|[a-zA-Z]+);")
_MAIL = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)")


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


@dataclass
class _Node:
    """An element with what is in it."""

    name: str
    attributes: Mapping[str, Attribute]
    span: Span
    inner: int
    end: int = 0
    texts: list[tuple[Span, bool]] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)

    def get(self, name: str) -> str:
        found = self.attributes.get(name)
        return found.value.strip() if found else ""

    def all(self, *names: str) -> list[_Node]:
        return [one for name in names for one in self.children if one.name == name]


def xml_feed(text: str) -> Feed:
    """Read a feed of RSS or Atom. ValueError where it is neither."""
    feed = Feed()
    names: dict[str, str] = {}
    stack: list[_Node] = []
    root = ""
    for token in tokens(text, xml=True):
        if token.kind == "open":
            for key, value in token.attributes.items():
                if key.startswith("xmlns:") and value.value.strip() in _PREFIXES:
                    names[key[6:]] = _PREFIXES[value.value.strip()]
            node = _Node(_named(token.name, names), token.attributes, token.span, token.span.end)
            root = root or node.name
            if root not in _ROOTS:
                raise ValueError(f"it begins with <{token.name[:40]}>")
            if len(stack) < _DEEPEST:
                if stack and len(stack[-1].children) < _MOST and node.name not in _ENTRIES:
                    stack[-1].children.append(node)
                stack.append(node)
        elif token.kind == "close":
            name = _named(token.name, names)
            at = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].name == name), len(stack))
            for number in range(at, len(stack)):
                node = stack[number]
                node.end = token.span.start
                if node.name in _ENTRIES:
                    feed.entries.append(_entry(text, node, stack[:number]))
                    node.children.clear()
                elif node.name in _FEEDS:
                    _describe(text, feed, node)
            del stack[at:]
        elif stack and token.kind in ("text", "raw"):
            stack[-1].texts.append((token.span, token.kind == "raw"))
    for node in stack:
        node.end = len(text)
        feed.cut = feed.cut or node.name in _ENTRIES
        if node.name in _FEEDS:
            _describe(text, feed, node)
    if not root:
        raise ValueError("there is no element in it")
    return feed


def _named(name: str, names: Mapping[str, str]) -> str:
    """Name of an element, with the prefix that most feeds have."""
    prefix, colon, local = name.partition(":")
    if not colon:
        return name
    known = names.get(prefix)
    return f"{known}:{local}" if known else local if known == "" else name


def _describe(text: str, feed: Feed, node: _Node) -> None:
    """Take what a feed says of itself; the first that says something is right."""
    feed.title = feed.title or next(
        (one for child in node.all("title") if (one := _value(text, child)).text), None
    )
    for child in node.all("link"):
        if feed.url is None and child.get("rel") in ("", "alternate"):
            url = _address(text, child)
            feed.url = url if url.text else None
    feed.languages += [_value(text, child) for child in node.all("language", "dc:language")]
    feed.languages += [
        Value(one.value, one.span, "xml:lang of the feed")
        for one in (node.attributes.get("xml:lang"),)
        if one
    ]


def _entry(text: str, node: _Node, around: list[_Node]) -> Entry:
    """Take what an entry says."""
    entry = Entry(Value("", node.span, node.name), _base(text, [*around, node]))
    media = [node, *node.all("media:group")]
    entry.title = _first(text, node, "title", "dc:title")
    entry.content = _first(text, node, "content:encoded", "content", "xhtml:body")
    entry.summary = _first(
        text, node, "description", "summary", "dc:description", "dcterms:abstract", "itunes:summary"
    )
    entry.urls = _addresses(text, node)
    entry.published = [
        _value(text, one) for one in node.all("pubdate", "published", "dc:date", "dcterms:issued", "issued")
    ]
    entry.updated = [_value(text, one) for one in node.all("updated", "dcterms:modified", "modified")]
    entry.authors = [
        _person(text, one) for one in node.all("author", "dc:creator") if _person(text, one).text
    ]
    if not entry.authors:
        entry.authors = [_person(text, one) for one in node.all("itunes:author")][:1]
    for one in node.all("category", "dc:subject"):
        found = one.attributes.get("label") or one.attributes.get("term")
        entry.topics.append(Value(found.value, found.span, one.name) if found else _value(text, one))
    for one in node.all("source"):
        titles = list(one.all("title"))
        entry.origin = _value(text, titles[0] if titles else one)._replace(cue="source")
    own = node.attributes.get("xml:lang")
    entry.languages = [Value(own.value, own.span, "xml:lang")] if own else []
    entry.languages += [_value(text, one) for one in node.all("dc:language", "language")]
    named = ("media:content", "enclosure")
    several = [(one, parent) for parent in media for one in parent.all(*named)]
    several += [(one, node) for one in node.all("link") if one.get("rel") == "enclosure"]
    several = several or [(one, parent) for parent in media for one in parent.all("media:thumbnail")[:1]]
    entry.pictures = [picture for one, parent in several if (picture := _picture(text, one, parent))]
    return entry


def _base(text: str, nodes: list[_Node]) -> str:
    """Address that those in an entry are relative to."""
    base = ""
    for node in nodes:
        if node.name in _FEEDS:
            for link in node.all("link"):
                if link.get("rel") in ("", "alternate") and not base:
                    base = absolute(_address(text, link).text, "")
        if node.get("xml:base"):
            base = absolute(node.get("xml:base"), base) or base
    return base


def _addresses(text: str, node: _Node) -> list[Value]:
    """Addresses of an entry, the surest first."""
    found = [_value(text, one) for one in node.all("feedburner:origlink")]
    found += [_address(text, one) for one in node.all("link") if one.get("rel") in ("", "alternate")]
    if not any(one.text for one in found):
        found += [
            one
            for child in node.all("guid")
            if child.get("ispermalink").lower() != "false" and "://" in (one := _value(text, child)).text
        ]
        found += [
            Value(one.value, one.span, "rdf:about") for one in (node.attributes.get("rdf:about"),) if one
        ]
    return found[:3]


def _address(text: str, node: _Node) -> Value:
    href = node.attributes.get("href")
    return Value(href.value.strip(), href.span, "link") if href else _value(text, node)


def _person(text: str, node: _Node) -> Value:
    """Name of an author: a `name` inside, `mail@… (Name)` as RSS has it, else the text."""
    names = list(node.all("name"))
    if names:
        return _value(text, names[0])._replace(cue=node.name)
    value = _value(text, node)
    match = _MAIL.fullmatch(value.text)
    return value._replace(text=match["name"]) if match else value


def _picture(text: str, node: _Node, parent: _Node) -> Enclosure | None:
    url = node.attributes.get("url") or node.attributes.get("href")
    if url is None:
        return None
    kind = node.get("type") or node.get("medium")
    if node.name == "media:thumbnail":
        kind = "image"

    def said(*names: str) -> str:
        return next((_value(text, one).text for place in (node, parent) for one in place.all(*names)), "")

    value = Value(url.value.strip(), url.span, node.name)
    title, credit = said("media:description", "media:title"), said("media:credit")
    return Enclosure(value, kind, node.get("width"), node.get("height"), title, credit)


def _first(text: str, node: _Node, *names: str) -> Value | None:
    """What the first of some elements says that says something."""
    return next((value for one in node.all(*names) if (value := _value(text, one)).text), None)


def _value(text: str, node: _Node) -> Value:
    """What an element says; what is mark-up in it stays mark-up."""
    kind = node.get("type").lower()
    if node.children and (kind == "xhtml" or not node.name.startswith("media:")):
        return Value(
            text[node.inner : node.end], Span(node.inner, max(node.end, node.inner)), node.name, html=True
        )
    parts, spans = [], []
    for span, raw in node.texts:
        inner = (
            Span(span.start + 9, max(span.end - 3 * text.startswith("]]>", span.end - 3), span.start + 9))
            if raw
            else span
        )
        said = text[slice(*inner)]
        parts.append(said if raw else unescape(said))
        if said.strip():
            lead = len(said) - len(said.lstrip())
            spans.append(Span(inner.start + lead, inner.start + len(said.rstrip())))
    said = "".join(parts).strip()
    span = Span(spans[0].start, spans[-1].end) if spans else node.span
    html = kind in ("html", "text/html") or (kind not in ("text", "plain") and bool(_MARK_UP.search(said)))
    return Value(said, span, node.name, html=html)


def json_feed(text: str) -> Feed:
    """Read a JSON Feed. ValueError where it is none."""
    start = 1 if text.startswith("\ufeff") else 0
    data = read_loosely(text, start, len(text), longest=_LARGEST)
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(items, list):
        raise ValueError("it has no list `items`")  # noqa: TRY004
    feed = Feed(title=_leaf(data, "title"), url=_leaf(data, "home_page_url"))
    feed.languages = [one for one in (_leaf(data, "language"),) if one]
    feed.authors = _names(data)
    base = absolute(feed.url.text, "") if feed.url else ""
    for item in items:
        if isinstance(item, dict):
            feed.entries.append(_item(item, base, feed.authors))
    return feed


def _item(item: dict[str, Loose], base: str, authors: list[Value]) -> Entry:
    spans = [one.span for one in item.values() if isinstance(one, Leaf)]
    whole = Span(min(spans).start, max(spans, key=lambda one: one.end).end) if spans else Span(0, 0)
    entry = Entry(Value("", whole, "item"), base, _leaf(item, "title"), _leaf(item, "summary"))
    html = _leaf(item, "content_html")
    entry.content = html._replace(html=True) if html else _leaf(item, "content_text")
    entry.urls = [
        one for key in ("url", "external_url", "id") if (one := _leaf(item, key)) and "://" in one.text
    ][:1]
    entry.published = [one for one in (_leaf(item, "date_published"),) if one]
    entry.updated = [one for one in (_leaf(item, "date_modified"),) if one]
    entry.authors = _names(item) or authors
    tags = item.get("tags")
    entry.topics = [one for leaf in (tags if isinstance(tags, list) else ()) if (one := _told(leaf, "tags"))]
    entry.languages = [one for one in (_leaf(item, "language"),) if one]
    entry.pictures = [
        Enclosure(one, "image") for key in ("image", "banner_image") if (one := _leaf(item, key))
    ][:1]
    attached = item.get("attachments")
    for each in attached if isinstance(attached, list) else ():
        url, kind = (_leaf(each, "url"), _leaf(each, "mime_type")) if isinstance(each, dict) else (None, None)
        if url is not None and kind is not None:
            entry.pictures.append(Enclosure(url, kind.text))
    return entry


def _names(item: dict[str, Loose]) -> list[Value]:
    several = item.get("authors")
    people = several if isinstance(several, list) else [item["author"]] if "author" in item else []
    return [one for person in people if isinstance(person, dict) and (one := _leaf(person, "name", "author"))]


def _leaf(item: dict[str, Loose], key: str, cue: str = "") -> Value | None:
    return _told(item.get(key), cue or key)


def _told(leaf: Loose | None, cue: str) -> Value | None:
    if isinstance(leaf, Leaf) and isinstance(leaf.value, str) and leaf.value.strip():
        return Value(leaf.value.strip(), leaf.span, cue)
    return None
