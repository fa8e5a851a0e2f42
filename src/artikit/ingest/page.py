"""A saved page after one pass: what its head states, its blocks of visible text, its pictures and items."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from artikit.ingest.loose_json import Leaf
from artikit.ingest.markup import VOID, Attribute, Token, tokens
from artikit.ingest.plain import one_line
from artikit.ingest.things import Thing, short_type
from artikit.model import Span

_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "div",
        ),
        *(
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "head",
        ),
        *(
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "option",
            "p",
            "pre",
            "search",
        ),
        *(
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
            "button",
            "select",
            "title",
        ),
    }
)
"""Elements whose text does not run on into what stands before and behind them."""
_FURNITURE = frozenset(
    {
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "template",
        "svg",
        "dialog",
        "head",
        "menu",
        "noscript",
    }
)
_FURNITURE_NAME = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|footer|sidebar|comments?|comment-?list|respond|disqus|related|recirc\w*|more-?(?:stories|news|from|on)|newsletter"
    r"|promo\w*|teasers?|cookies?|consent|share|sharing|social|breadcrumbs?|widget|advert\w*|ads?|sponsored|paywall|popular|trending|most-?read"
    r"|recommend\w*|subscri\w*|signup|masthead|ticker|breaking|modal|popup|skip|pagination|outbrain|taboola)(?:$|[\s_-])"
)
_BYLINE = re.compile(
    r"(?i)(?:^|[\s_-])(?:byline\w*|by-line|authors?|author-?names?|signature|autor(?:in)?|auteur|autore)(?:$|[\s_-])"
)
_FORMATS = {
    **dict.fromkeys(("published", "dt-published", "entry-date"), "published"),
    **dict.fromkeys(("updated", "dt-updated"), "updated"),
    **dict.fromkeys(("entry-title", "p-name"), "title"),
    **dict.fromkeys(("u-url", "permalink"), "url"),
    **dict.fromkeys(("fn", "p-author"), "author"),
}
"""Classes of microformats (hAtom, h-entry), which are older than schema.org."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CAPTURED = frozenset({"title", "time", "figcaption", *_HEADINGS})
_LONGEST = 300
"""Pieces of text of which the text of one element is made at most."""
_MOST = 3000
"""Elements of one kind that are kept."""
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(https?://[^\s<>]+)")
_CLOSES_P = _BLOCKS - {"br", "button", "option", "title", "caption"}


class Meta(NamedTuple):
    """What a `<meta>` says, under its name in lower case."""

    key: str
    content: Attribute


class Link(NamedTuple):
    """A `<link>`: what it is for, and where it leads."""

    rel: frozenset[str]
    href: Attribute


class Said(NamedTuple):
    """Text that shows, of a block or of one element; `hints` are the names that its mark-up gives it.

    Furniture is what stands around articles. `linked` text is part of a link, `listed` of an item of a list.
    """

    name: str
    text: str
    span: Span
    hints: frozenset[str] = frozenset()
    furniture: bool = False
    linked: bool = False
    listed: bool = False
    stated: Attribute | None = None


class Picture(NamedTuple):
    """A picture in a page, as it is written there."""

    url: Attribute
    width: str
    height: str
    alt: str
    furniture: bool
    inside: bool
    figure: int


@dataclass
class Page:
    """All that one pass found, in the order of the page."""

    text: str
    language: Attribute | None = None
    base: Attribute | None = None
    saved_from: Attribute | None = None
    metas: list[Meta] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    scripts: list[Span] = field(default_factory=list)
    blocks: list[Said] = field(default_factory=list)
    marked: list[Said] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    captions: dict[int, Said] = field(default_factory=dict)
    things: list[Thing] = field(default_factory=list)
    pieces: list[Span | None] = field(default_factory=list)
    """Spans of text that shows; None where a block ends."""


class _Open(NamedTuple):
    """An element that has not ended. `piece` is where its text begins, `marks` why it is kept."""

    token: Token
    piece: int
    furniture: bool
    linked: bool
    listed: bool
    inside: bool
    figure: int
    marks: frozenset[str]
    scope: Thing | None
    item: Thing | None
    named: tuple[str, ...]


def read_page(text: str) -> Page:
    """Read a page; any text is one."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._page = Page(text)
        self._stack: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._block = 0
        self._figures = 0

    def read(self) -> Page:
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
        name = token.name
        if name in _BLOCKS:
            self._cut()
            self._close_before(name)
        self._note(token)
        if name in VOID:
            self._void(token)
            return
        self._push(token)

    def _close_before(self, name: str) -> None:
        """End what ends where an element begins, though it does not say so."""
        top = self._stack[-1].token.name if self._stack else ""
        if top == "p" and name in _CLOSES_P:
            self._pop()
        elif (top == name and name in ("li", "dt", "dd", "td", "th", "tr", "option")) or (
            (name == "tr" and top in ("td", "th")) or (name in ("td", "th") and top in ("td", "th"))
        ):
            self._pop()
            self._close_before(name)

    def _push(self, token: Token) -> None:
        above = self._stack[-1] if self._stack else None
        name = token.name
        names = f"{token.get('class')} {token.get('id')} {token.get('role')}" if len(token.attributes) else ""
        furniture = (above.furniture if above else False) or name in _FURNITURE
        if (
            names.strip()
            and name not in ("html", "body", "article", "main")
            and _FURNITURE_NAME.search(names)
        ):
            furniture = True
        if name == "figure":
            self._figures += 1
        scope = (above.item or above.scope) if above else None
        item = self._item(token)
        named = tuple(token.get("itemprop").split()) if "itemprop" in token.attributes else ()
        if item is not None:
            for one in named if scope is not None else ():
                scope.properties.setdefault(one, []).append(item)  # type: ignore[union-attr]
            if scope is None or not named:
                self._page.things.append(item)
        marks = {f"itemprop={one}" for one in named if scope is not None or one in ("headline", "author")}
        if "author" in token.get("rel").split():
            marks.add("rel=author")
        if names and name not in ("html", "body") and _BYLINE.search(token.get("class")):
            marks.add("byline")
        rel = token.get("rel").split()
        marks |= {f"format={_FORMATS[one]}" for one in token.get("class").split()[:20] if one in _FORMATS}
        if "bookmark" in rel and name == "a":
            marks.add("format=url")
        if name in _CAPTURED or marks:
            marks.add(name)
        self._stack.append(
            _Open(
                token,
                len(self._page.pieces),
                furniture,
                (above.linked if above else False) or (name == "a" and "href" in token.attributes),
                (above.listed if above else False) or name in ("li", "dd"),
                (above.inside if above else False)
                or name in ("article", "main")
                or "articlebody" in token.get("itemprop").lower(),
                self._figures if name == "figure" else above.figure if above else 0,
                frozenset(marks),
                scope,
                item,
                named,
            )
        )
        self._names[name] += 1

    def _void(self, token: Token) -> None:
        """Take an element that has no content; it may be a property all the same."""
        if "itemprop" in token.attributes:
            self._push(token)
            self._pop()

    def _item(self, token: Token) -> Thing | None:
        if "itemscope" not in token.attributes:
            return None
        types = tuple(short_type(one) for one in token.get("itemtype").split())
        return Thing(types, token.get("itemid"), token.span)

    def _end(self, name: str) -> None:
        if name in _BLOCKS:
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
        if name in _BLOCKS:
            self._cut()
        if one.marks and len(self._page.marked) < _MOST:
            said = self._said(one, name, one.piece, len(self._page.pieces))
            if said is not None:
                if one.marks - {"figcaption", "figure"} and not (
                    name == "figcaption" and len(one.marks) == 1
                ):
                    self._page.marked.append(said)
                if name == "figcaption" and one.figure:
                    self._page.captions.setdefault(one.figure, said)
            if one.named and one.scope is not None and one.item is None:
                self._state(one, said)
        return name

    def _state(self, one: _Open, said: Said | None) -> None:
        """Give a property of microdata its value (WHATWG, §5.2.4)."""
        token = one.token
        keys = ("content", "datetime", "href", "src", "data", "value")
        found = next((token.attributes[key] for key in keys if key in token.attributes), None)
        leaf = Leaf(found.value, found.span) if found else Leaf(said.text, said.span) if said else None
        for name in one.named if leaf else ():
            one.scope.properties.setdefault(name, []).append(leaf)  # type: ignore[union-attr, arg-type]

    def _said(self, one: _Open | None, name: str, first: int, last: int) -> Said | None:
        pieces = self._page.pieces[first : min(last, first + _LONGEST)]
        spans = [span for span in pieces if span is not None]
        stated = None
        if one is not None:
            keys = (
                "datetime",
                "content",
                *(("title",) if name == "abbr" else ()),
                *(("href",) if name == "a" else ()),
            )
            stated = next((one.token.attributes[key] for key in keys if key in one.token.attributes), None)
        text = one_line("".join(" " if span is None else self._page.text[slice(*span)] for span in pieces))
        text = one_line(unescape(text)) if "&" in text else text
        if not spans or not text:
            if stated is None or one is None:
                return None
            spans = [one.token.span]
        span = self._trimmed(Span(spans[0].start, spans[-1].end))
        if one is None:
            return Said(name, text, span)
        return Said(name, text, span, one.marks, one.furniture, one.linked, one.listed, stated)

    def _trimmed(self, span: Span) -> Span:
        text = self._page.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip())
        return Span(start, max(start, span.end - (len(text) - len(text.rstrip()))))

    def _cut(self) -> None:
        """End a block of text."""
        pieces = self._page.pieces
        if len(pieces) > self._block:
            top = self._stack[-1] if self._stack else None
            block = next((one for one in reversed(self._stack[-8:]) if one.token.name in _BLOCKS), top)
            said = self._said(None, block.token.name if block else "", self._block, len(pieces))
            if said is not None:
                marks = frozenset().union(*(one.marks for one in self._stack[-3:]))
                flags = (top.furniture, top.linked, top.listed) if top else (False, False, False)
                self._page.blocks.append(Said(said.name, said.text, said.span, marks, *flags))
            pieces.append(None)
        self._block = len(pieces)

    def _hold(self, token: Token) -> None:
        """Take what a script, a title and the like hold."""
        if token.name == "script" and token.get("type").lower().startswith("application/ld+json"):
            self._page.scripts.append(token.span)
        elif token.name == "title":
            text = one_line(unescape(self._page.text[slice(*token.span)]))
            if text and not any(one.token.name == "svg" for one in self._stack[-4:]):
                self._page.marked.append(Said("title", text, self._trimmed(token.span), frozenset({"title"})))

    def _note(self, token: Token) -> None:
        """Take what single tags state."""
        page, attributes = self._page, token.attributes
        if token.name == "meta":
            keys = (attributes.get(one) for one in ("property", "name", "http-equiv"))
            content = attributes.get("content")
            if content is not None and content.value.strip() and len(page.metas) < _MOST:
                page.metas.extend(
                    Meta(one, content) for key in keys if key for one in key.value.lower().split()[:4]
                )
        elif token.name == "link" and "href" in attributes and len(page.links) < _MOST:
            page.links.append(Link(frozenset(token.get("rel").lower().split()), attributes["href"]))
        elif token.name == "html" and page.language is None:
            page.language = attributes.get("lang") or attributes.get("xml:lang")
        elif token.name == "base" and page.base is None:
            page.base = attributes.get("href")
        elif token.name in ("img", "amp-img") and len(page.pictures) < _MOST:
            self._picture(token)

    def _picture(self, token: Token) -> None:
        url = _address_of(token)
        if url is not None:
            top = self._stack[-1] if self._stack else None
            furniture = bool(top and any(_is_furniture(one) for one in self._stack[-40:]))
            self._page.pictures.append(
                Picture(
                    url,
                    token.get("width"),
                    token.get("height"),
                    one_line(token.get("alt")),
                    furniture or bool(_FURNITURE_NAME.search(token.get("class"))),
                    bool(top and top.inside),
                    top.figure if top else 0,
                )
            )


def _is_furniture(one: _Open) -> bool:
    """Tell whether a picture in it is furniture: in a `noscript` stand those that scripts load later."""
    names = f"{one.token.get('class')} {one.token.get('id')}"
    own = one.token.name in _FURNITURE and one.token.name != "noscript"
    return own or (
        one.token.name not in ("html", "body", "article", "main") and bool(_FURNITURE_NAME.search(names))
    )


def _address_of(token: Token) -> Attribute | None:
    """Address of a picture; of one that a script loads later, the true one."""
    for key in ("data-src", "data-original", "data-lazy-src", "data-srcset", "srcset", "src"):
        found = token.attributes.get(key)
        if found is None or not found.value.strip() or found.value.lstrip().lower().startswith("data:"):
            continue
        if key in ("data-srcset", "srcset"):
            if token.get("src") and not token.get("src").lower().startswith("data:"):
                continue
            first = found.value.split()[0].rstrip(",")
            at = token.attributes[key].span
            return Attribute(first, at)
        return found
    return None
