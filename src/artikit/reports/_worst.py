"""The worst findings of a stream, as many as there is room for."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Diagnostic

_RANK = {"error": 0, "warning": 1, "info": 2}


def rank(diagnostic: Diagnostic) -> int:
    """Say how bad it is: 0 is worst. What is in the baseline is less bad than everything else."""
    return _RANK[diagnostic.severity] + len(_RANK) * diagnostic.baselined


class Worst:
    """The worst findings of a stream, at most `most`; of equally bad ones the first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[deque[Diagnostic]] = [deque() for _ in range(2 * len(_RANK))]
        self.left_out: Counter[str] = Counter()

    def add(self, diagnostic: Diagnostic) -> Diagnostic | None:
        """Take one in; return the one that has to go for it, perhaps itself."""
        own = rank(diagnostic)
        self._kept[own].append(diagnostic)
        if len(self) <= self._most:
            return None
        gone = next(kept for kept in reversed(self._kept) if kept).pop()
        self.left_out[gone.severity] += 1
        return gone

    def __len__(self) -> int:
        return sum(map(len, self._kept))

    def __iter__(self) -> Iterator[Diagnostic]:
        """Yield what stayed, the worst first."""
        for kept in self._kept:
            yield from kept
