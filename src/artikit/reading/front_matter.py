"""From the text of one file to one record: front matter of any kind, and the body as it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from artikit.model import LINE_END, Problem, Record, Source, Span, Spans
from artikit.reading import codes
from artikit.reading.fences import BEHIND_VALUE, JSON, KINDS, TOML, YAML

if TYPE_CHECKING:
    from artikit.reading.fences import Block, Kind
    from artikit.reading.limits import Limits

_BY_FENCE = {kind.fence: kind for kind in (YAML, TOML, JSON)}


def read_front_matter(source: Source, limits: Limits, problems: tuple[Problem, ...] = ()) -> Record:
    """Read a record; `problems` are those that decoding the source met."""
    for kind in KINDS:
        block = kind.find(source.text)
        if block is not None and block.closed:
            return _read_block(source, kind, block, limits, problems)
        if block is not None:
            return _read_unclosed(source, kind, block, problems)
    return _read_without_fence(source, limits, problems)


def _read_unclosed(source: Source, kind: Kind, block: Block, problems: tuple[Problem, ...]) -> Record:
    from artikit.reading.near_misses import begins_like_keys, missing, unclosed  # sound records need none

    # Else it is a thematic break at the head of plain text, and nobody forgot anything.
    forgotten = begins_like_keys(source.text, block.content.start)
    problem = unclosed(source.text, block.opening, kind.fence) if forgotten else missing(source.text)
    return Record(source, None, source.text, (*problems, problem))


def _read_without_fence(source: Source, limits: Limits, problems: tuple[Problem, ...]) -> Record:
    from artikit.reading.near_misses import find_near_miss, missing  # sound records need none

    text = source.text
    near = find_near_miss(text)
    if near is None:
        return Record(source, None, text, (*problems, missing(text)))
    if near.fence is not None:
        block = _BY_FENCE[near.closing].block(text, near.problem.span or Span(0, 0), near.content)
        if block.closed:
            return _read_block(source, _BY_FENCE[near.fence], block, limits, (*problems, near.problem))
    # The mend of the opening alone would make no record of it.
    return Record(source, None, text, (*problems, near.problem._replace(fix=None)))


def _read_block(
    source: Source, kind: Kind, block: Block, limits: Limits, problems: tuple[Problem, ...]
) -> Record:
    reading = kind.read(source.text, block, limits)
    problems = (*problems, *reading.problems)
    behind = kind.body(source.text, block, reading)
    body = source.text[behind:]
    head = Span(block.opening.start, behind if block.body == BEHIND_VALUE else block.content.start)
    newline = _newline(source.text, head)
    if reading.ok and not (reading.data and isinstance(reading.data, dict)):
        if reading.data or not reading.problems:  # else it is empty because of what was wrong in it
            problems = (*problems, _not_a_mapping(block, reading.data))
        return Record(source, None, body, problems, newline=newline)
    locate = partial(_locate, source, kind, block, limits)
    data: Any = reading.data if reading.ok else None
    fence = "{" if block.body == BEHIND_VALUE else kind.fence
    return Record(source, data, body, problems, newline=newline, fence=fence, locate=locate)


def _newline(text: str, head: Span) -> str:
    """First line end in a range of the text; LF where there is none."""
    match = LINE_END.search(text, *head)
    return match[0] if match else "\n"


def _locate(source: Source, kind: Kind, block: Block, limits: Limits) -> Spans:
    return kind.locate(source.text, block, limits)


def _not_a_mapping(block: Block, data: object) -> Problem:
    if data is None or data == {}:
        message, help_ = "the front matter is empty", "write at least `title`, or take the fences away"
        return Problem(codes.EMPTY_FRONT_MATTER, message, span=block.opening, help=help_)
    kind = "a list" if isinstance(data, list) else "text" if isinstance(data, str) else "a single value"
    message = f"the front matter is {kind}, not keys with values"
    help_ = "write `key: value` lines; for a thematic break at the head of a text write `***`"
    return Problem(codes.NOT_A_MAPPING, message, span=block.opening, help=help_)
