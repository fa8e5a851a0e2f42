"""Where a page says that it stands: canonical address, AMP edition, AMP cache, day in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.addresses import AMP_CACHES, host_of
from artikit.amp import cache_address
from artikit.ingest import fields
from artikit.ingest.address_dates import in_address
from artikit.ingest.addresses import domain_of
from artikit.ingest.confidence import SHAPED, STATED
from artikit.ingest.findings import absolute
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.findings import Findings
    from artikit.ingest.page import Page


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


def prefer_deeper(findings: Findings) -> None:
    """Drop addresses of a site's entrance where another cue gives one with a path."""
    entrances = [one for one in findings.of(fields.ORIGINAL) if is_entrance(str(one.value))]
    if len(entrances) < len(findings.of(fields.ORIGINAL)):
        findings.claims = [one for one in findings.claims if one not in entrances]


def is_entrance(url: str) -> bool:
    """Tell whether an address is that of a whole site."""
    return bool(url) and "/" not in url.partition("://")[2].rstrip("/") and "?" not in url


def follow_addresses(findings: Findings) -> None:
    """Claim what follows from the address: the domain, the day in it, the AMP cache's copy."""
    for one in findings.of(fields.ORIGINAL)[:1]:
        url = str(one.value)
        findings.claim(fields.WEB, url, one.span or Span(0, 0), one.cue, one.confidence)
        findings.claim(
            fields.DOMAIN, domain_of(url), one.span or Span(0, 0), "host of the address", one.confidence
        )
        day = in_address(url)
        if day is not None:
            findings.claim(fields.PUBLISHED, day.value, one.span or Span(0, 0), "date in the address", SHAPED)
    for one in findings.of(fields.AMP)[:1]:
        url = str(one.value)
        cached = None if host_of(url).endswith(AMP_CACHES) else cache_address(url)
        findings.claim(fields.CACHED, cached, one.span or Span(0, 0), "rule of the AMP cache", one.confidence)
