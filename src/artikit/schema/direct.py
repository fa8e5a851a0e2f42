"""The faults that jsonschema-rs tells well enough to be explained: without jsonschema, which takes 5 ms.

It tells where a fault is in the record and which way it came through the schema; that leads to the part
of the schema that is broken. Where that is one of the keywords that judge a value by itself, and all of
the way is one that every value there must go, jsonschema would say the same; the order is its, too.
Anything else is left to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.schema.checks import CHECKS
from artikit.schema.keywords import subschemas
from artikit.schema.shape import References

if TYPE_CHECKING:
    from collections.abc import Iterable

    import jsonschema_rs

    from artikit.model import Pointer

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""In older ones a `$ref` hides what stands beside it, and keywords mean something else."""

_EXPLAINED = frozenset(
    {
        "additionalProperties", "const", "dependentRequired", "enum", "exclusiveMaximum", "exclusiveMinimum",
        "format", "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength",
        "minProperties", "minimum", "multipleOf", "not", "pattern", "required", "type", "uniqueItems",
    }
)  # fmt: skip
"""Keywords of which all that is to be said follows from the value and the schema around them."""


class Fault(NamedTuple):
    """A broken keyword: where in the record, what the schema says, what stands there, the schema around."""

    keyword: str
    pointer: Pointer
    wanted: Any
    value: Any
    schema: dict[str, Any]


class _Way(NamedTuple):
    """Where a way through a schema ends: the keyword, the schema around it, and its rank among all ways.

    The numbers of the rank order ways as jsonschema goes them; of a negative one the complement is the step
    of the pointer, an index, that counts in its place.
    """

    keyword: str
    schema: dict[str, Any]
    rank: tuple[int, ...]


class Direct:
    """Faults under one schema, a self-contained document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._references = References(document)
        self._ways: dict[tuple[str | int, ...], _Way | None] = {}
        dialects = {found.get("$schema", _DIALECT) for _, found, _ in subschemas(document)}
        self._speaks = dialects <= {_DIALECT, _DIALECT + "#"}

    def faults(self, data: Any, errors: Iterable[jsonschema_rs.ValidationError]) -> list[Fault] | None:
        """Make faults of errors, in the order of jsonschema; None where that is to be asked instead."""
        if not self._speaks:
            return None
        found: dict[tuple[Any, ...], Fault] = {}
        for error in errors:
            # The way to the schema `false` ends with a key, which may be called like a keyword.
            way = None if error.kind.name == "falseSchema" else self._way(tuple(error.evaluation_path))
            if way is None:
                return None
            keyword, schema, rank = way
            pointer: Pointer = tuple(error.instance_path)
            value = data
            for step in pointer:
                value = value[step]
            wanted = schema[keyword]
            if keyword == "format" and (check := CHECKS.get(wanted)) and check(value) is None:
                continue  # jsonschema-rs judges a little otherwise; the pattern beside it decides
            order = tuple(number if number >= 0 else pointer[~number] for number in rank)
            found[order] = Fault(keyword, pointer, wanted, value, schema)
        return [found[order] for order in sorted(found)]

    def _way(self, steps: tuple[str | int, ...]) -> _Way | None:
        if steps not in self._ways:
            self._ways[steps] = self._gone(steps)
        return self._ways[steps]

    def _gone(self, steps: tuple[str | int, ...]) -> _Way | None:
        """Go a way through the schema."""
        if not steps or steps[-1] not in _EXPLAINED:
            return None
        here, base, depth = self._document, "", 0
        rank: list[int] = []
        left = iter(steps[:-1])
        for keyword in left:
            beside = "if" if keyword in {"then", "else"} else keyword
            if not isinstance(here, dict) or keyword not in here or beside not in here:
                return None
            base = self._references.base(here, base)
            rank.append(list(here).index(beside))
            if keyword == "properties":
                name = next(left, None)
                rank.append(list(here[keyword]).index(name))
                here, depth = here[keyword][name], depth + 1
            elif keyword == "items" and "prefixItems" not in here:
                rank.append(~depth)
                here, depth = here[keyword], depth + 1
            elif keyword == "allOf":
                index: Any = next(left, None)
                rank.append(index)
                here = here[keyword][index]
            elif keyword == "$ref":
                here, base = self._references.target(here[keyword], base)
            elif keyword in {"then", "else"}:
                here = here[keyword]
            else:
                return None
        last = str(steps[-1])
        if not isinstance(here, dict) or last not in here:
            return None
        return _Way(last, here, (*rank, list(here).index(last)))
