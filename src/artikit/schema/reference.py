"""jsonschema, the reference validator, set up for untrusted schemas and records.

Its `pattern` keywords are decided by jsonschema-rs: Python's `re` can be made to hang and reads
another dialect than ECMA-262. `uniqueItems` is quadratic in jsonschema (9.5 s for 3,000 mappings)
and `multipleOf` overflows; both are decided there too. Nothing is fetched: the registry holds the
metaschemas and the document itself.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend, validator_for
from jsonschema_specifications import REGISTRY
from referencing import Resource
from referencing.jsonschema import DRAFT202012

from artikit.schema.checks import CHECKS
from artikit.schema.compiled import keyword_validator
from artikit.schema.keywords import subschemas
from artikit.schema.patterns import additional_keys, matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Pointer


def reference_validator(document: Any, *, formats: bool = True) -> Any:
    """Build the validator for a self-contained schema, by its dialect; without `formats` they say nothing."""
    base = validator_for(document, default=Draft202012Validator)
    patterns = any("patternProperties" in schema for _, schema, _ in subschemas(document))
    # Crawled once: else every `$ref` into an embedded schema is looked for in the whole document.
    resource: Any = Resource.from_contents(document, default_specification=DRAFT202012)
    registry = REGISTRY.with_resource(resource.id() or "", resource).crawl()
    return _validator_class(base, patterns=patterns, formats=formats)(document, registry=registry)


def metaschema_fault(document: Any) -> tuple[Pointer, str] | None:
    """What the metaschema finds wrong with a schema: where, and in plain words."""
    from artikit.schema.explain import problems_of

    metaschema = validator_for(document, default=Draft202012Validator).META_SCHEMA
    # What is no regular expression, the verdict says in better words.
    problems = problems_of(reference_validator(metaschema, formats=False).iter_errors(document))
    return (problems[0].pointer, problems[0].message) if problems else None


@cache
def _validator_class(base: Any, *, patterns: bool, formats: bool) -> Any:
    keywords = {
        "additionalProperties": _additional_properties,
        "format": _format if formats else _silent,
        "multipleOf": _multiple_of,
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "uniqueItems": _unique_items,
    }
    if patterns:
        # jsonschema would search with `re` to know what is evaluated; the verdict's own findings stand in.
        keywords["unevaluatedProperties"] = _silent
    validator = extend(base, keywords)  # type: ignore[no-untyped-call]
    validator.evolve = _evolve_of(base, validator.evolve)
    return validator


def _evolve_of(base: Any, evolve: Any) -> Any:
    """Keep our keywords inside an embedded schema that names its dialect, as bundled ones do.

    jsonschema takes its own class for that dialect there, which knows no formats and searches with `re`.
    """

    def kept(validator: Any, **changes: Any) -> Any:
        schema = changes.get("schema")
        if isinstance(schema, dict) and "$schema" in schema and validator_for(schema, default=base) is base:
            changes["schema"] = {key: value for key, value in schema.items() if key != "$schema"}
        return evolve(validator, **changes)

    return kept


def _silent(validator: Any, wanted: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    del validator, wanted, instance, schema
    yield from ()


def _additional_properties(
    validator: Any, wanted: Any, instance: Any, schema: Any
) -> Iterator[ValidationError]:
    if not isinstance(instance, dict) or wanted is True:
        return
    extra = additional_keys(instance, schema)
    if wanted is False and extra:
        yield ValidationError("has additional properties")
    elif wanted is not False:
        for key in extra:
            yield from validator.descend(instance[key], wanted, path=key)


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    del validator, schema
    if isinstance(instance, str) and not matches(pattern, instance):
        yield ValidationError("does not match the pattern")


def _pattern_properties(
    validator: Any, patterns: Any, instance: Any, schema: Any
) -> Iterator[ValidationError]:
    del schema
    if not isinstance(instance, dict):
        return
    for pattern, subschema in patterns.items():
        for key, value in instance.items():
            if matches(pattern, key):
                yield from validator.descend(value, subschema, path=key, schema_path=pattern)


def _format(validator: Any, name: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    del validator, schema
    if not isinstance(instance, str):
        return
    check = CHECKS.get(name)
    sound = check(instance) is None if check else keyword_validator("format", name)(instance)
    if not sound:
        yield ValidationError(f"is not a {name}")


def _unique_items(validator: Any, wanted: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    del validator, schema
    if wanted is True and isinstance(instance, list) and not keyword_validator("uniqueItems", True)(instance):
        yield ValidationError("repeats an item")


def _multiple_of(validator: Any, divisor: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    del validator, schema
    is_number = isinstance(instance, (int, float)) and not isinstance(instance, bool)
    if is_number and not keyword_validator("multipleOf", divisor)(instance):
        yield ValidationError("is not a multiple")
