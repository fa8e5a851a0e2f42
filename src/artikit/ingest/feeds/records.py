"""From the file of a feed to records: RSS 2.0 and 1.0, Atom 1.0, JSON Feed 1.1; each entry is one.

Read by the tokenizer of pages, so that places are known and feeds that are not well-formed still tell what
they hold. It knows no entities but those of HTML and opens nothing: nothing to expand, nothing to leak.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.drafts.findings import Findings
from artikit.ingest.drafts.language import judge_language
from artikit.ingest.drafts.settling import settle
from artikit.ingest.drafts.summing import numbered, without_echoes
from artikit.ingest.evidence import Ingested
from artikit.ingest.feeds.json import json_feed
from artikit.ingest.feeds.xml import xml_feed
from artikit.ingest.heads.excerpts import excerpt_of
from artikit.ingest.markup.fragment import markdown_of
from artikit.ingest.metadata.links import follow_addresses
from artikit.ingest.metadata.values import (
    claim_author,
    claim_language,
    claim_moment,
    claim_text,
    said,
    sizes,
    words_of,
)
from artikit.ingest.wording.addresses import domain_of
from artikit.ingest.wording.plain import folded, plain
from artikit.model import Problem, Record, Span
from artikit.reading import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.ingest.feeds.entries import Entry, Feed, Value
    from artikit.ingest.options import Options
    from artikit.model import Json, Pointer, Source


_REASONS: dict[Pointer, str] = {
    fields.TITLE: "the entry has no title",
    fields.EXCERPT: "the entry has neither summary nor content",
    fields.PUBLISHED: "the entry has no date",
    fields.ORIGINAL: "the entry has no address",
    fields.AUTHOR: "the entry names no author",
    fields.LANGUAGE: "the feed does not say it",
    fields.NAME: "the feed has no title",
    fields.DOMAIN: "neither the entry nor the feed has an address",
}
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")


def ingest_feed(source: Source, options: Options) -> Iterator[Ingested]:
    """Make a record of each entry of a feed, in its order; a problem where the file is no feed."""
    try:
        feed = (
            json_feed(source.text)
            if source.text.lstrip("\ufeff \t\r\n").startswith("{")
            else xml_feed(source.text)
        )
    except ValueError as error:
        yield _problem(source, f"this is no feed that can be read: {error}", 0)
        return
    for entry in feed.entries:
        yield _ingest(source, feed, entry, options)
    if feed.cut:
        yield _problem(source, "the feed ends inside an entry, which is left out", len(source.text))


def _problem(source: Source, message: str, at: int) -> Ingested:
    return Ingested(Record(source, None, "", (Problem(codes.SYNTAX_ERROR, message, span=Span(at, at)),)), ())


def _ingest(source: Source, feed: Feed, entry: Entry, options: Options) -> Ingested:
    findings = Findings(base=entry.base)
    for value in entry.urls:
        findings.claim(fields.ORIGINAL, findings.address(value.text), value.span, value.cue, STATED)
    findings.base = findings.best(fields.ORIGINAL) or entry.base
    follow_addresses(findings)
    if entry.title is not None:
        claim_text(findings, fields.TITLE, entry.title.text, entry.title.span, entry.title.cue, STATED)
    for pointer, values in ((fields.PUBLISHED, entry.published), (fields.UPDATED, entry.updated)):
        for value in values:
            claim_moment(findings, pointer, value.text, value.span, value.cue, STATED)
    if entry.authors:
        claim_author(
            findings, (one.text for one in entry.authors), entry.authors[0].span, entry.authors[0].cue, STATED
        )
    topics = words_of([one.text for one in entry.topics], split=False)
    if topics:
        findings.claim(fields.TOPICS, list(topics), entry.topics[0].span, entry.topics[0].cue, STATED)
    for language in (*entry.languages, *feed.languages):
        claim_language(findings, language.text, language.span, language.cue, SHAPED)
    _name(findings, feed, entry)
    _pictures(findings, entry)
    body = _body(findings, entry)
    findings.excuse(_REASONS)
    claims = numbered(without_echoes(findings.claims))
    made = settle(source, claims, findings.reasons, f"\n{body}\n" if body else "", options)
    return replace(made, entry=True)


def _body(findings: Findings, entry: Entry) -> str:
    """Claim the excerpt, and return the body: the content, else a summary that is longer than an excerpt."""
    content, summary = entry.content, entry.summary
    body = _markdown(content, findings.base)
    brief = _markdown(summary, findings.base)
    if summary is not None and brief:
        findings.claim(
            fields.EXCERPT, excerpt_of(brief) or said(plain(brief)), summary.span, summary.cue, STATED
        )
    elif content is not None and body:
        findings.claim(fields.EXCERPT, excerpt_of(body), content.span, "first paragraph of the body", SHAPED)
    body = body or (brief if folded(brief) != folded(findings.best(fields.EXCERPT)) else "")
    judge_language(findings, plain(body or brief), (content or summary or entry.whole).span)
    return body


def _markdown(value: Value | None, base: str) -> str:
    if value is None:
        return ""
    return markdown_of(value.text, base).strip() if value.html else value.text.strip()


def _name(findings: Findings, feed: Feed, entry: Entry) -> None:
    """Claim who published it: the source that an entry names, else the feed, if entries lead to its site."""
    if entry.origin is not None:
        claim_text(findings, fields.NAME, entry.origin.text, entry.origin.span, entry.origin.cue, STATED)
        return
    own = findings.best(fields.DOMAIN)
    home = domain_of(findings.address(feed.url.text)) if feed.url is not None else ""
    if feed.url is not None and home and not own:
        findings.claim(fields.DOMAIN, home, feed.url.span, f"host of {feed.url.cue}", SHAPED)
    if feed.title is None:
        return
    if own and home and not (_is_under(own, home) or _is_under(home, own)):
        findings.reasons[fields.NAME] = f"the feed is of {home}, the entry of {own}"
        return
    claim_text(
        findings, fields.NAME, feed.title.text, feed.title.span, feed.title.cue, SHAPED if home else LIKELY
    )


def _is_under(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}")


def _pictures(findings: Findings, entry: Entry) -> None:
    for one in entry.pictures:
        url = findings.address(one.url.text)
        path = url.partition("?")[0].lower()
        if not url or not (one.kind.startswith("image") or (not one.kind and path.endswith(_PICTURES))):
            continue
        image: dict[str, Json] = {"url": url, **sizes(one.width, one.height)}
        for key, text in (("title", one.title), ("attribution", one.credit)):
            if said(text):
                image[key] = said(text)
        findings.claim((*fields.IMAGES, url), image, one.url.span, one.url.cue, STATED)
