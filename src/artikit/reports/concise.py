"""One line a finding, `path:line:column: CODE[name] message`: for pipes, editors and grep."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from artikit.escape import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic, Place


def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
    """Write a line for each diagnostic, never wrapped, never coloured."""
    for diagnostic in diagnostics:
        out.write(line(diagnostic) + "\n")


def line(diagnostic: Diagnostic) -> str:
    """Write a diagnostic on one line; second places stand behind the message, and whether it is known."""
    known = " (in the baseline)" if diagnostic.baselined else ""
    return safe_line(f"{diagnostic}{''.join(map(_note, diagnostic.notes))}{known}")


def _note(note: Place) -> str:
    file = f"{note.path}:" if note.path else ""
    return f" ({note.message}: {file}{note.start.line}:{note.start.column})"
