"""Workflow commands that GitHub shows beside the changed lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from artikit.escape import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
    """Write a command a diagnostic. GitHub shows ten of each level a step; the log has them all."""
    for diagnostic in diagnostics:
        out.write(command(diagnostic) + "\n")


def command(diagnostic: Diagnostic) -> str:
    """Write one command, its parts escaped as GitHub's own toolkit does."""
    properties = {
        "file": _property(diagnostic.path),
        "line": diagnostic.start.line,
        "endLine": diagnostic.end.line,
        "col": diagnostic.start.column,
        "endColumn": diagnostic.end.column,
        "title": _property(f"artikit {diagnostic.code} {diagnostic.name}"),
    }
    listed = ",".join(f"{key}={value}" for key, value in properties.items())
    text = diagnostic.message + (f". {diagnostic.help}" if diagnostic.help else "")
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_message(text)}"


def _message(text: str) -> str:
    return safe(text).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
