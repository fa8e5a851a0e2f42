"""JSON Feed, taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.feeds.entries import Enclosure, Entry, Feed, Value
from artikit.ingest.markup.loose_json import Leaf, read_loosely
from artikit.ingest.wording.addresses import absolute
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.markup.loose_json import Loose

_LARGEST = 64 * 1024 * 1024


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
