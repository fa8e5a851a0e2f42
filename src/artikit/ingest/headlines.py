"""Whether a line is like a headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.byline import byline_of
from artikit.ingest.captions import caption_of, credit_of
from artikit.ingest.date_lines import date_line, is_only_date
from artikit.ingest.dates import dates_in
from artikit.ingest.furniture import is_label_line
from artikit.ingest.words import ends_sentence, sentences, size_of

if TYPE_CHECKING:
    from artikit.ingest.draft import Draft

LONGEST, SHORTEST = 220, 8
PROSE = 160
"""Characters from which a paragraph is no headline any more, and before which a title has to come."""
_SENTENCE = 60
"""Characters from which a line that ends as a sentence is one."""
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w")
_ROW = re.compile(r"\s[|·•]\s")
_OPENING = "\"'“‘’‚«»‹›„¿¡([$€£「『"
_ISSUE = re.compile(
    r"(?i)(?:vol(?:ume)?|no|nr|issue|ausgabe|jahrgang|núm(?:ero)?|année|anno|årgang)\b\.?\s?\d"
)


def is_sentence(text: str) -> bool:
    """Tell whether a text is prose already, so that no title follows it."""
    return size_of(text) >= _SENTENCE and ends_sentence(text) and not text.endswith(("?", "!", "？", "！"))


def is_headline(draft: Draft, at: int) -> bool:
    """Tell whether a block is like a headline: short, no sentence that ends, no byline, no address."""
    text = draft.blocks[at].text
    if not SHORTEST <= size_of(text) <= LONGEST or _ADDRESS.search(text) or is_label_line(text):
        return False
    if not _begins_well(text) or not _ends_well(text) or text.count(" > "):
        return False
    if len(sentences(text)) > 2 or not any(map(str.isalpha, text)):
        return False
    said_otherwise = byline_of(text) or caption_of(text) or credit_of(draft.raw(at), text)
    return not said_otherwise and not _tells_when(text)


def _begins_well(text: str) -> bool:
    """Tell whether a line begins as headlines do: with a capital or `iPhone`, with quotes, with a number."""
    return (text[0].isalnum() or text[0] in _OPENING) and not (text[0].islower() and not text[1].isupper())


def _ends_well(text: str) -> bool:
    """Tell whether a line does not end as a sentence of prose does, nor leads to what follows it."""
    if text.rstrip().endswith((":", ";", ",")):
        return False
    if text.endswith(".") and not text.endswith(("..", "U.S.", "U.K.", "U.N.")):
        return False
    bare = text.rstrip("\"'”’») ")
    return (
        not ends_sentence(text)
        or bare.endswith(("?", "!", "？", "！"))
        or text.endswith("...")
        or (len(sentences(text)) == 1 and text.endswith("…"))
        or (bare != text and not bare.endswith("."))
    )


def _tells_when(text: str) -> bool:
    """Tell whether a line is a date, of an issue too, or holds little else."""
    if _ISSUE.match(text) and len(text.split()) <= 8:
        return True
    line = date_line(text, 0, len(text))
    if line is not None and is_only_date(line):
        return True
    day = next(dates_in(text), None)
    return day is not None and ((day.span.end - day.span.start) * 3 > len(text) or bool(_ROW.search(text)))
