"""Lines of a review that tell of the work: its publisher, pages and price, and who made it."""

from __future__ import annotations

import re

_FACTS = re.compile(
    r"(?i)\b\d{2,4}\s?(?:pp?\b\.?|pages\b|seiten\b|s\.(?=\s|,|;|\Z)|páginas\b|pagine\b|blz\b|sider\b|sidor\b|stron\b)|\bpp\.\s?\d{2,4}\b"
    r"|\bISBN\b|\b(?:hardcover|hardback|paperback|gebunden|taschenbuch|broché|tapa\s(?:dura|blanda))\b"
    r"|\b(?:rated|certificate|fsk|runtime|running\stime|laufzeit|durée)\s?:?\s*(?:ab\s)?\d"
)


def tells_of_work(text: str) -> bool:
    """Tell whether a line gives the facts of a book or a film, whose author and day are not the review's."""
    return bool(_FACTS.search(text))
