"""Addresses of copies, by which archives and caches tell where the page itself is."""

from __future__ import annotations

import re

_COPY = re.compile(
    r"(?i)(?:(?:https?://(?:web\.archive\.org|web-beta\.archive\.org|(?:www\.)?webarchive\.org\.uk/(?:wayback/)?archive|arquivo\.pt/wayback|wayback\.[a-z0-9.-]+)"
    r"(?:/web)?|/web)/\d{4,14}(?:[a-z]{2}_)?/"
    r"|https?://archive\.(?:today|ph|is|li|md|fo|vn)/\d{4,14}/)(?P<page>https?:/{1,2}[^/\s].*)"
)


def original_of(url: str) -> str:
    """The address of which one is an archive's copy; the address itself where it is none.

    The Wayback Machine and its like write the time of the copy and the whole address behind their own.
    """
    match = _COPY.fullmatch(url)
    return re.sub(r"\A(https?):/{1,2}", r"\1://", match["page"]) if match else url
