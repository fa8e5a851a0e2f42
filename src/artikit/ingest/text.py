"""From a raw text to a record: cue by cue, the surest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.addresses import URL, domain_of, find_address
from artikit.ingest.body import body_of, drop_rules, find_joints
from artikit.ingest.boilerplate import find_boilerplate, find_running_headers
from artikit.ingest.captions import find_captions, find_images
from artikit.ingest.confidence import SHAPED
from artikit.ingest.copyright import find_copyright
from artikit.ingest.dates import dates_in, in_address, vague_in
from artikit.ingest.draft import Draft
from artikit.ingest.evidence import Ingested, Removal
from artikit.ingest.head import EXCERPT, PUBLISHED, UPDATED, read_above, read_dateline, read_head
from artikit.ingest.headings import find_headings
from artikit.ingest.labels import find_labels, find_sources
from artikit.ingest.language import language_of
from artikit.ingest.plain import plain
from artikit.ingest.repeats import find_repeats
from artikit.ingest.settling import settled
from artikit.ingest.tail import read_tail
from artikit.ingest.title import find_title, furniture_above, know_title
from artikit.ingest.words import sentences, size_of
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.options import Options
    from artikit.model import Source

_LONGEST_EXCERPT = 600
"""Characters from which a first paragraph is cut, at the end of a sentence."""
_WANTED_EXCERPT = 400
_MANY = 50
"""Blocks in which a relative date is looked for, to name it as the reason."""


def ingest_text(source: Source, options: Options, *, title: str | None = None) -> Ingested:
    """Make a record of a text. Whatever the text is, there is one; what it does not say stays unset.

    `title` is known where a text is the body of a record: it may stand there once more, or not at all.
    """
    draft = Draft(source.text, options)
    if draft.blocks:
        _read(draft, title)
    body = _whole(source.text) if options.keep_all else body_of(draft)
    removals = () if options.keep_all else tuple(sorted((*draft.cuts, *_taken(draft))))
    return settled(source, draft, body, removals)


def _read(draft: Draft, title: str | None) -> None:
    find_labels(draft)
    find_address(draft)
    find_boilerplate(draft)
    year = find_copyright(draft)
    if title is not None:
        know_title(draft, title)
    elif not draft.claimed(("title",)):
        find_title(draft)
    read_above(draft)
    furniture_above(draft)
    find_running_headers(draft)
    find_images(draft)
    body = read_head(draft)
    find_captions(draft, next((at for at in draft.free(body) if draft.blocks[at].kind == "paragraph"), -1))
    find_repeats(draft)
    body = next(draft.free(max(draft.title_at, 0)), len(draft.blocks))
    start = read_dateline(draft, body)
    find_sources(draft)
    read_tail(draft, body)
    _take_lead_images(draft, body)
    drop_rules(draft)
    find_headings(draft, body)
    find_joints(draft, body)
    _claim_excerpt(draft, start)
    _claim_language(draft)
    _date_in_address(draft)
    _say_why(draft, year)


def _take_lead_images(draft: Draft, body: int) -> None:
    """Take pictures that stand before the first paragraph: the record has them among its images."""
    known = {one.span.start for one in draft.claims if one.field[:1] == ("images",) and one.span}
    for at in list(draft.free(body)):
        block = draft.blocks[at]
        if block.kind != "image":
            break
        if any(block.span.start <= start < block.span.end for start in known):
            draft.take(at, "picture")


def _claim_excerpt(draft: Draft, start: int) -> None:
    """Take the first paragraph for the excerpt, behind its dateline, where there is no standfirst."""
    if draft.claimed(EXCERPT):
        return
    for at in draft.free():
        block = draft.blocks[at]
        if block.kind not in ("paragraph", "quote") or at in draft.titles or size_of(block.text) < 40:
            continue
        begin = start if block.span.start < start < block.span.end else block.body
        span = Span(begin, block.span.end)
        said = plain(draft.text[slice(*span)]).lstrip("> ")
        draft.claim(EXCERPT, _shortened(said), span, "first paragraph of the body", SHAPED)
        return
    draft.reasons.setdefault(EXCERPT, "there is no standfirst and no paragraph")


def _shortened(said: str) -> str:
    if len(said) <= _LONGEST_EXCERPT:
        return said
    kept = ""
    for sentence in sentences(said):
        if kept and len(kept) + len(sentence) > _WANTED_EXCERPT:
            break
        kept = f"{kept} {sentence}".strip()
    if len(kept) <= _LONGEST_EXCERPT:
        return kept
    return kept[:_WANTED_EXCERPT].rsplit(" ", 1)[0]


def _claim_language(draft: Draft) -> None:
    said = " ".join(
        draft.blocks[at].text
        for at in range(min(len(draft.blocks), 200))
        if draft.taken.get(at) != "boilerplate"
    )
    guess = language_of(said)
    if guess.language:
        span = Span(draft.blocks[0].span.start, draft.blocks[-1].span.end)
        draft.claim(("language",), guess.language, span, "most common words", guess.confidence)
    else:
        draft.reasons[("language",)] = guess.reason


def _date_in_address(draft: Draft) -> None:
    for claim in [one for one in draft.claims if one.field == URL]:
        found = in_address(str(claim.value))
        if found is not None and claim.span is not None:
            span = Span(claim.span.start + found.span.start, claim.span.start + found.span.end)
            draft.claim(PUBLISHED, found.value, span, "date in the address", SHAPED)


def _say_why(draft: Draft, year: str) -> None:
    """Give the reasons for what stays unset."""
    if not draft.claimed(PUBLISHED):
        draft.reasons.setdefault(PUBLISHED, _no_date(draft, year))
        if draft.claimed(UPDATED):
            draft.reasons[PUBLISHED] = "only the date of a change is stated"
    draft.reasons.setdefault(("author",), "no byline, and no agency is named")
    domain = draft.claimed(("provider", "domain"))
    if domain:
        why = f"only the domain `{domain}` is known, and a name does not follow from it"
    else:
        why = "no line about rights and no address name the publisher"
    draft.reasons.setdefault(("provider", "name"), why)
    url = draft.claimed(URL)
    if isinstance(url, str) and not domain_of(url):
        draft.reasons.setdefault(("provider", "domain"), "the host of the address is not that of a publisher")
    draft.reasons.setdefault(("provider", "domain"), "no address is stated")


def _no_date(draft: Draft, year: str) -> str:
    """Say why there is no date, by the first date that does not tell enough."""
    why = "no date with a year is stated"
    known = year and f"; the year {year} of the rights is no date"
    for at in [one for one in range(len(draft.blocks)) if draft.blocks[one].kind != "code"][:_MANY]:
        block = draft.blocks[at]
        for one in dates_in(draft.text, block.span.start, min(block.span.end, block.span.start + 5_000)):
            said = draft.text[slice(*one.span)]
            where = f"“{said}” stands in a sentence, and may be the day of an event"
            return f"no line says when it was published; {where}{known}"
        for vague in vague_in(draft.text, block.span.start, min(block.span.end, block.span.start + 5_000)):
            kind = "has no year" if vague.month else "is relative"
            return f"{why}; “{draft.text[slice(*vague.span)]}” {kind}{known}"
    return why + known


def _taken(draft: Draft) -> list[Removal]:
    return [Removal(draft.blocks[at].span, kind) for at, kind in draft.taken.items()]


def _whole(text: str) -> str:
    """The text as it is, but for empty lines around it."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return f"\n{lines}\n" if lines.strip() else ""
