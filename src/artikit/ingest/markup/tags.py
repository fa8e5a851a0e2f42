"""What single tags of a page state: metas, links, the language, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.markup.page import Link, Meta
from artikit.ingest.markup.tokens import Attribute

if TYPE_CHECKING:
    from artikit.ingest.markup.page import Page
    from artikit.ingest.markup.tokens import Token

MOST = 3000
"""Elements of one kind that are kept."""
_NAMES = ("property", "name", "http-equiv")
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-srcset", "srcset", "src")


def note(page: Page, token: Token) -> None:
    """Take what a tag in the head of a page states."""
    attributes = token.attributes
    if token.name == "meta":
        keys = (attributes.get(one) for one in _NAMES)
        content = attributes.get("content")
        if content is not None and content.value.strip() and len(page.metas) < MOST:
            page.metas.extend(
                Meta(one, content) for key in keys if key for one in key.value.lower().split()[:4]
            )
    elif token.name == "link" and "href" in attributes and len(page.links) < MOST:
        page.links.append(Link(frozenset(token.get("rel").lower().split()), attributes["href"]))
    elif token.name == "html" and page.language is None:
        page.language = attributes.get("lang") or attributes.get("xml:lang")
    elif token.name == "base" and page.base is None:
        page.base = attributes.get("href")


def picture_address(token: Token) -> Attribute | None:
    """Address of a picture; of one that a script loads later, the true one."""
    for key in _SOURCES:
        found = token.attributes.get(key)
        if found is None or not found.value.strip() or found.value.lstrip().lower().startswith("data:"):
            continue
        if not key.endswith("srcset"):
            return found
        if not token.get("src") or token.get("src").lower().startswith("data:"):
            return Attribute(found.value.split()[0].rstrip(","), found.span)
    return None
