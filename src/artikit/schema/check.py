"""A record against a schema: the verdict first, reasons only for the faulty, typos for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from artikit.model import Pointer, Problem
from artikit.schema import codes
from artikit.schema.shape import probable_typos
from artikit.schema.suggest import nearest

if TYPE_CHECKING:
    import jsonschema_rs

    from artikit.schema.compiled import Schema
    from artikit.schema.explain import Finding
    from artikit.schema.shape import Shape


def check(data: Any, schema: Schema) -> list[Problem]:
    """Find the problems of a record's data under a schema.

    An unknown key and the missing one that it is meant for are one problem.
    """
    typos = list(probable_typos(data, schema.shape))
    if schema.is_valid(data):
        return [_typo(pointer, meant) for pointer, meant in typos]
    return _fold(data, schema.shape, _findings(data, schema), typos)


def _typo(pointer: Pointer, meant: str) -> Problem:
    from artikit.schema.explain import unknown_key

    return unknown_key(pointer, meant, codes.PROBABLE_TYPO)


def _findings(data: Any, schema: Schema) -> list[Finding]:
    from artikit.schema.explain import findings_of, findings_of_faults

    findings = findings_of_faults(schema.faults(data) or ())
    if findings:
        return findings
    try:
        findings = findings_of(schema.errors(data))
    except (RecursionError, OverflowError, TypeError, ValueError):
        # jsonschema recurses without end on a schema that refers to itself, and overflows on huge numbers.
        findings = []
    return _with_refused(findings, schema.verdict_errors(data))


def _with_refused(findings: list[Finding], errors: list[jsonschema_rs.ValidationError]) -> list[Finding]:
    """Add what jsonschema does not give the place of: refused keys, and values that must not stand."""
    from artikit.schema.explain import Finding, must_not_stand, unknown_key

    said = {finding.problem.pointer for finding in findings}
    added = []
    for error in errors:
        at = tuple(error.instance_path)
        if error.kind.name == "falseSchema" and at not in said:
            added.append(must_not_stand(at))
        if error.kind.name == "unevaluatedProperties":
            keys = [(*at, key) for key in getattr(error.kind, "unexpected", ())]
            added += [unknown_key(key, None) for key in keys if key not in said]
    if not findings and not added:
        message = "does not fit the schema"
        added = [Problem(codes.SCHEMA_MISMATCH, message, tuple(error.instance_path)) for error in errors]
    return [*findings, *map(Finding, added)]


def _fold(
    data: Any, shape: Shape, findings: list[Finding], typos: list[tuple[Pointer, str]]
) -> list[Problem]:
    """Make one fault of an unknown key and a missing key of a near name, in the same mapping."""
    from artikit.schema.explain import unknown_key

    renamed: dict[Pointer, Problem] = {}
    problems: list[Problem] = []
    for finding in findings:
        at = finding.problem.pointer
        meant = {
            written: key
            for key in finding.missing
            if (
                written := nearest(
                    key, {name for name in _unknown_keys(data, at, shape) if (*at, name) not in renamed}
                )
            )
        }
        for written, key in list(meant.items())[:1]:
            renamed[(*at, written)] = unknown_key((*at, written), key)
        if not meant:
            problems.append(finding.problem)
    problems = [
        problem for problem in problems if problem.code != codes.UNKNOWN_KEY or problem.pointer not in renamed
    ]
    said = {problem.pointer for problem in problems} | renamed.keys()
    left = [_typo(pointer, meant) for pointer, meant in typos if pointer not in said]
    return [*problems, *renamed.values(), *left]


def _unknown_keys(data: Any, pointer: Pointer, shape: Shape) -> set[str]:
    """Keys of a mapping that the schema does not know."""
    for step in pointer:
        data = data[step]
    return set(data) - shape.at(pointer) if isinstance(data, dict) else set()
