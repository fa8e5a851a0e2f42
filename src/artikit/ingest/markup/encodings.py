"""Which letters bytes stand for: by their mark, as a page or feed declares, else UTF-8 or Windows-1252."""

from __future__ import annotations

import codecs
import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_IN_XML = r"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'](?P<xml>[\w.:-]{2,40})"""
_IN_META = r"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*(?P<meta>[\w.:-]{2,40})"""
_OF_XML = re.compile(_IN_XML.encode(), re.IGNORECASE)
_OF_PAGE = re.compile(f"{_IN_META}|{_IN_XML}".encode(), re.IGNORECASE)
_READ = 4096
"""Bytes in which a page says how it is encoded; WHATWG asks for the first 1024, pages are less strict."""
_WESTERN = frozenset({"ascii", "iso8859-1", "iso8859-9", "cp1252"})
"""What pages call so is Windows-1252 (WHATWG Encoding Standard, §4.2); of Latin-5 that is near enough."""


def decode_page(data: bytes) -> str:
    """Decode a saved page; the mark before the text is dropped, and what stands for no letter is U+FFFD."""
    return _decoded(data, _OF_PAGE)


def decode_feed(data: bytes) -> str:
    """Decode a feed as pages are; only its XML declaration counts, for its entries may quote whole pages."""
    return _decoded(data, _OF_XML)


def _decoded(data: bytes, declaration: re.Pattern[bytes]) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    head = data[:64]
    if len(head) >= 4 and head.count(0) > len(head) // 3:
        return data.decode("utf-16-le" if head[1] == 0 else "utf-16-be", "replace")
    name = _declared(declaration.search(data[:_READ]))
    for one in dict.fromkeys((name, "utf-8")):
        try:
            return data.decode(one)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252" if name == "utf-8" else name, "replace")


def _declared(match: re.Match[bytes] | None) -> str:
    """Name of the encoding that is declared, as Python calls it; else `utf-8`."""
    if match is None:
        return "utf-8"
    label = next(group for group in match.groups() if group).decode("ascii")
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return "utf-8"
    if name.startswith(("utf-16", "utf-32", "utf-7")) or not _is_text(name):
        return "utf-8"
    return "cp1252" if name in _WESTERN and name != "iso8859-9" else name


def _is_text(name: str) -> bool:
    """Tell encodings of text from Python's others, `base64` and `zlib` say."""
    return bool(getattr(codecs.lookup(name), "_is_text_encoding", False))
