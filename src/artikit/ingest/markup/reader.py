"""The one pass over a saved page."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

from artikit.ingest.markup.elements import BLOCKS
from artikit.ingest.markup.furniture import has_furniture_class, is_furniture_of_pictures
from artikit.ingest.markup.microdata import is_part, item_of, state
from artikit.ingest.markup.open_elements import opened
from artikit.ingest.markup.page import LINKED, Page, Picture, Said
from artikit.ingest.markup.tags import MOST, note, picture_address
from artikit.ingest.markup.text import text_between, text_of, trimmed
from artikit.ingest.markup.tokens import VOID, Attribute, tokens
from artikit.ingest.wording.plain import one_line
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.markup.open_elements import Open
    from artikit.ingest.markup.tokens import Token

_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(https?://[^\s<>]+)")
_CLOSES_P = BLOCKS - {"br", "button", "option", "title", "caption"}
_CLOSES_ITSELF = ("li", "dt", "dd", "td", "th", "tr", "option")
_CELLS = ("td", "th")
_CAPTION = frozenset({"figcaption", "figure"})


def read_page(text: str) -> Page:
    """Read a page; any text is one."""
    return _Reader(text).read()


class _Reader:
    """Keeps the elements that are open; `block` is the piece with which the text of a block begins."""

    def __init__(self, text: str) -> None:
        self._page = Page(text)
        self._stack: list[Open] = []
        self._names: Counter[str] = Counter()
        self._block = 0
        self._link = (0, 0)
        self._figures = 0

    def read(self) -> Page:
        """Read all."""
        page = self._page
        for token in tokens(page.text):
            if token.kind == "open":
                self._begin(token)
            elif token.kind == "close":
                self._end(token.name)
            elif token.kind == "raw":
                self._hold(token)
            elif token.kind == "text":
                blank = not page.text[token.span.start : token.span.end].strip()
                if not blank or (page.pieces and page.pieces[-1] is not None):
                    page.pieces.append(token.span)
            elif page.saved_from is None and (match := _SAVED.match(page.text, *token.span)):
                page.saved_from = Attribute(match[1], Span(*match.span(1)))
        while self._stack:
            self._pop()
        self._cut()
        return page

    def _begin(self, token: Token) -> None:
        if token.name in BLOCKS:
            self._cut()
            self._close_before(token.name)
        note(self._page, token)
        if token.name in ("img", "amp-img") and len(self._page.pictures) < MOST:
            self._picture(token)
        if token.name not in VOID:
            self._push(token)
        elif "itemprop" in token.attributes:  # it has no content, and is a property all the same
            self._push(token)
            self._pop()

    def _close_before(self, name: str) -> None:
        """End what ends where an element begins, though it does not say so."""
        top = self._stack[-1].token.name if self._stack else ""
        if top == "p" and name in _CLOSES_P:
            self._pop()
        elif (top == name and name in _CLOSES_ITSELF) or (top in _CELLS and name in ("tr", *_CELLS)):
            self._pop()
            self._close_before(name)

    def _push(self, token: Token) -> None:
        above = self._stack[-1] if self._stack else None
        self._figures += token.name == "figure"
        pieces = len(self._page.pieces)
        one = opened(token, above, item_of(token), piece=pieces, figure=self._figures)
        if one.item is not None and not is_part(one):
            self._page.things.append(one.item)
        self._stack.append(one)
        self._names[token.name] += 1

    def _end(self, name: str) -> None:
        if name in BLOCKS:
            self._cut()
        if not self._names[name]:
            return
        while self._stack:
            if self._pop() == name:
                return

    def _pop(self) -> str:
        one = self._stack.pop()
        name = one.token.name
        self._names[name] -= 1
        if name in BLOCKS:
            self._cut()
        if name == "a" and one.linked:
            self._link = (one.piece, len(self._page.pieces))
        if one.marks and len(self._page.marked) < MOST:
            said = text_of(self._page, one)
            if said is not None and one.marks - _CAPTION:
                self._page.marked.append(said)
            if said is not None and name == "figcaption" and one.figure:
                self._page.captions.setdefault(one.figure, said)
            state(one, said)
        return name

    def _cut(self) -> None:
        """End a block of text."""
        pieces = self._page.pieces
        if len(pieces) > self._block:
            top = self._stack[-1] if self._stack else None
            block = next((one for one in reversed(self._stack[-8:]) if one.token.name in BLOCKS), top)
            said = text_between(self._page, block.token.name if block else "", self._block, len(pieces))
            if said is not None:
                marks = frozenset().union(*(one.marks for one in self._stack[-3:]))
                if self._link[0] <= self._block and self._link[1] == len(pieces):
                    marks |= {LINKED}
                flags = (top.furniture, top.linked, top.listed) if top else (False, False, False)
                self._page.blocks.append(Said(said.name, said.text, said.span, marks, *flags))
            pieces.append(None)
        self._block = len(pieces)

    def _hold(self, token: Token) -> None:
        """Take what a script, a title and the like hold."""
        page = self._page
        if token.name == "script" and token.get("type").lower().startswith("application/ld+json"):
            page.scripts.append(token.span)
        elif token.name == "title":
            text = one_line(unescape(page.text[slice(*token.span)]))
            if text and not any(one.token.name == "svg" for one in self._stack[-4:]):
                page.marked.append(Said("title", text, trimmed(page, token.span), frozenset({"title"})))

    def _picture(self, token: Token) -> None:
        url = picture_address(token)
        if url is None:
            return
        top = self._stack[-1] if self._stack else None
        furniture = has_furniture_class(token) or any(
            is_furniture_of_pictures(one.token) for one in self._stack[-40:]
        )
        size = (token.get("width"), token.get("height"))
        inside, figure = (top.inside, top.figure) if top else (False, 0)
        self._page.pictures.append(Picture(url, *size, one_line(token.get("alt")), furniture, inside, figure))
