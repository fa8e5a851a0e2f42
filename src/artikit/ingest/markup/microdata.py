"""Things that a page describes in microdata (WHATWG, §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.markup.loose_json import Leaf
from artikit.ingest.markup.things import Thing, short_type

if TYPE_CHECKING:
    from artikit.ingest.markup.open_elements import Open
    from artikit.ingest.markup.page import Said
    from artikit.ingest.markup.tokens import Token

_VALUES = ("content", "datetime", "href", "src", "data", "value")
"""Attributes that hold the value of a property (§5.2.4)."""


def item_of(token: Token) -> Thing | None:
    """The thing that an element is; None where it is none."""
    if "itemscope" not in token.attributes:
        return None
    types = tuple(short_type(one) for one in token.get("itemtype").split())
    return Thing(types, token.get("itemid"), token.span)


def is_part(one: Open) -> bool:
    """Put the thing that an element is into the one around it; no where it is on top."""
    if one.item is None or one.scope is None:
        return False
    for name in one.named:
        one.scope.properties.setdefault(name, []).append(one.item)
    return bool(one.named)


def state(one: Open, said: Said | None) -> None:
    """Give a property its value: what an attribute states, else the text of the element."""
    if one.scope is None or one.item is not None:
        return
    token = one.token
    found = next((token.attributes[key] for key in _VALUES if key in token.attributes), None)
    leaf = Leaf(found.value, found.span) if found else Leaf(said.text, said.span) if said else None
    for name in one.named if leaf else ():
        one.scope.properties.setdefault(name, []).append(leaf)  # type: ignore[arg-type]
