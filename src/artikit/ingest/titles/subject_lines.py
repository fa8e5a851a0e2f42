"""Lines of few words on top that only name the subject or the town, and the title below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.dates.written import dates_in
from artikit.ingest.people.names import is_name
from artikit.ingest.titles.headlines import LONGEST, is_headline
from artikit.ingest.titles.kickers import is_place, is_section
from artikit.ingest.titles.rubrics import is_genre, is_house_line
from artikit.ingest.wording.words import ends_sentence, sentences, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_FEW, _SHORT = 4, 32
"""Words and characters of a line that only names the subject."""
_STANDFIRST = 70
"""Characters from which a line is no second title but sums up."""
_TITLE = 90
_OPENING, _CLOSING = "„“«»‹›「『\"‘'‚”", "“”»«›‹」』\"’'‘"


_ARTICLE = re.compile(
    r"(?i)(?:the|an?|der|die|das|eine?|le|la|les|une?|el|los|las|una|il|lo|gli|i|o|os|as|um|uma|de|het|een|en|ett|et)\s|l['’]"
)
"""What titles begin with rather than names of subjects."""


def is_above_title(draft: Draft, at: int) -> bool:
    """Tell whether the line below is the title: it is a quote, has a standfirst, or this is a town."""
    below = next(draft.free(at + 1), -1)
    text = draft.blocks[at].text
    if below != at + 1 or not is_headline(draft, below) or text.endswith(("?", "!", ":")):
        return False
    if is_place(text):
        return not is_place(draft.blocks[below].text)
    other = draft.blocks[below].text
    if is_house_line(text):
        return not (is_house_line(other) or is_name(other))
    if is_genre(text):
        return not (is_section(other) or is_name(other))
    if len(text.split()) > _FEW:
        return False
    first = all(_is_word(draft, one) for one in draft.free(0, at))
    return _is_quote(draft.blocks[below].text) or (first and _has_standfirst(draft, at, below))


def _is_word(draft: Draft, at: int) -> bool:
    """Tell whether a line above names a section in one word."""
    return len(draft.blocks[at].text.split()) == 1


def _is_quote(text: str) -> bool:
    return text[0] in _OPENING and text[-1] in _CLOSING


def _has_standfirst(draft: Draft, at: int, below: int) -> bool:
    """Tell whether a longer line and a still longer one stand below a line, and what ends the head."""
    text, title = draft.blocks[at].text, draft.blocks[below].text
    third = next(draft.free(below + 1), -1)
    if _ARTICLE.match(text):
        return False
    if third != below + 1 or len(text) > _SHORT or size_of(text) >= size_of(title) or ends_sentence(title):
        return False
    if next(dates_in(title), None) is not None:
        return False
    if size_of(title) > _TITLE or third + 1 >= len(draft.blocks):
        return False
    said = draft.blocks[third].text
    behind = draft.blocks[third + 1].text
    sums_up = len(sentences(said)) > 1 or size_of(said) >= _STANDFIRST
    short = size_of(title) * 3 < size_of(said) * 2 and size_of(said) <= LONGEST
    return sums_up and short and size_of(behind) < _TITLE
