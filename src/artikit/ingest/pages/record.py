"""From a saved page to a record: what it states for machines, what it shows to readers, and its body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED
from artikit.ingest.drafts.findings import Findings
from artikit.ingest.drafts.language import judge_language
from artikit.ingest.drafts.settling import settle
from artikit.ingest.drafts.summing import numbered, without_echoes
from artikit.ingest.evidence import Removal
from artikit.ingest.heads.excerpts import excerpt_of
from artikit.ingest.markup.encodings import decode_page
from artikit.ingest.markup.reader import read_page
from artikit.ingest.metadata.jsonld import things_of_page
from artikit.ingest.metadata.links import base_of, drop_entrances, follow_addresses, read_links
from artikit.ingest.metadata.meta import read_metas
from artikit.ingest.metadata.microformats import read_formats
from artikit.ingest.metadata.schema_org import claim_article
from artikit.ingest.metadata.values import claim_language
from artikit.ingest.pages.authors import drop_publisher
from artikit.ingest.pages.body import body_of_page
from artikit.ingest.pages.head import head_of
from artikit.ingest.pages.lines import read_head
from artikit.ingest.pages.listing import lists_articles
from artikit.ingest.pages.pictures import read_pictures
from artikit.ingest.pages.title import page_title, read_title, without_site
from artikit.ingest.wording.plain import folded, plain
from artikit.model import Source, Span

if TYPE_CHECKING:
    from artikit.ingest.evidence import Ingested
    from artikit.ingest.markup.page import Page
    from artikit.ingest.options import Options
    from artikit.ingest.pages.head import Head
    from artikit.model import Pointer


_NO_ARTICLE = "no paragraph of an article stands in the page"
_REASONS: dict[Pointer, str] = {
    fields.TITLE: "no heading, and nothing in the head of the page is one",
    fields.EXCERPT: "no description is stated, and there is no paragraph",
    fields.PUBLISHED: "no date with a year is stated for the article",
    fields.ORIGINAL: "the page does not say its own address",
    fields.AUTHOR: "nothing names the author",
    fields.LANGUAGE: "nothing tells it",
    fields.NAME: "nothing names the publisher",
    fields.DOMAIN: "the page does not say its own address",
}
_KEY = 200
_WORK = 400_000_000
"""Characters that are looked through at most to find what is not in the body."""
_WORD = re.compile(r"[^\W\d_]{5,}")
_FEW, _SHARE, _ENOUGH = 4, 0.2, 300
"""Words of a description that must be, share of them that an article has, characters of an article."""
_BEGIN = 400
"""Characters of a paragraph in which an excerpt begins: a dateline stands before it."""
_SHORT = 40
"""Characters of a paragraph in a page that has no longer one."""


def ingest_html(source: Source, data: bytes, options: Options) -> Ingested:
    """Make a record of a saved page; whatever the bytes are, there is one.

    Places are in the text of the bytes as the page says they are to be read, which the record's source holds;
    without bytes it is the text of `source`.
    """
    text = decode_page(data) if data else source.text
    source = source if text == source.text else Source(source.path, text, source.first_line)
    page = read_page(text)
    findings = Findings(base=base_of(page))
    stated = _read_stated(page, findings)
    read_title(page, findings)
    without_site(findings)
    read_formats(page, findings)
    drop_entrances(findings)
    follow_addresses(findings)
    head = head_of(page, findings.best(fields.TITLE))
    if head.has_prose or stated:
        read_head(page, findings, head)
    read_pictures(page, findings)
    drop_publisher(findings)
    is_article = head.has_prose or stated or _has_note(page)
    body = _body(page, findings, options) if is_article else ""
    _read_body(page, findings, body)
    _say_why(findings, head, stated=stated)
    claims = numbered(without_echoes(findings.claims))
    removals = () if options.keep_all else _removals(page, body)
    return settle(source, claims, findings.reasons, body, options, removals)


def _read_stated(page: Page, findings: Findings) -> bool:
    """Claim what the page states for machines; tells whether it states that it is an article."""
    read_links(page, findings)
    things, unreadable = things_of_page(page)
    titles = _titles(page, "")
    found = claim_article(things, findings, titles, "JSON-LD")
    found |= claim_article(page.things, findings, titles, "microdata")
    read_metas(page, findings)
    for html in (page.language,) if page.language else ():
        claim_language(findings, html.value, html.span, "lang of <html>", SHAPED)
    if unreadable:
        for pointer in (fields.PUBLISHED, fields.AUTHOR, fields.ORIGINAL):
            findings.reasons[pointer] = "nothing that can be read tells it; a block of JSON-LD is broken"
    kinds = {one.content.value.strip().lower() for one in page.metas if one.key == "og:type"}
    return found or "article" in kinds


def _titles(page: Page, title: str) -> list[str]:
    """All that may be the title, to tell things and blocks by."""
    tab = page_title(page)
    stated = [one.content.value for one in page.metas if one.key in ("og:title", "twitter:title")]
    shown = [one.text for one in page.marked if one.name == "h1" and not one.furniture][:1]
    return [one for one in (title, tab.text if tab else "", *stated, *shown) if one]


def _has_note(page: Page) -> bool:
    """Tell whether a page holds a short note, and not only links and teasers."""
    return not lists_articles(page) and any(
        len(one.text) >= _SHORT
        and not (one.furniture or one.linked or one.listed)
        and one.name in ("p", "div", "td")
        for one in page.blocks
    )


def _body(page: Page, findings: Findings, options: Options) -> str:
    titles = _titles(page, findings.best(fields.TITLE))
    return body_of_page(page, findings.base, titles, findings.best(fields.AUTHOR), options)


def _read_body(page: Page, findings: Findings, body: str) -> None:
    """Claim what follows from the body: the excerpt where none is stated, the language by its words."""
    said = plain(body)
    _drop_slogans(findings, said)
    if not findings.of(fields.EXCERPT) and body:
        excerpt = excerpt_of(body)
        span = _find(page, excerpt)
        if span is not None:
            findings.claim(fields.EXCERPT, excerpt, span, "first paragraph of the body", SHAPED)
    judge_language(findings, said, _find(page, excerpt_of(body)) or Span(0, len(page.text)))


def _drop_slogans(findings: Findings, body: str) -> None:
    """Drop descriptions of the whole site: of their longer words hardly one stands in the article."""
    if len(body) < _ENOUGH:
        return
    known = set(_WORD.findall(f"{findings.best(fields.TITLE)} {body}".casefold()))
    for one in findings.of(fields.EXCERPT):
        words = set(_WORD.findall(str(one.value).casefold()))
        if len(words) >= _FEW and len(words & known) < len(words) * _SHARE:
            findings.claims.remove(one)
            findings.reasons[fields.EXCERPT] = f"the description ({one.cue}) does not speak of the article"


def _find(page: Page, text: str) -> Span | None:
    """Where a paragraph of the body stands in the page."""
    key = folded(text)[:120]
    return next((one.span for one in page.blocks if key and key in folded(one.text[:_BEGIN])), None)


def _say_why(findings: Findings, head: Head, *, stated: bool) -> None:
    """Give the reasons for what stays unset."""
    if not head.has_prose and not stated:
        for pointer in (fields.AUTHOR, fields.PUBLISHED, fields.EXCERPT):
            findings.reasons.setdefault(pointer, _NO_ARTICLE)
    findings.excuse(_REASONS)


def _removals(page: Page, body: str) -> tuple[Removal, ...]:
    """List what the page shows and the body does not have."""
    whole = folded(body)
    lines = {folded(line)[:_KEY] for line in body.split("\n")}
    tests = _WORK // max(len(whole), 1)
    found = []
    for one in page.blocks:
        key = folded(one.text)[:_KEY]
        if not key or key in lines:
            continue
        tests -= 1
        if tests < 0:  # a body of megabytes in pieces that mark-up cut otherwise
            break
        if key not in whole:
            kind = "furniture of the page" if one.furniture or one.linked else "not part of the article"
            found.append(Removal(one.span, kind))
    return tuple(found)
