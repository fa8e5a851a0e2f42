"""For people: each finding with the line it speaks of, carets under the fault, and the way out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from artikit.escape import one_cell, safe, safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.model import Diagnostic, Frame, Place

WANTS = ("frames",)

_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_QUIET = "blue"
_FOLDED = "missing-front-matter"
_MOST = 5
"""Files without front matter that are shown one by one in a folder."""
_PLAIN_WIDTH = 120


def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
    """Write a block for each diagnostic; files without front matter are folded folder by folder."""
    console = Console(
        file=out,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    width = console.width if out.isatty() else _PLAIN_WIDTH
    for text in _blocks(diagnostics, width):
        # Written by us: rich itself ends the process with 1 where a pipe was closed.
        with console.capture() as captured:
            console.print(text, soft_wrap=True)
        out.write(captured.get())


def _blocks(diagnostics: Iterable[Diagnostic], width: int) -> Iterator[Text]:
    folder, count = "", 0
    for diagnostic in diagnostics:
        here = os.path.dirname(diagnostic.path)
        if here != folder:
            yield from _folded(folder, count)
            folder, count = here, 0
        if diagnostic.name == _FOLDED:
            count += 1
            if count > _MOST:
                continue
        yield block(diagnostic, width)
    yield from _folded(folder, count)


def _folded(folder: str, count: int) -> Iterator[Text]:
    if count > _MOST:
        files = "1 more file" if count == _MOST + 1 else f"{count - _MOST:,} more files"
        text = Text()
        text.append("warning", _STYLES["warning"])
        text.append(f": {files} without front matter in {safe(folder) or '.'}/\n")
        yield text


def block(diagnostic: Diagnostic, width: int) -> Text:
    """Lay out one diagnostic: head, place, frame, notes, help, fix."""
    style = _STYLES[diagnostic.severity]
    gutter = len(str(diagnostic.frame.first_line + len(diagnostic.frame.lines))) if diagnostic.frame else 1
    text = Text()
    text.append(f"{diagnostic.severity}[{diagnostic.code}]", style)
    text.append(f" {diagnostic.name}", "bold")
    text.append(f": {safe(diagnostic.message)}\n")
    text.append(" " * gutter + "--> ", _QUIET)
    text.append(safe_line(f"{diagnostic.path}:{diagnostic.start.line}:{diagnostic.start.column}") + "\n")
    if diagnostic.frame is not None and any(diagnostic.frame.lines):
        _frame(text, diagnostic, diagnostic.frame, gutter, width)
    for note in diagnostic.notes:
        _line(text, gutter, f"{note.message}: {_where(note)}")
    if diagnostic.baselined:
        _line(text, gutter, "it is in the baseline")
    if diagnostic.help:
        _line(text, gutter, diagnostic.help, "help")
    if diagnostic.fix:
        command = "artikit fix" if diagnostic.fix.safe else "artikit fix --unsafe"
        _line(text, gutter, f"{diagnostic.fix.title} (`{command}`)", "fix")
    return text


def _where(note: Place) -> str:
    """Say where a second place is: in words in the same file, as editors take it in another one."""
    if note.path:
        return f"{note.path}:{note.start.line}:{note.start.column}"
    return f"line {note.start.line}, column {note.start.column}"


def _line(text: Text, gutter: int, content: str, label: str = "note") -> None:
    text.append(" " * gutter + " = ", _QUIET)
    text.append(f"{label}: ", "bold")
    text.append(safe(content) + "\n")


def _frame(text: Text, diagnostic: Diagnostic, frame: Frame, gutter: int, width: int) -> None:
    text.append(" " * gutter + " |\n", _QUIET)
    room = max(width - gutter - 4, 20)
    for number, line in enumerate(frame.lines, frame.first_line):
        at_fault = number == diagnostic.start.line
        if not at_fault and not line.strip():
            continue
        text.append(f"{number:>{gutter}} | ", _QUIET)
        if not at_fault:
            text.append(_clipped(one_cell(line), room) + "\n")
            continue
        start = diagnostic.start.column - 1 - frame.left
        end = max(min(diagnostic.end.column - 1 - frame.left, len(line)), start)
        before = _tail(
            one_cell(line[:start]), room // 3 if _is_long(line, end, room) else room, cut=frame.left > 0
        )
        fault = one_cell(line[start:end])
        text.append(_clipped(safe(before + fault + one_cell(line[end:])), room) + "\n")
        carets = "^" * max(min(cell_len(fault), room - cell_len(before)), 1)
        text.append(" " * gutter + " | ", _QUIET)
        text.append(" " * cell_len(before) + carets + "\n", _STYLES[diagnostic.severity])


def _is_long(line: str, end: int, room: int) -> bool:
    """Tell whether the fault ends beyond what can be shown, so that the line must be cut before it."""
    return cell_len(one_cell(line[:end])) > room


def _tail(shown: str, cells: int, *, cut: bool) -> str:
    """Keep the end of what stands before the fault."""
    kept = shown
    while kept and cell_len(kept) > cells - 1:
        kept = kept[max(1, (cell_len(kept) - cells) // 2) :]
    return "…" + kept if cut or kept != shown else shown


def _clipped(shown: str, cells: int) -> str:
    """Keep the beginning of a line."""
    kept = shown
    while cell_len(kept) > cells - (kept != shown):
        kept = kept[: -max(1, (cell_len(kept) - cells) // 2)]
    return kept if kept == shown else kept + "…"
