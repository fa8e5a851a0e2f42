"""Whether a bare name beside the date of a page may be the author's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.people.bare_names import is_other

if TYPE_CHECKING:
    from artikit.ingest.markup.page import Page, Said


_PLACES = frozenset({"camp", "hotel", "hôtel", "villa", "casa", "castle", "château", "saint", "st", "santa"})
"""First words of places."""
_SEARCHED = 30_000
"""Characters of a page in which a name is looked for."""
_SHORTEST = 4
"""Letters of a word that tells a name from common words."""


def may_be_author(page: Page, one: Said, name: str) -> bool:
    """Tell whether a name is that of no place and of nobody of whom the text speaks, nor of common words."""
    words = name.split()
    if is_other(name) or words[0].lower() in _PLACES or (words[-1].isupper() and not name.isupper()):
        return False
    texts = [block.text for block in page.blocks if block.span.start > one.span.start and not block.furniture]
    rest = "\n".join(texts)[:_SEARCHED]
    lower = [word.lower() for word in words if len(word) >= _SHORTEST]
    if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", rest) for word in lower):
        return False
    return not re.search(rf"\w\W{{1,3}}{re.escape(name)}(?!\w)", rest)
