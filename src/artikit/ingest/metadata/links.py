"""Where a page says that it stands: canonical address, AMP edition, AMP cache, day in the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.addresses import AMP_CACHES, host_of
from artikit.amp import cache_address
from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED, STATED
from artikit.ingest.dates.addresses import in_address, is_event_address
from artikit.ingest.wording.addresses import absolute, domain_of
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.drafts.findings import Findings
    from artikit.ingest.markup.page import Page

_ENTRANCE = re.compile(
    r"(?i)[a-z]+://[^/?#]+(?:/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)(?:\.[a-z]{3,5})?/?)?)?(?:#.*)?"
)


_BROKEN = re.compile(
    r"(?i)/(?:undefined|null|nan|none|%5Bobject.*|%7B%7B.*|\{\{.*|\[object.*|https?:/.*)(?:[/?#]|\Z)"
)
"""What a faulty template makes of an address."""


def base_of(page: Page) -> str:
    """Address that relative ones in a page are relative to; empty where nothing tells it."""
    own = [one.content.value for one in page.metas if one.key == "og:url"]
    own += [
        one.href.value for one in page.links if one.rel & {"canonical", "amphtml", "alternate", "shortlink"}
    ]
    own += [page.saved_from.value] if page.saved_from else []
    known = next((url for text in own if (url := absolute(text, ""))), "")
    if page.base is None:
        return known
    return absolute(page.base.value, known) or known


def read_links(page: Page, findings: Findings) -> None:
    """Claim the addresses that the head of a page states."""
    for rel, href in page.links:
        if "canonical" in rel:
            findings.claim(
                fields.ORIGINAL, findings.address(href.value), href.span, "link rel=canonical", STATED
            )
        if "amphtml" in rel:
            findings.claim(fields.AMP, findings.address(href.value), href.span, "link rel=amphtml", STATED)
    if page.saved_from is not None:
        url = findings.address(page.saved_from.value)
        findings.claim(
            fields.ORIGINAL, url, page.saved_from.span, "note of the browser that saved it", SHAPED
        )


def drop_entrances(findings: Findings) -> None:
    """Drop addresses of a site's entrance, which are none of an article; they tell the domain."""
    findings.claims = [
        one
        for one in findings.claims
        if one.field not in (fields.ORIGINAL, fields.AMP) or not _BROKEN.search(str(one.value))
    ]
    entrances = [one for one in findings.of(fields.ORIGINAL) if is_entrance(str(one.value))]
    others = len(findings.of(fields.ORIGINAL)) > len(entrances)
    findings.claims = [one for one in findings.claims if one not in entrances]
    for one in () if others else entrances[:1]:
        there = one.span or Span(0, 0)
        findings.claim(fields.DOMAIN, domain_of(str(one.value)), there, one.cue, one.confidence)
        findings.reasons[fields.ORIGINAL] = f"“{one.value}” ({one.cue}) is the entrance of the site"


def is_entrance(url: str) -> bool:
    """Tell whether an address is that of a whole site, or of its edition in one language."""
    return bool(url) and bool(_ENTRANCE.fullmatch(url))


def follow_addresses(findings: Findings) -> None:
    """Claim what follows from the address: the domain, the day in it, the AMP cache's copy."""
    for one in findings.of(fields.ORIGINAL)[:1]:
        url = str(one.value)
        findings.claim(fields.WEB, url, one.span or Span(0, 0), one.cue, one.confidence)
        findings.claim(
            fields.DOMAIN, domain_of(url), one.span or Span(0, 0), "host of the address", one.confidence
        )
        day = in_address(url)
        if day is not None and not is_event_address(url):
            findings.claim(fields.PUBLISHED, day.value, one.span or Span(0, 0), "date in the address", SHAPED)
    for one in findings.of(fields.AMP)[:1]:
        url = str(one.value)
        cached = None if host_of(url).endswith(AMP_CACHES) else cache_address(url)
        findings.claim(fields.CACHED, cached, one.span or Span(0, 0), "rule of the AMP cache", one.confidence)
