"""Keys by which data files carry what is no front matter: where a record came from, and its body.

A Markdown file that becomes a line of JSON keeps its body in `_body`, its place in `_path`, and its
line end in `_newline` where that is not LF. They are not the record's own keys, so every reader takes them
out again before the record is judged: a closed schema need not know them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.errors import WriteError
from artikit.model import Problem
from artikit.reading import codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.model import Json, Record

PATH, BODY, NEWLINE = "_path", "_body", "_newline"
KEYS = (PATH, BODY, NEWLINE)
_NEWLINES = ("\n", "\r\n", "\r")
_HELP = "rename the key if it is one of your own"
_WANTED = {PATH: "text", BODY: "text", NEWLINE: "a line end: LF, CRLF or CR"}


class Reserved(NamedTuple):
    """A record's own data, and what the reserved keys said."""

    data: dict[str, Json]
    body: str
    origin: str | None
    newline: str
    problems: tuple[Problem, ...]


def take_reserved(data: Mapping[str, Json]) -> Reserved:
    """Take the reserved keys out of a record; one that does not hold what it should is a problem."""
    own = dict(data)
    taken: dict[str, Any] = {key: own.pop(key) for key in KEYS if key in own}
    problems = tuple(
        Problem(codes.RESERVED_KEY, f"`{key}` is a key of artikit's and must be {wanted}", (key,), help=_HELP)
        for key, wanted in _WANTED.items()
        if key in taken and not _holds(key, taken[key])
    )
    wrong = {problem.pointer[0] for problem in problems}
    sound = {key: value for key, value in taken.items() if key not in wrong}
    return Reserved(own, sound.get(BODY, ""), sound.get(PATH), sound.get(NEWLINE, "\n"), problems)


def data_of(record: Record) -> dict[str, Json]:
    """Make the data of a data file: a record's own keys, then the reserved ones that it needs.

    Raises WriteError where the record has a key of such a name itself, which no reader could tell apart.
    """
    data = dict(record.data or {})
    for key in KEYS:
        if key in data:
            message = f"the record has a key `{key}` of its own, which in data files is artikit's"
            raise WriteError(message, (key,), "rename the key")
    data.update(carried_by(record))
    return data


def carried_by(record: Record) -> dict[str, str]:
    """Give the reserved keys that a record needs, and what they say."""
    carried: dict[str, str] = {}
    if record.origin is not None:
        carried[PATH] = record.origin
    if record.body:
        carried[BODY] = record.body
    if record.newline != "\n":
        carried[NEWLINE] = record.newline
    return carried


def _holds(key: str, value: object) -> bool:
    return value in _NEWLINES if key == NEWLINE else isinstance(value, str)
