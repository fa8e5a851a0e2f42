"""From bytes to text: UTF-8, or a problem that says what the bytes are instead."""

from __future__ import annotations

from typing import NamedTuple

from artikit.model import Edit, Fix, Problem, Span
from artikit.reading import codes

BOM = "\ufeff"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_WITHOUT_BOM = Fix("remove the byte order mark", (Edit(Span(0, 1), ""),))
_BOM_HELP = (
    "save the file as UTF-8 without a byte order mark; Jekyll and others overlook the front matter behind one"
)


class Decoded(NamedTuple):
    """Text of a file, and whether values may be read from it.

    A byte order mark stays in the text as its first character, so that offsets stay true.
    """

    text: str
    problems: tuple[Problem, ...] = ()
    ok: bool = True


def decode(data: bytes) -> Decoded:
    """Decode a file's bytes; every fault names its offset in bytes or its place in the text."""
    if data.startswith(_UTF_16_MARKS) or _looks_like_utf_16(data):
        message = "the file is UTF-16, not UTF-8"
        return _refused("", Problem(codes.UTF_16_TEXT, message, span=Span(0, 0), help="save it as UTF-8"))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _not_utf_8(data, error)
    nul = text.find("\0")
    if nul >= 0:
        message = f"NUL byte at offset {data.index(0)}; this is not a text file"
        help_ = "restore the file from a sound copy, or exclude it"
        return _refused(text, Problem(codes.NUL_BYTE, message, span=Span(nul, nul + 1), help=help_))
    if text.startswith(BOM):
        message = "a byte order mark stands before the text"
        mark = Problem(codes.BYTE_ORDER_MARK, message, span=Span(0, 1), help=_BOM_HELP, fix=_WITHOUT_BOM)
        return Decoded(text, (mark,))
    return Decoded(text)


def _refused(text: str, problem: Problem) -> Decoded:
    return Decoded(text, (problem,), ok=False)


def _looks_like_utf_16(data: bytes) -> bool:
    """Without a mark: Latin text in UTF-16 has a NUL in every second byte."""
    head = data[:64]
    return (
        len(head) >= 4
        and min(head[::2].count(0), head[1::2].count(0)) == 0
        and head.count(0) > len(head) // 3
    )


def _not_utf_8(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Keep what can be shown, and point at the first byte that is not UTF-8."""
    at = len(data[: error.start].decode())
    message = f"byte 0x{data[error.start]:02X} at offset {error.start} is not UTF-8"
    help_ = "save the file as UTF-8"
    if 0x80 <= data[error.start] <= 0xFF and b"\0" not in data:
        help_ += "; it may be Windows-1252 or Latin-1"
    problem = Problem(codes.NOT_UTF_8, message, span=Span(at, at + 1), help=help_)
    return _refused(data.decode(errors="replace"), problem)
