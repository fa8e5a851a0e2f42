"""The standfirst: what sums an article up between its title and its body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED
from artikit.ingest.heads.blocks import LINE, SEARCHED, SHORTEST_STANDFIRST, STANDFIRST, is_prose
from artikit.ingest.people.bare_names import claim_bare, is_bare_name
from artikit.ingest.wording.words import ends_sentence, is_wide, sentences, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft
    from artikit.model import Span

_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(?:(?!\1).)+\1\s*\Z", re.DOTALL)


def read_unknown(draft: Draft, unknown: list[int]) -> None:
    """Read what stands between the title and the last line of the head: a standfirst, a bare name."""
    for at in unknown:
        if at in draft.taken:
            continue
        text = draft.blocks[at].text
        if is_bare_name(draft, at):
            claim_bare(draft, at)
        elif not draft.claimed(fields.EXCERPT) and size_of(text) >= SHORTEST_STANDFIRST:
            draft.claim(fields.EXCERPT, text, _said_span(draft, at), "standfirst under the title", SHAPED)
            draft.take(at, "standfirst")


def read_below(draft: Draft, end: int) -> None:
    """Read the lines below the head that are not the body yet: a bare name, a standfirst."""
    for _ in range(3):
        at = next((one for one in draft.free(max(end, draft.title_at + 1)) if is_prose(draft, one)), -1)
        if at < 0 or at > draft.title_at + SEARCHED or draft.title_at < 0:
            return
        if any(
            size_of(draft.blocks[one].text) > LINE
            for one in draft.free(draft.title_at + 1, at)
            if is_prose(draft, one)
        ):
            return
        if is_bare_name(draft, at) and not draft.claimed(fields.AUTHOR):
            claim_bare(draft, at)
        elif _is_standfirst(draft, at) and not draft.claimed(fields.EXCERPT):
            text = draft.blocks[at].text
            draft.claim(fields.EXCERPT, text, _said_span(draft, at), "standfirst under the title", SHAPED)
            draft.take(at, "standfirst")
        else:
            return


def _said_span(draft: Draft, at: int) -> Span:
    return draft.span_of(at, draft.blocks[at].text)


def _is_standfirst(draft: Draft, at: int) -> bool:
    block = draft.blocks[at]
    size = size_of(block.text)
    if not SHORTEST_STANDFIRST <= size <= STANDFIRST or not any(True for _ in draft.free(at + 1)):
        return False
    if block.kind == "heading":
        alike = sum(one.kind == "heading" and one.level == block.level for one in draft.blocks)
        return size >= 50 and alike == 1
    if block.kind != "paragraph" or block.text[0].islower() or block.text.endswith((":", ",", ";")):
        return False
    if _EMPHASIS.match(draft.raw(at)) and len(block.text.split()) > 5:
        return True
    wide = is_wide(block.text)
    if (
        ends_sentence(block.text)
        or len(sentences(block.text)) > 1
        or (len(block.text.split()) < 5 and not wide)
    ):
        return False
    follower = next(draft.free(at + 1), -1)
    joined = follower >= 0 and draft.blocks[follower].text[:1].islower()
    return not joined and (size < 200 or block.loose)
