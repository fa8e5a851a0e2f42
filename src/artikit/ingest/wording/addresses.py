"""Web addresses: those in texts, relative ones made absolute, and the domain of who stands behind one."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

from artikit.addresses import host_of, site_of
from artikit.ingest.wording.archive_copies import original_of
from artikit.model import Span

_ADDRESS = re.compile(r"https?://[^\s<>\"'“”«»‹›|•…\\^`{}\[\]]+", re.IGNORECASE)
_NOT_PROVIDERS = re.compile(
    r"(?i)\A(?:feeds?|rss|feedproxy|news\.google|webcache|web\.archive|archive|translate)\.|(?:^|\.)(?:archive\.(?:org|ph|today|is)|feedburner\.com|ampproject\.org|bing-amp\.com)\Z"
)
_WEB_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+\.?(?::[0-9]*)?"
    r"(?:[/?#](?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*)?"
)
"""Addresses as records may have them (`schemas/image.schema.json`)."""
_LONGEST = 4_000
"""Characters of an address that is made absolute."""
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


def absolute(text: str, base: str) -> str:
    """Make an address absolute; empty where it is none of the web, or relative to nothing known."""
    text = original_of(text.strip())
    if not text or len(text) > _LONGEST or any(sign in text for sign in "\n\r\t"):
        return ""
    try:
        url = original_of(urljoin(base, text) if base else text)
    except ValueError:
        return ""
    url = clean(url.replace(" ", "%20"))
    if not url.isascii() or not url.lower().startswith(("http://", "https://")):
        return ""
    scheme, _, rest = url.partition("://")
    url = f"{scheme.lower()}://{rest}"
    return url if _WEB_ADDRESS.fullmatch(url) and "." in host_of(url) else ""
