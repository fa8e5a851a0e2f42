"""What a schema knows of the values in records: the places that are columns, and what stands there."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from artikit.schema.shape import References, below
from artikit.tabular.extent import MOST_COLUMNS
from artikit.tabular.headers import DEEPEST, Column, Path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.schema.shape import Placed

Kind: TypeAlias = Literal["string", "datetime", "integer", "number", "bool", "list", "json"]

_SCALARS: dict[str, Kind] = {"integer": "integer", "number": "number", "boolean": "bool", "string": "string"}
_NAMES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
"""What JSON Schema calls the types of values; a schema may list the values alone."""


class Place(NamedTuple):
    """The keys that lead to a value, the schemas that speak about it, and those of what is in it."""

    path: Path
    schemas: list[dict[str, Any]]
    members: dict[str, list[Placed]]
    items: list[Placed]


def columns_of(document: Any) -> tuple[Column, ...]:
    """List the columns for a schema, given as one self-contained document; none where it names no keys.

    There are never more than a spreadsheet holds; keys beyond that are no columns.
    """
    references = References(document)
    found = places_of([(document, "")], references, lambda _: False)
    return tuple(islice((_column(place, references) for place in found), MOST_COLUMNS))


def _column(place: Place, references: References) -> Column:
    kind = kind_of(place, references)
    return Column(place.path, "number" if kind == "integer" else kind)


def places_of(
    schemas: list[Placed], references: References, is_whole: Callable[[Place], bool]
) -> Iterator[Place]:
    """Yield the places of a record that are columns: properties in the schema's order, objects spread.

    Not spread are objects too deep in one another or inside themselves, and whatever `is_whole` says.
    """
    return _places(schemas, references, is_whole, (), ())


def _places(
    schemas: list[Placed],
    references: References,
    is_whole: Callable[[Place], bool],
    path: Path,
    around: tuple[int, ...],
) -> Iterator[Place]:
    applied = references.applied(schemas)
    here = tuple(id(schema) for schema, _ in applied)
    place = Place(path, [schema for schema, _ in applied], *below(applied))
    closed = not place.members or len(path) >= DEEPEST or not set(here).isdisjoint(around)
    if path and (closed or is_whole(place)):
        yield place
        return
    for key, members in place.members.items():
        yield from _places(members, references, is_whole, (*path, key), (*around, *here))


def kind_of(place: Place, references: References) -> Kind:
    """Tell what a column holds. Any column takes any value, if need be with the help of `_rest`."""
    if place.members:
        return "json"
    types = types_of(place.schemas)
    if types == {"array"}:
        return "list" if item_types(place.items, references) <= {"string"} else "json"
    if types == {"string"} and any(schema.get("format") == "date-time" for schema in place.schemas):
        return "datetime"
    kinds = {_SCALARS.get(one, "json") for one in types}
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "json" if "json" in kinds else "string"


def item_types(items: list[Placed], references: References) -> set[str]:
    """Name the types that schemas give the items of a list."""
    return types_of([schema for schema, _ in references.applied(items)])


def types_of(schemas: list[dict[str, Any]]) -> set[str]:
    """Name the types that schemas give a value, as JSON Schema calls them, without null; none may be told."""
    found: set[str] = set()
    for schema in schemas:
        named = schema.get("type")
        found.update([named] if isinstance(named, str) else named if isinstance(named, list) else ())
    if not found:
        given = (one.get("enum", [one["const"]] if "const" in one else ()) for one in schemas)
        found.update(_NAMES.get(type(value), "") for values in given for value in values)
    return found - {"null", ""}
