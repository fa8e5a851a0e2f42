"""Web addresses in texts, and the domain of who stands behind one."""

from __future__ import annotations

import re
from urllib.parse import quote

from artikit.addresses import host_of, site_of
from artikit.model import Span

_ADDRESS = re.compile(r"https?://[^\s<>\"'“”«»‹›|•…\\^`{}\[\]]+", re.IGNORECASE)
_NOT_PROVIDERS = re.compile(
    r"(?i)\A(?:feeds?|rss|feedproxy|news\.google|webcache|web\.archive|archive|translate)\.|(?:^|\.)(?:archive\.(?:org|ph|today|is)|feedburner\.com|ampproject\.org|bing-amp\.com)\Z"
)
_TRAILING = ".,;:!?)]}'\"*_"


def address_in(text: str, start: int = 0, end: int | None = None) -> tuple[str, Span] | None:
    """Find the first web address in a text, without the marks behind it."""
    match = _ADDRESS.search(text, start, len(text) if end is None else end)
    if match is None:
        return None
    url = match[0]
    while url and url[-1] in _TRAILING:
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    host = host_of(url)
    if "." not in host or host.startswith(".") or host.endswith("."):
        return None
    return url, Span(match.start(), match.start() + len(url))


def clean(url: str) -> str:
    """Escape what an address may not hold (RFC 3986), letters beyond ASCII say."""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~") if not url.isascii() else url


def domain_of(url: str) -> str:
    """The domain of the site that an address belongs to; empty where the host is not that of a publisher."""
    host = host_of(url)
    if not host or _NOT_PROVIDERS.search(host) or host.replace(".", "").isdigit() or ":" in host:
        return ""
    return site_of(host)
