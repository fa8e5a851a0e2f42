"""A text taken apart: headings, paragraphs, items of lists, and where each stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from artikit.ingest.dates.months import MONTHS
from artikit.ingest.wording.plain import plain
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind: TypeAlias = Literal[
    "heading", "paragraph", "bullet", "number", "quote", "table", "code", "image", "rule"
]

_LINE = re.compile(r"[^\r\n\f\x0b\x85\u2028\u2029]+")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u00a0]+(?=\S)")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:[=~—–][ \t]*){3,})\Z")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*\Z")
_BULLET = re.compile(r"[ \t\u00a0]*[•◦‣▪●■·*+-][ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"[ \t\u00a0]*\d{1,3}[.)][ \t\u00a0]+(?=\S)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_IMAGE = re.compile(r"[ \t]*!\[[^\[\]]*\]\([^()]*\)[ \t]*\Z")
_BLANK = " \t\u00a0\u200b\ufeff\u3000"
_WIDEST = 110
"""Characters of a line in texts whose lines were broken by hand; others have a paragraph in a line."""
_RAGGED = 8
"""Characters by which such a line may be shorter than it had to be."""
_LEAST = 15
"""Characters of a line that may go on in the next one, which begins with a small letter."""
_LONGEST_TITLE = 200
_BYLINE = re.compile(r"(?:by|von|par|por|di|da|door|av|af|text|foto|photo)\b", re.IGNORECASE)


class Block(NamedTuple):
    """A piece of a text. `span` is without blanks around it, `text` what it says, without marks.

    `body` is where its words begin, behind the marks of a heading or an item. `loose` says that an empty line
    stands before it.
    """

    span: Span
    text: str
    kind: Kind
    body: int
    level: int = 0
    loose: bool = True


class _Line(NamedTuple):
    start: int
    end: int
    loose: bool
    indent: int


def blocks_of(text: str) -> list[Block]:
    """Take a text apart, in one pass over its lines."""
    lines = list(_lines(text))
    width = max((line.end - line.start for line in lines), default=0)
    found: list[Block] = []
    at = 0
    while at < len(lines):
        end, block = _next(text, lines, at, width)
        underline = _underline(text, lines, end, block)
        if underline:
            line = lines[end]
            block = block._replace(span=Span(block.span.start, line.end), kind="heading", level=underline)
            end += 1
        found.append(block)
        at = end
    return found


def _lines(text: str) -> Iterator[_Line]:
    """Find the lines with something in them."""
    before = 0
    for match in _LINE.finditer(text):
        raw = match[0]
        stripped = raw.strip(_BLANK)
        if not stripped:
            continue
        indent = len(raw) - len(raw.lstrip(_BLANK))
        start = match.start() + indent
        between = text[before : match.start()]
        ends = between.count("\n") + between.count("\f") + between.count("\u2029")
        ends = ends or between.count("\r") + between.count("\u2028") + between.count("\x85")
        yield _Line(start, start + len(stripped), before == 0 or ends > 1 or "\f" in between, indent)
        before = match.end()


def _next(text: str, lines: list[_Line], at: int, width: int) -> tuple[int, Block]:
    """Find the block that begins in a line; returns the line behind it too."""
    line = lines[at]
    raw = text[line.start : line.end]
    if fence := _FENCE.match(raw):
        return _code(text, lines, at, fence[1])
    kind, mark = _kind(raw)
    end = at + 1
    if kind == "paragraph":
        while end < len(lines) and _goes_on(text, lines[end - 1], lines[end], width):
            end += 1
    elif kind in ("bullet", "number"):
        while end < len(lines) and not lines[end].loose and lines[end].indent > line.indent:
            if _kind(text[lines[end].start : lines[end].end])[0] != "paragraph":
                break
            end += 1
    span = Span(line.start, lines[end - 1].end)
    body = line.start + len(mark)
    level = mark.count("#") if kind == "heading" else 0
    said = text[body : span.end]
    if kind == "heading":
        said = said.rstrip("# \t")
    return end, Block(span, plain(said), kind, body, level, line.loose)


def _code(text: str, lines: list[_Line], at: int, fence: str) -> tuple[int, Block]:
    end = at + 1
    while end < len(lines) and not text.startswith(fence, lines[end].start, lines[end].end):
        end += 1
    if end == len(lines):  # it never ends, so it is none
        line = lines[at]
        span = Span(line.start, line.end)
        return at + 1, Block(span, plain(text[slice(*span)]), "paragraph", line.start, 0, line.loose)
    span = Span(lines[at].start, lines[end].end)
    return end + 1, Block(span, text[slice(*span)], "code", span.start, 0, lines[at].loose)


def _kind(raw: str) -> tuple[Kind, str]:
    """Tell what a line is, and the mark that says so."""
    if raw[0] == "#" and (match := _HEADING.match(raw)):
        return "heading", match[0]
    if raw[0] in "-*_=~—–" and _RULE.match(raw):
        return "rule", ""
    if match := _BULLET.match(raw):
        return "bullet", match[0]
    if raw[0].isdigit() and (match := _NUMBER.match(raw)) and not _is_day(raw[match.end() :]):
        return "number", match[0]
    if raw[0] == ">":
        return "quote", raw[: len(raw) - len(raw.lstrip("> \t"))]
    if raw[0] == "|":
        return "table", ""
    if raw[0] == "!" and _IMAGE.match(raw):
        return "image", ""
    return "paragraph", ""


def _is_day(text: str) -> bool:
    """Tell whether a month follows, so that `20. mai 2021` is a day and no item."""
    return text.split(maxsplit=1)[0].lower().strip(".,") in MONTHS


def _goes_on(text: str, line: _Line, after: _Line, width: int) -> bool:
    """Tell whether a line was broken where it ends, so that the next one belongs to it."""
    if after.loose:
        return False
    raw = text[after.start : min(after.end, after.start + _LONGEST_TITLE)]
    if _kind(raw)[0] != "paragraph":
        return False
    size = line.end - line.start
    if raw[0].islower() and text[line.end - 1] not in ".:!?" and size >= _LEAST and not _BYLINE.match(raw):
        return True
    first = raw.partition(" ")[0]
    return width <= _WIDEST and size + 1 + len(first) > width - _RAGGED and size > _WIDEST // 3


def _underline(text: str, lines: list[_Line], at: int, block: Block) -> int:
    """Level of the heading that a line of `===` or `---` makes of the block before it; 0 for none."""
    if block.kind != "paragraph" or at >= len(lines) or lines[at].loose:
        return 0
    if block.span.end - block.span.start > _LONGEST_TITLE:
        return 0
    match = _UNDERLINE.match(text, lines[at].start, lines[at].end)
    return 0 if match is None else 1 if match[1][0] == "=" else 2
