"""From jsonschema's errors to problems: one per fault, at the exact value, in words of our own.

The validator's own messages are never shown: they speak JSON Schema and print whole instances.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.model import Pointer, Problem
from artikit.schema import codes, examples, mends
from artikit.schema.checks import CHECKS
from artikit.schema.patterns import additional_keys
from artikit.schema.suggest import nearest
from artikit.schema.wording import clip, field, item, literal, one_of, shown, type_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jsonschema.exceptions import ValidationError

    from artikit.model import Change
    from artikit.schema.direct import Fault


_DIGIT = re.compile("[0-9]")


class Finding(NamedTuple):
    """A problem, and the keys of which at least one is missing where the problem is a missing key."""

    problem: Problem
    missing: tuple[str, ...] = ()


class _Error(NamedTuple):
    """One schema error: what demands it, where, what the schema says, what stands there."""

    keyword: str
    pointer: Pointer
    wanted: Any
    value: Any
    schema: dict[str, Any]
    context: list[ValidationError]


def problems_of(errors: Iterable[ValidationError]) -> list[Problem]:
    """Explain errors, without folding missing and unknown keys."""
    return [finding.problem for finding in findings_of(errors)]


def findings_of(errors: Iterable[ValidationError]) -> list[Finding]:
    """Explain errors: one finding per missing key, per unknown key, and else per place."""
    return _best(finding for error in errors for finding in _findings(error))


def findings_of_faults(faults: Iterable[Fault]) -> list[Finding]:
    """Explain faults, as `findings_of` would."""
    return _best(
        finding
        for keyword, pointer, wanted, value, schema in faults
        for finding in _EXPLAIN[keyword](_Error(keyword, pointer, wanted, value, schema, []))
    )


def _best(found: Iterable[Finding]) -> list[Finding]:
    best: dict[tuple[Pointer, tuple[str, ...]], Finding] = {}
    for finding in found:
        place = (finding.problem.pointer, finding.missing)
        # The code's number is its rank: a wrong type says more than a pattern that does not match it.
        if place not in best or finding.problem.code < best[place].problem.code:
            best[place] = finding
    return list(best.values())


def _findings(error: ValidationError) -> Iterator[Finding]:
    keyword = str(error.validator)
    explain = _EXPLAIN.get(keyword, _mismatch)
    schema = error.schema if isinstance(error.schema, dict) else {}
    pointer = tuple(error.absolute_path)
    context = list(error.context or ())
    told = _Error(keyword, pointer, error.validator_value, error.instance, schema, context)
    steps = list(error.absolute_schema_path)
    # `propertyNames` judges a key as if it were a value, and reports it where the mapping stands.
    if "propertyNames" in steps and steps[steps.index("propertyNames") - 1] not in ("properties", "$defs"):
        told = told._replace(pointer=(*pointer, str(error.instance)))
        for finding in explain(told):
            yield finding._replace(
                problem=finding.problem._replace(at_key=True, message=f"the key {finding.problem.message}")
            )
        return
    yield from explain(told)


def _say(
    error: _Error, code: str, message: str, help_: str = "", fix: Change | None = None
) -> Iterator[Finding]:
    yield Finding(Problem(code, message, error.pointer, help=help_, fix=fix))


def _required(error: _Error) -> Iterator[Finding]:
    for key in error.wanted:
        if key not in error.value:
            yield _missing(error, (key,))


def _missing(error: _Error, keys: tuple[str, ...]) -> Finding:
    where = item(error.pointer, error.value, error.schema.get("x-item-name"))
    message = f"missing {one_of([f'`{key}`' for key in keys])}" + (f" in {where}" if where else "")
    absent = tuple((*error.pointer, key) for key in keys)
    help_ = _for_example(examples.of_key(keys[0], error.schema))
    return Finding(Problem(codes.MISSING_KEY, message, error.pointer, help=help_, absent=absent), keys)


def _for_example(example: str) -> str:
    return f"for example `{example}`" if example else ""


def _dependent(error: _Error) -> Iterator[Finding]:
    for key, needed in error.wanted.items():
        if key in error.value and isinstance(needed, list):
            for name in needed:
                if name not in error.value:
                    finding = _missing(error, (name,))
                    message = f"{finding.problem.message}, which `{key}` calls for"
                    yield Finding(finding.problem._replace(message=message), (name,))


def _additional(error: _Error) -> Iterator[Finding]:
    absent = set(error.schema.get("properties", {})) - set(error.value)
    yield from _unknown(error, additional_keys(error.value, error.schema), absent)


def _unknown(error: _Error, keys: list[str], absent: set[str]) -> Iterator[Finding]:
    for key in keys:
        yield Finding(unknown_key((*error.pointer, key), nearest(key, absent)))


def unknown_key(pointer: Pointer, meant: str | None, code: str = codes.UNKNOWN_KEY) -> Problem:
    """Say that a key is unknown, and what it is probably meant to be."""
    message = f"unknown key `{clip(str(pointer[-1]))}`" + (f"; did you mean `{meant}`?" if meant else "")
    if not meant:
        return Problem(code, message, pointer, at_key=True)
    absent, fix = (*pointer[:-1], meant), mends.renamed(pointer, meant)
    return Problem(code, message, pointer, at_key=True, fix=fix, absent=(absent,))


def _type(error: _Error) -> Iterator[Finding]:
    wanted = error.wanted
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    message = f"{field(error.pointer)} must be {type_names(names)}, got {shown(error.value)}"
    help_ = ""
    if isinstance(error.value, str) and "boolean" in names:
        help_ = "write `true` or `false`, without quotes"
    elif isinstance(error.value, str) and {"integer", "number"} & set(names) and _DIGIT.search(error.value):
        help_ = "write it without quotes and units"
    elif "string" in names and isinstance(error.value, (bool, int, float)):
        help_ = "put it in quotes"
    elif {"array", "object"} & set(names) and error.pointer and isinstance(error.pointer[-1], str):
        help_ = _for_example(examples.of_value(error.pointer[-1], error.schema))
    yield from _say(error, codes.WRONG_TYPE, message, help_, mends.of_type(error.pointer, error.value, names))


def _enum(error: _Error) -> Iterator[Finding]:
    options = [literal(option) for option in error.wanted]
    listed = one_of([f"`{option}`" for option in options[:12]]) + (" or another" if len(options) > 12 else "")
    message = f"{field(error.pointer)} must be {listed}, got {shown(error.value)}"
    meant = (
        nearest(error.value, [one for one in error.wanted if isinstance(one, str)])
        if isinstance(error.value, str)
        else None
    )
    help_ = f"did you mean `{meant}`?" if meant else ""
    fix = mends.replaced(error.pointer, meant, f"write `{meant}`") if meant else None
    yield from _say(error, codes.VALUE_NOT_ALLOWED, message, help_, fix)


def _const(error: _Error) -> Iterator[Finding]:
    message = f"{field(error.pointer)} must be `{literal(error.wanted)}`, got {shown(error.value)}"
    yield from _say(error, codes.VALUE_NOT_ALLOWED, message)


_FORMATS = {
    "date-time": (codes.INVALID_DATE, "a date with time and zone"),
    "date": (codes.INVALID_DATE, "a date"),
    "time": (codes.INVALID_DATE, "a time with zone"),
    "uri": (codes.INVALID_ADDRESS, "a web address"),
    "uri-reference": (codes.INVALID_ADDRESS, "an address or a path"),
    "iri": (codes.INVALID_ADDRESS, "a web address"),
    "hostname": (codes.INVALID_DOMAIN, "a domain name"),
    "email": (codes.INVALID_FORMAT, "a mail address"),
    "duration": (codes.INVALID_FORMAT, "a duration such as `PT13M34S`"),
}


def _format(error: _Error) -> Iterator[Finding]:
    code, name = _FORMATS.get(error.wanted, (codes.INVALID_FORMAT, f"of the format `{error.wanted}`"))
    check = CHECKS.get(error.wanted)
    reason = check(error.value) if check else f"got {shown(error.value)}"
    fix = None
    if error.wanted in {"date", "date-time"} and isinstance(error.value, str):
        fix = mends.of_date(error.pointer, error.value, error.wanted)
    yield from _say(error, code, f"{field(error.pointer)} is not {name}: {reason}", fix=fix)


def _pattern(error: _Error) -> Iterator[Finding]:
    beside = error.schema.get("format")
    if beside in CHECKS and CHECKS[beside](error.value) is not None:
        yield from _format(error._replace(wanted=beside))
        return
    expected = error.schema.get("x-expected") or f"text that matches `{clip(error.wanted)}`"
    code = _FORMATS[beside][0] if beside in _FORMATS else codes.PATTERN_MISMATCH
    yield from _say(error, code, f"{field(error.pointer)} must be {expected}, got {shown(error.value)}")


def _bound(words: str, exclusive: str = "", instead: str = "") -> Callable[[_Error], Iterator[Finding]]:
    """Explain a bound; `exclusive` is the keyword by which draft 4 says that the bound itself is out."""

    def explain(error: _Error) -> Iterator[Finding]:
        words_ = instead if error.schema.get(exclusive) is True else words
        message = f"{field(error.pointer)} must be {words_} {literal(error.wanted)}, got {shown(error.value)}"
        yield from _say(error, codes.OUT_OF_RANGE, message)

    return explain


def _length(words: str, unit: str) -> Callable[[_Error], Iterator[Finding]]:
    def explain(error: _Error) -> Iterator[Finding]:
        plural = unit if error.wanted == 1 else {"entry": "entries", "key": "keys"}.get(unit, unit + "s")
        got = f"has {len(error.value):,}" if error.value else "is empty"
        message = f"{field(error.pointer)} must have {words} {error.wanted:,} {plural} and {got}"
        yield from _say(error, codes.WRONG_LENGTH, message)

    return explain


def _unique(error: _Error) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, value in enumerate(error.value):
        first = seen.setdefault(_same(value), index)
        if first != index:
            message = (
                f"{field((*error.pointer, index))} repeats {field((*error.pointer, first))}: {shown(value)}"
            )
            at = (*error.pointer, index)
            yield Finding(Problem(codes.REPEATED_ITEM, message, at, fix=mends.without_item(at)))
            return
    yield from _say(error, codes.REPEATED_ITEM, f"{field(error.pointer)} holds the same item twice")


def _same(value: Any) -> str:
    """Text that is equal for values which JSON Schema takes for equal; 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{_same(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_same, value)) + "]"
    if isinstance(value, float) and value.is_integer():
        return repr(int(value))
    return repr(value)


def _not(error: _Error) -> Iterator[Finding]:
    """A schema says what it wants instead by `x-expected` beside the `not`."""
    expected = error.schema.get("x-expected")
    message = f"{field(error.pointer)} must {f'be {expected}' if expected else 'not stand here as it is'}"
    yield Finding(Problem(codes.FORBIDDEN_VALUE, message, error.pointer, at_key=error.wanted == {}))


def must_not_stand(pointer: Pointer) -> Problem:
    """Say that the schema takes nothing at a place."""
    return Problem(
        codes.FORBIDDEN_VALUE, f"{field(pointer)} must not stand here", pointer, at_key=bool(pointer)
    )


def _told_elsewhere(error: _Error) -> Iterator[Finding]:
    """Jsonschema 4.26 loses the place of the schema `false`, and the keys of `unevaluatedProperties`."""
    del error
    yield from ()


def _too_many(error: _Error) -> Iterator[Finding]:
    """`items: false` behind `prefixItems` and its like: a list that may not go on."""
    first = error.schema.get("prefixItems", error.schema.get("items"))
    if error.wanted is not False or not isinstance(first, list) or len(error.value) <= len(first):
        yield from _mismatch(error)
        return
    message = f"{field(error.pointer)} must have at most {len(first)} entries and has {len(error.value)}"
    yield Finding(Problem(codes.WRONG_LENGTH, message, (*error.pointer, len(first))))


def _branches(error: _Error) -> Iterator[Finding]:
    """Judge `anyOf` and `oneOf` by the branch that the value nearly fits."""
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    if not branches:
        yield from _say(
            error, codes.NO_MATCHING_FORM, f"{field(error.pointer)} fits more than one of the allowed forms"
        )
        return
    lists = list(branches.values())
    if isinstance(error.value, dict) and all(_only_required(errors, error.pointer) for errors in lists):
        keys = [key for errors in lists for inner in errors for key in _as_list(inner.validator_value)]
        yield _missing(error, tuple(key for key in dict.fromkeys(keys) if key not in error.value))
        return
    types = [inner for errors in lists for inner in errors[:1] if _wrong_type(inner, error.pointer)]
    if len(types) == len(lists):
        names = [name for inner in types for name in _as_list(inner.validator_value)]
        yield from _type(error._replace(wanted=list(dict.fromkeys(names))))
        return
    for inner in min(lists, key=lambda errors: _distance(errors, error.pointer)):
        yield from _findings(inner)


def _distance(errors: list[ValidationError], pointer: Pointer) -> tuple[bool, int, int]:
    """How far a value is from a branch: the wrong type is farthest, then more errors, then shallow ones."""
    depth = min(len(error.absolute_path) for error in errors)
    return any(_wrong_type(error, pointer) for error in errors), len(errors), -depth


def _wrong_type(error: ValidationError, pointer: Pointer) -> bool:
    return error.validator == "type" and tuple(error.absolute_path) == pointer


def _only_required(errors: list[ValidationError], pointer: Pointer) -> bool:
    return all(error.validator == "required" and tuple(error.absolute_path) == pointer for error in errors)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _contains(error: _Error) -> Iterator[Finding]:
    yield from _say(
        error, codes.NO_MATCHING_FORM, f"no item of {field(error.pointer)} is what the schema asks for"
    )


def _mismatch(error: _Error) -> Iterator[Finding]:
    message = f"{field(error.pointer)} does not fit the `{error.keyword}` of the schema"
    yield from _say(error, codes.SCHEMA_MISMATCH, message)


_EXPLAIN: dict[str, Callable[[_Error], Iterator[Finding]]] = {
    "additionalProperties": _additional,
    "anyOf": _branches,
    "const": _const,
    "contains": _contains,
    "dependencies": _dependent,
    "dependentRequired": _dependent,
    "enum": _enum,
    "exclusiveMaximum": _bound("less than"),
    "exclusiveMinimum": _bound("more than"),
    "format": _format,
    "maxItems": _length("at most", "entry"),
    "maxLength": _length("at most", "character"),
    "maxProperties": _length("at most", "key"),
    "maximum": _bound("at most", "exclusiveMaximum", "less than"),
    "minItems": _length("at least", "entry"),
    "minLength": _length("at least", "character"),
    "minProperties": _length("at least", "key"),
    "minimum": _bound("at least", "exclusiveMinimum", "more than"),
    "multipleOf": _bound("a multiple of"),
    "not": _not,
    "oneOf": _branches,
    "pattern": _pattern,
    "required": _required,
    "type": _type,
    "additionalItems": _too_many,
    "items": _too_many,
    "unevaluatedItems": _too_many,
    "unevaluatedProperties": _told_elsewhere,
    "uniqueItems": _unique,
    "None": _told_elsewhere,
}
