"""What has been learned about the lines and keys of records, style by style: most records are alike."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from artikit.reading.yaml_1_1 import misread
from artikit.rules._yaml_text.orders import astray, target_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from artikit.schema.style import Style

MOST_LINES, MOST_ORDERS, _MOST_STYLES = 16_000, 1_000, 50
"""What is remembered, at most: lines and orders of keys of one style, and styles."""


class Keys(NamedTuple):
    """What is known of mappings that have the same keys in the same order, in one place of a schema.

    Doubtful are keys that YAML 1.1 misreads, and those of dates where the schema knows no such key.
    `sometimes_quoted` counts the keys whose texts want quotes here, and not wherever a key is called so.
    `deep` are the keys with mappings or lists that must be looked at.
    """

    in_order: bool
    doubtful: bool
    sometimes_quoted: int
    deep: tuple[tuple[str, Place], ...]


class Place:
    """A place in a schema, and the mappings that were met there."""

    def __init__(self, style: Style | None, memory: Memory) -> None:
        self.style = style
        self.memory = memory
        self.known: dict[tuple[str, ...], Keys | None] = {}

    @cached_property
    def items(self) -> Place:
        """The place of what is in a list."""
        return self.memory.place(self.style.items if self.style else None)

    def looked_at(self, keys: tuple[str, ...]) -> Keys | None:
        """What is known of a mapping with these keys; None where nothing can be wrong in it."""
        return self.known[keys] if keys in self.known else self._learn(keys)

    def _learn(self, keys: tuple[str, ...]) -> Keys | None:
        children, order = (self.style.children, self.style.order) if self.style else ({}, ())
        names, dates = self.memory.sometimes_quoted, self.memory.dates
        found = Keys(
            not astray(keys, target_order(keys, order, top=self.style is self.memory.style)),
            any(misread(key) or (key in dates and key not in children) for key in keys),
            sum(key in names and asks_for_quotes(children.get(key)) for key in keys),
            tuple((key, self.memory.place(children.get(key))) for key in keys if _is_deep(children.get(key))),
        )
        if len(self.known) >= MOST_ORDERS:
            self.known.clear()
        self.known[keys] = None if found == _NOTHING else found
        return self.known[keys]


_NOTHING = Keys(in_order=True, doubtful=False, sometimes_quoted=0, deep=())


def _is_deep(style: Style | None) -> bool:
    return style is None or bool(style.children or style.items)


class Memory:
    """What has been learned about the lines and keys of records under one style.

    `clean` are lines in which nothing is wrong. `quoted` and `dates` are the names of keys of which the
    schema always asks for quotes, or for a date; `sometimes_quoted` those of which it does in some places
    only. `quoted_items`: whether texts in some list want quotes.
    """

    def __init__(self, style: Style) -> None:
        self.style = style
        self.clean: set[str] = set()
        self.quoted, self.sometimes_quoted, self.quoted_items = _names(style, asks_for_quotes)
        self.dates, _, _ = _names(style, _asks_for_a_date)
        self._places: dict[int, Place] = {}
        self.top = self.place(style)

    def place(self, style: Style | None) -> Place:
        """The place that a style speaks of; one for all that no style speaks of."""
        if id(style) not in self._places:
            self._places[id(style)] = Place(style, self)
        return self._places[id(style)]


_memories: dict[int, Memory] = {}
"""By the number of the style, which each keeps alive, so that the number stays its own."""


def memory_of(style: Style) -> Memory:
    """Get what has been learned under a style, by all records so far."""
    found = _memories.get(id(style))
    if found is None:
        if len(_memories) >= _MOST_STYLES:
            _memories.clear()
        found = _memories[id(style)] = Memory(style)
    return found


def asks_for_quotes(style: Style | None) -> bool:
    """Tell whether a schema wants a text always quoted."""
    return style is not None and style.quoted


def _asks_for_a_date(style: Style) -> bool:
    return bool(style.formats)


def _names(style: Style, asks: Callable[[Style], bool]) -> tuple[frozenset[str], frozenset[str], bool]:
    """Names of keys of which the schema asks for something: always, in some places only; whether of items."""
    asked: set[str] = set()
    others: set[str] = set()
    items = False
    seen: set[int] = set()
    todo = [style]
    while todo:
        here = todo.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        for name, child in here.children.items():
            (asked if asks(child) else others).add(name)
        todo.extend(here.children.values())
        if here.items is not None:
            items = items or asks(here.items)
            todo.append(here.items)
    return frozenset(asked - others), frozenset(asked & others), items
