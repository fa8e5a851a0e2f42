"""JSON Lines: an object a line, in memory that does not grow with the file; nothing is lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from artikit.model import Problem, Record, Source, Span, Spans
from artikit.reading import codes
from artikit.reading.decoding import BOM, decode
from artikit.reading.files import to_record
from artikit.reading.json import read_whole_json_with_care
from artikit.reading.limits import longest_row
from artikit.reading.lines import lines_of
from artikit.reading.reading import Reading
from artikit.reading.swift_json import read_swiftly
from artikit.reserved import data_of
from artikit.writing.json import dump_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.formats import Target, Writer
    from artikit.reading.limits import Limits
    from artikit.writing.terms import Terms

TARGET: Target = "stream"


def read(
    file: BinaryIO, path: str, limits: Limits, schema: Callable[[], Any] | None = None
) -> Iterator[Record]:
    """Read the record of each line that is not blank; lines end at LF alone (jsonlines.org)."""
    for number, line in enumerate(lines_of(file, longest_row(limits)), 1):
        if line is None:
            yield _too_long(path, number, limits)
        elif line and not line.isspace():
            record = _read_line(line.rstrip(b"\r"), path, number, limits)
            yield record
            if any(problem.code == codes.UTF_16_TEXT for problem in record.problems):
                return  # what follows are no lines


def writer(out: BinaryIO, terms: Terms) -> Writer:
    """Write a line for each record."""
    return _Lines(out)


class _Lines:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def add(self, record: Record) -> None:
        self._out.write(dump_json(data_of(record)) + b"\n")

    def close(self) -> tuple[str, ...]:
        return ()


def _read_line(line: bytes, path: str, number: int, limits: Limits) -> Record:
    value = read_swiftly(line, limits)
    if value is not None:  # so it is sound UTF-8
        source = Source(path, line.decode(), number)
        return to_record(source, Reading(value), (), partial(_locate, source, limits))
    decoded = decode(line)
    source = Source(path, decoded.text, number)
    if not decoded.ok:
        return Record(source, None, "", decoded.problems)
    reading = _read(source, limits)
    return to_record(source, reading, decoded.problems, partial(_locate, source, limits))


def _read(source: Source, limits: Limits, *, spans: bool = False) -> Reading:
    start = len(BOM) if source.text.startswith(BOM) else 0
    return read_whole_json_with_care(source.text, limits, start=start, spans=spans)


def _locate(source: Source, limits: Limits) -> Spans:
    return _read(source, limits, spans=True).spans


def _too_long(path: str, number: int, limits: Limits) -> Record:
    message = f"more than {limits.record_size:,} characters in one line"
    help_ = "raise `limits.record-size` if this is meant"
    problem = Problem(codes.RECORD_TOO_LARGE, message, span=Span(0, 0), help=help_)
    return Record(Source(path, "", number), None, "", (problem,))
