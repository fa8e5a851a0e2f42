"""Names for values, types and places, as people who write articles say them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from artikit.model import Pointer

_TYPES = {
    "string": "text",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "empty",
}
_MOST = 60


def clip(text: str, most: int = _MOST) -> str:
    """Shorten a text for a message."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def shown(value: Any) -> str:
    """Write a value for a message, in backticks, with its kind where that helps."""
    if isinstance(value, str):
        return f"the text `{clip(value)}`" if value else "an empty text"
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return f"a list of {len(value)}" if value else "an empty list"
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    return f"`{literal(value)}`"


def literal(value: Any) -> str:
    """Write a value as a schema's author wrote it: text bare, the rest as JSON."""
    return clip(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def type_names(wanted: str | list[str]) -> str:
    """Name the types that a schema asks for."""
    return one_of([_TYPES.get(name, name) for name in ([wanted] if isinstance(wanted, str) else wanted)])


def one_of(names: list[str]) -> str:
    """Join alternatives: `a, b or c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def field(pointer: Pointer) -> str:
    """Name a value by its key, or by its key and number in a list."""
    if not pointer:
        return "the record"
    number = ""
    steps = list(pointer)
    while steps and isinstance(steps[-1], int):
        number = f"[{steps.pop()}]{number}"
    return f"`{steps[-1]}{number}`" if steps else f"`{number}`"


def item(pointer: Pointer, value: Any, name_key: str | None) -> str:
    """Name a mapping by its place and by what it calls itself: related[1] “U.S. waives sanctions”."""
    if not pointer:
        return ""
    path = ""
    for step in pointer:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    keys = [name_key] if name_key else ["title", "name", "url"]
    own = next(
        (value[key] for key in keys if isinstance(value, dict) and isinstance(value.get(key), str)), ""
    )
    return f"`{path}` “{clip(own, 40)}”" if own else f"`{path}`"
