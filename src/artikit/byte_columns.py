"""Columns in bytes, for reports whose readers count so; everything else here counts characters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from artikit.model import Patch, Place

if TYPE_CHECKING:
    from artikit.model import Diagnostic, Position, Source


def with_byte_columns(diagnostic: Diagnostic, source: Source) -> Diagnostic:
    """Give a diagnostic itself as `in_bytes`, its columns counted in bytes of UTF-8.

    `source` is the one of its record. A byte order mark counts there: it is three bytes of the first line.
    Places in other files are left out, as their text is not at hand.
    """
    return replace(diagnostic, in_bytes=_in_bytes(diagnostic, source))


def _in_bytes(diagnostic: Diagnostic, source: Source) -> Diagnostic:
    fix = diagnostic.fix
    return replace(
        diagnostic,
        start=_counted(source, diagnostic.start),
        end=_counted(source, diagnostic.end),
        notes=tuple(
            Place(_counted(source, note.start), _counted(source, note.end), note.message)
            for note in diagnostic.notes
            if not note.path
        ),
        patches=tuple(
            Patch(source.byte_position(edit.span.start), source.byte_position(edit.span.end), edit.text)
            for edit in (fix.edits if fix else ())
        ),
        frame=None,
    )


def _counted(source: Source, position: Position) -> Position:
    return source.byte_position(source.offset(position))
