"""A signal is heard while a run waits for input, and afterwards all is as it was."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from artikit.signals import deaf, heard

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals wake no reader there")


@pytest.fixture
def pipe() -> Iterator[tuple[io.BufferedReader, int]]:
    end, begin = os.pipe()
    with open(end, "rb") as file:
        yield file, begin


def wakes() -> int:
    """What signals are written into now, if anything."""
    descriptor = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(descriptor)
    return descriptor


def test_what_comes_in_is_read_whole_among_signals(pipe: tuple[io.BufferedReader, int]) -> None:
    file, begin = pipe
    came: list[int] = []
    before = signal.signal(signal.SIGUSR1, lambda number, _: came.append(number))

    def write() -> None:
        for number in range(50):
            signal.raise_signal(signal.SIGUSR1)
            os.kill(os.getpid(), signal.SIGUSR1)
            os.write(begin, b"%d\n" % number)
        os.close(begin)

    stream = heard(file)
    try:
        writer = threading.Thread(target=write)
        writer.start()
        assert stream.read() == b"".join(b"%d\n" % number for number in range(50))
        writer.join()
        assert came
    finally:
        stream.close()
        signal.signal(signal.SIGUSR1, before)
    assert wakes() == -1
    assert not file.closed


def test_an_exception_of_a_signal_ends_the_waiting(pipe: tuple[io.BufferedReader, int]) -> None:
    file, begin = pipe

    def stop(*_: object) -> None:
        raise InterruptedError("enough")

    before = signal.signal(signal.SIGUSR1, stop)
    stream = heard(file)
    try:
        os.write(begin, b"some")
        assert stream.read(4) == b"some"
        sender = threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGUSR1))
        sender.start()
        with pytest.raises(InterruptedError, match="enough"):
            stream.read(1)
    finally:
        stream.close()
        signal.signal(signal.SIGUSR1, before)
        os.close(begin)


def test_what_is_no_file_of_the_system_stays_as_it_is() -> None:
    file = io.BytesIO(b"text")
    assert heard(file) is file
    assert wakes() == -1


def test_whoever_is_woken_by_signals_already_still_is(pipe: tuple[io.BufferedReader, int]) -> None:
    file, begin = pipe
    os.set_blocking(begin, False)
    signal.set_wakeup_fd(begin)
    open_before = len(os.listdir("/dev/fd"))
    assert heard(file) is file
    assert len(os.listdir("/dev/fd")) == open_before
    assert wakes() == begin
    deaf()
    assert wakes() == -1
    os.close(begin)


def test_another_thread_reads_as_ever(pipe: tuple[io.BufferedReader, int]) -> None:
    file, begin = pipe
    os.close(begin)
    found: list[bool] = []
    thread = threading.Thread(target=lambda: found.append(heard(file) is file))
    thread.start()
    thread.join()
    assert found == [True]
