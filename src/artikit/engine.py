"""From records to diagnostics: what the reader met, what the schema says, what the rules say."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from artikit.model import (
    Change,
    Diagnostic,
    Frame,
    Patch,
    Place,
    Pointer,
    Position,
    Problem,
    Record,
    Source,
    Span,
)
from artikit.reading import codes
from artikit.rules import Article, Facts, Found, Glance, Rule, all_rules
from artikit.schema.check import check as check_schema
from artikit.schema.compiled import Schema, compile_schema
from artikit.schema.library import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from artikit.config import Config
    from artikit.model import Edit, Fix, Json
    from artikit.rules import Scope

_SPEAKS = "artikit:"
"""What a comment has in it that silences findings; see `artikit.suppressing`."""

_CONTEXT = 1
"""Lines that a frame shows before and behind the finding."""

_MOST_PROVED = 2_000_000
"""Characters that are read again to prove the fixes of one record, in about a second. When those are applied,
others have their turn."""

_READ_FOR_A_REPEAT = 3
"""Times that a record is read to take out a repeated key: to find its end, its like, and that all is well."""

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
    for settings in (config, *config.merged_overrides()):
        _ = settings.severities
        for rule in all_rules().values():
            settings.options_of(rule)


def diagnose(
    record: Record, config: Config, *, frames: bool = False, fingerprints: bool = False
) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with one record, in the order of the text.

    With `frames` each diagnostic carries the lines around it, with `fingerprints` what it is known again by.
    """
    config = config.at(record.source.path)
    severities = config.severities
    problems = [problem for problem in _problems(record, config) if problem.code in severities]
    if _SPEAKS in record.source.text if record.fence else record.data is not None:
        from artikit.suppressing import unsilenced  # few records have such comments

        problems = unsilenced(record, problems, severities)
    return place(record, problems, config, frames=frames, fingerprints=fingerprints) if problems else ()


def is_lasting(record: Record, config: Config) -> bool:
    """Tell whether what is wrong with a record will be so on any later day too."""
    if record.data is None:
        return True
    config = config.at(record.source.path)
    glance = _glance(record)
    asked = _asked(config, schema_of(record, config))
    dated = [(rule, facts) for rule, facts in asked if rule.by_date]
    return all(rule.unless is not None and rule.unless(glance, facts) for rule, facts in dated)


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


def _problems(record: Record, config: Config) -> Iterable[Problem]:
    yield from record.problems
    if record.data is None:
        return
    # What the reader complained about is not complained about again: one fault, one finding. Of two equal
    # keys the first is kept as it is, so what is wrong in it is another fault.
    covered = {one.pointer for one in record.problems if one.pointer and one.code != codes.DUPLICATE_KEY}
    schema = schema_of(record, config)
    said = check_schema(record.data, schema)
    yield from (problem for problem in said if problem.pointer not in covered)
    covered.update(problem.pointer for problem in said if problem.pointer)
    covered.update(pointer for problem in said for pointer in problem.absent)
    yield from _broken_rules(record, schema, config, covered)


class _Shown(NamedTuple):
    """What a rule is shown, and where it stands; only `near` a finding there is anything to leave out."""

    base: Pointer
    subject: Article | Record
    near: bool


def _broken_rules(record: Record, schema: Schema, config: Config, covered: set[Pointer]) -> Iterator[Problem]:
    """Ask every rule that is on, each about what it is there for."""
    glance = _glance(record)
    around = {pointer[:size] for pointer in covered for size in range(len(pointer) + 1)}
    shown: dict[Scope, list[_Shown]] = {"record": [_Shown((), record, bool(covered))]}
    for rule, facts in _asked(config, schema):
        if rule.unless is not None and rule.unless(glance, facts):
            continue
        if rule.scope not in shown:
            shown[rule.scope] = [
                _Shown(base, article, near=_touches(base, covered, around))
                for base, article in _articles(record)
            ]
        for base, subject, near in shown[rule.scope]:
            if near and any(_touches((*base, *pointer), covered, around) for pointer in rule.reads):
                continue
            for found in rule.check(subject, facts):  # type: ignore[misc]
                if found.at_key or (*base, *found.pointer) not in covered:
                    yield _problem(rule.code, found, base)


def _glance(record: Record) -> Glance:
    data: Mapping[str, Json] = record.data or {}
    related = data.get("related")
    items = [item for item in related if isinstance(item, dict)] if isinstance(related, list) else []
    return Glance(record, [data, *items])


def _articles(record: Record) -> Iterator[tuple[Pointer, Article]]:
    data: Mapping[str, Json] = record.data or {}
    yield (), Article((), data, record)
    related = data.get("related")
    for index, item in enumerate(related) if isinstance(related, list) else ():
        if isinstance(item, dict):
            yield ("related", index), Article(("related", index), item, record)


_ASKED: dict[tuple[int, int], tuple[Config, Schema, list[tuple[Rule, Facts]]]] = {}


def _asked(config: Config, schema: Schema) -> list[tuple[Rule, Facts]]:
    """List the rules that are on under some settings, with what each may know; kept for the next record."""
    key = id(config), id(schema)
    if key not in _ASKED:
        on = [one for code, one in all_rules().items() if one.check is not None and code in config.severities]
        asked = [
            (one, Facts(config.now, config.options_of(one), lambda: schema.style, config.root)) for one in on
        ]
        _ASKED[key] = config, schema, asked  # which keeps the two alive, and so their numbers theirs
    return _ASKED[key][2]


def _problem(code: str, found: Found, base: Pointer) -> Problem:
    fix = _moved(found.fix, base) if isinstance(found.fix, Change) else found.fix
    pointer = (*base, *found.pointer)
    return Problem(code, found.message, pointer, found.span, found.at_key, found.help, fix, found.notes)


def _moved(change: Change, base: Pointer) -> Change:
    """Make the pointers of a change those of the whole record."""
    return change._replace(
        values=tuple(((*base, *pointer), value) for pointer, value in change.values),
        removals=tuple((*base, *pointer) for pointer in change.removals),
        renames=tuple(((*base, *pointer), name) for pointer, name in change.renames),
        orders=tuple(((*base, *pointer), order) for pointer, order in change.orders),
    )


def _touches(pointer: Pointer, covered: set[Pointer], around: set[Pointer]) -> bool:
    """Tell whether a finding lies at, around or inside what a rule reads; `around` are they and all above."""
    return pointer in around or any(pointer[:size] in covered for size in range(len(pointer)))


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
        repeated = fix is None and problem.code == codes.DUPLICATE_KEY
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
