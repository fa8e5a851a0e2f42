"""What the head of a page states in `<meta>`: OpenGraph, Dublin Core, and names that publishers made up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.metadata.links import is_entrance
from artikit.ingest.metadata.values import (
    claim_author,
    claim_language,
    claim_moment,
    claim_text,
    pixels,
    words_of,
)
from artikit.ingest.wording.plain import one_line

if TYPE_CHECKING:
    from artikit.ingest.drafts.findings import Findings
    from artikit.ingest.markup.page import Meta, Page
    from artikit.model import Json, Pointer


_TEXTS: dict[str, tuple[Pointer, float]] = {
    "og:title": (fields.TITLE, STATED),
    "twitter:title": (fields.TITLE, SHAPED),
    "dc.title": (fields.TITLE, SHAPED),
    "dcterms.title": (fields.TITLE, SHAPED),
    "parsely-title": (fields.TITLE, STATED),
    "sailthru.title": (fields.TITLE, SHAPED),
    "citation_title": (fields.TITLE, STATED),
    "og:description": (fields.EXCERPT, STATED),
    "description": (fields.EXCERPT, STATED),
    "twitter:description": (fields.EXCERPT, SHAPED),
    "dc.description": (fields.EXCERPT, SHAPED),
    "dcterms.abstract": (fields.EXCERPT, SHAPED),
    "og:site_name": (fields.NAME, STATED),
    "application-name": (fields.NAME, LIKELY),
    "dc.publisher": (fields.NAME, SHAPED),
    "dcterms.publisher": (fields.NAME, SHAPED),
    "publisher": (fields.NAME, SHAPED),
    "citation_journal_title": (fields.NAME, SHAPED),
}
_MOMENTS: dict[str, tuple[Pointer, float]] = {
    **dict.fromkeys(
        ("article:published_time", "og:article:published_time", "article:published"),
        (fields.PUBLISHED, STATED),
    ),
    **dict.fromkeys(
        ("parsely-pub-date", "datepublished", "publish-date", "publish_date", "pubdate"),
        (fields.PUBLISHED, STATED),
    ),
    **dict.fromkeys(
        ("dcterms.issued", "dc.date.issued", "citation_publication_date", "cxenseparse:recs:publishtime"),
        (fields.PUBLISHED, STATED),
    ),
    **dict.fromkeys(
        ("sailthru.date", "article.published", "published-date", "published_time", "publicationdate"),
        (fields.PUBLISHED, SHAPED),
    ),
    **dict.fromkeys(
        ("date", "dc.date", "dc.date.created", "dcterms.created", "dcterms.date", "originalpublicationdate"),
        (fields.PUBLISHED, LIKELY),  # it may be the day on which the page was made or shown
    ),
    **dict.fromkeys(
        ("article:modified_time", "og:article:modified_time", "datemodified"), (fields.UPDATED, STATED)
    ),
    **dict.fromkeys(
        ("dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "article.updated"),
        (fields.UPDATED, SHAPED),
    ),
    "og:updated_time": (fields.UPDATED, LIKELY),
}
_AUTHORS = {
    **dict.fromkeys(("author", "article:author", "og:article:author", "parsely-author", "byl"), STATED),
    **dict.fromkeys(
        ("dc.creator", "dcterms.creator", "citation_author", "sailthru.author", "article:author_name"), STATED
    ),
    "cxenseparse:author": SHAPED,
}
_LANGUAGES = {
    "content-language": SHAPED,
    "language": SHAPED,
    "dc.language": SHAPED,
    "dcterms.language": SHAPED,
    "og:locale": LIKELY,
}
_TOPICS = (
    "article:tag",
    "og:article:tag",
    "news_keywords",
    "keywords",
    "parsely-tags",
    "article:section",
    "parsely-section",
)
"""The first of these that a page has is taken."""


_HOST = re.compile(r"(?i)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}")
_IMAGES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")


def read_metas(page: Page, findings: Findings) -> None:
    """Claim what the metas of a page say."""
    site = next((one_line(one.content.value) for one in page.metas if one.key == "og:site_name"), "")
    speaks_of_site = _of_site(page, findings, site)
    for key, content in page.metas:
        if speaks_of_site and key.startswith(("og:", "twitter:")) and key != "og:site_name":
            continue
        cue = f"meta {key}"
        if key in _TEXTS:
            pointer, confidence = _TEXTS[key]
            if pointer == fields.NAME and _HOST.fullmatch(content.value.strip()):
                confidence = LIKELY  # a name that readers see says more
            claim_text(findings, pointer, content.value, content.span, cue, confidence)
        elif key in _MOMENTS:
            pointer, confidence = _MOMENTS[key]
            claim_moment(findings, pointer, content.value, content.span, cue, confidence)
        elif key in _AUTHORS and not any(one.cue == cue for one in findings.of(fields.AUTHOR)):
            values = [one.content.value for one in page.metas if one.key == key]
            claim_author(findings, values, content.span, cue, _AUTHORS[key])
        elif key in _LANGUAGES:
            claim_language(findings, content.value.replace("_", "-"), content.span, cue, _LANGUAGES[key])
        elif key == "og:url":
            findings.claim(fields.ORIGINAL, findings.address(content.value), content.span, cue, SHAPED)
        elif key == "og:type" and content.value.strip().lower().startswith("video."):
            findings.claim(fields.TYPE, "video", content.span, cue, STATED)
    _topics(page, findings)
    if not speaks_of_site:
        _images(page.metas, findings)


def _of_site(page: Page, findings: Findings, site: str) -> bool:
    """Tell whether OpenGraph speaks of the whole site: its title is the name, or its address the entrance."""
    titles = {one_line(one.content.value).casefold() for one in page.metas if one.key == "og:title"}
    urls = {findings.address(one.content.value) for one in page.metas if one.key == "og:url"}
    canonical = [findings.address(one.href.value) for one in page.links if "canonical" in one.rel]
    entrance = (
        any(is_entrance(url) for url in urls) and not any(map(is_entrance, canonical)) and any(canonical)
    )
    return entrance or bool(site and titles == {site.casefold()})


def _topics(page: Page, findings: Findings) -> None:
    for key in _TOPICS:
        found = [one for one in page.metas if one.key == key]
        topics = words_of(
            [one.content.value for one in found], split=key not in ("article:tag", "og:article:tag")
        )
        if topics:
            findings.claim(fields.TOPICS, list(topics), found[0].content.span, f"meta {key}", SHAPED)
            return


def _images(metas: list[Meta], findings: Findings) -> None:
    """Take the first picture of OpenGraph with the sizes behind it; a second one is another crop or page."""
    for at, (key, content) in enumerate(metas):
        url = findings.address(content.value) if key in _IMAGES else ""
        if url:
            graph = key.startswith("og:")
            image: dict[str, Json] = {"url": url, **(_described(metas, at) if graph else {})}
            confidence = STATED if graph else SHAPED
            findings.claim((*fields.IMAGES, url), image, content.span, f"meta {key}", confidence)
            return


def _described(metas: list[Meta], at: int) -> dict[str, Json]:
    """What OpenGraph states of a picture behind its address."""
    image: dict[str, Json] = {}
    for key, said in metas[at + 1 : at + 9]:
        if key == "og:image" and said.value != metas[at].content.value:
            break
        name = key.removeprefix("og:image:")
        if name in ("width", "height") and pixels(said.value):
            image.setdefault(name, pixels(said.value))
        elif name == "alt" and one_line(said.value):
            image.setdefault("title", one_line(said.value))
    return image
