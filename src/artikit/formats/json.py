"""JSON: a list with an object for each record, one object for a single file; nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from artikit.reading.files import read_items
from artikit.reading.json import read_json_items
from artikit.reserved import data_of
from artikit.writing.json import dump_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.formats import Target, Writer
    from artikit.model import Record
    from artikit.reading.limits import Limits
    from artikit.writing.terms import Terms

TARGET: Target = "stream"


def read(
    file: BinaryIO, path: str, limits: Limits, schema: Callable[[], Any] | None = None
) -> Iterator[Record]:
    """Read the records of a document, item by item."""
    return read_items(file, path, limits, read_json_items)


def writer(out: BinaryIO, terms: Terms) -> Writer:
    """Write a list, one item after the other; with `terms.single` an object."""
    return _Object(out) if terms.single else _List(out)


class _Object:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._empty = True

    def add(self, record: Record) -> None:
        self._out.write(dump_json(data_of(record), 2) + b"\n")
        self._empty = False

    def close(self) -> tuple[str, ...]:
        if self._empty:  # nothing at all would be no JSON
            self._out.write(b"[]\n")
        return ()


class _List:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._before = b"["

    def add(self, record: Record) -> None:
        item = dump_json(data_of(record), 2)
        # A line end in JSON is never part of a value, so lines can be shifted.
        self._out.write(self._before + b"\n  " + item.replace(b"\n", b"\n  "))
        self._before = b","

    def close(self) -> tuple[str, ...]:
        self._out.write(b"[]\n" if self._before == b"[" else b"\n]\n")
        return ()
