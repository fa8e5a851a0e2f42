"""Work that the tests hand to processes: a started process has to find it by its name."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from typing import TYPE_CHECKING

from artikit.errors import UsageError, WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator


def squares(item: int) -> Iterator[int]:
    """Yield as many squares as the last digit of a number says."""
    yield from [item * item] * (item % 10)


def slow(item: int) -> Iterator[tuple[int, int]]:
    """Take longest for every seventh item, so that chunks are done out of order."""
    time.sleep(0.02 if item % 7 == 0 else 0.0)
    yield item, os.getpid()


def large(item: int) -> Iterator[bytes]:
    """Yield more than any pipe takes at once."""
    yield bytes([item % 256]) * 300_000


def killed(item: int) -> Iterator[int]:
    """Die of item 700, as when memory runs out."""
    if item == 700:
        os.kill(os.getpid(), signal.SIGKILL)
    yield item


def leaving(item: int) -> Iterator[int]:
    """End the process at item 700."""
    if item == 700:
        os._exit(3)
    yield item


def refusing(item: int) -> Iterator[int]:
    """Raise an error of ours in the middle of item 700."""
    yield item
    if item == 700:
        raise UsageError("item 700 cannot be done")
    yield -item


def unwritable(item: int) -> Iterator[int]:
    """Raise an error with more to it than a message."""
    if item == 700:
        raise WriteError("no such thing", ("related", 3), "leave it out")
    yield item


class Odd(Exception):  # noqa: N818
    """An error that pickles and does not come back."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} and {other}")


def odd(item: int) -> Iterator[int]:
    """Raise an error that cannot cross from process to process."""
    if item == 700:
        raise Odd(1, 2)
    yield item


def unpicklable(item: int) -> Iterator[object]:
    """Yield what cannot be sent."""
    yield (lambda: item) if item == 700 else item


def talking(item: int) -> Iterator[int]:
    """Print what nobody shall see."""
    sys.stdout.write(f"stdout of {item}\n")
    sys.stderr.write(f"stderr of {item}\n")
    yield item


def settings(item: int) -> Iterator[tuple[object, ...]]:
    """Tell what holds in the process."""
    kept = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    held = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    where = os.getcwd(), os.environ.get("ARTIKIT_TEST")
    yield (item, sys.getrecursionlimit(), gc.get_threshold(), *where, *kept, held)
