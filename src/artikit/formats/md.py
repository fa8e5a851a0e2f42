"""Markdown, text and HTML with front matter: one file, one record."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from artikit.model import Record
from artikit.reading.files import read_text
from artikit.reading.front_matter import read_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.reading.limits import Limits


def read(file: BinaryIO, path: str, limits: Limits) -> Iterator[Record]:
    """Read the one record of a file."""
    source, problems, ok = read_text(file, path, limits)
    yield read_front_matter(source, limits, problems) if ok else Record(source, None, "", problems)
