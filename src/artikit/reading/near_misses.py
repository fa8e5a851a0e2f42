"""Text that looks as if it meant to begin with front matter, and does not.

Other tools pass over such a file in silence. Here each kind is a problem with a code that names the
mend; where the intent is beyond doubt, the block is read all the same, so that one run shows every
fault of the record.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from artikit.model import Edit, Fix, Note, Problem, Span
from artikit.reading import codes
from artikit.reading.decoding import BOM

_EOL = r"(?:\r\n|\n|\r|\Z)"
_FENCES = re.compile(rf"([ \t\r\n]*?)(---|\+\+\+|;;;)[ \t]*{_EOL}")
_DASHES = re.compile(rf"([-\u2010-\u2015\u2212]++|\+{{4,}}+)[ \t]*{_EOL}")
_COMMENT = re.compile(rf"(---|\+\+\+)[ \t]+#[^\r\n]*{_EOL}")
_LANGUAGE = re.compile(rf"(?:---|\+\+\+|;;;)[ \t]*([A-Za-z][A-Za-z0-9_-]*)[ \t]*{_EOL}")
_KEY_LINE = re.compile(
    r"""(?: [ \t]*+ (?:\#[^\r\n]*+)? (?>\r\n|\n|\r) )*+ [ \t]*+   # comments and blank lines
    (?: ["']? [\w$@.-] [\w$@.\ -]{0,60} ["']? [ \t]* (?: : (?:[ \t\r\n"']|\Z) | =[ \t"'\[{] )
      | \[\[? [\w.-]+ \]                                     # a table of TOML
      | \{ )""",
    re.VERBOSE,
)
_ALMOST_CLOSED = re.compile(r"[\r\n]([ \t]+(?:---|\+\+\+|\.\.\.)|-{4,}|\+{4,}|--)[ \t]*(?=[\r\n]|\Z)")

_KINDS = {"yaml": "---", "yml": "---", "toml": "+++", "json": ";;;"}


class NearMiss(NamedTuple):
    """What is wrong with the opening, and how to read the block all the same.

    `fence` is the one of the kind that was meant, None where the block must not be read. `content` is
    the offset behind the opening line, `closing` the fence that ends the block.
    """

    problem: Problem
    fence: str | None
    content: int
    closing: str


def find_near_miss(text: str) -> NearMiss | None:
    """Look at the head of a text that no handler took."""
    start = len(BOM) if text.startswith(BOM) else 0
    return _space(text, start) or _comment(text, start) or _language(text, start) or _dashes(text, start)


def begins_like_keys(text: str, offset: int) -> bool:
    """Tell whether the first line that is no comment looks like `key: value` (or TOML, or JSON)."""
    return _KEY_LINE.match(text, offset) is not None


def unclosed(text: str, opening: Span, fence: str) -> Problem:
    """Report an opening fence without its closing one; a line that comes close is shown beside it."""
    closest = _ALMOST_CLOSED.search(text, opening.end)
    notes = (
        (Note(Span(*closest.span(1)), f"this line is no fence; write exactly `{fence}`"),) if closest else ()
    )
    message = f"the front matter that `{fence}` opens is never closed"
    help_ = f"put a line `{fence}` behind the last key"
    return Problem(codes.UNCLOSED_FENCE, message, span=opening, help=help_, notes=notes)


def missing(text: str) -> Problem:
    """Report a text without any front matter."""
    first = re.compile(r"[^\r\n]*").match(text, len(text) - len(text.lstrip(BOM + " \t\r\n")))
    span = Span(*first.span()) if first else Span(0, 0)
    blank = not text.strip(BOM + " \t\r\n")
    message = "no front matter; " + (
        "the file is empty" if blank else "`artikit ingest` can make a record of it"
    )
    return Problem(codes.MISSING_FRONT_MATTER, message, span=span)


def _space(text: str, start: int) -> NearMiss | None:
    match = _FENCES.match(text, start)
    if match is None or not match[1] or not begins_like_keys(text, match.end()):
        return None
    what = "blank lines" if "\n" in match[1] or "\r" in match[1] else "spaces"
    message = f"{what} stand before the opening fence, so Jekyll and others see no front matter"
    help_ = f"begin the file with `{match[2]}`"
    fix = Fix(f"remove the {what} before the fence", (Edit(Span(*match.span(1)), ""),))
    problem = Problem(codes.SPACE_BEFORE_FENCE, message, span=Span(*match.span(2)), help=help_, fix=fix)
    return NearMiss(problem, match[2], match.end(), match[2])


def _comment(text: str, start: int) -> NearMiss | None:
    match = _COMMENT.match(text, start)
    if match is None:
        return None
    message = "a comment stands behind the opening fence"
    help_ = f"leave `{match[1]}` alone on its line and move the comment below it"
    span = Span(start, start + len(match[0].rstrip()))
    line_end = match[0][len(match[0].rstrip("\r\n")) :]
    blanks = Span(match.end(1), text.index("#", start))
    fix = Fix("move the comment below the fence", (Edit(blanks, line_end),))
    problem = Problem(codes.FENCE_COMMENT, message, span=span, help=help_, fix=fix)
    return NearMiss(problem, match[1], match.end(), match[1])


def _language(text: str, start: int) -> NearMiss | None:
    match = _LANGUAGE.match(text, start)
    if match is None or not begins_like_keys(text, match.end()):
        return None
    fence = _KINDS.get(match[1].lower())
    message = f"the opening fence carries the language `{match[1]}`"
    help_ = "only YAML, TOML and JSON are read; write YAML between `---` lines"
    if fence:
        help_ = f"write `{fence}` alone, there and at the end"
    span = Span(start, match.end(1))
    language = Span(start + 3, match.end(1))
    # Where the fence is another one, the closing one would have to change with it.
    fix = Fix("remove the language", (Edit(language, ""),)) if fence == match[0][:3] else None
    problem = Problem(codes.FENCE_LANGUAGE, message, span=span, help=help_, fix=fix)
    return NearMiss(problem, fence, match.end(), match[0][:3])


def _dashes(text: str, start: int) -> NearMiss | None:
    match = _DASHES.match(text, start)
    if match is None or match[1] == "-" or not begins_like_keys(text, match.end()):
        return None
    fence = "+++" if match[1].startswith("+") else "---"
    message = f"`{match[1][:12]}` is not a fence, so Jekyll and others see no front matter"
    help_ = f"write exactly three characters: `{fence}`"
    span = Span(*match.span(1))
    fix = Fix(f"write `{fence}`", (Edit(span, fence),))
    problem = Problem(codes.WRONG_FENCE, message, span=span, help=help_, fix=fix)
    return NearMiss(problem, fence, match.end(), fence)
