"""Which letters the bytes of a page stand for: its mark, what it says, else UTF-8 or Windows-1252."""

from __future__ import annotations

import codecs
import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(
    rb"""(?i)<meta[^>]{0,400}?charset\s*=\s*["']?\s*(?P<meta>[\w.:-]{2,40})|\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'](?P<xml>[\w.:-]{2,40})"""
)
_READ = 4096
"""Bytes in which a page says how it is encoded; WHATWG asks for the first 1024, pages are less strict."""
_WESTERN = frozenset({"ascii", "iso8859-1", "iso8859-9", "cp1252"})
"""What pages call so is Windows-1252 (WHATWG Encoding Standard, §4.2); of Latin-5 that is near enough."""


def decode_page(data: bytes) -> str:
    """Decode a saved page; the mark before the text is dropped, and what stands for no letter is U+FFFD."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    head = data[:64]
    if len(head) >= 4 and head.count(0) > len(head) // 3:
        return data.decode("utf-16-le" if head[1] == 0 else "utf-16-be", "replace")
    name = declared_in(data[:_READ])
    for one in dict.fromkeys((name, "utf-8")):
        try:
            return data.decode(one)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252" if name == "utf-8" else name, "replace")


def declared_in(head: bytes) -> str:
    """Name of the encoding that the head of a page declares, as Python calls it; else `utf-8`."""
    match = _DECLARED.search(head)
    if match is None:
        return "utf-8"
    label = (match["meta"] or match["xml"]).decode("ascii")
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
