"""Texts in which several people signed: letters of readers, contributions one below the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.people.byline import byline_of
from artikit.ingest.people.names import PAPER, is_name
from artikit.ingest.wording.words import ends_sentence, is_titled, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_LONGEST = 60
_PROSE = 80
"""Characters of a paragraph below which a name is a signature."""
_JOINT = re.compile(r"\s*[,|·•(]\s*|\s+[–—-]\s+")


_LETTERS = re.compile(
    r"(?i)(?:(?:your\s|readers['’]\s)?letters(?:\sto\sthe\seditor)?|leserbriefe|courrier\sdes\slecteurs|cartas\s(?:al\sdirector|dos\sleitores|de\s(?:los\s)?lectores)|lettere\sal\sdirettore|lezersbrieven|insändare|læserbreve|listy\sdo\sredakcji)\W*\Z"
)


def is_signature(draft: Draft, at: int) -> bool:
    """Tell whether a short line below prose is a name, at most with a town behind it."""
    block = draft.blocks[at]
    text = block.text.strip("—–- ()")
    if at == 0 or block.kind not in ("paragraph", "quote") or len(text) > _LONGEST or ends_sentence(text):
        return False
    name, *behind = _JOINT.split(text, maxsplit=1)
    town = not behind or (is_titled(behind[0]) and not any(map(str.isdigit, behind[0])))
    above = draft.blocks[at - 1]
    prose = above.kind in ("paragraph", "quote") and size_of(above.text) >= _PROSE
    return prose and town and is_name(name) and not PAPER.search(text)


def are_several(draft: Draft) -> bool:
    """Tell whether at least two different lines of a text are signatures."""
    return len({draft.blocks[at].text for at in range(len(draft.blocks)) if is_signature(draft, at)}) > 1


def is_of_a_part(draft: Draft, at: int) -> bool:
    """Tell whether a byline is none of the whole text: prose stands behind it, or another one elsewhere."""
    return any(_is_prose(draft, one) for one in draft.free(at + 1)) or _has_another(draft, at)


def is_below_prose(draft: Draft, at: int) -> bool:
    """Tell whether a byline on top is that of one of several articles: prose stands above it."""
    above = draft.free(draft.title_at + 1, at)
    prose = next((one for one in draft.free(at + 1) if _is_prose(draft, one)), len(draft.blocks))
    return any(_is_prose(draft, one) for one in above) and _has_another(draft, at, prose)


def _is_prose(draft: Draft, at: int) -> bool:
    return size_of(draft.blocks[at].text) >= _PROSE


def _has_another(draft: Draft, at: int, start: int = 0) -> bool:
    """Tell whether another line, from a block on, is a byline with another name."""
    said = draft.blocks[at].text
    others = (byline_of(block.text) for block in draft.blocks[start:] if block.text != said)
    return any(other is not None and other.names and other.names[0] not in said for other in others)


def are_letters(draft: Draft, at: int) -> bool:
    """Tell whether a line is the title of several letters of readers."""
    return bool(_LETTERS.match(draft.blocks[at].text)) and are_several(draft)
