"""From problems to diagnostics: each at its place in the file, with its fix and the lines around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.model import Change, Diagnostic, Frame, Patch, Place, Position, Span
from artikit.reading.codes import DUPLICATE_KEY
from artikit.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.config import Config
    from artikit.model import Edit, Fix, Problem, Record, Source

_CONTEXT = 1
"""Lines that a frame shows before and behind the finding."""

_BEFORE, _WIDEST = 500, 1_000
"""Characters of a line that a frame keeps before the finding, and in all."""

_MOST_PROVED = 2_000_000
"""Characters that are read again to prove the fixes of one record, in about a second. When those are applied,
others have their turn."""

_READ_FOR_A_REPEAT = 3
"""Times that a record is read to take out a repeated key: to find its end, its like, and that all is well."""


def place(
    record: Record,
    problems: Iterable[Problem],
    config: Config,
    *,
    frames: bool = False,
    fingerprints: bool = False,
) -> tuple[Diagnostic, ...]:
    """Make diagnostics of a record's problems, in the order of the text; the same one comes once."""
    found = {(record.span_of(problem), problem.code, problem.message): problem for problem in problems}
    ordered = sorted(found.items(), key=lambda item: item[0])
    fixes = _fixes(record, [problem for _, problem in ordered])
    return tuple(
        _diagnostic(record, span, problem, fix, config, frames=frames, fingerprints=fingerprints)
        for ((span, _, _), problem), fix in zip(ordered, fixes, strict=True)
    )


def _diagnostic(
    record: Record,
    span: Span,
    problem: Problem,
    fix: Fix | None,
    config: Config,
    *,
    frames: bool,
    fingerprints: bool,
) -> Diagnostic:
    rule = all_rules()[problem.code]
    source = record.source
    shown = _first_line(source, span)
    start, end = _ends(source, shown)
    return Diagnostic(
        path=source.path,
        start=start,
        end=end,
        code=rule.code,
        name=rule.name,
        message=problem.message,
        severity=config.severities.get(rule.code, rule.severity),
        pointer=problem.pointer,
        help=problem.help,
        fix=fix,
        patches=tuple(_patch(source, edit) for edit in fix.edits) if fix else (),
        notes=tuple(_place(source, note.span, note.message) for note in problem.notes),
        frame=_frame(source, shown) if frames else None,
        fingerprint=_fingerprint(record, problem, config) if fingerprints else "",
    )


def _fingerprint(record: Record, problem: Problem, config: Config) -> str:
    from artikit.fingerprints import fingerprint  # only for baselines and some reports

    return fingerprint(record, problem, config.root)


def _fixes(record: Record, problems: Iterable[Problem]) -> Iterator[Fix | None]:
    """Find the edits of each problem's fix, as far as the reading goes that proves them.

    Packed files are judged and not mended.
    """
    left = -1 if record.source.path.endswith(".gz") else _MOST_PROVED
    for problem in problems:
        fix = problem.fix
        repeated = fix is None and problem.code == DUPLICATE_KEY
        if not isinstance(fix, Change) and not repeated:
            yield fix if left >= 0 else None
        elif left > 0:
            from artikit.editing import fix_of  # only for what can be mended

            left -= _size(record) * (_READ_FOR_A_REPEAT if repeated else 1)
            yield fix_of(record, problem)
        else:
            yield None


def _size(record: Record) -> int:
    """Characters that are read again when a change of a record is proved."""
    if record.fence:
        return len(record.source.text) - len(record.body)
    start, end = record.spans.value(())
    return end - start


def _patch(source: Source, edit: Edit) -> Patch:
    return Patch(source.position(edit.span.start), source.position(edit.span.end), edit.text)


def _first_line(source: Source, span: Span) -> Span:
    """Cut a range at the end of its first line: a list of 200 articles is pointed at, not underlined."""
    text = source.text[span.start : span.end]
    ends = [at for at in (text.find("\n"), text.find("\r")) if at >= 0]
    return Span(span.start, span.start + min(ends)) if ends else span


def _place(source: Source, span: Span, message: str) -> Place:
    return Place(*_ends(source, _first_line(source, span)), message)


def _ends(source: Source, shown: Span) -> tuple[Position, Position]:
    """Where a range begins and ends that lies in one line."""
    start = source.position(shown.start)
    if shown.start == 0:  # a mark may be hidden there
        return start, source.position(shown.end)
    return start, start._replace(column=start.column + shown.end - shown.start)


def _frame(source: Source, span: Span) -> Frame:
    """Cut the lines to what a report can show: a line of JSONL may be megabytes long."""
    line, column = source.position(span.start)
    left = max(column - 1 - _BEFORE, 0)
    first = max(line - _CONTEXT, source.first_line)
    lines = [
        source.line(number, left if number == line else 0, _WIDEST)
        for number in range(first, line + _CONTEXT + 1)
    ]
    return Frame(first, tuple(lines), left)
