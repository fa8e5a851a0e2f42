"""Text without what only serves to show it: marks of Markdown, odd blanks, kinds of quotes."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\s*\)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)([^*_]+?)(?<=\S)\1(?!\w)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("–—‒―−", "-"),
        "…": "...",
    }
)
_FINAL = " .,;:!?'\"-"
_DEAD = re.compile(r"\[([^\[\]]*)\]\(#\)")


def plain(text: str) -> str:
    """Take off the marks of Markdown and escapes of HTML; every run of blanks is one."""
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if "&" in text and ";" in text:
        text = unescape(text)
    return one_line(text)


def one_line(text: str) -> str:
    """Make every run of blanks one, no-break spaces too, and drop characters that do not show."""
    return " ".join(text.translate(_HIDDEN).split()) if not text.isascii() else " ".join(text.split())


def folded(text: str) -> str:
    """Make texts equal that differ in quotes, dashes, blanks, case or the marks at their ends only."""
    text = plain(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_QUOTES)
    return text.casefold().strip(_FINAL)


def without_dead_links(text: str) -> str:
    """Leave of links that lead nowhere, `[text](#)`, their text."""
    return _DEAD.sub(r"\1", text) if "](#)" in text else text
