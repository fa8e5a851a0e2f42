"""The canonical YAML emitter: block style, one value a line, in the style that a schema asks for.

A text is bare only where YAML 1.1 (PyYAML, Jekyll's Psych) and YAML 1.2 both read it as that text;
else it stands in double quotes, escaped as in JSON. A schema says the rest in its annotations:
`"x-style": {"quotes": "double"}` for texts that are always quoted, `{"blank-line-before": true}`
for blocks at the top; its formats `date-time` and `date` say which texts are bare dates.

A null is an empty value behind its key, as real records have it (`domain:`), and `null` in a list,
where a lone dash would look like a slip. Every YAML reads both as null.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from artikit.writing.quotes import is_open
from artikit.writing.yaml_scalars import NO_STYLE, head_of, is_date, scalar, text_of
from artikit.writing.yaml_shapes import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from artikit.model import Json
    from artikit.schema.style import Style

__all__ = ["encode_yaml", "is_date", "text_of", "write_yaml"]

DEEPEST = 1_000
"""Mappings and lists inside one another; deeper data is taken for data that holds itself."""


def write_yaml(data: Mapping[str, Json], style: Style | None = None) -> str:
    """Write a mapping as block YAML that ends in one line end; keys keep their order.

    Raises ValueError for what YAML or JSON cannot hold: NaN and infinity, half characters, keys of
    more than 1,000 characters, data inside itself. TypeError for what is no `Json`.
    """
    return encode_yaml(data, style).decode()


def encode_yaml(data: Mapping[str, Json], style: Style | None = None) -> bytes:
    """Write a mapping as `write_yaml` does, in UTF-8."""
    if not data:
        return b"{}\n"
    look = style or NO_STYLE
    with suppress(ValueError, TypeError):  # of two faults the careful name the first
        text = b"".join(map(str.encode, pieces(data, look)))
        if is_open(text):
            return text
    return "".join(_lines(data, look)).encode()


def _lines(data: Mapping[str, Json], look: Style) -> list[str]:
    """Write the lines of a mapping, each with its line end, as deep as may be, and look at every value."""
    out: list[str] = []
    around: list[tuple[Iterator[Any], bool, str, Style]] = []
    here: Iterator[Any] = iter(data.items())
    is_map = True
    pad = lead = ""  # before the lines of this container, and before its next one
    while True:
        items = look.items or NO_STYLE
        for entry in here:
            if is_map:
                name, value = entry
                key, within, write = head_of(name, look)
                if not pad and within.blank_line and out:
                    out.append("\n")
            else:
                value, key, within, write = entry, "-", items, text_of(items)
            if isinstance(value, str):
                out.append(f"{lead}{key} {write(value)}\n")
            elif value is None and is_map:
                out.append(f"{lead}{key}\n")
            elif isinstance(value, (dict, list)) and value:
                around.append((here, is_map, pad, look))
                if len(around) >= DEEPEST:
                    raise ValueError(f"data nested deeper than {DEEPEST:,} levels, or inside itself")
                pad += "  "
                if is_map:
                    out.append(f"{lead}{key}\n")
                    lead = pad
                else:
                    lead = f"{lead}- "  # the first line of what is in a list stands behind the dash
                is_map, look = isinstance(value, dict), within
                here = iter(value.items() if isinstance(value, dict) else value)
                break
            else:
                out.append(f"{lead}{key} {scalar(value)}\n")
            lead = pad
        else:
            if not around:
                return out
            here, is_map, pad, look = around.pop()
            lead = pad
