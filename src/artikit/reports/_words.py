"""What reports on CI systems say of a finding: its message, its other places, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.escape import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic, Place


def told(diagnostic: Diagnostic, notes: Iterable[Place] = ()) -> str:
    """Tell it all on one line, without anything that could be a command; `notes` are the places to name."""
    said = ""
    for part in (diagnostic.message, *map(_elsewhere, notes), diagnostic.help):
        said += ("; " if said[-1:].isalnum() or said[-1:] in "`”)" else " ") * bool(said and part) + part
    return safe(said)


def beside(diagnostic: Diagnostic) -> str:
    """Tell the message, and in brackets where else it shows."""
    return diagnostic.message + "".join(f" ({_elsewhere(note)})" for note in diagnostic.notes)


def _elsewhere(note: Place) -> str:
    where = f"{note.path}:" if note.path else "line "
    return f"{note.message}: {where}{note.start.line}"
