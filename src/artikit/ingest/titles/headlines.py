"""Whether a line is like a headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.dates.lines import date_line, is_only_date
from artikit.ingest.dates.written import dates_in
from artikit.ingest.furniture.captions import caption_of, credit_of
from artikit.ingest.furniture.lines import is_label_line
from artikit.ingest.people.byline import byline_of
from artikit.ingest.titles.rubrics import is_numbered, is_paid
from artikit.ingest.wording.words import ends_sentence, sentences, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

LONGEST, SHORTEST = 220, 8
PROSE = 160
"""Characters from which a paragraph is no headline any more, and before which a title has to come."""
_SENTENCE = 60
"""Characters from which a line that ends as a sentence is one."""
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w")
_ROW = re.compile(r"\s[|·•/]\s")
_SLASHED = re.compile(r"(?:[^\s/]+\s){0,2}[^\s/]+(?:\s/\s(?:[^\s/]+\s){0,2}[^\s/]+){2,}\Z")
"""Rows of three sections or more: `History / Cities / Skell`."""
_COLUMNS = re.compile(r"\s{3,}|\t|\s[|·•]\s")
_LABEL = re.compile(r"[^\W\d_][\w]*(?:\s\w+)?:\s\S")
_PAGE_DIGITS = 3
_OPENING = "”\"'“‘’‚«»‹›„¿¡([$€£「『"
_ISSUE = re.compile(
    r"(?i)(?:vol(?:ume)?|no|nr|issue|ausgabe|jahrgang|núm(?:ero)?|année|anno|årgang)\b\.?\s?\d"
)
_CITED = re.compile(
    r"(?:\(\d{4}\)|\d{4}[;:,]|\b(?:pp?|S|Vol|vol)\.)[\s\d,():;]*(?:pp?\.\s?)?\d{1,4}\s?[–-]\s?\d{1,4}\W*\Z"
)
"""Ends of lines that cite a journal: `(2009) 112–118`."""


def is_sentence(text: str) -> bool:
    """Tell whether a text is prose already, so that no title follows it."""
    return size_of(text) >= _SENTENCE and ends_sentence(text) and not text.endswith(("?", "!", "？", "！"))


def is_headline(draft: Draft, at: int) -> bool:
    """Tell whether a block is like a headline: short, no sentence that ends, no byline, no address."""
    text = draft.blocks[at].text
    if not SHORTEST <= size_of(text) <= LONGEST or _ADDRESS.search(text) or is_label_line(text):
        return False
    if not _begins_well(text) or not _ends_well(text) or text.count(" > ") or _SLASHED.match(text):
        return False
    if len(sentences(text)) > 2 or not any(map(str.isalpha, text)):
        return False
    if is_paid(text) or is_numbered(text) or _is_page_header(draft.raw(at)):
        return False
    if _is_labelled(draft, at):
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
    if (_ISSUE.match(text) and len(text.split()) <= 8) or _CITED.search(text):
        return True
    line = date_line(text, 0, len(text))
    if line is not None and is_only_date(line):
        return True
    day = next(dates_in(text), None)
    return day is not None and ((day.span.end - day.span.start) * 3 >= len(text) or bool(_ROW.search(text)))


def _is_labelled(draft: Draft, at: int) -> bool:
    """Tell whether a line and one beside it, no blank line between, say what they hold: `Desk: Metro`."""
    around = [at - 1] if at and not draft.blocks[at].loose else []
    if at + 1 < len(draft.blocks) and not draft.blocks[at + 1].loose:
        around.append(at + 1)
    return bool(_LABEL.match(draft.blocks[at].text)) and any(
        _LABEL.match(draft.blocks[one].text) for one in around
    )


def _is_page_header(raw: str) -> bool:
    """Tell whether a line has columns, one of them the number of a page."""
    columns = _COLUMNS.split(raw.strip())
    return len(columns) > 1 and any(one.isdigit() and len(one) <= _PAGE_DIGITS for one in columns)
