"""From records to diagnostics: what the reader met, what the schema says, what the rules say."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from artikit.model import Diagnostic, Frame, Place, Pointer, Problem, Record, Source, Span
from artikit.reading import codes
from artikit.rules import all_rules
from artikit.schema.check import check as check_schema
from artikit.schema.compiled import Schema, compile_schema
from artikit.schema.library import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.config import Config

_CONTEXT = 1
"""Lines that a frame shows before and behind the finding."""

_BEFORE, _WIDEST = 500, 1_000
"""Characters of a line that a frame keeps before the finding, and in all."""


@cache
def _compiled(name: str, root: str, version: tuple[str, int, int] | None) -> Schema:
    del version  # a file that was written anew is compiled anew
    return compile_schema(name, root)


def _schema(name: str, root: str) -> Schema:
    if name in names():
        return _compiled(name, root, None)
    try:
        status = os.stat(name)
    except OSError:
        return compile_schema(name, root)  # which says what is wrong
    return _compiled(name, root, (os.path.realpath(name), status.st_mtime_ns, status.st_size))


def schema_of(record: Record, config: Config) -> Schema:
    """The schema that a record is checked against."""
    return _schema(config.schema_for(record.source.path), config.root)


def prepare(config: Config) -> None:
    """Compile every schema that the settings name, so that a broken one stops the run at its start.

    Raises SchemaError; ConfigError where a rule is named that there is not.
    """
    for name in {config.schema, *config.schemas.values()}:
        _schema(name, config.root)
    _ = config.severities


def diagnose(record: Record, config: Config, *, frames: bool = False) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with one record, in the order of the text.

    With `frames` each diagnostic carries the lines around it.
    """
    severities = config.severities
    problems = [problem for problem in _problems(record, config) if problem.code in severities]
    return place(record, problems, config, frames=frames) if problems else ()


def place(
    record: Record, problems: Iterable[Problem], config: Config, *, frames: bool = False
) -> tuple[Diagnostic, ...]:
    """Make diagnostics of a record's problems, in the order of the text; the same one comes once."""
    found = {(_span(record, problem), problem.code, problem.message): problem for problem in problems}
    ordered = sorted(found.items(), key=lambda item: item[0])
    return tuple(
        _diagnostic(record.source, span, problem, config, frames=frames) for (span, _, _), problem in ordered
    )


def _problems(record: Record, config: Config) -> Iterable[Problem]:
    yield from record.problems
    if record.data is None:
        return
    # What the reader complained about is not complained about again: one fault, one finding. Of two equal
    # keys the first is kept as it is, so what is wrong in it is another fault.
    covered = {one.pointer for one in record.problems if one.pointer and one.code != codes.DUPLICATE_KEY}
    said = check_schema(record.data, schema_of(record, config))
    yield from (problem for problem in said if problem.pointer not in covered)
    covered.update(problem.pointer for problem in said if problem.pointer)
    for rule in _record_rules():
        if rule.check is not None and not any(_touches(pointer, covered) for pointer in rule.reads):
            yield from rule.check(record)


def _touches(pointer: Pointer, covered: set[Pointer]) -> bool:
    """Tell whether a finding lies at, around or inside what a rule reads."""
    return any(pointer[: len(one)] == one or one[: len(pointer)] == pointer for one in covered)


@cache
def _record_rules() -> tuple:  # type: ignore[type-arg]
    return tuple(rule for rule in all_rules().values() if rule.check is not None and rule.scope == "record")


def _span(record: Record, problem: Problem) -> Span:
    if problem.span is not None:
        return problem.span
    return record.spans.key(problem.pointer) if problem.at_key else record.spans.value(problem.pointer)


def _diagnostic(source: Source, span: Span, problem: Problem, config: Config, *, frames: bool) -> Diagnostic:
    rule = all_rules()[problem.code]
    shown = _first_line(source, span)
    return Diagnostic(
        path=source.path,
        start=source.position(shown.start),
        end=source.position(shown.end),
        code=rule.code,
        name=rule.name,
        message=problem.message,
        severity=config.severities.get(rule.code, rule.severity),
        pointer=problem.pointer,
        help=problem.help,
        fix=problem.fix,
        notes=tuple(_place(source, note.span, note.message) for note in problem.notes),
        frame=_frame(source, shown) if frames else None,
    )


def _first_line(source: Source, span: Span) -> Span:
    """Cut a range at the end of its first line: a list of 200 articles is pointed at, not underlined."""
    text = source.text[span.start : span.end]
    ends = [at for at in (text.find("\n"), text.find("\r")) if at >= 0]
    return Span(span.start, span.start + min(ends)) if ends else span


def _place(source: Source, span: Span, message: str) -> Place:
    shown = _first_line(source, span)
    return Place(source.position(shown.start), source.position(shown.end), message)


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
