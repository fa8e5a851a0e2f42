"""The page that an address leads to: as a text by which records are compared, and as a number.

Of most addresses, those of `related`, only the number is kept: different numbers are different pages. That
equal ones are the same page is for the texts to say; they are read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from artikit.addresses import normal, site_at
from artikit.corpus.texts import LONGEST, shortened

if TYPE_CHECKING:
    from artikit.model import Json

_LONGEST_ADDRESS = 8_192
"""Longer ones are none: servers take addresses of 8,000 octets at least (RFC 9110 §4.1), few take more."""
_BEHIND_SCHEME = 8
"""Characters of `https://`: a slash behind them ends the host."""
_EDITIONS = ("amp", ".amp.html")
_ENDS = frozenset("/pPlL \t\n\v\f\r\x1c\x1d\x1e\x1f")
"""Last characters of addresses that may be normal only without their end."""

_MOST_SITES = 5_000
"""Beginnings of addresses whose site is known without a question."""
_sites: dict[str, int] = {}
"""Number of a site, with a slash, by the beginning of its addresses: all up to the slash behind the host."""


def key_of(url: Json) -> str | None:
    """Make an address a key. A site's front page is none: many records of a site may name it."""
    if not isinstance(url, str) or len(url) > _LONGEST_ADDRESS or "//" not in url:
        return None
    key = normal(url)
    if "/" not in key and "?" not in key and "#" not in key:
        return None
    return key if len(key) <= LONGEST and key.isascii() else shortened(key)


def number_of(key: str) -> int:
    """Number a key, from 1."""
    return crc32(key.encode()) or 1


def numbers_of(urls: list[str]) -> list[int]:
    """Number the keys of addresses; 0 for one that has none. Of most addresses no key is made."""
    text = "\n".join(urls)
    if "?" in text or "#" in text or "%" in text or "/." in text or not text.isascii():
        return [_number_of_any(url) for url in urls]
    numbers: list[int] = []
    known = _sites.get
    for url in urls:
        end = url.find("/", _BEHIND_SCHEME) + 1
        site = known(url[:end])
        if site is None or url[-1] in _ENDS or len(url) > LONGEST:
            numbers.append(_number_at(url))
        else:
            numbers.append(crc32(url[end:].encode(), site) or 1)
    return numbers


def _number_of_any(url: str) -> int:
    if "?" in url or "#" in url or "%" in url or "/." in url or not url.isascii():
        return _exact(url)
    return _number_at(url)


def _number_at(url: str) -> int:
    """Number an address without query, fragment, escapes and dots in its path."""
    end = url.find("/", _BEHIND_SCHEME) + 1
    site = _sites.get(url[:end])
    if site is None:
        return _looked_up(url, end)
    bare = url.rstrip("/")
    if not end <= len(bare) <= LONGEST or bare[-9:].lower().endswith(_EDITIONS) or bare[-1].isspace():
        return _exact(url)
    return crc32(bare[end:].encode(), site) or 1


def _looked_up(url: str, end: int) -> int:
    site = site_at(url[: end - 1]) if end else None
    if site is not None and site.isascii():
        if len(_sites) >= _MOST_SITES:
            _sites.clear()
        _sites[url[:end]] = crc32(f"{site}/".encode())
    return _exact(url)


def _exact(url: str) -> int:
    key = key_of(url)
    return 0 if key is None else number_of(key)
