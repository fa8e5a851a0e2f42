"""JSON Lines: a diagnostic a line, in the shape of `diagnostic.schema.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from artikit.model import pointer_text
from artikit.reports._json import ascii_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic, Position


def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
    """Write an object a line; ASCII only, so that no text can forge anything."""
    for diagnostic in diagnostics:
        out.write(dumps(diagnostic) + "\n")


def dumps(diagnostic: Diagnostic) -> str:
    """Write one object: ASCII, and without the `##[` by which GitHub's runner takes commands."""
    return ascii_json(as_json(diagnostic))


def as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """Turn a diagnostic into the fields that ruff made customary, and a few more."""
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "message": diagnostic.message,
        "severity": diagnostic.severity,
        "filename": diagnostic.path,
        "location": _place(diagnostic.start),
        "end_location": _place(diagnostic.end),
        "pointer": pointer_text(diagnostic.pointer),
        "help": diagnostic.help or None,
        "fix": _fix(diagnostic),
        "notes": [
            {
                "message": note.message,
                "filename": note.path or diagnostic.path,
                "location": _place(note.start),
                "end_location": _place(note.end),
            }
            for note in diagnostic.notes
        ],
        "baselined": diagnostic.baselined,
        "url": None,
    }


def _fix(diagnostic: Diagnostic) -> dict[str, Any] | None:
    if diagnostic.fix is None:
        return None
    return {
        "title": diagnostic.fix.title,
        "applicability": "safe" if diagnostic.fix.safe else "unsafe",
        "edits": [
            {"content": patch.text, "location": _place(patch.start), "end_location": _place(patch.end)}
            for patch in diagnostic.patches
        ],
    }


def _place(position: Position) -> dict[str, int]:
    return {"row": position.line, "column": position.column}
