"""Comments of YAML and TOML: what begins with `#` and stands in no key and no value."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from artikit import formats
from artikit.lines import line_above, line_end, line_start
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.model import Record

_LANGUAGES = {"---": "yaml", "+++": "toml", ";;;": "json", "{": "json"}
_BY_FORMAT = {"yaml": "yaml", "json": "json", "jsonl": "json"}
_NO_ENTRY = re.compile(r"[ \t\ufeff]*(?:#.*)?")


def language_of(record: Record) -> str:
    """Tell what the values of a record are written in: `yaml`, `toml`, `json`; empty for tables."""
    if record.fence:
        return _LANGUAGES.get(record.fence, "")
    name = formats.name_of(record.source.path)
    if name is None:  # standard input without a name: its first character told the format
        return "json" if record.source.text.lstrip("\ufeff \t\r\n").startswith(("{", "[")) else ""
    return _BY_FORMAT.get(name, "")


def extent_of(record: Record) -> Span:
    """Range of the text in which a record's own comments stand.

    In front matter it is all before the body. In a file of records it begins behind the line in which the
    record before ends, as far as blank lines and comments go, and ends with the record's last line.
    """
    text = record.source.text
    if record.fence:
        return Span(0, len(text) - len(record.body))
    start, end = record.spans.value(())
    top = line_start(text, start)
    while top and is_blank_or_comment(text, above := line_above(text, top)):
        top = above
    return Span(top, line_end(text, end))


def comments_of(record: Record, mark: str = "#") -> Iterator[Span]:
    """Find the comments of a record that have `mark` in them, each from its `#` to the end of its line."""
    start, end = extent_of(record)
    text = record.source.text
    if text.find(mark, start, end) < 0:
        return
    leads = " \t\r\n" if language_of(record) == "yaml" else ""  # in TOML it may follow a value at once
    inside = _inside(record)
    at = text.find("#", start, end)
    while at >= 0:
        behind = at + 1
        if not inside(at) and (not leads or at == 0 or text[at - 1] in leads):
            behind = line_end(text, at)
            if text.find(mark, at, behind) >= 0:
                yield Span(at, behind)
        at = text.find("#", behind, end)


def _inside(record: Record) -> Callable[[int], bool]:
    """Make a function that tells whether an offset lies in a key, or in a value that holds no others."""
    values, keys = record.spans
    holders = {pointer[:-1] for pointer in values if pointer}
    leaves = sorted([*(span for pointer, span in values.items() if pointer not in holders), *keys.values()])
    starts = [leaf.start for leaf in leaves]
    ends = [0, *accumulate((leaf.end for leaf in leaves), max)]
    return lambda at: ends[bisect_right(starts, at)] > at


def is_blank_or_comment(text: str, start: int) -> bool:
    """Tell whether the line that begins at `start` has nothing in it but a comment, if that."""
    return _NO_ENTRY.fullmatch(text, start, line_end(text, start)) is not None


def is_comment(text: str, start: int) -> bool:
    """Tell whether the line that begins at `start` has a comment in it and nothing else."""
    return is_blank_or_comment(text, start) and "#" in text[start : line_end(text, start)]
