"""Diagnostics as JSON and back. What is read is believed only as far as its types are right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from artikit.config import RANK
from artikit.model import Change, Diagnostic, Edit, Fix, Frame, Patch, Place, Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Pointer

_Plain = TypeVar("_Plain", str, int, bool)
_write = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


class CodecError(ValueError):
    """A text is none of ours, or a diagnostic has something that no JSON holds."""


def written(value: Any) -> str:
    """Write plain data. Raises CodecError for what JSON cannot hold."""
    try:
        return _write(value)
    except (ValueError, TypeError, RecursionError) as error:
        raise CodecError(str(error)) from error


def parsed(text: Any) -> Any:
    """Read plain data. Raises CodecError."""
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise CodecError(str(error)) from error


def typed(kind: type[_Plain], value: Any) -> _Plain:
    """Return a value that is of just that type. Raises CodecError for any other."""
    if type(value) is not kind:
        raise CodecError(repr(value)[:80])
    return value


def packed(one: Diagnostic) -> list[Any]:
    """Take a diagnostic apart; its path is left to the caller. `baselined` is none of its own."""
    return [
        *one.start,
        *one.end,
        one.code,
        one.name,
        one.message,
        one.severity,
        one.pointer,
        one.help,
        None if one.fix is None else _packed_fix(one.fix),
        one.patches,
        one.notes,
        one.frame,
        one.fingerprint,
        None if one.in_bytes is None else packed(one.in_bytes),
    ]


def unpacked(path: str, data: Any) -> Diagnostic:
    """Put a diagnostic of the file `path` together again. Raises CodecError."""
    try:
        return _unpacked(path, data)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise CodecError(str(error)) from error


def _packed_fix(fix: Fix) -> list[Any]:
    return [fix.title, fix.edits, fix.safe, fix.change]


def _unpacked(path: str, data: Any) -> Diagnostic:
    line, column, end, end_column, code, name, message, severity, pointer, help_, *rest = data
    fix, patches, notes, frame, print_, in_bytes = rest
    if severity not in RANK or severity == "off":
        raise CodecError(severity)
    return Diagnostic(
        path,
        _position((line, column)),
        _position((end, end_column)),
        typed(str, code),
        typed(str, name),
        typed(str, message),
        severity,
        _pointer(pointer),
        typed(str, help_),
        None if fix is None else _fix(*fix),
        tuple(Patch(_position(start), _position(stop), typed(str, text)) for start, stop, text in patches),
        tuple(_place(*note) for note in notes),
        None if frame is None else _frame(*frame),
        False,
        typed(str, print_),
        None if in_bytes is None else _unpacked(path, in_bytes),
    )


def _fix(title: Any, edits: Any, safe: Any, change: Any) -> Fix:
    places = tuple(
        Edit(Span(*(typed(int, offset) for offset in span)), typed(str, text)) for span, text in edits
    )
    return Fix(typed(str, title), places, typed(bool, safe), None if change is None else _change(*change))


def _change(title: Any, values: Any, removals: Any, renames: Any, orders: Any, safe: Any) -> Change:
    return Change(
        typed(str, title),
        tuple((_pointer(pointer), value) for pointer, value in values),
        tuple(map(_pointer, removals)),
        tuple((_pointer(pointer), typed(str, name)) for pointer, name in renames),
        tuple((_pointer(pointer), _pointer(order)) for pointer, order in orders),
        typed(bool, safe),
    )


def _frame(first: Any, lines: Any, left: Any) -> Frame:
    return Frame(typed(int, first), tuple(typed(str, line) for line in lines), typed(int, left))


def _place(start: Any, end: Any, message: Any, path: Any) -> Place:
    return Place(_position(start), _position(end), typed(str, message), typed(str, path))


def _position(pair: Iterable[Any]) -> Position:
    line, column = pair
    return Position(typed(int, line), typed(int, column))


def _pointer(steps: Any) -> Pointer:
    return tuple(step if type(step) is int else typed(str, step) for step in steps)
