"""Bytes into rows, rows into cells (RFC 4180), in constant memory whatever the bytes are.

The `csv` module of the standard library has one limit for the whole process, raises, and forgets where a
cell stood; hence this. A row ends at CR, LF or CRLF outside quotes; quotes count where a cell begins.
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSING = re.compile(r'[^"]*+(?:""[^"]*+)*+"')
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
_PIECE = 1 << 16
_MARK = "\xef\xbb\xbf"
"""A byte order mark, a character a byte."""


class RawRow(NamedTuple):
    """A row as it stands in the file, without its line end; `line` and `number` count from 1.

    `data` is None where it has more bytes than allowed. Blank lines are rows for those who count.
    """

    data: bytes | None
    line: int
    number: int


class Cells(NamedTuple):
    """A row's cells, where they stand, and what is wrong with the quotes of the last one."""

    texts: list[str]
    spans: list[Span]
    fault: str = ""


def raw_rows(file: BinaryIO, delimiters: str, most: int) -> Iterator[RawRow]:
    """Cut a file into rows of at most `most` bytes; the rest of a longer one is skipped.

    Every character of `delimiters` can end a cell; the one that the first row uses is what counts then.
    """
    lines = io.TextIOWrapper(file, encoding="latin-1", newline="")  # a character a byte: lines at C speed
    try:
        chosen = delimiters
        line, number = 1, 0
        while (taken := _take(lines, chosen, most))[1]:
            text, count = taken
            number += 1
            data = None if text is None else text.rstrip("\r\n").encode("latin-1")
            yield RawRow(data, line, number)
            if len(chosen) > 1 and text and text.strip(_MARK + "\r\n"):
                chosen = delimiter_of(text, chosen)
            line += count
    finally:
        with suppress(ValueError):  # closed by its owner
            lines.detach()


def delimiter_of(header: str, delimiters: str) -> str:
    """Tell which delimiter a header line uses: the one that stands in it most often, outside quotes."""
    bare = _QUOTED.sub("", header)
    return max(delimiters, key=bare.count)


def cells_of(text: str, delimiter: str) -> Cells:
    """Cut a row into its cells."""
    if '"' not in text:
        texts = text.split(delimiter)
        starts = [0]
        for one in texts:
            starts.append(starts[-1] + len(one) + 1)
        return Cells(texts, [Span(at, at + len(one)) for at, one in zip(starts, texts, strict=False)])
    texts, spans = [], []
    cell = _cell(delimiter)
    pos = 0
    while True:
        match = cell.match(text, pos)
        assert match is not None  # noqa: S101  (it matches the empty text)
        end = match.end()
        spans.append(Span(pos, end))
        inside = match[1]
        texts.append(match[3] if inside is None else inside.replace('""', '"'))
        if inside is not None and not match[2]:
            return Cells(texts, spans, "the quote that opens the cell is never closed")
        if end == len(text):
            return Cells(texts, spans)
        if text[end] != delimiter:
            return Cells(texts, spans, "text stands behind the closing quote")
        pos = end + 1


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf'"([^"]*+(?:""[^"]*+)*+)("?)|([^{re.escape(delimiter)}]*+)')


@cache
def _opening(delimiters: str) -> re.Pattern[str]:
    return re.compile(rf'[{re.escape(delimiters)}]"')


def _take(lines: io.TextIOWrapper, delimiters: str, most: int) -> tuple[str | None, int]:
    """Read the lines of one row; how many there were, 0 at the end of the file."""
    parts: list[str] = []
    size = count = 0
    is_open = False
    more = True
    while more and (piece := lines.readline(most + 1 - size if size <= most else _PIECE)):
        is_open = _is_open(piece, delimiters, is_open=is_open, begins=size == 0)
        whole = piece[-1] in "\r\n"
        count += whole
        size += len(piece)
        if size > most:
            parts.clear()
        else:
            parts.append(piece)
        more = is_open or not whole
    if size == 0:
        return "", 0
    return (None if size > most else "".join(parts)), max(count, 1)


def _is_open(text: str, delimiters: str, *, is_open: bool, begins: bool) -> bool:
    """Tell whether a quoted cell goes on behind a piece of a row."""
    if '"' not in text:
        return is_open
    pos = 0
    if begins and text.startswith(('"', f'{_MARK}"')):
        is_open, pos = True, text.index('"') + 1
    opening = _opening(delimiters)
    while True:
        if is_open:
            closing = _CLOSING.match(text, pos)
            if closing is None:
                return True
            pos = closing.end()
        found = opening.search(text, pos)
        if found is None:
            return False
        is_open, pos = True, found.end()
