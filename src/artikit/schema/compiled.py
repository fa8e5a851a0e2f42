"""A schema ready for use: the verdict by jsonschema-rs, the reasons by jsonschema."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from artikit.schema.library import Resource, bundle, load
from artikit.schema.shape import Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jsonschema.exceptions import ValidationError

    from artikit.errors import SchemaError
    from artikit.schema.direct import Direct, Fault
    from artikit.schema.style import Style


@dataclass(frozen=True)
class Schema:
    """A compiled schema. `is_valid` is the verdict; it is exact and takes microseconds."""

    name: str
    document: Any
    """Self-contained: everything that it refers to is in its `$defs`."""
    is_valid: Callable[[Any], bool]
    iter_errors: Callable[[Any], Iterable[jsonschema_rs.ValidationError]]
    """What the verdict rests on, in terms of jsonschema-rs."""

    @cached_property
    def shape(self) -> Shape:
        """Keys that the schema knows, mapping by mapping."""
        return shape_of(self.document)

    @cached_property
    def style(self) -> Style:
        """The style of YAML that the schema asks for."""
        from artikit.schema.style import style_of

        return style_of(self.document)

    def errors(self, data: Any) -> Iterable[ValidationError]:
        """What jsonschema finds wrong, in its own terms."""
        found: Iterable[ValidationError] = self._reference.iter_errors(data)
        return found

    def verdict_errors(self, data: Any) -> list[jsonschema_rs.ValidationError]:
        """What jsonschema-rs finds wrong; for what jsonschema does not tell."""
        return list(self._verdict.iter_errors(data))

    def faults(self, data: Any) -> list[Fault] | None:
        """What is wrong with data, where jsonschema-rs tells it well enough; else None."""
        return self._direct.faults(data, self.iter_errors(data))

    @cached_property
    def _direct(self) -> Direct:
        from artikit.schema.direct import Direct  # only for faulty records

        return Direct(self.document)

    @cached_property
    def _reference(self) -> Any:
        from artikit.schema.reference import reference_validator  # 95 ms, only for faulty records

        return reference_validator(self.document)

    @cached_property
    def _verdict(self) -> Any:
        return _compile(self.document, strict=True)


def compile_schema(name: str, root: str) -> Schema:
    """Load and compile a schema by name or path. Raises SchemaError with the place of what is broken."""
    resources = load(name, root)
    document = bundle(resources)
    try:
        validator = _compile(document, strict=not all(resource.shipped for resource in resources))
    except (jsonschema_rs.ValidationError, ValueError) as error:
        raise _broken(resources, error) from error
    return Schema(name, document, validator.is_valid, validator.iter_errors)


def _compile(document: Any, *, strict: bool) -> Any:
    """Compile for the verdict.

    The shipped schemas have a `pattern` beside each `format`, which is quicker than a call into
    Python; `strict` brings our own checks to schemas that have none.
    """
    formats = None
    if strict:
        from artikit.schema.checks import CHECKS  # its patterns take 2 ms to compile

        formats = {name: _sound(check) for name, check in CHECKS.items()}
    return jsonschema_rs.validator_for(document, validate_formats=True, offline=True, formats=formats)


def _sound(check: Callable[[str], str | None]) -> Callable[[str], bool]:
    return lambda text: check(text) is None


@cache
def keyword_validator(keyword: str, value: Any) -> Callable[[Any], bool]:
    """Verdict of one keyword alone, such as a pattern: in linear time and in JSON Schema's own dialect."""
    validator = jsonschema_rs.validator_for({keyword: value}, validate_formats=True, offline=True)
    return validator.is_valid


def _broken(resources: list[Resource], error: Exception) -> SchemaError:
    """Find the words and the place for a schema that does not compile."""
    from artikit.schema.reference import metaschema_fault

    for resource in resources:
        fault = metaschema_fault(resource.document)
        if fault is not None:
            pointer, message = fault
            return resource.fault(pointer, f"the schema is broken: {message}")
    pointer = tuple(getattr(error, "instance_path", ()) or ())
    reason = str(error).splitlines()[0]
    if pointer and pointer[-1] == "pattern":
        reason = "`pattern` is not a regular expression (ECMA-262)"
    return resources[0].fault(pointer, f"the schema cannot be used: {reason}")
