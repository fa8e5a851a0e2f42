"""YAML: one document or a stream of them; a document that is a list holds a record each."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from artikit.reading.files import read_items
from artikit.reading.yaml import read_yaml_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Record
    from artikit.reading.limits import Limits


def read(file: BinaryIO, path: str, limits: Limits) -> Iterator[Record]:
    """Read the records of a stream, document by document and item by item."""
    return read_items(file, path, limits, read_yaml_items)
