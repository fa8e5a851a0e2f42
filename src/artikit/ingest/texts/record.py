"""From a raw text to a record: cue by cue, the surest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED
from artikit.ingest.dates.addresses import in_address
from artikit.ingest.drafts.draft import Draft
from artikit.ingest.drafts.settling import settled
from artikit.ingest.evidence import Removal
from artikit.ingest.furniture.boilerplate import find_boilerplate
from artikit.ingest.furniture.captions import find_captions, find_images
from artikit.ingest.furniture.comments import find_comments
from artikit.ingest.furniture.copyright import find_copyright
from artikit.ingest.furniture.repeats import find_repeats
from artikit.ingest.furniture.running_headers import find_running_headers
from artikit.ingest.heads.datelines import read_dateline
from artikit.ingest.heads.excerpts import claim_excerpt
from artikit.ingest.heads.head import read_head
from artikit.ingest.heads.masthead import furniture_above, read_above, read_trail
from artikit.ingest.texts.body import body_of, drop_rules, find_joints
from artikit.ingest.texts.first_published import find_first_published
from artikit.ingest.texts.headings import find_headings
from artikit.ingest.texts.labels import find_labels, find_sources
from artikit.ingest.texts.reasons import say_why
from artikit.ingest.texts.source_lines import find_address
from artikit.ingest.texts.tail import read_tail
from artikit.ingest.titles.rows import read_title_row
from artikit.ingest.titles.title import find_title, know_title
from artikit.ingest.wording.language import language_of
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.evidence import Ingested
    from artikit.ingest.options import Options
    from artikit.model import Source


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
    _read_outer(draft)
    _read_title(draft, title)
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
    claim_excerpt(draft, start)
    _claim_language(draft)
    _date_in_address(draft)
    say_why(draft)


def _read_outer(draft: Draft) -> None:
    """Read the lines that may stand anywhere, and are none of the article."""
    find_comments(draft)
    find_labels(draft)
    find_address(draft)
    find_boilerplate(draft)
    find_first_published(draft)
    draft.rights_year = find_copyright(draft)


def _read_title(draft: Draft, title: str | None) -> None:
    """Read the title and what stands above it, and note the pictures that have an address."""
    if title is not None:
        know_title(draft, title)
    elif not (draft.claimed(fields.TITLE) or read_title_row(draft)):
        find_title(draft)
    read_above(draft)
    read_trail(draft)
    furniture_above(draft)
    find_running_headers(draft)
    find_images(draft)


def _take_lead_images(draft: Draft, body: int) -> None:
    """Take pictures that stand before the first paragraph: the record has them among its images."""
    known = {one.span.start for one in draft.claims if one.field[:1] == fields.IMAGES and one.span}
    for at in list(draft.free(body)):
        block = draft.blocks[at]
        if block.kind != "image":
            break
        if any(map(block.span.holds, known)):
            draft.take(at, "picture")


def _claim_language(draft: Draft) -> None:
    said = " ".join(
        draft.blocks[at].text
        for at in range(min(len(draft.blocks), 200))
        if draft.taken.get(at) != "boilerplate"
    )
    guess = language_of(said)
    if guess.language:
        span = Span(draft.blocks[0].span.start, draft.blocks[-1].span.end)
        draft.claim(fields.LANGUAGE, guess.language, span, "most common words", guess.confidence)
    else:
        draft.reasons[fields.LANGUAGE] = guess.reason


def _date_in_address(draft: Draft) -> None:
    for claim in [one for one in draft.claims if one.field == fields.ORIGINAL]:
        found = in_address(str(claim.value))
        if found is not None and claim.span is not None:
            span = Span(claim.span.start + found.span.start, claim.span.start + found.span.end)
            draft.claim(fields.PUBLISHED, found.value, span, "date in the address", SHAPED)


def _taken(draft: Draft) -> list[Removal]:
    return [Removal(draft.blocks[at].span, kind) for at, kind in draft.taken.items()]


def _whole(text: str) -> str:
    """The text as it is, but for empty lines around it."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return f"\n{lines}\n" if lines.strip() else ""
