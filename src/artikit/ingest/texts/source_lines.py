"""Where it comes from: a trailer with the address, a lone address on top or at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.addresses import host_of
from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.people.byline import is_house
from artikit.ingest.people.names import PAPER
from artikit.ingest.wording.addresses import address_in, clean, domain_of
from artikit.ingest.wording.plain import plain
from artikit.ingest.wording.words import is_titled
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_LABEL = re.compile(
    r"""\W{0,4}(?:(?:the\s)?(?:original(?:ly)?|article|story|page|source|full\s(?:story|article|text)|canonical|web)\s?(?:published|posted|appeared|available)?\s?(?:url|link|address|article|source|story|post|version|page|at|on|in|from)?
    |url|link|source|web|permalink|read\s(?:the\s)?(?:original|full|more)(?:\s(?:article|story|text|post))?(?:\s(?:at|on|here))?|(?:retrieved|accessed)(?:\s[^:]{4,30}\d{4},?)?\sfrom|available\s(?:at|from)|via|see|from|first\spublished\s(?:at|on|by|in)|this\s(?:article|story)\s(?:was\s)?(?:first|originally)\s(?:published|appeared)\s(?:at|on|in|by)
    |quelle|original(?:artikel|quelle|beitrag)?|artikel(?:link)?|adresse|zum\sartikel|erschienen\s(?:auf|bei|in)|lien|adresse|article\soriginal|fuente|enlace|artículo\soriginal|dirección|fonte|articolo\soriginale|indirizzo|link\soriginale|endereço|artigo\soriginal
    |bron|oorspronkelijk(?:e)?\s(?:artikel|bericht|url)|kilde|kilder|källa|länk|lenke|original(?:artikel)?|źródło|adres|oryginał|odkaz|zdroj|kaynak|haberin\skaynağı|orijinal\s(?:haber|link|url)|источник|ссылка|оригинал|出典|元記事|元の記事|引用元|原文|来源|链接|lähde|المصدر|출처|forrás|sursa)
    (?:\s?(?:url|link))?\s*[:：]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_FIRST = re.compile(
    r"(?i)\W{0,3}(?:this|the)\s(?:article|story|post|piece|text|column|essay|interview|report)\s(?:was\s|has\s|is\s)?(?:been\s)?(?:first|originally|previously)\s(?:published|posted|appeared|printed|run)\s(?:on|in|at|by)\s(?P<name>.{0,60}?)[\s:,.<(]*(?=https?://)"
)
_ELSEWHERE = re.compile(
    r"(?i)\W{0,4}(?:via|see|read\s(?:the\s)?(?:full|more)|more|study|report|link)\b(?!\s(?:url|original))"
)
"""Labels that may lead to the article, or to another one."""
_NOT_SOURCES = re.compile(
    r"(?i)(?:^|\.)(?:facebook\.com|twitter\.com|x\.com|t\.co|bit\.ly|instagram\.com|whatsapp\.com|wa\.me|t\.me|pinterest\.com|reddit\.com|linkedin\.com|youtube\.com|youtu\.be"
    r"|tinyurl\.com|ow\.ly|buff\.ly|dlvr\.it|news\.google\.com|feedproxy\.google\.com|apps\.apple\.com|play\.google\.com)\Z"
)
"""Hosts of share buttons and short addresses: what they lead to cannot be seen."""
_PICTURE = re.compile(r"(?i)\.(?:jpe?g|png|gif|webp|avif|svg|mp4|mp3|pdf|zip)(?:[?#]|\Z)")
_LONGEST, _LONGEST_LABEL, _LONGEST_ADDRESS = 600, 60, 2100
"""Characters of a block with a label and an address, of the label, of a block with the address."""
_CHECKED = 3
"""Blocks from either end of a text among which a lone address is that of the article."""


def find_address(draft: Draft) -> None:
    """Find the address of the article, and take the lines off the body that only tell it."""
    blocks = draft.blocks
    for at in list(draft.free()):
        if at not in draft.taken and _is_outer(at, len(blocks)):
            _take_labelled(draft, at)
    if not any(one.field == fields.ORIGINAL for one in draft.claims):
        free = list(draft.free())
        for at in sorted({*free[:_CHECKED], *free[-_CHECKED:]}):
            _take_lone(draft, at)
    if not any(one.field == fields.ORIGINAL for one in draft.claims):
        dead = "](#)" in draft.text
        draft.reasons.setdefault(
            fields.ORIGINAL, "no address is stated" + ("; `(#)` leads nowhere" if dead else "")
        )


def _is_outer(at: int, count: int) -> bool:
    return at < 12 or at >= count - 12


def _take_labelled(draft: Draft, at: int) -> None:
    """Take `Original url:` with the address behind it, or in the next block."""
    block = draft.blocks[at]
    if block.span.end - block.span.start > _LONGEST:
        return
    found = address_in(draft.text, *block.span)
    told = _FIRST.match(block.text)
    if told and found is not None:
        _take_first(draft, at, told["name"].strip(" :,.<(*_"), *found)
        return
    match = _LABEL.match(block.text)
    if match is None:
        return
    rest = block.text[match.end() :]
    labelled = not rest or match[0].rstrip().endswith((":", "：")) or rest.startswith(("http", "www"))
    if labelled and found is not None:
        _take_behind(draft, at, *found)
    elif labelled and len(block.text) <= _LONGEST_LABEL and not rest.strip():
        _take_below(draft, at)


def _take_first(draft: Draft, at: int, name: str, url: str, span: Span) -> None:
    """Take `This article was first published in The Harbor Ledger: https://…`."""
    _claim(draft, url, span, "address behind a label", STATED)
    if name and name[0].isupper() and len(name.split()) <= 6 and "://" not in name:
        draft.claim(fields.NAME, name, draft.span_of(at, name), "where it was first published", SHAPED)
    draft.take(at, "address of the article")


def _take_behind(draft: Draft, at: int, url: str, span: Span) -> None:
    """Take a label with an address behind it, where the block says nothing else."""
    block = draft.blocks[at]
    before = plain(draft.text[block.body : span.start]).strip(" <([")
    behind = draft.text[span.end : block.span.end].strip(" >)]}.*_")
    if len(before) <= _LONGEST_LABEL and len(behind) <= 40 and _LABEL.match(before + " "):
        sure = LIKELY if _ELSEWHERE.match(before) else STATED
        _claim(draft, url, span, "address behind a label", sure)
        name = before[label.end() :].strip(" :,.-–") if (label := _LABEL.match(before)) else ""
        if (PAPER.search(name) or is_house(name)) and is_titled(name) and len(name.split()) <= 6:
            draft.claim(fields.NAME, name, draft.span_of(at, name), "name before the address", SHAPED)
        draft.take(at, "address of the article")


def _take_below(draft: Draft, at: int) -> None:
    """Take a label with the address in the next block."""
    below = next(draft.free(at + 1), -1)
    if below != at + 1 or draft.blocks[below].span.end - draft.blocks[below].span.start > _LONGEST_ADDRESS:
        return
    found = address_in(draft.text, *draft.blocks[below].span)
    if found is not None and _is_alone(draft, below, found[1]):
        _claim(draft, found[0], found[1], "address in a trailer", STATED)
        draft.take(at, "address of the article")
        draft.take(below, "address of the article")


def _take_lone(draft: Draft, at: int) -> None:
    """Take a block that is nothing but an address with a path."""
    found = address_in(draft.text, *draft.blocks[at].span)
    if found is None or draft.blocks[at].kind != "paragraph" or not _is_alone(draft, at, found[1]):
        return
    url = found[0]
    if url.rstrip("/").count("/") < 3 or _PICTURE.search(url):
        return
    confidence = SHAPED if url.count("/") > 3 else LIKELY
    if _claim(draft, url, found[1], "lone address at the edge of the text", confidence):
        draft.take(at, "address of the article")


def _is_alone(draft: Draft, at: int, span: Span) -> bool:
    block = draft.blocks[at]
    around = draft.text[block.span.start : span.start] + draft.text[span.end : block.span.end]
    return not any(map(str.isalnum, re.sub(r"\]\(https?://\S*\)", "", around)))


def _claim(draft: Draft, url: str, span: Span, cue: str, confidence: float) -> bool:
    """Note the address and what follows from it; no if it cannot be that of an article."""
    if _NOT_SOURCES.search(host_of(url)) or _PICTURE.search(url):
        draft.reasons.setdefault(fields.ORIGINAL, f"`{url[:80]}` only passes on, or is no page")
        return False
    url = clean(url)
    draft.claim(fields.ORIGINAL, url, span, cue, confidence)
    draft.claim(fields.WEB, url, span, cue, confidence)
    domain = domain_of(url)
    if domain:
        start = draft.text.find(domain, span.start, span.end)
        there = Span(start, start + len(domain)) if start >= 0 else span
        draft.claim(fields.DOMAIN, domain, there, "host of the address", confidence)
        draft.domain_hint = draft.domain_hint or domain
    return True
