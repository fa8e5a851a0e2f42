"""Patterns of a schema, searched as JSON Schema does and in linear time: never by Python's `re`."""

from __future__ import annotations

from typing import Any

from artikit.schema.compiled import keyword_validator


def matches(pattern: str, text: str) -> bool:
    """Tell whether a pattern of a schema matches."""
    return keyword_validator("pattern", pattern)(text)


def additional_keys(instance: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """Keys that neither `properties` nor `patternProperties` of a schema speak of."""
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    return [key for key in instance if key not in known and not any(matches(one, key) for one in patterns)]
