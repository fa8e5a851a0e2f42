"""Receipts: what a target cannot carry, with the reason, counted over a whole run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Loss(NamedTuple):
    """Something of one record that a target cannot carry, `count` times."""

    what: str
    why: str
    times: int = 1


class Receipt(NamedTuple):
    """One kind of loss over a run: how often, in how many records, and in which one first."""

    what: str
    why: str
    times: int
    records: int
    first: str

    def __str__(self) -> str:
        where = f"in {self.first}"
        if self.records > 1:
            where = f"{self.times:,} in {self.records:,} records, first {where}"
        elif self.times > 1:
            where = f"{self.times:,} {where}"
        return f"{self.what} ({where}): {self.why}"


class Receipts:
    """The receipts of a run, in the order in which each kind of loss was met first."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str], Receipt] = {}

    def add(self, path: str, losses: Iterable[Loss]) -> None:
        """Take in what one record loses."""
        for what, why, times in losses:
            known = self._kinds.get((what, why), Receipt(what, why, 0, 0, path))
            counted = known._replace(times=known.times + times, records=known.records + 1)
            self._kinds[what, why] = counted

    def __iter__(self) -> Iterator[Receipt]:
        return iter(self._kinds.values())

    def __len__(self) -> int:
        return len(self._kinds)
