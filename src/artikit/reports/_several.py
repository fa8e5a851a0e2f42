"""Several reports of one stream of diagnostics, some of them into files."""

from __future__ import annotations

import io
import os
import pickle
import tempfile
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, TextIO

from artikit.writing.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.model import Diagnostic
    from artikit.reports import Render

_IN_MEMORY = 8 * 1024 * 1024
"""Bytes of diagnostics that are held for the second report; more go to a temporary file."""


def render_several(
    diagnostics: Iterable[Diagnostic],
    reports: list[tuple[Render, str | None]],
    stdout: TextIO,
    *,
    colour: bool,
) -> None:
    """Write reports to files, those without one to standard output, in one pass over the diagnostics.

    What the first report is given is kept for the others. See `artikit.reports.render_all`.
    """
    if not reports:
        for _ in diagnostics:
            pass
        return
    ordered = sorted(reports, key=lambda one: one[1] is not None)
    with Staging(force=True) as staging, ExitStack() as opened:
        kept = opened.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
        # Opened first, so that a file that cannot be written is known at once, and not after an hour.
        files = {
            path: opened.enter_context(_opened(staging, path)) for _, path in ordered if path is not None
        }
        stream: Iterable[Diagnostic] = _keeping(diagnostics, kept) if len(ordered) > 1 else diagnostics
        for render, path in ordered:
            if path is None:
                render(stream, stdout, colour=colour)
                stdout.flush()
            else:
                render(stream, files[path], colour=False)
                files[path].close()
            for _ in stream:  # whatever a report leaves
                pass
            stream = _again(kept)
        staging.commit()


def _opened(staging: Staging, path: str) -> TextIO:
    """Open a file; what a step has put into its summary so far stays at its beginning."""
    file = staging.open(path)
    if _is_summary(path):
        with open(path, "rb") as before:
            said = before.read()
        file.write(said if said.endswith(b"\n") or not said else said + b"\n")
    return io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="\n")


def _is_summary(path: str) -> bool:
    told = os.environ.get("GITHUB_STEP_SUMMARY", "")
    return told != "" and os.path.isfile(path) and os.path.realpath(path) == os.path.realpath(told)


def _keeping(diagnostics: Iterable[Diagnostic], kept: IO[bytes]) -> Iterator[Diagnostic]:
    for diagnostic in diagnostics:
        pickle.dump(diagnostic, kept, pickle.HIGHEST_PROTOCOL)
        yield diagnostic


def _again(kept: IO[bytes]) -> Iterator[Diagnostic]:
    kept.seek(0)
    while True:
        try:
            yield pickle.load(kept)  # noqa: S301  (our own file, which nobody else can open)
        except EOFError:
            return
