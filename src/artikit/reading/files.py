"""From an open file to text, within limits; and from a value to a record."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from artikit.model import Problem, Record, Source, Span, Spans
from artikit.reading import codes
from artikit.reading.decoding import BOM, decode
from artikit.reserved import take_reserved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.reading.limits import Limits
    from artikit.reading.reading import Reading


class Text(NamedTuple):
    """Text of a file; `ok` is False where nothing may be read from it."""

    source: Source
    problems: tuple[Problem, ...]
    ok: bool


class ItemReader(Protocol):
    """A reader of the values that one text holds."""

    def __call__(self, text: str, limits: Limits, *, start: int, spans: bool) -> Iterator[Reading]:
        """Yield a reading for each value."""


def read_text(file: BinaryIO, path: str, limits: Limits) -> Text:
    """Read and decode a whole file, unless it is larger than the limit."""
    data = _read(file, limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        message = f"the file is larger than {limits.file_bytes:,} bytes (`limits.file-bytes`)"
        help_ = "raise `limits.file-bytes`, or write it as JSONL, which is read line by line"
        problem = Problem(codes.FILE_TOO_LARGE, message, span=Span(0, 0), help=help_)
        return Text(Source(path, ""), (problem,), ok=False)
    decoded = decode(data)
    return Text(Source(path, decoded.text), decoded.problems, decoded.ok)


def _read(file: BinaryIO, most: int) -> bytes:
    """Read a file, at most so many bytes. To ask for them all at once would set memory aside for them."""
    try:
        size = os.fstat(file.fileno()).st_size
    except (OSError, AttributeError):
        size = 0
    first = min(size + 1, most)
    data = file.read(first)
    return data if len(data) < first else data + file.read(most - first)


def to_record(
    source: Source, reading: Reading, problems: tuple[Problem, ...], locate: Callable[[], Spans]
) -> Record:
    """Make a record of a value; what is no mapping is none."""
    problems = (*problems, *reading.problems)
    if reading.ok and isinstance(reading.data, dict):
        data, body, origin, newline, misused = take_reserved(reading.data)
        return Record(source, data, body, (*problems, *misused), origin, newline, locate=locate)
    if reading.ok:
        span = locate().value(())
        message = "a record is a mapping, and this is none"
        problems = (
            *problems,
            Problem(codes.NOT_A_MAPPING, message, span=span, help="write keys with values"),
        )
    return Record(source, None, "", problems)


def read_items(file: BinaryIO, path: str, limits: Limits, reader: ItemReader) -> Iterator[Record]:
    """Read the records of a file that is one text, item by item, their places with them."""
    source, problems, ok = read_text(file, path, limits)
    if not ok:
        yield Record(source, None, "", problems)
        return
    start = len(BOM) if source.text.startswith(BOM) else 0
    for reading in reader(source.text, limits, start=start, spans=True):
        yield to_record(source, reading, problems, partial(_same, reading.spans))
        problems = ()


def _same(spans: Spans) -> Spans:
    return spans
