"""The same work on many items, by several processes, as if one had done it: in order, bit by bit.

    with Crew(work, jobs) as crew:
        for item, results in crew.ordered(items, weigh):
            for result in results:
                …

`work` takes an item and yields results. It must be picklable, and so must items and results. What it raises
is raised again where the results of that item are taken. Processes are started when enough work has come
together to pay for them; until then, and with one job, everything happens here.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from artikit.parallel.crew import Workers

T = TypeVar("T")
R = TypeVar("R")

WORTH = 4_000_000
"""Weight of work that must have been met before processes are started, where that is a fork."""

_DEARER = 6
"""So many times more where each process has to import everything again."""

_FEW = 4
"""With fewer items it is not even looked at how much work they are."""


class Crew(Generic[T, R]):
    """Does work on items, with up to `jobs` processes beside this one, or with one job here.

    By default there are as many jobs as cores that this process may use.
    The processes are gone when the `with` statement is left. `method` is how they are started: `fork`,
    `forkserver` or `spawn`, by default what is best here. `worth` is the weight of work that they take.
    """

    def __init__(
        self,
        work: Callable[[T], Iterable[R]],
        jobs: int | None = None,
        *,
        method: str | None = None,
        worth: int | None = None,
    ) -> None:
        self.work = work
        self._jobs = jobs
        self._method = method
        self._worth = worth
        self._workers: Workers | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._workers is not None:
            self._workers.end()

    def ordered(
        self,
        items: Iterable[T],
        weigh: Callable[[T], int],
        here: Callable[[T], Iterable[R] | None] | None = None,
    ) -> Iterator[tuple[T, Iterable[R]]]:
        """Yield each item with its results, in the order of the items; take those before the next item.

        `weigh` says how much work an item is, in bytes to be read. `here` is asked about each item when it
        is looked at, ahead of its turn: results that it returns are taken as they are when it is the turn
        of the item, and no work is done. Items are taken a bounded number ahead.
        """
        asked = here or _nothing
        items = iter(items)
        first = list(islice(items, _FEW)) if self._jobs != 1 else []
        together = chain(first, items)
        if len(first) == _FEW:
            from artikit.parallel.line import Line  # few items are done without

            yield from Line(self, together, weigh, asked).run()
            return
        for item in together:
            known = asked(item)
            yield item, self.work(item) if known is None else known

    @cached_property
    def jobs(self) -> int:
        """How many processes there may be."""
        if self._jobs is not None:
            return self._jobs
        from artikit.parallel.cores import usable

        return usable()

    def workers(self, weight: int) -> Workers | None:
        """Return the workers; None as long as there are none and so much work is not worth to have them."""
        least = WORTH if self._worth is None else self._worth
        if self._workers is None and weight >= least and self.jobs > 1:
            from artikit.parallel.crew import Workers, start_method  # 10 ms, which few runs need

            method = self._method or start_method()
            if self._worth is not None or method == "fork" or weight >= least * _DEARER:
                self._workers = Workers(self.work, self.jobs, method)
        return self._workers


def _nothing(_item: object) -> None:
    return None
