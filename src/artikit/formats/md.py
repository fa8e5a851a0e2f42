"""Markdown, text and HTML: a file for each record, YAML, TOML or JSON at its head; only comments are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from artikit.errors import WriteError
from artikit.model import Record
from artikit.reading.files import read_text
from artikit.reading.front_matter import read_front_matter
from artikit.reserved import BODY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.formats import Target, Writer
    from artikit.reading.limits import Limits
    from artikit.writing.terms import Terms

TARGET: Target = "record"


def read(
    file: BinaryIO, path: str, limits: Limits, schema: Callable[[], Any] | None = None
) -> Iterator[Record]:
    """Read the one record of a file."""
    source, problems, ok = read_text(file, path, limits)
    yield read_front_matter(source, limits, problems) if ok else Record(source, None, "", problems)


def writer(out: BinaryIO, terms: Terms) -> Writer:
    """Write the one record of a file."""
    return _File(out, terms)


class _File:
    def __init__(self, out: BinaryIO, terms: Terms) -> None:
        self._out = out
        self._terms = terms

    def add(self, record: Record) -> None:
        from artikit.writing.front_matter import encode_front_matter  # who only reads needs none of it

        if "\0" in record.body:
            message = "the body has a NUL character, and no reader takes a file with one for text"
            raise WriteError(message, (BODY,), "take it out, or write a data file")
        kind, style = self._terms.front_matter, self._terms.style
        self._out.write(encode_front_matter(record.data or {}, record.body, record.newline, kind, style))

    def close(self) -> tuple[str, ...]:
        return ()
