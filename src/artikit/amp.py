"""The AMP Cache URL rule: under which address an AMP cache keeps a page.

Sources: amp.dev, "AMP Cache URL Format and Request Handling", which gives the rule; ampproject/amp-toolbox,
`cache-url`, which hashes a few more hosts than the rule says. Where the two part, both are right here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from artikit.addresses import AMP_CACHES, ascii_host

_LABEL, _DOMAIN = 63, 255
"""Longest label, and longest name, of a domain (RFC 1035 §2.3.4)."""


class _Page(NamedTuple):
    """A page as a cache names it: `begin` is `c/s/` or, for `http`, `c/`; `rest` begins behind the host."""

    begin: str
    host: str
    rest: str


def cache_address(amp: str, cache: str = AMP_CACHES[0]) -> str | None:
    """Give the address of an AMP page in a cache.

    None where caches keep no such page: with a port, a name or a number for a host, or in a cache itself.
    """
    end = amp.find("/", 8)
    if end > 0 and (begin := usual_begin(amp[:end], cache)):
        return begin + amp[8:]
    page = _page(amp)
    return page and f"https://{prefixes(page.host)[0]}.{cache}/{page.begin}{page.host}{page.rest}"


def keeps(cached: str, amp: str, cache: str = AMP_CACHES[0]) -> bool:
    """Tell whether an address is that of an AMP page in a cache, however it is written.

    Case in hosts and escapes, the slash of a page without a path, and fragments do not count.
    """
    page = _page(amp)
    scheme, _, rest = cached.partition("://")
    host, _, path = rest.partition("/")
    label, dot, suffix = host.lower().partition(".")
    if page is None or scheme.lower() != "https" or f"{label}{dot}{suffix}" != f"{label}.{cache}":
        return False
    begin = path[: len(page.begin)]
    own_host, own_rest = _split(path[len(begin) :])
    same = ascii_host(own_host.lower()) == page.host and _plain(own_rest) == _plain(page.rest)
    return same and begin == page.begin and label in prefixes(page.host)


@lru_cache(maxsize=1024)
def prefixes(host: str) -> tuple[str, ...]:
    """Labels under which an AMP cache may keep the pages of a host, what the rule says first.

    The host is read from its `xn--` form, `-` becomes `--`, `.` becomes `-`; what then has hyphens as its
    third and fourth sign is put between `0-` and `-0`; the result goes back into the `xn--` form. If that
    is too long for a label, the label is a hash of the host.
    """
    if len(host) > _DOMAIN:
        return (_hashed(host),)
    shown = ".".join(map(_decoded, host.split("."))) if "xn--" in host else host
    label = shown.replace("-", "--").replace(".", "-")
    boxed = _encoded(f"0-{label}-0" if label[2:4] == "--" else label)
    doubted = [] if shown.isascii() else [_encoded(label)]  # the toolbox boxes no `xn--`
    if len(host) > _LABEL or "." not in host or _mixed(shown) or (host[2:4] == "--" and host[:2] != "xn"):
        doubted.append(_hashed(host))
    readable = [one for one in (boxed, *doubted) if len(one) <= _LABEL]
    return tuple(dict.fromkeys(readable)) or (_hashed(host),)


@lru_cache(maxsize=1024)
def usual_begin(site: str, cache: str = AMP_CACHES[0]) -> str:
    """What stands before the host in the addresses that pages of a site have in a cache.

    `site` is `https://` and a host as nearly all are, in lower case and without a port; empty for any other.
    """
    usual = re.fullmatch(r"https://([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*)", site)
    if not usual or site.endswith(AMP_CACHES):
        return ""
    return f"https://{prefixes(usual[1])[0]}.{cache}/c/s/"


def _page(amp: str) -> _Page | None:
    scheme, _, rest = amp.partition("://")
    begin = {"https": "c/s/", "http": "c/"}.get(scheme.lower())
    authority, rest = _split(rest)
    host = ascii_host(authority.lower().removesuffix(":443" if begin == "c/s/" else ":80").rstrip("."))
    numbered = host.rpartition(".")[2].isdecimal()
    if begin is None or not host or numbered or "@" in host or ":" in host or host.endswith(AMP_CACHES):
        return None
    return _Page(begin, host, rest)


def _split(address: str) -> tuple[str, str]:
    """Part the host from what follows it: a path, a query, a fragment."""
    end = min((at for sign in "/?#" if (at := address.find(sign)) >= 0), default=len(address))
    return address[:end], address[end:]


def _plain(rest: str) -> str:
    rest = rest.partition("#")[0]
    if "%" in rest:
        rest = re.sub("%[0-9a-f]{2}", lambda escape: escape[0].upper(), rest, flags=re.IGNORECASE)
    return rest if rest.startswith("/") else f"/{rest}"


def _decoded(label: str) -> str:
    """Read an `xn--` label; one that cannot be read stays as it is."""
    if not label.startswith("xn--") or len(label) > _LABEL:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _encoded(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _mixed(text: str) -> bool:
    """Tell whether a text has letters of both directions, which no label may have (RFC 5893)."""
    if text.isascii():
        return False
    from unicodedata import bidirectional

    kinds = {bidirectional(sign) for sign in text}
    return "L" in kinds and not kinds.isdisjoint({"R", "AL"})


def _hashed(host: str) -> str:
    """SHA-256 of the host in base32, lower case, without its padding: 52 signs."""
    from base64 import b32encode
    from hashlib import sha256

    return b32encode(sha256(host.encode(errors="surrogatepass")).digest()).decode().rstrip("=").lower()
