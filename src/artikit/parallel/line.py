"""Items in a line: looked at, worked on in chunks by whoever is free, and handed on when it is their turn."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from artikit.parallel import Crew
    from artikit.parallel.crew import Workers

T = TypeVar("T")
R = TypeVar("R")

_ITEM = 10_000
"""Weight of an item beside its own: a file is opened, and some things are done once a record."""

_CHUNK_ITEMS, _CHUNK_WEIGHT = 32, 1_000_000
"""What a worker gets at once, at most: some 20 milliseconds of work."""

_CHUNKS_AHEAD = 4
"""Chunks for each worker that may be done before their turn."""

_ITEMS_AHEAD = 1_024
"""Items that may be looked at before their turn, whether they make work or not."""

_GLANCE = 0.002
"""Seconds after which the workers are looked after while something is done here."""


class _Chunk:
    """Items that a worker gets at once. `answer` is what it handed back, `results` what is left of that."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self.weight = 0
        self.answer: bytes | None = None
        self.results: deque[list[Any]] | None = None
        self.error: Exception | None = None

    def add(self, item: object, weight: int) -> bool:
        """Add an item; tells whether the chunk is as large as it shall be."""
        self.items.append(item)
        self.weight += weight
        return len(self.items) >= _CHUNK_ITEMS or self.weight >= _CHUNK_WEIGHT


class _Slot(Generic[T, R]):
    """The place of one item: with results that are known, or a chunk that it is in, or work to be done."""

    __slots__ = ("chunk", "item", "known", "weight")

    def __init__(self, item: T, known: Iterable[R] | None, weight: int) -> None:
        self.item = item
        self.known = known
        self.weight = weight
        self.chunk: _Chunk | None = None


class Line(Generic[T, R]):
    """The items of a run between being looked at and being handed on. See `Crew.ordered`."""

    def __init__(
        self,
        crew: Crew[T, R],
        items: Iterator[T],
        weigh: Callable[[T], int],
        here: Callable[[T], Iterable[R] | None],
    ) -> None:
        self._crew = crew
        self._items = items
        self._weigh = weigh
        self._here = here
        self._slots: deque[_Slot[T, R]] = deque()
        self._ended = False
        self._met = 0
        self._workers: Workers | None = None
        self._open: _Chunk | None = None
        self._waiting: deque[_Chunk] = deque()
        self._chunks = 0
        self._glanced = monotonic()

    def run(self) -> Iterator[tuple[T, Iterable[R]]]:
        """Hand on item after item."""
        while True:
            self._look_ahead()
            if not self._slots:
                return
            slot = self._slots.popleft()
            if slot.known is not None:
                yield slot.item, slot.known if self._workers is None else self._attending(slot.known)
            elif slot.chunk is not None:
                yield slot.item, self._results(slot.chunk)
            else:
                yield slot.item, self._crew.work(slot.item)

    def _look_ahead(self) -> None:
        """Take items as long as there is room for them."""
        most = _CHUNKS_AHEAD * self._crew.jobs
        while (
            not self._ended
            and len(self._slots) < _ITEMS_AHEAD
            and (self._chunks < most or self._open is not None)
        ):
            try:
                item = next(self._items)
            except StopIteration:
                self._ended = True
                self._close()
                break
            known = self._here(item)
            slot = _Slot(item, known, 0 if known is not None else self._weigh(item) + _ITEM)
            self._slots.append(slot)
            if known is None:
                self._plan(slot)
        self._attend()

    def _plan(self, slot: _Slot[T, R]) -> None:
        """Have a worker do an item. The first are held back for a while, to see whether it is worth it.

        Where more is coming than may be held back, what is done here by and by counts too: there may be as
        much again.
        """
        if self._workers is not None:
            self._into_chunk(slot)
            return
        self._met += slot.weight
        self._workers = self._crew.workers(self._met)
        if self._workers is not None:
            for one in self._slots:
                if one.known is None:
                    self._into_chunk(one)

    def _into_chunk(self, slot: _Slot[T, R]) -> None:
        if self._open is None:
            self._open = _Chunk()
            self._chunks += 1
        slot.chunk = self._open
        if self._open.add(slot.item, slot.weight):
            self._close()

    def _close(self) -> None:
        """Let nothing more into the chunk that is being put together."""
        if self._open is not None:
            self._waiting.append(self._open)
            self._open = None
            self._hand_out()

    def _hand_out(self) -> None:
        """Give work to those who wait for some."""
        while self._waiting and self._workers is not None and (worker := self._workers.idle()) is not None:
            chunk = self._waiting.popleft()
            worker.give(chunk, chunk.items)

    def _collect(self, *, wait: bool) -> None:
        """Take what is done; with `wait`, wait for it."""
        if self._workers is not None:
            for chunk, answer in self._workers.answers(wait=wait):
                chunk.answer = answer
            self._hand_out()
            self._glanced = monotonic()

    def _attend(self) -> None:
        """Look after the workers now and then."""
        if self._workers is not None and monotonic() - self._glanced > _GLANCE:
            self._collect(wait=False)

    def _attending(self, results: Iterable[R]) -> Iterator[R]:
        """Look after the workers while results are made here."""
        for one in results:
            yield one
            self._attend()

    def _results(self, chunk: _Chunk) -> Iterable[R]:
        """Return the results of the next item of a chunk, when they are there."""
        if chunk is self._open:
            self._close()
        while chunk.answer is None and chunk.results is None:
            self._collect(wait=True)
        if chunk.results is None:
            self._unpack(chunk)
        left = chunk.results or deque()
        results = left.popleft() if left else []
        if left:
            return results
        self._chunks -= 1
        return results if chunk.error is None else _broken(results, chunk.error)

    @staticmethod
    def _unpack(chunk: _Chunk) -> None:
        from artikit.parallel.crew import read

        results, chunk.error = read(chunk.answer or b"")
        chunk.results, chunk.answer = deque(results), None


def _broken(results: list[R], error: Exception) -> Iterator[R]:
    yield from results
    raise error
