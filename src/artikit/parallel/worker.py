"""What a worker process does: it takes items, works on them, and hands back what came of each."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.signals import deaf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from multiprocessing.connection import Connection


class Answer(NamedTuple):
    """The results of a chunk, item by item; with an `error` the last ones are what came before it."""

    results: list[list[Any]]
    error: Exception | None = None


class Setting(NamedTuple):
    """What the interpreter of the run was told, and that of a worker is told too."""

    recursion: int
    collection: tuple[int, int, int]

    @staticmethod
    def here() -> Setting:
        """Return what holds in this process."""
        return Setting(sys.getrecursionlimit(), gc.get_threshold())

    def hold(self) -> None:
        """Make it so in this process."""
        sys.setrecursionlimit(self.recursion)
        gc.set_threshold(*self.collection)


def serve(
    link: Connection,
    inherited: Sequence[Connection],
    work: Callable[[Any], Iterable[Any]],
    setting: Setting,
) -> None:
    """Answer chunk after chunk, until the other end of the link is closed or its process is dead.

    `inherited` are ends of links that a forked process holds without wanting to: while it does, nobody
    sees that the process which they belong to is dead.
    """
    for one in inherited:
        one.close()
    _settle()
    setting.hold()
    with suppress(EOFError, OSError):
        while True:
            link.send_bytes(answered(link.recv(), work))


def _settle() -> None:
    """Leave signals and streams to the process that the user talks to, which ends this one when it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    deaf()
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (open to the end)


def answered(items: Sequence[Any], work: Callable[[Any], Iterable[Any]]) -> bytes:
    """Work on the items of a chunk, up to the first error, and write down what came of them."""
    answer = _answer(items, work)
    try:
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001  (whatever it is, the run has to hear of it)
        return pickle.dumps(Answer([], _portable(error)), pickle.HIGHEST_PROTOCOL)


def _answer(items: Sequence[Any], work: Callable[[Any], Iterable[Any]]) -> Answer:
    results: list[list[Any]] = []
    try:
        for item in items:
            of_item: list[Any] = []
            results.append(of_item)
            of_item.extend(work(item))
    except Exception as error:  # noqa: BLE001  (it is raised again where the results are wanted)
        return Answer(results, _portable(error))
    return Answer(results)


def _portable(error: Exception) -> Exception:
    """Make an error one that another process can raise: it tells where it came from, which no pickle does."""
    error.add_note("in a worker process:\n" + "".join(traceback.format_exception(error)).rstrip("\n"))
    try:
        return error if isinstance(pickle.loads(pickle.dumps(error)), type(error)) else _told(error)  # noqa: S301
    except Exception:  # noqa: BLE001  (an error may hold anything)
        return _told(error)


def _told(error: Exception) -> Exception:
    return RuntimeError(f"{type(error).__name__}: {error}")
