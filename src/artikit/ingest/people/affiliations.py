"""What stands between the names of a byline: where each reports from, for whom, what part each had."""

from __future__ import annotations

import re

_PLACES_BETWEEN = re.compile(
    r"\s(?:in|en|à|aus|i|te)\s[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+)?(?=\s*,\s|\s(?:and|und|et|y|och|og|en)\s[A-ZÀ-Þ])"
)
_HOUSE_BETWEEN = re.compile(r",\s[A-ZÀ-Þ][\w.-]+(?=,?\s(?:and|und|et|y|e|en|och|og)\s[A-ZÀ-Þ][\w.-]+\s)")
CREDITED = re.compile(
    r"(?i)(?P<names>[^(),:.]{5,60})\s\((?:words|text[eo]?|testo|tekst|texto|teksti|текст)\)(?:[\s,;&]|\Z)"
)
"""Names with their part in it: `Nora Pell (text), Tom Hart (photos)`."""


def without_affiliations(text: str) -> str:
    """Take towns and houses off that stand between names: `Hugh Marlow in Skell and Petra Singh`."""
    return _HOUSE_BETWEEN.sub("", _PLACES_BETWEEN.sub("", text))
