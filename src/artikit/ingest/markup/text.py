"""Text that shows, put together of the pieces between tags."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from artikit.ingest.markup.page import Said
from artikit.ingest.wording.plain import one_line
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.markup.open_elements import Open
    from artikit.ingest.markup.page import Page
    from artikit.ingest.markup.tokens import Attribute

_LONGEST = 300
"""Pieces of text of which the text of one element is made at most."""


def text_between(page: Page, name: str, first: int, last: int) -> Said | None:
    """The text of some pieces of a page, as that of an element of this name; None where nothing shows."""
    text, spans = _joined(page, first, last)
    return Said(name, text, trimmed(page, Span(spans[0].start, spans[-1].end))) if spans and text else None


def text_of(page: Page, one: Open) -> Said | None:
    """The text of an element that ends, and what it states; None where it has neither."""
    text, spans = _joined(page, one.piece, len(page.pieces))
    stated = _stated(one)
    if not spans or not text:
        if stated is None:
            return None
        spans = [one.token.span]
    span = trimmed(page, Span(spans[0].start, spans[-1].end))
    return Said(one.token.name, text, span, one.marks, one.furniture, one.linked, one.listed, stated)


def trimmed(page: Page, span: Span) -> Span:
    """A place without the blanks at its ends."""
    text = page.text[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, max(start, span.end - (len(text) - len(text.rstrip()))))


def _joined(page: Page, first: int, last: int) -> tuple[str, list[Span]]:
    pieces = page.pieces[first : min(last, first + _LONGEST)]
    text = one_line("".join(" " if span is None else page.text[slice(*span)] for span in pieces))
    text = one_line(unescape(text)) if "&" in text else text
    return text, [span for span in pieces if span is not None]


def _stated(one: Open) -> Attribute | None:
    """What an attribute says beside the text that shows."""
    more = {"abbr": ("title",), "a": ("href",)}.get(one.token.name, ())
    attributes = one.token.attributes
    return next((attributes[key] for key in ("datetime", "content", *more) if key in attributes), None)
