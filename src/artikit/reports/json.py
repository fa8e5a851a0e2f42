"""JSON: one list of diagnostics, in the shape of `diagnostic.schema.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from artikit.reports.jsonl import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic


def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
    """Write the list as the diagnostics come; `[]` where there are none."""
    before = "["
    for diagnostic in diagnostics:
        out.write(before + "\n  " + dumps(diagnostic))
        before = ","
    out.write("[]\n" if before == "[" else "\n]\n")
