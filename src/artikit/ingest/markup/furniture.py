"""What in a page stands around articles: by elements, and by the names that pages give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from artikit.ingest.markup.tokens import Token

_AROUND = "nav footer aside form button select template svg dialog head menu noscript"
_ELEMENTS = frozenset(_AROUND.split())
_OUTER = ("html", "body", "article", "main")
"""Elements whose names speak of the whole page."""
_NAME = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|footer|sidebar|comments?|comment-?list|respond|disqus|related|recirc\w*|more-?(?:stories|news|from|on)|newsletter"
    r"|promo\w*|teasers?|cookies?|consent|share|sharing|social|breadcrumbs?|widget|advert\w*|ads?|sponsored|paywall|popular|trending|most-?read"
    r"|recommend\w*|subscri\w*|signup|masthead|ticker|breaking|modal|popup|skip|pagination|outbrain|taboola)(?:$|[\s_-])"
)


def is_furniture(token: Token) -> bool:
    """Tell whether what an element holds is furniture."""
    return token.name in _ELEMENTS or _is_named(token, "class", "id", "role")


def is_furniture_of_pictures(token: Token) -> bool:
    """Tell whether a picture in it is furniture: in a `noscript` stand those that scripts load later."""
    return (token.name in _ELEMENTS and token.name != "noscript") or _is_named(token, "class", "id")


def has_furniture_class(token: Token) -> bool:
    """Tell whether the class of an element, a picture say, is one of furniture."""
    return bool(_NAME.search(token.get("class")))


def _is_named(token: Token, *keys: str) -> bool:
    if token.name in _OUTER or not token.attributes:
        return False
    names = " ".join(token.get(key) for key in keys)
    return bool(names.strip() and _NAME.search(names))
