"""YAML: a document for each record; a list of records is read too; only comments are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from artikit.reading.files import read_items
from artikit.reading.yaml import read_yaml_items
from artikit.reserved import data_of
from artikit.writing.yaml import write_yaml

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
    """Read the records of a stream, document by document and item by item."""
    return read_items(file, path, limits, read_yaml_items)


def writer(out: BinaryIO, terms: Terms) -> Writer:
    """Write a document for each record, in the style that the schema asks for."""
    return _Documents(out, terms)


class _Documents:
    def __init__(self, out: BinaryIO, terms: Terms) -> None:
        self._out = out
        self._terms = terms
        self._before = ""

    def add(self, record: Record) -> None:
        text = write_yaml(data_of(record), self._terms.style)
        self._out.write((self._before + text).encode())
        self._before = "---\n"

    def close(self) -> tuple[str, ...]:
        return ()
