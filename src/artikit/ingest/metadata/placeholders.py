"""Dates and titles that systems write where they know none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


_NO_DAYS = frozenset(
    {
        *("1601-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1904-01-01"),
        *("1969-12-31", "1970-01-01", "2038-01-19", "2099-12-31"),
    }
)
"""Where the clocks of operating systems, data bases and spreadsheets begin and end, and “never”."""


_NO_TITLE = re.compile(
    r"(?i)(?:untitled|unnamed|new|blank)(?:\s(?:document|page|post|article|file))?(?:\s?\d+)?|no\stitle|document\s?\d*|home\s?(?:page)?|index|welcome|start(?:seite)?|willkommen|unbenannt(?:es\sdokument)?|ohne\stitel|neue\sseite"
    r"|accueil|bienvenue|sans\stitre|page\sd[’']accueil|inicio|bienvenidos?|sin\st[ií]tulo|documento?(?:\ssin\st[ií]tulo)?|início|sem\st[ií]tulo|senza\stitolo|benvenut[io]|naamloos|forside|hem|strona\sgłówna"
    r"|(?:page|seite)\s\d+|(?:microsoft\sword|powerpoint\spresentation)\b.*|[\w%~-]+\.(?:html?|php|aspx?|jsp|docx?|pdf|indd|qxd)|null|undefined|none|title|\{\{.*\}\}|%\w+%"
)
"""What editors and templates write where there is no title yet."""


def is_no_title(text: str) -> bool:
    """Tell whether a text only fills the place of a title."""
    return bool(_NO_TITLE.fullmatch(text.strip()))


def is_placeholder(day: date) -> bool:
    """Tell whether a day stands for no day."""
    return day.isoformat() in _NO_DAYS
