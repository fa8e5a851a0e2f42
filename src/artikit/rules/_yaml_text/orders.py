"""In which order the keys of a mapping are to stand, and which of them have to move for that."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ELSEWHERE = (("publishedDateTime", "heat"),)
"""Keys that may also stand right before another one: videos and samples have their date there."""


def target_order(keys: Sequence[str], order: Sequence[str], *, top: bool) -> Sequence[str]:
    """The order that keys should stand in: that of the schema, or another one that moves fewer of them."""
    orders = [order]
    for key, before in _ELSEWHERE if top else ():
        if key in order and before in order:
            rest = [one for one in order if one != key]
            at = rest.index(before)
            orders.append([*rest[:at], key, *rest[at:]])
    return min(orders, key=lambda one: len(astray(keys, one)))


def astray(keys: Sequence[str], order: Sequence[str]) -> list[str]:
    """Keys that must move for the others to stand in an order; as few as there can be."""
    rank = {name: index for index, name in enumerate(order)}
    known = [key for key in keys if key in rank]
    tails: list[int] = []  # the lowest rank that a run of so many keys in order ends with
    ends: list[int] = []
    before: list[int] = []
    for index, key in enumerate(known):
        length = bisect_left(tails, rank[key])
        tails[length : length + 1] = [rank[key]]
        ends[length : length + 1] = [index]
        before.append(ends[length - 1] if length else -1)
    staying = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        staying.add(at)
        at = before[at]
    return [key for index, key in enumerate(known) if index not in staying]
