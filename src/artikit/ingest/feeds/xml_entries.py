"""Entries of RSS and Atom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.feeds.entries import Enclosure, Entry, Value
from artikit.ingest.feeds.xml_nodes import FEEDS, address_of, first_of, person_of, value_of
from artikit.ingest.wording.addresses import absolute

if TYPE_CHECKING:
    from artikit.ingest.feeds.xml_nodes import Node


_SUMMARIES = ("description", "summary", "dc:description", "dcterms:abstract", "itunes:summary")
_PUBLISHED = ("pubdate", "published", "dc:date", "dcterms:issued", "issued")
_UPDATED = ("updated", "dcterms:modified", "modified")


def entry_of(text: str, node: Node, around: list[Node]) -> Entry:
    """Take what an entry says."""
    entry = Entry(Value("", node.span, node.name), _base(text, [*around, node]))
    entry.title = first_of(text, node, "title", "dc:title")
    entry.content = first_of(text, node, "content:encoded", "content", "xhtml:body")
    entry.summary = first_of(text, node, *_SUMMARIES)
    entry.urls = _addresses(text, node)
    entry.published = [value_of(text, one) for one in node.all(*_PUBLISHED)]
    entry.updated = [value_of(text, one) for one in node.all(*_UPDATED)]
    entry.authors = _authors(text, node)
    for one in node.all("category", "dc:subject"):
        found = one.attributes.get("label") or one.attributes.get("term")
        entry.topics.append(Value(found.value, found.span, one.name) if found else value_of(text, one))
    for one in node.all("source"):
        titles = list(one.all("title"))
        entry.origin = value_of(text, titles[0] if titles else one)._replace(cue="source")
    own = node.attributes.get("xml:lang")
    entry.languages = [Value(own.value, own.span, "xml:lang")] if own else []
    entry.languages += [value_of(text, one) for one in node.all("dc:language", "language")]
    entry.pictures = _pictures(text, node)
    return entry


def _authors(text: str, node: Node) -> list[Value]:
    """Authors of an entry; what podcasts name only where nothing else does."""
    found = [one for author in node.all("author", "dc:creator") if (one := person_of(text, author)).text]
    return found or [person_of(text, one) for one in node.all("itunes:author")][:1]


def _pictures(text: str, node: Node) -> list[Enclosure]:
    """Files that go with an entry; thumbnails where there are no others."""
    media = [node, *node.all("media:group")]
    several = [(one, parent) for parent in media for one in parent.all("media:content", "enclosure")]
    several += [(one, node) for one in node.all("link") if one.get("rel") == "enclosure"]
    several = several or [(one, parent) for parent in media for one in parent.all("media:thumbnail")[:1]]
    return [picture for one, parent in several if (picture := _picture(text, one, parent))]


def _base(text: str, nodes: list[Node]) -> str:
    """Address that those in an entry are relative to."""
    base = ""
    for node in nodes:
        if node.name in FEEDS:
            for link in node.all("link"):
                if link.get("rel") in ("", "alternate") and not base:
                    base = absolute(address_of(text, link).text, "")
        if node.get("xml:base"):
            base = absolute(node.get("xml:base"), base) or base
    return base


def _addresses(text: str, node: Node) -> list[Value]:
    """Addresses of an entry, the surest first."""
    found = [value_of(text, one) for one in node.all("feedburner:origlink")]
    found += [address_of(text, one) for one in node.all("link") if one.get("rel") in ("", "alternate")]
    if not any(one.text for one in found):
        found += [
            one
            for child in node.all("guid")
            if child.get("ispermalink").lower() != "false" and "://" in (one := value_of(text, child)).text
        ]
        found += [
            Value(one.value, one.span, "rdf:about") for one in (node.attributes.get("rdf:about"),) if one
        ]
    return found[:3]


def _picture(text: str, node: Node, parent: Node) -> Enclosure | None:
    url = node.attributes.get("url") or node.attributes.get("href")
    if url is None:
        return None
    kind = node.get("type") or node.get("medium")
    if node.name == "media:thumbnail":
        kind = "image"

    def said(*names: str) -> str:
        return next((value_of(text, one).text for place in (node, parent) for one in place.all(*names)), "")

    value = Value(url.value.strip(), url.span, node.name)
    title, credit = said("media:description", "media:title"), said("media:credit")
    return Enclosure(value, kind, node.get("width"), node.get("height"), title, credit)
