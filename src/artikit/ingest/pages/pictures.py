"""Pictures of the article in a page, with what stands below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.addresses import normal
from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED
from artikit.ingest.metadata.schema_values import described
from artikit.ingest.metadata.values import pixels, sizes
from artikit.ingest.wording.plain import folded

if TYPE_CHECKING:
    from artikit.ingest.drafts.findings import Findings
    from artikit.ingest.markup.page import Page, Picture
    from artikit.model import Json

_SMALLEST = 100
"""Pixels; what is smaller is a logo, a portrait or a counter."""
_NO_PICTURE = re.compile(
    r"(?i)logo|avatar|icon|sprite|pixel|blank\.|spacer|gravatar|emoji|badge|placeholder|\.svg(?:[?#]|\Z)"
)


def read_pictures(page: Page, findings: Findings) -> None:
    """Claim the pictures of the article, with what stands below them."""
    known = [str(one.field[1]) for one in findings.claims if one.field[0] == "images"]
    by_key = {normal(url): url for url in known}
    stems = {_stem(url) for url in known}
    start = _start_of(page, findings)
    for one in page.pictures:
        url = findings.address(one.url.value)
        if (
            not url
            or one.furniture
            or not (one.inside or one.figure)
            or one.url.span.start < start
            or _is_small(one, url)
        ):
            continue
        image = _picture(page, one, url)
        same = by_key.get(normal(url))
        if same is not None:
            findings.claim((*fields.IMAGES, same), image, one.url.span, "picture in the article", SHAPED)
            continue
        if _stem(url) in stems:
            continue
        stems.add(_stem(url))
        by_key[normal(url)] = url
        findings.claim((*fields.IMAGES, url), image, one.url.span, "picture in the article", SHAPED)


def _start_of(page: Page, findings: Findings) -> int:
    """Where the article begins: a little before its title."""
    title = folded(findings.best(fields.TITLE))
    at = next((one.span.start for one in page.marked if one.name[:1] == "h" and folded(one.text) == title), 0)
    return max(at - 3000, 0)


def _is_small(one: Picture, url: str) -> bool:
    return any(0 < size < _SMALLEST for size in (pixels(one.width), pixels(one.height))) or bool(
        _NO_PICTURE.search(url.rpartition("/")[2]) or re.search(r"(?i)\blogo\b", one.alt)
    )


def _picture(page: Page, one: Picture, url: str) -> dict[str, Json]:
    image: dict[str, Json] = {"url": url, **sizes(one.width, one.height)}
    caption = page.captions.get(one.figure) if one.figure else None
    if caption is not None:
        return image | described(caption.text)
    return image | ({"title": one.alt} if one.alt else {})


def _stem(url: str) -> str:
    """Name of a picture's file without sizes, by which its other sizes are known."""
    name = url.partition("?")[0].rstrip("/").rpartition("/")[2].rpartition(".")[0].lower() or url
    return re.sub(r"[-_]?\d{2,4}x\d{2,4}\Z", "", name)
