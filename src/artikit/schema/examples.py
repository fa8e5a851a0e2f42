"""Examples out of a schema: what is meant is seen sooner than described."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 120
"""Characters of an example that is shown; what is longer, as an envelope, nobody would write by hand."""


def of_key(key: str, schema: Mapping[str, Any]) -> str:
    """Write `key: value` as an example of a key that a schema describes; empty where it has none."""
    member = _members(schema).get(key)
    return _written(key, _first(member)) if isinstance(member, dict) else ""


def of_value(key: str, schema: Mapping[str, Any]) -> str:
    """Write `key: value` as an example of a value under a key, out of the schema of that value.

    Where there is none for a mapping, it is put together of those of the keys that it must have.
    """
    value = _first(schema)
    if value is None:
        members = _members(schema)
        value = {name: _first(members.get(name)) for name in schema.get("required", ())}
        if not value or None in value.values():
            return ""
    return _written(key, value)


def _members(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = schema.get("properties")
    return properties if isinstance(properties, dict) else {}


def _first(schema: Any) -> Any:
    examples = schema.get("examples") if isinstance(schema, dict) else None
    return examples[0] if isinstance(examples, list) and examples else None


def _written(key: str, value: Any) -> str:
    """Write it in one line that YAML takes, as JSON is YAML."""
    if value is None:
        return ""
    written = f"{key}: {json.dumps(value, ensure_ascii=False)}"
    return written if len(written) <= _LONGEST else ""
