"""Worker processes: started when there is work for them, and gone with the run, however it ends."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import pickle
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from artikit.errors import ArtikitError
from artikit.parallel.worker import Answer, Setting, serve
from artikit.signals import signals_held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

_PATIENCE = 5
"""Seconds within which a process that was killed is gone."""


class Worker:
    """One process, and this end of the link to it. `task` is what it works on, None where it waits."""

    def __init__(self, process: BaseProcess, link: Connection) -> None:
        self.process = process
        self.link = link
        self.task: Any = None

    def give(self, task: Any, items: Sequence[Any]) -> None:
        """Hand items to a worker that waits for some; nothing is in its way then, so this cannot block."""
        self.task = task
        try:
            self.link.send(items)
        except OSError as error:
            raise self._dead() from error

    def take(self) -> tuple[Any, bytes]:
        """Take what the worker hands back, with its task. Raises ArtikitError where it is dead."""
        try:
            answer = self.link.recv_bytes()
        except (EOFError, OSError) as error:
            raise self._dead() from error
        task, self.task = self.task, None
        return task, answer

    def _dead(self) -> ArtikitError:
        self.process.join(_PATIENCE)
        code = self.process.exitcode
        how = f"was killed by signal {-code}" if code is not None and code < 0 else f"ended with code {code}"
        return ArtikitError(
            f"a worker process {how} before its work was done, so the run is not complete; "
            "if memory ran out, --jobs 1 needs the least"
        )


class Workers:
    """Up to `most` processes for the same work. `method` is how they are started; see `start_method`."""

    def __init__(self, work: Callable[[Any], Iterable[Any]], most: int, method: str) -> None:
        self._work = work
        self._most = most
        self._context: BaseContext = multiprocessing.get_context(method)
        self._forks = method == "fork"
        self._all: list[Worker] = []

    def idle(self) -> Worker | None:
        """Return a worker that waits for work, a new one if need be; None where all there may be are busy."""
        for worker in self._all:
            if worker.task is None:
                return worker
        return self._start() if len(self._all) < self._most else None

    def answers(self, *, wait: bool) -> Iterator[tuple[Any, bytes]]:
        """Yield each task that is done with what was handed back. With `wait`, one at least."""
        busy = {worker.link: worker for worker in self._all if worker.task is not None}
        for link in multiprocessing.connection.wait(list(busy), None if wait else 0):
            yield busy[cast("Connection", link)].take()

    def end(self) -> None:
        """End all processes at once. They hold nothing that could get lost, so nothing is said to them."""
        for worker in self._all:
            worker.process.kill()
        for worker in self._all:
            worker.process.join(_PATIENCE)
            worker.link.close()
        self._all.clear()

    def _start(self) -> Worker:
        ours, theirs = self._context.Pipe()
        inherited = [*(worker.link for worker in self._all), ours] if self._forks else []
        arguments = theirs, inherited, self._work, Setting.here()
        process = cast("Any", self._context).Process(target=serve, args=arguments, daemon=True)
        with signals_held():  # until it is known here, and has settled what they do there
            if self._forks:
                gc.freeze()  # a collection in the worker would copy every page that both share
            try:
                process.start()
            finally:
                theirs.close()  # now only the worker holds it: the link ends when the worker does
            worker = Worker(process, ours)
            self._all.append(worker)
        return worker


def read(answer: bytes) -> Answer:
    """Read what a worker handed back."""
    return cast("Answer", pickle.loads(answer))  # noqa: S301  (of our own process)


def start_method() -> str:
    """Choose how processes are started: by a fork where that is safe, else as Python does on this system.

    A fork costs some milliseconds, everything else a start with all imports for each process. It is safe on
    Linux, in a process without threads.
    """
    if sys.platform == "linux" and _threads() == 1:
        return "fork"
    usual = multiprocessing.get_all_start_methods()[0]
    return "forkserver" if usual == "fork" else usual


def _threads() -> int:
    """Count the threads of this process, whoever started them; 0 where nobody tells."""
    with suppress(OSError):
        return len(os.listdir("/proc/self/task"))
    return 0
