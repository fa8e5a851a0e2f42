"""Signals that end a run: held back where they would break something, and heard where a run waits."""

from __future__ import annotations

import io
import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_DRAINED = 4_096


@contextmanager
def signals_held() -> Iterator[None]:
    """Hold back the signals that end a run; they come in afterwards. On Windows there is nothing to hold.

    For moments in which what has just been made would be known to nobody.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def heard(file: BinaryIO) -> BinaryIO:
    """Make a stream of which a signal ends the reading, whenever it comes in.

    Python runs what a signal calls for between two of its own steps: one that comes in right before it asks
    the system for input is not heard until there is some, which may be never. So we wait for input and for
    signals at once. What is no file of the system stays as it is, and so does any stream on Windows, outside
    the main thread, and where somebody else is woken by signals already.
    """
    if os.name == "nt":
        return file
    try:
        descriptor = file.fileno()
        pipe = _Pipe()
    except (OSError, ValueError):
        return file
    return io.BufferedReader(_Heard(descriptor, pipe))


def deaf() -> None:
    """Let no signal wake this process: one that was forked shares what its parent is woken by."""
    signal.set_wakeup_fd(-1)


class _Pipe:
    """What signals are written into while it is open. Raises ValueError where there can be none."""

    def __init__(self) -> None:
        self.end, self._begin = os.pipe()
        os.set_blocking(self.end, False)
        os.set_blocking(self._begin, False)
        try:
            _wake_by(self._begin)
        except ValueError:
            self._close()
            raise

    def drain(self) -> None:
        """Take out what is in it: which signals there were, Python knows."""
        with suppress(BlockingIOError):
            os.read(self.end, _DRAINED)

    def close(self) -> None:
        """Give up being woken. Called by the garbage collector at times, which may run in any thread."""
        with suppress(ValueError):
            signal.set_wakeup_fd(-1)
        self._close()

    def _close(self) -> None:
        os.close(self.end)
        os.close(self._begin)


def _wake_by(descriptor: int) -> None:
    """Let signals be written there. Raises ValueError in other threads, and where another is written to."""
    earlier = signal.set_wakeup_fd(descriptor, warn_on_full_buffer=False)
    if earlier >= 0:
        signal.set_wakeup_fd(earlier)
        raise ValueError("somebody else is woken by signals")


class _Heard(io.RawIOBase):
    """Reads a descriptor when there is something to read; in between, Python hears what comes in."""

    def __init__(self, descriptor: int, pipe: _Pipe) -> None:
        self._descriptor = descriptor
        self._pipe = pipe

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def fileno(self) -> int:
        """Return the descriptor of the stream itself."""
        return self._descriptor

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what there is."""
        from select import select  # only where standard input is read

        while True:
            ready, _, _ = select([self._descriptor, self._pipe.end], [], [])
            if self._pipe.end in ready:
                self._pipe.drain()
            if self._descriptor in ready:
                return os.readv(self._descriptor, [buffer])

    def close(self) -> None:
        """End the listening; the descriptor is somebody else's."""
        if not self.closed:
            self._pipe.close()
        super().close()
