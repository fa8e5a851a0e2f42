"""Which keys a schema knows, mapping by mapping: the ground for `probable-typo`.

JSON Schema lets unknown keys pass unless a mapping is closed, so `exerpt` would go unseen in every
open schema. The shape of a schema is computed once, and asked of every record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urldefrag, urljoin

from artikit.schema.keywords import follow, subschemas
from artikit.schema.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Json, Pointer

Placed: TypeAlias = tuple[Any, str]
"""A schema, and the address that its references are relative to."""

_APPLIED = ("allOf", "anyOf", "oneOf")
_BRANCHES = ("if", "then", "else")
_MOST_UNKNOWN = 200
"""A mapping with more unknown keys is a table of something, not a record with a typo."""


@dataclass(slots=True)
class Shape:
    """Keys known in one mapping, and the shapes below them.

    `open` is False where the schema itself says what other keys may be; those are its business. `watched`
    are the keys, and `watches_items` tells of the items, at or below which a mapping is open.
    """

    known: set[str] = field(default_factory=set)
    children: dict[str, Shape] = field(default_factory=dict)
    items: Shape | None = None
    open: bool = True
    watched: tuple[tuple[str, Shape], ...] = ()
    watches_items: bool = False

    def below(self) -> Iterator[Shape]:
        """Shapes of what is in a value."""
        yield from self.children.values()
        if self.items is not None:
            yield self.items

    def at(self, pointer: Pointer) -> set[str]:
        """Keys known in the mapping at a pointer."""
        here: Shape | None = self
        for step in pointer:
            here = here and (here.items if isinstance(step, int) else here.children.get(step))
        return here.known if here else set()


def shape_of(schema: Any) -> Shape:
    """Compute the shape of a self-contained schema; references to itself make it cyclic."""
    shaper = _Shaper(schema)
    shape = shaper.shape([(schema, "")])
    shaper.watch()
    return shape


def probable_typos(data: Json, shape: Shape) -> Iterator[tuple[Pointer, str]]:
    """Unknown keys that are nearly a known key absent from the same mapping: pointer, key meant."""
    if not _has_unknown(data, shape):
        return
    todo: list[tuple[Pointer, Json, Shape]] = [((), data, shape)]
    while todo:
        pointer, value, here = todo.pop()
        if isinstance(value, list):
            if here.items is not None:
                todo.extend(((*pointer, index), item, here.items) for index, item in enumerate(value))
        elif isinstance(value, dict):
            if here.open and here.known and not value.keys() <= here.known:
                unknown, absent = sorted(value.keys() - here.known), here.known.difference(value)
                for key in unknown if len(unknown) <= _MOST_UNKNOWN else ():
                    meant = nearest(key, absent, plural=False)
                    if meant is not None:
                        yield (*pointer, key), meant
            for key, child in here.children.items():
                if isinstance(value.get(key), (dict, list)):
                    todo.append(((*pointer, key), value[key], child))


def _has_unknown(data: Json, shape: Shape) -> bool:
    """Tell whether any open mapping has an unknown key: no sound record does, and all are asked."""
    todo: list[tuple[Json, Shape]] = [(data, shape)]
    while todo:
        value, here = todo.pop()
        if isinstance(value, dict):
            if here.open and here.known and not here.known.issuperset(value):
                return True
            for key, child in here.watched:
                if key in value:
                    todo.append((value[key], child))
        elif isinstance(value, list) and here.watches_items and here.items is not None:
            todo += [(item, here.items) for item in value]
    return False


class References:
    """Finds the schemas inside one self-contained document that speak about a value."""

    def __init__(self, document: Any) -> None:
        self._resources: dict[str, Any] = {}
        self._anchors: dict[tuple[str, str], Any] = {}
        for pointer, schema, base in subschemas(document):
            if not pointer or "$id" in schema:
                self._resources.setdefault(base, schema)
            if "$anchor" in schema:
                self._anchors[(base, schema["$anchor"])] = schema

    def applied(self, schemas: list[Placed]) -> list[tuple[dict[str, Any], str]]:
        """Follow references and applicators: every schema object that may speak, the nearest first."""
        found: list[tuple[dict[str, Any], str]] = []
        seen: set[int] = set()
        todo = list(schemas)
        for schema, around in todo:  # which grows
            if not isinstance(schema, dict) or id(schema) in seen:
                continue
            seen.add(id(schema))
            base = self.base(schema, around)
            found.append((schema, base))
            if isinstance(reference := schema.get("$ref"), str):
                todo.append(self.target(reference, base))
            for keyword in _APPLIED:
                todo.extend((member, base) for member in schema.get(keyword, ()) if isinstance(member, dict))
            todo.extend((schema[keyword], base) for keyword in _BRANCHES if keyword in schema)
        return found

    def base(self, schema: dict[str, Any], around: str) -> str:
        """Address that the references in a schema are relative to; `around` is the one around it."""
        return urljoin(around, schema["$id"]) if isinstance(schema.get("$id"), str) else around

    def target(self, reference: str, base: str) -> Placed:
        """Find what a reference leads to; None where that is nothing, which compiling has reported."""
        address, fragment = urldefrag(urljoin(base, reference))
        if fragment and not fragment.startswith("/"):
            return self._anchors.get((address, fragment)), address
        return follow(self._resources.get(address), fragment), address


def below(applied: list[tuple[dict[str, Any], str]]) -> tuple[dict[str, list[Placed]], list[Placed]]:
    """Schemas of what is in a value: of each property, in the order of the document, and of the items."""
    members: dict[str, list[Placed]] = {}
    items: list[Placed] = []
    for schema, base in applied:
        properties = schema.get("properties")
        for name, member in properties.items() if isinstance(properties, dict) else ():
            members.setdefault(name, []).append((member, base))
        if isinstance(schema.get("items"), dict):
            items.append((schema["items"], base))
    return members, items


class _Shaper:
    """Computes shapes, each once."""

    def __init__(self, document: Any) -> None:
        self._references = References(document)
        self._memo: dict[tuple[int, ...], Shape] = {}

    def shape(self, schemas: list[Placed]) -> Shape:
        """Shape of a value to which all these schemas apply."""
        applied = self._references.applied(schemas)
        key = tuple(sorted(id(schema) for schema, _ in applied))
        if key in self._memo:
            return self._memo[key]
        shape = self._memo[key] = Shape()
        members, items = below(applied)
        shape.known.update(members)
        for schema, _ in applied:
            if "patternProperties" in schema or schema.get("additionalProperties", True) is not True:
                shape.open = False
            if schema.get("unevaluatedProperties", True) is not True:
                shape.open = False
            shape.known.update(_named(schema))
        shape.children = {
            name: child for name, placed in members.items() if _matters(child := self.shape(placed))
        }
        shape.items = self.shape(items) if items else None
        return shape

    def watch(self) -> None:
        """Mark the ways to open mappings, once all shapes are there; they may lead in circles."""
        shapes = list(self._memo.values())
        open_ = {id(shape) for shape in shapes if shape.open and shape.known}
        grown = True
        while grown:
            grown = False
            for shape in shapes:
                if id(shape) not in open_ and any(id(one) in open_ for one in shape.below()):
                    open_.add(id(shape))
                    grown = True
        for shape in shapes:
            shape.watched = tuple((key, one) for key, one in shape.children.items() if id(one) in open_)
            shape.watches_items = id(shape.items) in open_


def _named(schema: dict[str, Any]) -> Iterator[str]:
    """Keys that a schema asks for without describing them."""
    dependent = schema.get("dependentRequired", schema.get("dependencies"))
    lists = [schema.get("required"), *(dependent.values() if isinstance(dependent, dict) else ())]
    for keys in lists:
        yield from (key for key in keys if isinstance(key, str)) if isinstance(keys, list) else ()
    yield from dependent if isinstance(dependent, dict) else ()


def _matters(shape: Shape) -> bool:
    return bool(shape.known or shape.children or shape.items)
