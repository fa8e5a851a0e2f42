"""The quick reader: the plain part of YAML that records are written in, in a sixth of the time.

It answers with exactly what `read_yaml` makes of the same text without any problem, or not at all:
whatever it might read otherwise it refuses, and so everything that is wrong. It knows no places.

It carries block mappings with plain keys, block lists, scalars on one line (plain, in double quotes
with JSON's escapes, in single quotes), empty values, `[]` and `{}`, blank lines, and comments on lines
of their own.
"""

from __future__ import annotations

from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from artikit.reading.yaml_scalars import NOT_FINITE, TOO_LONG, resolve

if TYPE_CHECKING:
    from artikit.model import Json
    from artikit.reading.limits import Limits

_USUAL = bytes((ord("\n"), *range(ord(" "), 0x7F)))
_REFUSED = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)))
"""What libyaml refuses, drops or takes for the end of a line. Python calls none of them printable."""

_NEVER_PLAIN = frozenset("?:,[]{}#&*!|>%@`\"'")
"""What does not begin plain text, or only before certain characters."""

_SHORT = 40
"""Characters of a scalar that is remembered, and of the longest number that is read here."""
_LONGEST_HEAD = 200
_MOST_PLACES = 1_000
_MOST_SCALARS = 4_000


class Outline(NamedTuple):
    """The lines between two offsets of a text that may hold more than a key and a text in double quotes.

    Left out are those of a key alone, and those of a key with a text in double quotes without an escape.
    Of what the quick reader refused, and left to the exact one, no line is left out; `exact` is where it is.
    """

    text: str
    start: int
    end: int
    plain: list[str]
    exact: tuple[int, int] = (0, 0)


_last: Outline | None = None


def outline_of(text: str) -> Outline | None:
    """The outline of a text if that was the last one to be read, or read in parts; None of any other.

    It saves those who look at each record right after it was read from splitting it once more.
    """
    return _last if _last is not None and _last.text is text else None


def was_read_quickly(text: str, limits: Limits, start: int, end: int) -> bool:
    """Tell whether the quick reader carries the text between two offsets; of the last one without a look."""
    last = outline_of(text)
    if last is not None and (last.start, last.end) == (start, end):
        return last.exact == (0, 0)
    return read_quickly(text, limits, start=start, end=end) is not None


class _RefusedError(Exception):
    """The text is left to the exact reader. Never leaves this module."""


Place: TypeAlias = tuple[int, int, str]
"""Where a value stands, behind `key:`, `- key:` or `-`: the level of the mapping or list that the line
goes on with, the level of the mapping that has the key (behind a dash it is a new one), and the key.

Levels order the mappings and lists that are open inside one another: twice the column for a mapping,
and one more for a list, whose dashes may stand in the column of its own key. (A named tuple would take
a tenth more of all the time: it is unpacked more slowly.)
"""
NO_KEY = -1
"""In place of the mapping's level: the line is an item without a key."""

places: dict[str, Place] = {}
"""By what stands before the colon: records repeat few of them, blanks and all."""


class _Scalars(dict[str, "Json"]):
    """Values by what is written; plain ones are remembered, since many stand in every record."""

    def __missing__(self, written: str) -> Json:
        text = written.strip(" ")
        if text[:1] in _NEVER_PLAIN:
            return _marked(text)
        if not text or text == "-" or text[:2] == "- " or text[-1] == ":" or ": " in text or " #" in text:
            raise _RefusedError
        if text[-1] == "Z":  # as times end, and no number
            return text
        value: Any = resolve(text, _SHORT)
        if value is NOT_FINITE or value is TOO_LONG:
            raise _RefusedError
        if len(written) <= _SHORT:
            if len(self) >= _MOST_SCALARS:
                self.clear()
            self[written] = value
        return value  # type: ignore[no-any-return]


_scalars = _Scalars()


def read_quickly(
    text: str, limits: Limits, *, start: int = 0, end: int | None = None
) -> dict[str, Json] | None:
    """Read the mapping between two offsets of `text`; None where `read_yaml` is to be asked.

    Never raises for any text.
    """
    stop = len(text) if end is None else end
    plain: list[str] = []
    found = _read(text[start:stop], limits, plain)
    if found:
        remember(Outline(text, start, stop, plain))
    return found


def read_part(text: str, limits: Limits, start: int, end: int, plain: list[str]) -> dict[str, Json] | None:
    """Read a mapping that is a part of another; `plain` gets the lines of its outline."""
    return _read(text[start:end], limits, plain)


def remember(outline: Outline) -> None:
    """Keep an outline for those who come right after."""
    global _last  # noqa: PLW0603  (one text is remembered, no more)
    _last = outline


def _read(chunk: str, limits: Limits, plain: list[str]) -> dict[str, Json] | None:
    if len(chunk) > min(limits.record_size, limits.scalar_size) or limits.number_digits < _SHORT:
        return None
    if "\r" in chunk:
        chunk = chunk.replace("\r\n", "\n")
    try:
        unusual = chunk.encode().translate(None, _USUAL).decode()
        if not unusual.isprintable() and not _REFUSED.isdisjoint(unusual):
            return None
        lines = _lines(chunk, limits)
        return _mapping(lines, plain, limits) if lines else None
    except (_RefusedError, JSONDecodeError, UnicodeEncodeError):
        return None


def _lines(chunk: str, limits: Limits) -> list[str]:
    """The lines of a text; none where there are too many."""
    most = limits.nodes // 3 - 1  # a line has at most a mapping, a key and a value
    lines = chunk.split("\n", most) if most > 0 else []
    return lines if len(lines) <= most else []


def _mapping(lines: list[str], plain: list[str], limits: Limits) -> dict[str, Json] | None:
    """Put the lines together. The loop is the hot path: a record has some 300 lines."""
    most_outer = limits.depth - 3  # in the innermost may be a mapping behind a dash, and `[]` in that
    if most_outer < 0:
        return None
    root: dict[str, Json] = {}
    inside: Any = root
    level = 0
    outer: list[tuple[int, Any]] = []
    open_key: str | None = None
    for line in lines:
        head, colon, value = line.partition(": ")
        if colon:
            place = places.get(head)
        elif line[-1:] == ":":
            place = places.get(line[:-1])
        else:
            place = None
        if place is None:
            bare = line.lstrip(" ")
            if not bare or bare[0] == "#":
                plain.append(line)
                continue
            place, value = _rare(line, bare)
        own_level, inner, key = place
        if own_level > level:
            if open_key is None or len(outer) >= most_outer:
                return None
            outer.append((level, inside))
            level = own_level
            child: Any = [] if level & 1 else {}
            inside[open_key] = child
            inside = child
        elif own_level < level:
            while own_level < level:
                level, inside = outer.pop()
            if own_level != level:
                return None
        if inner != level:
            if inner == NO_KEY:
                plain.append(line)
                inside.append(_scalars[value])
                open_key = None
                continue
            outer.append((level, inside))
            level = inner
            child = {}
            inside.append(child)
            inside = child
        if key in inside:
            return None
        if not value:
            if colon:  # and so a blank
                plain.append(line)
            inside[key] = None
            open_key = key
            continue
        open_key = None
        if value[0] == '"' == value[-1] and (text := value[1:-1]) and '"' not in text and "\\" not in text:
            inside[key] = text
        else:
            plain.append(line)
            inside[key] = _scalars[value]
    return root or None


def _rare(line: str, bare: str) -> tuple[Place, str]:
    """Place and value of a line whose beginning is not remembered: a new one, or an item without a key."""
    column = len(line) - len(bare)
    dash = bare.startswith("- ")
    head, colon, value = line.partition(": ")
    if not colon and line.endswith(":"):
        head, colon = line[:-1], ":"
    if dash and (not colon or bare[2:3] in {'"', "'"}):
        return (2 * column + 1, NO_KEY, ""), bare[2:]
    begin = column + 2 * dash
    key = head[begin:]
    if not colon or not _is_word(key) or len(head) > _LONGEST_HEAD:
        raise _RefusedError
    place = (2 * column + dash, 2 * begin, key)
    if len(places) >= _MOST_PLACES:
        places.clear()
    places[head] = place
    return place, value


def place_of(line: str) -> Place | None:
    """Place of the value in a line of what was read quickly; None of a blank line or a comment."""
    line = line.removesuffix("\r")
    bare = line.lstrip(" ")
    return None if not bare or bare[0] == "#" else _rare(line, bare)[0]


def _is_word(key: str) -> bool:
    """Tell whether a key is letters, digits, `_`, and inside of it `-` and blanks; and text, not null."""
    name = key.replace("-", "_").replace(" ", "_")
    return name.isidentifier() and key[0] not in "- " and key[-1] != " " and resolve(key, _SHORT) is key


def _marked(text: str) -> Json:
    """Value of a scalar in quotes, or of an empty list or mapping."""
    if text[0] == '"':
        value, end = scanstring(text, 1)
        if end != len(text):
            raise _RefusedError
        if "\\u" in text:
            value.encode()  # fails on one half of a pair
        return value  # type: ignore[no-any-return]
    if text[0] == "'":
        inner = text[1:-1]
        if len(text) < 2 or text[-1] != "'" or "'" in inner.replace("''", ""):
            raise _RefusedError
        return inner.replace("''", "'")
    if text == "[]":
        return []
    if text == "{}":
        return {}
    raise _RefusedError
