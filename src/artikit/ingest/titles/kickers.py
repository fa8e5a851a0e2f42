"""Lines above a headline that only name a section, a column or the paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.people.names import NO_NAMES, PAPER
from artikit.ingest.titles.headlines import LONGEST
from artikit.ingest.titles.rubrics import is_genre, is_rubric
from artikit.ingest.wording.words import is_caps, is_large, is_wide, sentences, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_JOINT = re.compile(r"\s[|·•]\s")
_KICKER = re.compile(
    r"(?i)(?:(?:a\s)?letters?(?:\sto\sthe\seditor)?|aus\sdem\sarchiv|nos\sarchives|del\sarchivo|dal(?:l['’]|\snostro\s)archivio|do\sarquivo|uit\shet\sarchief|ur\sarkivet|fra\sarkivet|z\sarchiwum|from\s(?:the\s(?:archives?|print\sedition)|our\s(?:own\s)?\w+)|guest\s(?:column|commentary|opinion|essay)"
    r"|(?:news\s|data\s)?analysis|opinion|comment(?:ary)?|column|editorial|obituar(?:y|ies)|(?:the\s)?long\sread|special\sreport|in\s(?:brief|pictures|depth)|live\sblog|(?:recipe|picture|quote|word)\sof\sthe\s\w+"
    r"|(?:local|world|national|international|regional|business|sports?)\snews|news\s(?:in\sbrief|from\s\w+)|leserbriefe?|gastbeitrag|gastkommentar|kommentar|nachruf|porträt|aus\sder\sregion|tribune|carnet|chronique|le\sbillet|éditorial"
    r"|carta\sal\sdirector|cartas\sal\sdirector|tribuna|columna|lettere\sal\sdirettore|l'editoriale|carta\sdo\sleitor|ingezonden(?:\sbrief)?|læserbrev|debatt?|list\sdo\sredakcji)\s*:?\Z"
)
_SCORE = re.compile(r".{3,40}\s[–-]\s.{3,40}\s\d{1,3}:\d{1,3}(?:\s?\(\d{1,3}:\d{1,3}\))?\Z")
_PARTED = re.compile(r"[^\W\d_a-zà-ÿ]{3,}(?:\s[^\W\d_a-zà-ÿ]{2,})?\s[–-]\s\S+(?:\s\S+)?\Z")
"""Subjects with what stands below them: `RUGBY - Third league`."""
"""Names of columns that stand above headlines."""
_DECK = 45
"""Characters from which a line below a short title may go on with it."""
_STANDFIRST = 80
"""Characters of two sentences that are no headline."""


def _is_short_title(draft: Draft, at: int) -> bool:
    """Tell whether a short line is a title: a section's name stands above it, a standfirst below."""
    text = draft.blocks[at].text
    words = text.split()
    below = next(draft.free(at + 1), -1)
    short = len(words) >= 3 if is_caps(text) else len(words) == 2
    if not short or below < 0 or PAPER.search(text):
        return False
    following = draft.blocks[below].text
    above = next((one for one in range(at - 1, -1, -1) if one not in draft.taken), -1)
    if above >= 0 and _has_deck(draft, above, at, below):
        return True
    if not is_caps(text) and not words[1].islower():
        return False
    if above < 0 or not is_kicker(draft, above):
        return is_caps(text) and len(words) >= 4 and _may_sum_up(draft, below)
    if size_of(following) >= _STANDFIRST and len(sentences(following)) == 2:
        return True
    return is_caps(text) and _may_sum_up(draft, below)


def _has_deck(draft: Draft, above: int, at: int, below: int) -> bool:
    """Tell whether a line stands below the name of a genre, and above a longer line that ends the head."""
    text, deck = draft.blocks[at].text, draft.blocks[below].text
    behind = next(draft.free(below + 1), -1)
    return (
        is_genre(draft.blocks[above].text)
        and not is_section(text)
        and not is_place(text)
        and size_of(deck) > _DECK
        and behind == below + 1
        and size_of(draft.blocks[behind].text) < _DECK
    )


def _may_sum_up(draft: Draft, at: int) -> bool:
    """Tell whether a line is long enough for a standfirst, and no other one stands below it."""
    text = draft.blocks[at].text
    behind = next(draft.free(at + 1), -1)
    size = size_of(draft.blocks[behind].text) if behind >= 0 else 0
    return 60 <= size_of(text) <= LONGEST and not is_caps(text) and (size < 40 or size > LONGEST)


def is_section(text: str) -> bool:
    """Tell whether a line is known to be the name of a column, a series or a section."""
    return bool(_KICKER.match(text)) or is_rubric(text) or text.lower() in NO_NAMES


def is_kicker(draft: Draft, at: int) -> bool:
    """Tell whether a line may only name a section or the paper: a word or two, or all capitals."""
    text = draft.blocks[at].text
    words = len(text.split())
    if is_wide(text):
        return size_of(text) < 18
    if _JOINT.search(text):
        return all(len(part.split()) <= 3 for part in _JOINT.split(text))
    if is_section(text) or _SCORE.match(text) or _PARTED.match(text) or (words <= 4 and "&" in text):
        return True
    if _is_short_title(draft, at):
        return False
    if words <= 2 or (is_caps(text) and words <= 5) or _is_menu(text) or is_place(text):
        return True
    first = next(draft.free(), -1) == at
    return first and words <= 5 and bool(PAPER.search(text)) and all(map(is_large, text.split()))


def _is_menu(text: str) -> bool:
    """Tell whether a line is a row of sections: `News Sport Culture`."""
    return all(word.lower().strip(",") in NO_NAMES for word in text.split()) and text.istitle()


def is_place(text: str) -> bool:
    """Tell whether a line is like a town with its state: `Port Ansel, Washington`."""
    words = text.replace(",", "").split()
    return text.count(",") == 1 and len(words) <= 4 and all(word[0].isupper() for word in words)
