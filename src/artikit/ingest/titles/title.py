"""The title: the first heading, or the first line that is like a headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.furniture.lines import is_label_line
from artikit.ingest.people.byline import byline_of
from artikit.ingest.people.names import is_name
from artikit.ingest.people.signatures import are_letters
from artikit.ingest.titles.headlines import LONGEST, PROSE, SHORTEST, is_headline, is_sentence
from artikit.ingest.titles.kickers import is_kicker, is_section
from artikit.ingest.titles.site_names import is_host, without_site
from artikit.ingest.titles.subject_lines import is_above_title
from artikit.ingest.wording.plain import folded
from artikit.ingest.wording.words import ends_sentence, is_caps, sentences, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_TINY = 5
"""Letters that a title has at least."""
_SEARCHED = 14
"""Blocks on top of a text among which the title must be: behind them come paragraphs."""


def find_title(draft: Draft) -> None:
    """Find the title. What stands above it is furniture, unless it is prose."""
    at = _heading(draft)
    shape = "first heading"
    confidence = STATED
    if at < 0:
        at, confidence = _headline(draft)
        shape = "line on top that is like a headline"
    if at < 0:
        draft.reasons[fields.TITLE] = "nothing on top is a heading or like a headline"
        return
    block = draft.blocks[at]
    said, name = without_site(draft, block.text)
    draft.title_at = at
    draft.claim(fields.TITLE, said, draft.span_of(at, said), shape, confidence)
    if name:
        span = draft.span_of(at, name)
        draft.claim(fields.NAME, name, span, "name of the site behind the title", SHAPED)
    draft.take(at, "title")
    known = folded(said)
    for other in draft.free(at + 1, min(at + _SEARCHED, len(draft.blocks))):
        if folded(draft.blocks[other].text) == known:
            draft.take(other, "repeated title")


def know_title(draft: Draft, title: str) -> None:
    """Find a title that is known already."""
    wanted = folded(title)
    for at in draft.free(0, min(_SEARCHED, len(draft.blocks))):
        if folded(draft.blocks[at].text) == wanted:
            draft.title_at = at
            draft.take(at, "title")
            return


def _heading(draft: Draft) -> int:
    """The first heading, if it stands on top: before it only short lines."""
    prose = 0
    for at in draft.free(0, min(_SEARCHED, len(draft.blocks))):
        block = draft.blocks[at]
        if block.kind == "heading" and block.text and not is_label_line(block.text):
            above = [one for one in draft.free(0, at) if draft.blocks[one].kind == "paragraph"]
            first = next(iter(above), -1)
            if first >= 0 and is_headline(draft, first) and not is_kicker(draft, first) and block.level > 1:
                return -1  # a line on top, and then the heading of the first section
            follower = _follower(draft, at)
            headed = follower >= 0 and draft.blocks[follower].kind == "heading"
            if headed and (_is_running(block.text) or _names_site(draft, at, follower)):
                continue
            return at
        prose += size_of(block.text) >= PROSE or is_sentence(block.text)
        if prose:
            return -1
    return -1


def _is_running(text: str) -> bool:
    """Tell whether a heading is like the name of a series on top of each page."""
    return is_caps(text) and len(text.split()) <= 4


def _names_site(draft: Draft, at: int, follower: int) -> bool:
    """Tell whether a heading only names the site or a section, and a lower one below it is the title."""
    block = draft.blocks[at]
    if follower != at + 1 or draft.blocks[follower].level <= block.level:
        return False
    return is_host(draft, block.text) or is_section(block.text)


def _follower(draft: Draft, at: int) -> int:
    return next(draft.free(at + 1), -1)


def _headline(draft: Draft) -> tuple[int, float]:
    """The first line that is like a headline, and how sure that is."""
    for passed, at in enumerate(draft.free(0, min(_SEARCHED, len(draft.blocks)))):
        block = draft.blocks[at]
        if block.kind in ("rule", "image"):
            continue
        if block.kind != "paragraph" or size_of(block.text) >= LONGEST:
            return -1, 0.0
        if _ends_in_stop(draft, at) or (passed == 0 and _is_tiny(draft, at)):
            return at, LIKELY
        if is_headline(draft, at) and not (
            (is_kicker(draft, at) and _better_below(draft, at) and not are_letters(draft, at))
            or is_above_title(draft, at)
        ):
            return at, SHAPED if passed == 0 else LIKELY
        if size_of(block.text) >= PROSE or len(sentences(block.text)) > 1 or is_sentence(block.text):
            return -1, 0.0
    return -1, 0.0


def _ends_in_stop(draft: Draft, at: int) -> bool:
    """Tell whether a line is a headline though it ends as a sentence: a byline stands below."""
    text = draft.blocks[at].text
    if not ends_sentence(text) or len(sentences(text)) > 1 or not SHORTEST <= len(text) <= PROSE - 50:
        return False
    below = range(at + 1, min(at + 3, len(draft.blocks)))
    return any(byline_of(draft.blocks[one].text) is not None for one in below if one not in draft.taken)


def _is_tiny(draft: Draft, at: int) -> bool:
    """Tell whether the first line is a title though it is tiny: a name or a byline stands below."""
    text = draft.blocks[at].text
    below = next(draft.free(at + 1), -1)
    if not _TINY <= len(text) < SHORTEST or " " not in text or below != at + 1 or is_label_line(text):
        return False
    other = draft.blocks[below].text
    return (
        text[0].isupper()
        and text.replace(" ", "").isalpha()
        and (is_name(other) or byline_of(other) is not None)
    )


def _better_below(draft: Draft, at: int) -> bool:
    """Tell whether one of the next lines is a headline and no mere label."""
    for other in draft.free(at + 1, min(at + 5, len(draft.blocks))):
        if size_of(draft.blocks[other].text) >= PROSE:
            return False
        if is_headline(draft, other) and not is_kicker(draft, other):
            return True
    return False
