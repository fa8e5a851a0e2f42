"""Lines come out whole however their bytes come in, and long ones cost no memory."""

from __future__ import annotations

import io
import tracemalloc
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.reading.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class InPieces:
    """A stream that has so many bytes at a time."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)

    def read1(self, size: int) -> bytes:
        piece = next(self._pieces, b"")
        assert len(piece) <= size
        return piece

    read = read1


class Endless(io.RawIOBase):
    """Many bytes without a line end, then a line."""

    def __init__(self, size: int) -> None:
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._left < 0:
            return 0
        data = b"x" * min(len(buffer), self._left) or b"\nlast"
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)


def by_readline(data: bytes, most: int) -> list[bytes | None]:
    lines = io.BytesIO(data).readlines()
    bare = [line.removesuffix(b"\n") for line in lines]
    return [line if len(line) <= most else None for line in bare]


@settings(max_examples=2_000, deadline=None)
@given(st.lists(st.text("ab\n\r", min_size=1, max_size=8).map(str.encode), max_size=8), st.integers(0, 9))
def test_lines_are_those_of_readline(pieces: list[bytes], most: int) -> None:
    data = b"".join(pieces)
    assert list(lines_of(InPieces(pieces), most)) == by_readline(data, most)
    assert list(lines_of(io.BytesIO(data), most)) == by_readline(data, most)


def test_a_line_is_given_out_before_more_is_asked_for() -> None:
    asked = []

    def pieces() -> Iterator[bytes]:
        for piece in (b"a\nb", b"c\n", b"d"):
            asked.append(piece)
            yield piece

    lines = lines_of(InPieces(pieces()), 9)
    assert (next(lines), len(asked)) == (b"a", 1)
    assert (next(lines), len(asked)) == (b"bc", 2)
    assert list(lines) == [b"d"]


def test_a_line_that_is_too_long_takes_no_memory() -> None:
    tracemalloc.start()
    found = list(lines_of(io.BufferedReader(Endless(50_000_000)), 1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [None, b"last"]
    assert peak < 5_000_000
