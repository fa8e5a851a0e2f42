"""JSON: one object is one record, a list holds a record each."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from artikit.reading.files import read_items
from artikit.reading.json import read_json_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Record
    from artikit.reading.limits import Limits


def read(file: BinaryIO, path: str, limits: Limits) -> Iterator[Record]:
    """Read the records of a document, item by item."""
    return read_items(file, path, limits, read_json_items)
