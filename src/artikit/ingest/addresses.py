"""Where it comes from: a trailer with the address, a lone address on top or at the end; and its domain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from artikit.addresses import host_of, site_of
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.plain import plain
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.draft import Draft

URL = ("originalUrl",)
_ADDRESS = re.compile(r"https?://[^\s<>\"'“”«»‹›|•…\\^`{}\[\]]+", re.IGNORECASE)
_LABEL = re.compile(
    r"""\W{0,4}(?:(?:the\s)?(?:original(?:ly)?|article|story|page|source|full\s(?:story|article|text)|canonical|web)\s?(?:published|posted|appeared|available)?\s?(?:url|link|address|article|source|story|post|version|page|at|on|in|from)?
    |url|link|source|web|permalink|read\s(?:the\s)?(?:original|full|more)(?:\s(?:article|story|text|post))?(?:\s(?:at|on|here))?|retrieved\sfrom|available\s(?:at|from)|via|see|from|first\spublished\s(?:at|on|by|in)|this\s(?:article|story)\s(?:was\s)?(?:first|originally)\s(?:published|appeared)\s(?:at|on|in|by)
    |quelle|original(?:artikel|quelle|beitrag)?|artikel(?:link)?|adresse|zum\sartikel|erschienen\s(?:auf|bei|in)|lien|adresse|article\soriginal|fuente|enlace|artículo\soriginal|dirección|fonte|articolo\soriginale|indirizzo|link\soriginale|endereço|artigo\soriginal
    |bron|oorspronkelijk(?:e)?\s(?:artikel|bericht|url)|kilde|kilder|källa|länk|lenke|original(?:artikel)?|źródło|adres|oryginał|odkaz|zdroj|kaynak|haberin\skaynağı|orijinal\s(?:haber|link|url)|источник|ссылка|оригинал|出典|元記事|元の記事|引用元|原文|来源|链接|lähde)
    (?:\s?(?:url|link))?\s*[:：]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_FIRST = re.compile(
    r"(?i)\W{0,3}(?:this|the)\s(?:article|story|post|piece|text|column|essay|interview|report)\s(?:was\s|has\s|is\s)?(?:been\s)?(?:first|originally|previously)\s(?:published|posted|appeared|printed|run)\s(?:on|in|at|by)\s(?P<name>.{0,60}?)[\s:,.<(]*(?=https?://)"
)
_NOT_SOURCES = re.compile(
    r"(?i)(?:^|\.)(?:facebook\.com|twitter\.com|x\.com|t\.co|bit\.ly|instagram\.com|whatsapp\.com|wa\.me|t\.me|pinterest\.com|reddit\.com|linkedin\.com|youtube\.com|youtu\.be"
    r"|tinyurl\.com|ow\.ly|buff\.ly|dlvr\.it|news\.google\.com|feedproxy\.google\.com|apps\.apple\.com|play\.google\.com)\Z"
)
"""Hosts of share buttons and short addresses: what they lead to cannot be seen."""
_NOT_PROVIDERS = re.compile(
    r"(?i)\A(?:feeds?|rss|feedproxy|news\.google|webcache|web\.archive|archive|translate)\.|(?:^|\.)(?:archive\.(?:org|ph|today|is)|feedburner\.com|ampproject\.org|bing-amp\.com)\Z"
)
_PICTURE = re.compile(r"(?i)\.(?:jpe?g|png|gif|webp|avif|svg|mp4|mp3|pdf|zip)(?:[?#]|\Z)")
_TRAILING = ".,;:!?)]}'\"*_"
_CHECKED = 3
"""Blocks from either end of a text among which a lone address is that of the article."""


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


def find_address(draft: Draft) -> None:
    """Find the address of the article, and take the lines off the body that only tell it."""
    blocks = draft.blocks
    for at in list(draft.free()):
        if at not in draft.taken and _is_outer(at, len(blocks)):
            _take_labelled(draft, at)
    if not any(one.field == URL for one in draft.claims):
        for at in list(draft.free()):
            if at < _CHECKED or at >= len(blocks) - _CHECKED:
                _take_lone(draft, at)
    if not any(one.field == URL for one in draft.claims):
        dead = "](#)" in draft.text
        draft.reasons.setdefault(URL, "no address is stated" + ("; `(#)` leads nowhere" if dead else ""))


def _is_outer(at: int, count: int) -> bool:
    return at < 12 or at >= count - 12


def _take_labelled(draft: Draft, at: int) -> None:
    """Take `Original url:` with the address behind it, or in the next block."""
    block = draft.blocks[at]
    raw = draft.raw(at)
    if len(raw) > 600:
        return
    match = _LABEL.match(block.text)
    if told := _FIRST.match(block.text):
        found = address_in(draft.text, *block.span)
        if found is not None:
            _claim(draft, found[0], found[1], "address behind a label", STATED)
            name = told["name"].strip(" :,.<(*_")
            if name and name[0].isupper() and len(name.split()) <= 6 and "://" not in name:
                draft.claim(
                    ("provider", "name"),
                    name,
                    draft.span_of(at, name),
                    "where it was first published",
                    SHAPED,
                )
            draft.take(at, "address of the article")
            return
    if match is None:
        return
    labelled = (
        match[0].rstrip().endswith((":", "："))
        or match.end() == len(block.text)
        or block.text[match.end() :].startswith(("http", "www"))
    )
    found = address_in(draft.text, *block.span)
    if found is not None:
        before = plain(draft.text[block.body : found[1].start]).strip(" <([")
        behind = draft.text[found[1].end : block.span.end].strip(" >)]}.*_")
        if labelled and len(before) <= 60 and len(behind) <= 40 and _LABEL.match(before + " "):
            _claim(draft, found[0], found[1], "address behind a label", STATED)
            draft.take(at, "address of the article")
        return
    if not labelled or len(block.text) > 60 or block.text[match.end() :].strip():
        return
    following = next(draft.free(at + 1), -1)
    if following != at + 1 or draft.blocks[following].span.end - draft.blocks[following].span.start > 2100:
        return
    found = address_in(draft.text, *draft.blocks[following].span)
    if found is not None and _is_alone(draft, following, found[1]):
        _claim(draft, found[0], found[1], "address in a trailer", STATED)
        draft.take(at, "address of the article")
        draft.take(following, "address of the article")


def _take_lone(draft: Draft, at: int) -> None:
    """Take a block that is nothing but an address with a path."""
    found = address_in(draft.text, *draft.blocks[at].span)
    if found is None or draft.blocks[at].kind != "paragraph" or not _is_alone(draft, at, found[1]):
        return
    url = found[0]
    if url.rstrip("/").count("/") < 3 or _PICTURE.search(url):
        return
    if _claim(
        draft, url, found[1], "lone address at the edge of the text", SHAPED if url.count("/") > 3 else LIKELY
    ):
        draft.take(at, "address of the article")


def _is_alone(draft: Draft, at: int, span: Span) -> bool:
    block = draft.blocks[at]
    around = draft.text[block.span.start : span.start] + draft.text[span.end : block.span.end]
    return not any(map(str.isalnum, re.sub(r"\]\(https?://\S*\)", "", around)))


def _claim(draft: Draft, url: str, span: Span, cue: str, confidence: float) -> bool:
    """Note the address and what follows from it; no if it cannot be that of an article."""
    if _NOT_SOURCES.search(host_of(url)) or _PICTURE.search(url):
        draft.reasons.setdefault(URL, f"`{url[:80]}` only passes on, or is no page")
        return False
    url = clean(url)
    draft.claim(URL, url, span, cue, confidence)
    draft.claim(("webUrl",), url, span, cue, confidence)
    domain = domain_of(url)
    if domain:
        start = draft.text.find(domain, span.start, span.end)
        there = Span(start, start + len(domain)) if start >= 0 else span
        draft.claim(("provider", "domain"), domain, there, "host of the address", confidence)
        draft.domain_hint = draft.domain_hint or domain
    return True
