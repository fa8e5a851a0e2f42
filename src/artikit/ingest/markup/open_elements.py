"""Elements of a page that have begun and not ended: what holds of all that stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.markup.elements import LEVELS
from artikit.ingest.markup.furniture import is_furniture

if TYPE_CHECKING:
    from artikit.ingest.markup.things import Thing
    from artikit.ingest.markup.tokens import Token

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
_PICTURE = re.compile(
    r"(?i)(?:^|\s)(?:photo|image|img|picture|bild|foto)(?:[_-]{1,2}(?:credits?|captions?|by|text|info|box|author|byline))?s?(?:$|\s)|(?:^|[\s_-])(?:caption|cutline|bildunterschrift|bildnachweis|caption-?text)(?:$|[\s_-])"
)
"""What stands below a picture, without being marked up as a caption."""
_CAPTURED = frozenset({"title", "time", "figcaption", *LEVELS})
_CLASSES = 20
"""Classes of one element that are looked at."""


class Open(NamedTuple):
    """An element that has not ended. `piece` is where its text begins, `marks` why it is kept.

    `scope` is the thing of microdata that it describes, `item` the one that it is itself, `named` the
    properties that it is of the former.
    """

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


def opened(token: Token, above: Open | None, item: Thing | None, *, piece: int, figure: int) -> Open:
    """Make the element that a tag opens; what holds of the one above holds of it too."""
    name = token.name
    scope = (above.item or above.scope) if above else None
    named = tuple(token.get("itemprop").split()) if "itemprop" in token.attributes else ()
    inside = name in ("article", "main") or "articlebody" in token.get("itemprop").lower()
    return Open(
        token,
        piece,
        bool(above and above.furniture) or is_furniture(token),
        bool(above and above.linked) or (name == "a" and "href" in token.attributes),
        bool(above and above.listed) or name in ("li", "dd"),
        bool(above and above.inside) or inside,
        figure if name == "figure" else above.figure if above else 0,
        _marks(token, named, scoped=scope is not None),
        scope,
        item,
        named,
    )


def _marks(token: Token, named: tuple[str, ...], *, scoped: bool) -> frozenset[str]:
    """Names that its mark-up gives an element, by which cues find its text; empty where none does."""
    marks = {f"itemprop={one}" for one in named if scoped or one in ("headline", "author")}
    rel = token.get("rel").split()
    if "author" in rel:
        marks.add("rel=author")
    if token.name not in ("html", "body") and _BYLINE.search(token.get("class")):
        marks.add("byline")
    classes = token.get("class").split()[:_CLASSES]
    if token.name in ("div", "p", "span", "small", "em", "i") and _PICTURE.search(token.get("class")):
        marks = {"figcaption"}
    marks |= {f"format={_FORMATS[one]}" for one in classes if one in _FORMATS}
    if "bookmark" in rel and token.name == "a":
        marks.add("format=url")
    if token.name in _CAPTURED or marks:
        marks.add(token.name)
    return frozenset(marks)
