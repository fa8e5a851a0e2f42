"""A bar on the terminal for runs that take long: how much is read, how fast, and how long it will take."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0
"""Seconds that a run may take before anything is shown; most are done by then."""


@contextmanager
def progress(total: Callable[[], int | None], *, wanted: bool) -> Iterator[Callable[[int], None] | None]:
    """Yield a function to be called with the number of bytes read since the last call.

    It is None where nobody would see the bar. `total` is called once, when the bar is first shown, for the
    bytes of the whole run.
    """
    if not (wanted and sys.stderr.isatty()):
        yield None
        return
    bar = _Bar(total)
    try:
        yield bar.advance
    finally:
        bar.stop()


class _Bar:
    def __init__(self, total: Callable[[], int | None]) -> None:
        self._total = total
        self._begun = time.monotonic()
        self._done = 0
        self._shown: Progress | None = None
        self._task: Any = None

    def stop(self) -> None:
        if self._shown is not None:
            self._shown.stop()

    def advance(self, count: int) -> None:
        self._done += count
        if self._shown is not None:
            self._shown.update(self._task, completed=self._done)
        elif time.monotonic() - self._begun > _PATIENCE:
            self._show()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        self._shown = Progress(
            BarColumn(bar_width=30),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,
        )
        self._task = self._shown.add_task("", total=self._total(), completed=self._done)
        self._shown.start()
