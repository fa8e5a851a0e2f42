"""Workflow commands that GitHub shows beside the changed lines of a pull request."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from artikit.escape import safe
from artikit.reports._places import from_root
from artikit.reports._words import told
from artikit.reports._worst import Worst
from artikit.reports.concise import line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}

_SHOWN = 10
"""Annotations of each level that GitHub shows a step; it drops the rest without a word."""

_TOO_MANY = f"GitHub shows {_SHOWN} of each level a step"
_KNOWN = "in the baseline"


def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
    """Write the commands that GitHub shows, the worst first, and above them a line for each other finding.

    What stands in the baseline is no annotation.
    """
    annotated = {level: Worst(_SHOWN) for level in _COMMANDS}
    others: Counter[str] = Counter()
    for diagnostic in diagnostics:
        if diagnostic.baselined or annotated[diagnostic.severity].add(diagnostic):
            out.write(line(diagnostic) + "\n")
            others[_KNOWN if diagnostic.baselined else _TOO_MANY] += 1
    for reason, count in sorted(others.items()):
        noun = "finding is" if count == 1 else "findings are"
        out.write(f"{count:,} {noun} listed above, not shown as annotations: {reason}\n")
    for worst in annotated.values():
        for diagnostic in worst:
            out.write(command(diagnostic) + "\n")


def command(diagnostic: Diagnostic) -> str:
    """Write one command, its parts escaped as GitHub's own toolkit does."""
    properties: dict[str, str | int] = {
        "file": _property(from_root(diagnostic.path)),
        "line": diagnostic.start.line,
        "endLine": diagnostic.end.line,
    }
    if diagnostic.start.line == diagnostic.end.line:  # GitHub refuses columns of several lines
        properties |= {"col": diagnostic.start.column, "endColumn": diagnostic.end.column}
    properties["title"] = _property(f"artikit {diagnostic.code} {diagnostic.name}")
    listed = ",".join(f"{key}={value}" for key, value in properties.items())
    text = told(diagnostic, (note for note in diagnostic.notes if note.path))
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_escaped(text)}"


def _property(text: str) -> str:
    return _escaped(safe(text)).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25")
