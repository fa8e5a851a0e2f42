"""The columns that a schema knows: its properties in their order, objects spread, and the types of cells."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from artikit.schema.shape import References, below
from artikit.tabular.extent import MOST_COLUMNS
from artikit.tabular.headers import DEEPEST, Column, Path, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.schema.shape import Placed

_SCALARS: dict[str, Type] = {"integer": "number", "number": "number", "boolean": "bool", "string": "string"}


def columns_of(document: Any) -> tuple[Column, ...]:
    """List the columns for a schema, given as one self-contained document; none where it names no keys.

    There are never more than a spreadsheet holds; keys beyond that are no columns.
    """
    found = _columns([(document, "")], References(document), (), ())
    return tuple(islice(found, MOST_COLUMNS))


def _columns(
    schemas: list[Placed], references: References, path: Path, around: tuple[int, ...]
) -> Iterator[Column]:
    applied = references.applied(schemas)
    properties, items = below(applied)
    here = tuple(id(schema) for schema, _ in applied)
    if path and (not properties or len(path) >= DEEPEST or set(here) & set(around)):
        texts = [schema for schema, _ in references.applied(items)]
        yield Column(path, "json" if properties else _schema_type([schema for schema, _ in applied], texts))
        return
    for key, members in properties.items():
        yield from _columns(members, references, (*path, key), (*around, *here))


def _schema_type(schemas: list[dict[str, Any]], items: list[dict[str, Any]]) -> Type:
    kinds: set[str] = set()
    for schema in schemas:
        named = schema.get("type")
        kinds.update([named] if isinstance(named, str) else named if isinstance(named, list) else ())
    kinds.discard("null")
    if kinds == {"array"}:
        return "list" if {"string"} == {one.get("type", "string") for one in items} else "json"
    if kinds == {"string"} and any(schema.get("format") == "date-time" for schema in schemas):
        return "datetime"
    types = {_SCALARS.get(kind, "json") for kind in kinds}
    return types.pop() if len(types) == 1 else "string" if not types or "json" not in types else "json"
