"""What libyaml complains about, in words for people who write articles, at the place to mend."""

from __future__ import annotations

import re
from typing import NamedTuple

from artikit.model import Problem, Span
from artikit.reading import codes

_KEY_LIMIT = 1024
"""Longest key that may stand before `: ` on a line (YAML 1.2.2, §7.4.3)."""

SURROGATE = re.compile("[\ud800-\udfff]")
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\ufeff\U00010000-\U0010ffff]"
)
_ENTRY = re.compile(r":(?:\s|\Z)|\A\s*-\s")
_QUOTE = re.compile(r"[\"'][ \t]*\Z")
_VALUE = re.compile(r"(?:[:,?-][ \t]+|[\[{][ \t]*|^[ \t]*)\Z", re.MULTILINE)
"""The end of a line behind which a value, or a key, can begin."""

_QUOTE_HELP = "put the whole text in quotes"


class _Words(NamedTuple):
    message: str
    help: str = ""
    at_context: bool = False
    """Point at where the construct began instead of at where the reader gave up."""
    at: int | None = None
    """Point there."""


_UNCLOSED = "is opened here and never closed"
_NEVER_CLOSED = _Words(
    f"quoted text {_UNCLOSED}",
    'close it with the same quote; inside double quotes write `\\"`',
    at_context=True,
)
_BEHIND_QUOTE = _Words(
    "text stands behind the closing quote", 'inside double quotes write `\\"`; in single quotes, two'
)
_WORDS: dict[str, _Words] = {
    "found unexpected end of stream": _NEVER_CLOSED,
    "found unexpected document indicator": _Words(
        f"quoted text {_UNCLOSED}", "close it with the same quote", at_context=True
    ),
    "could not find expected ':'": _Words(
        "this line is neither `key: value` nor part of the value above",
        "write `key: value`, indent it under its key, or put longer text in quotes",
        at_context=True,
    ),
    "found a tab character that violates indentation": _Words(
        "a tab stands in the indentation", "indent with blanks; YAML forbids tabs there"
    ),
    "found a tab character where an indentation space is expected": _Words(
        "a tab stands in the indentation", "indent with blanks; YAML forbids tabs there"
    ),
    "did not find expected '-' indicator": _Words(
        "this line belongs neither to the list above nor to its items",
        "align it with the dashes, or indent it",
    ),
    "block sequence entries are not allowed in this context": _Words(
        "a list item cannot stand here", "begin the list on its own line below the key"
    ),
    "found unknown escape character": _Words(
        "a backslash stands before a character that it cannot escape",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    "did not find expected hexdecimal number": _Words(
        "the escape lacks its hexadecimal digits", "write `\\\\` for a backslash, or use single quotes"
    ),
    "did not find expected alphabetic or numeric character": _Words(
        "text cannot begin with `*` or `&` here", _QUOTE_HELP, at_context=True
    ),
    "found undefined tag handle": _Words("text cannot begin with `!` here", _QUOTE_HELP, at_context=True),
    "did not find expected <document start>": _Words(
        "text stands behind the end of the data", "take it away, or indent it under its key"
    ),
    "found incompatible YAML document": _Words(
        "the `%YAML` line names an unknown version", "take the line away"
    ),
}  # fmt: skip


def syntax_problem(error: Exception, text: str, base: int, passed: int = 0) -> Problem:
    """Turn an exception of the event parser into a problem; `base` is the offset of `text` in the file.

    The parser read what is behind the first characters of the text, `passed` over.
    """
    if isinstance(error, UnicodeEncodeError):
        at = error.start + passed + base
        return lone_surrogate(Span(at, at + 1))
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _control_character(text, base)
    at, context = mark.index + passed, getattr(error, "context_mark", None)
    opening = context.index + passed if context else at
    what: str = getattr(error, "problem", None) or "unreadable"
    if what == "found invalid Unicode character escape code":
        return _bad_escape(text, text.rfind("\\", 0, at + 1), base)
    words = _swallowed(text, at, opening) or _special(what, text, at, opening) or _WORDS.get(what)
    if words is None:
        words = _Words(f"the YAML cannot be read here ({what})")
    start = min(opening if words.at_context else at, len(text)) if words.at is None else words.at
    return _problem(codes.SYNTAX_ERROR, words.message, words.help, start, _word_end(text, start), base)


def _bad_escape(text: str, start: int, base: int) -> Problem:
    r"""Report an escape such as `\uD800` or `\U00110000`, whose number is that of no character."""
    end = start + (10 if text.startswith("\\U", start) else 6)
    if 0xD800 <= int(text[start + 2 : end], 16) <= 0xDFFF:
        return lone_surrogate(Span(start + base, end + base))
    message, help_ = "the escape is beyond the last character of Unicode", "write the character itself"
    return _problem(codes.SYNTAX_ERROR, message, help_, start, end, base)


def lone_surrogate(span: Span) -> Problem:
    """Report half of a character, which no encoding can write."""
    message = "this is half a character: its other half is missing"
    return Problem(
        codes.LONE_SURROGATE, message, span=span, help="write both halves, or the character itself"
    )


def _swallowed(text: str, *places: int) -> _Words | None:
    """Find a text that lacks its closing quote, and ended at the opening one of a text further down.

    The reader gives up behind that second quote; what is to be mended is lines above.
    """
    for at in places:
        line = text.rfind("\n", 0, at)
        end = _QUOTE.search(text, line + 1, at)
        if end is None:
            continue
        quote, close = end[0][0], end.start()
        begin = text.rfind(quote, 0, close)
        while begin > 0 and quote == '"' and text[begin - 1] == "\\":
            begin = text.rfind(quote, 0, begin)
        if 0 <= begin < line and _VALUE.search(text, text.rfind("\n", 0, begin) + 1, begin):
            opens_another = _VALUE.search(text, line + 1, close)
            return _NEVER_CLOSED._replace(at=begin) if opens_another else _BEHIND_QUOTE
    return None


def _special(what: str, text: str, at: int, opening: int) -> _Words | None:
    """Causes that show in the line itself."""
    head = text[text.rfind("\n", 0, at) + 1 : at]
    if what == "mapping values are not allowed in this context":
        return _colon(text, at, head)
    if what == "did not find expected key":
        if head.count('"') >= 2 or head.count("'") >= 2:
            return _BEHIND_QUOTE
        return _Words(
            "the indentation of this line fits no mapping above", "align it with the keys it belongs to"
        )
    if what.startswith("did not find expected ',' or"):
        end = what[-2]
        name = "list" if end == "]" else "mapping"
        if text.count("\n", opening, at):
            return _Words(
                f"the {name} that `{text[opening : opening + 1]}` opens is not closed",
                f"close it with `{end}`",
                at_context=True,
            )
        return _Words(f"expected `,` or `{end}` here", _QUOTE_HELP + " if it is text")
    if what == "found character that cannot start any token":
        character = text[at : at + 1]
        if character == "\t":
            return _WORDS["found a tab character that violates indentation"]
        return _Words(f"text cannot begin with `{character}`", _QUOTE_HELP)
    return None


def _colon(text: str, at: int, head: str) -> _Words:
    if len(head) > _KEY_LIMIT:
        return _Words(f"the key is longer than {_KEY_LIMIT:,} characters", "shorten it")
    if ":" in head:
        return _Words("a colon followed by a blank stands inside text without quotes", _QUOTE_HELP)
    if "\t" in head:
        return _WORDS["found a tab character that violates indentation"]
    line_start = at - len(head)
    above = text[:line_start].rstrip()
    above_start = above.rfind("\n") + 1
    if above and not _ENTRY.search(above, above_start):
        help_ = "put a blank behind the colon" if ":" in above[above_start:] else "write `key: value`"
        return _Words("this line is not `key: value`", help_, at=above_start)
    start = line_start + len(head) - len(head.lstrip())
    return _Words(
        "a key stands where no mapping can begin", "indent it like the keys it belongs to", at=start
    )


def _control_character(text: str, base: int) -> Problem:
    match = UNPRINTABLE.search(text)
    start = match.start() if match else 0
    name = f"U+{ord(text[start]):04X}" if match else "character"
    message = f"the control character {name} cannot stand in YAML"
    return _problem(codes.CONTROL_CHARACTER, message, "take it away", start, start + 1, base)


def _word_end(text: str, start: int) -> int:
    match = re.compile(r"[^\s]+").match(text, start)
    return match.end() if match else start


def _problem(code: str, message: str, help_: str, start: int, end: int, base: int) -> Problem:
    return Problem(code, message, span=Span(start + base, end + base), help=help_)
