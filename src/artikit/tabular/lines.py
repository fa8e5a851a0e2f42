"""Rows as lines of text, quoted as RFC 4180 says, only where that is needed."""

from __future__ import annotations

import re
from functools import cache


def line_of(cells: list[str], delimiter: str) -> str:
    """Write a row as a line that ends in CRLF, no cell of which a reader can take for two or for none.

    Where a table has one column its header shows no delimiter, so that readers have to guess it: there a
    cell that holds any common one is quoted, and the empty cell too, which else were a blank line.
    """
    marks = _marks(delimiter if len(cells) > 1 else ",;\t")
    if cells == [""]:
        return '""\r\n'
    return delimiter.join([_quoted(cell) if marks.search(cell) else cell for cell in cells]) + "\r\n"


@cache
def _marks(delimiters: str) -> re.Pattern[str]:
    return re.compile(f'["\r\n{re.escape(delimiters)}]')


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
