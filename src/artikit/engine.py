"""What is wrong with a record: what the reader met, what the schema says, what the rules say."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from artikit.model import Change, Problem
from artikit.reading.codes import DUPLICATE_KEY
from artikit.rules import Article, Facts, Glance, all_rules
from artikit.schema.check import check as check_schema
from artikit.schema.compiled import compile_schema
from artikit.schema.library import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from artikit.config import Config
    from artikit.model import Diagnostic, Json, Pointer, Record
    from artikit.rules import Found, Rule, Scope
    from artikit.schema.compiled import Schema

_SPEAKS = "artikit:"
"""What a comment has in it that silences findings; see `artikit.suppressing`."""


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
    if not problems:
        return ()
    from artikit.placing import place  # most records are clean

    return place(record, problems, config, frames=frames, fingerprints=fingerprints)


def is_lasting(record: Record, config: Config) -> bool:
    """Tell whether what is wrong with a record will be so on any later day too."""
    if record.data is None:
        return True
    config = config.at(record.source.path)
    glance = _glance(record)
    asked = _asked(config, schema_of(record, config))
    dated = [(rule, facts) for rule, facts in asked if rule.by_date]
    return all(rule.unless is not None and rule.unless(glance, facts) for rule, facts in dated)


def _problems(record: Record, config: Config) -> Iterable[Problem]:
    yield from record.problems
    if record.data is None:
        return
    # What the reader complained about is not complained about again: one fault, one finding. Of two equal
    # keys the first is kept as it is, so what is wrong in it is another fault.
    covered = {one.pointer for one in record.problems if one.pointer and one.code != DUPLICATE_KEY}
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
    around = above(covered)
    shown: dict[Scope, list[_Shown]] = {"record": [_Shown((), record, bool(covered))]}
    for rule, facts in _asked(config, schema):
        if rule.unless is not None and rule.unless(glance, facts):
            continue
        if rule.scope not in shown:
            shown[rule.scope] = [
                _Shown(base, article, near=touches(base, covered, around))
                for base, article in _articles(record)
            ]
        for base, subject, near in shown[rule.scope]:
            if near and any(touches((*base, *pointer), covered, around) for pointer in rule.reads):
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


def above(pointers: Iterable[Pointer]) -> set[Pointer]:
    """Collect pointers, and those of everything around them."""
    return {pointer[:size] for pointer in pointers for size in range(len(pointer) + 1)}


def touches(pointer: Pointer, covered: set[Pointer], around: set[Pointer]) -> bool:
    """Tell whether any of the `covered` places lies at, around or inside a place.

    `around` is what `above` makes of them.
    """
    return pointer in around or any(pointer[:size] in covered for size in range(len(pointer)))
