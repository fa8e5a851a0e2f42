"""Did you mean …: the nearest of some names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_CLOSE = 0.8
"""Least similarity (difflib's ratio): `exerpt` and `excerpt` have 0.92, `subtitle` and `title` 0.77."""


def nearest(name: str, candidates: Collection[str], *, plural: bool = True) -> str | None:
    """Return the candidate that `name` is most likely meant to be.

    Case, hyphens and underscores do not count. With `plural` false, names that differ only by a
    final s are taken for different words: `image` is a key of its own in many repositories.
    """
    folded = _fold(name)
    by_fold = {_fold(candidate): candidate for candidate in sorted(candidates)}
    if folded in by_fold:
        return by_fold[folded]
    if not plural:
        by_fold = {fold: found for fold, found in by_fold.items() if fold.rstrip("s") != folded.rstrip("s")}
    import difflib  # a clean record has nothing to suggest

    close = difflib.get_close_matches(folded, by_fold, 1, _CLOSE)
    return by_fold[close[0]] if close else None


def _fold(name: str) -> str:
    return name.casefold().replace("_", "").replace("-", "")
