"""Things that a page describes in JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.markup.loose_json import read_loosely
from artikit.ingest.markup.things import things_in

if TYPE_CHECKING:
    from artikit.ingest.markup.page import Page
    from artikit.ingest.markup.things import Thing

_MOST = 50
"""Blocks of a page that are read; real ones have one to five."""


def things_of_page(page: Page) -> tuple[list[Thing], int]:
    """Read all blocks of a page; returns too how many cannot be read."""
    found: list[Thing] = []
    unreadable = 0
    for span in page.scripts[:_MOST]:
        try:
            found += things_in(read_loosely(page.text, *span))
        except (ValueError, RecursionError):
            unreadable += bool(page.text[slice(*span)].strip())
    return found, unreadable
