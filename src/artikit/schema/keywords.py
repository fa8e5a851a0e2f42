"""Where schemas stand inside a schema, for drafts 4 to 2020-12, and which keywords there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Pointer

_MAPS = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems", "items")
_SINGLE = (
    "additionalItems", "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not",
    "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
)  # fmt: skip

KEYWORDS = frozenset(
    (
        *_MAPS, *_LISTS, *_SINGLE,
        "$anchor", "$comment", "$dynamicAnchor", "$dynamicRef", "$id", "$recursiveAnchor", "$recursiveRef",
        "$ref", "$schema", "$vocabulary", "const", "contentEncoding", "contentMediaType", "default",
        "dependentRequired", "deprecated", "description", "enum", "examples", "exclusiveMaximum",
        "exclusiveMinimum", "format", "id", "maxContains", "maxItems", "maxLength", "maxProperties",
        "maximum", "minContains", "minItems", "minLength", "minProperties", "minimum", "multipleOf",
        "pattern", "readOnly", "required", "title", "type", "uniqueItems", "writeOnly",
    )
)  # fmt: skip
"""Keywords of JSON Schema drafts 4 to 2020-12. Others are annotations, which every draft allows."""

_ANNOTATIONS = frozenset(
    ["$comment", "default", "deprecated", "description", "examples", "id", "readOnly", "title", "writeOnly"]
)
"""Keywords that judge nothing: `example` and `defaults` may be annotations of somebody's own."""


def subschemas(schema: Any, base: str = "") -> Iterator[tuple[Pointer, dict[str, Any], str]]:
    """Every schema object in a schema, with its pointer and its base address; the schema itself first."""
    todo: list[tuple[Pointer, Any, str]] = [((), schema, base)]
    while todo:
        pointer, found, around = todo.pop()
        if not isinstance(found, dict):
            continue
        name = found.get("$id", found.get("id"))
        here = urljoin(around, name) if isinstance(name, str) and not name.startswith("#") else around
        yield pointer, found, here
        todo.extend(((*pointer, keyword), found[keyword], here) for keyword in _SINGLE if keyword in found)
        for keyword in _LISTS:
            members = found.get(keyword)
            if isinstance(members, list):
                todo.extend(
                    ((*pointer, keyword, index), member, here) for index, member in enumerate(members)
                )
        for keyword in _MAPS:
            named = found.get(keyword)
            if isinstance(named, dict):
                todo.extend(((*pointer, keyword, key), member, here) for key, member in named.items())


def follow(document: Any, fragment: str) -> Any:
    """Find what a JSON Pointer, as the fragment of an address, leads to; None where that is nothing."""
    node = document
    for step in unquote(fragment).split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list) and name.isdigit() and int(name) < len(node):
            node = node[int(name)]
        else:
            node = node.get(name) if isinstance(node, dict) else None
    return node


def misspelt(schema: Any) -> Iterator[tuple[Pointer, str, str]]:
    """Keywords that are nearly one of JSON Schema's: the pointer, what was written, what was meant."""
    for pointer, found, _ in subschemas(schema):
        for key in found:
            if key in KEYWORDS or key.startswith(("x-", "$")):
                continue
            import difflib  # a sound schema needs no suggestion

            near = difflib.get_close_matches(key, KEYWORDS - _ANNOTATIONS - found.keys(), 1, 0.84)
            if near:
                yield (*pointer, key), key, near[0]
