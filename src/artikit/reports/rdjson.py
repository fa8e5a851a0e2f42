"""Reviewdog's format: findings, and mends to be taken over with a click, on any service that it knows.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf; columns are counted in bytes of UTF-8 there.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TextIO

from artikit.reports._json import ascii_json
from artikit.reports._places import readable
from artikit.reports._words import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic, Patch, Position

WANTS = ("byte_columns",)

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
    """Write the object as the diagnostics come."""
    before = '{"source": {"name": "artikit"}, "diagnostics": ['
    for diagnostic in diagnostics:
        out.write(before + "\n  " + ascii_json(_diagnostic(diagnostic)))
        before = ","
    out.write(before + "]}\n" if before.endswith("[") else "\n]}\n")


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    """Write a finding; without columns where nobody counted the bytes."""
    counted = diagnostic.in_bytes
    one: dict[str, Any] = {
        "message": told(diagnostic, diagnostic.notes),
        "location": {
            "path": readable(os.path.normpath(diagnostic.path).replace(os.sep, "/")),
            "range": _range(*(counted.start, counted.end) if counted else (diagnostic.start, None)),
        },
        "severity": _SEVERITIES[diagnostic.severity],
        "code": {"value": f"{diagnostic.code} {diagnostic.name}"},
    }
    if counted is not None and _is_one_place(counted.patches):
        one["suggestions"] = [
            {"range": _range(patch.start, patch.end), "text": patch.text} for patch in counted.patches
        ]
    return one


def _is_one_place(patches: tuple[Patch, ...]) -> bool:
    """Tell whether there is one edit: reviewdog takes several for ways to choose from, not for one mend."""
    return len(patches) == 1


def _range(start: Position, end: Position | None) -> dict[str, Any]:
    if end is None:
        return {"start": {"line": start.line}}
    return {"start": _place(start), "end": _place(end)}


def _place(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
