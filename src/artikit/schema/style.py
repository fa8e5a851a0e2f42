"""How a schema wants its records written: the order of the keys, quotes, bare dates, blank lines.

The style of YAML and TOML, without the means to write any: rules ask for it on every clean record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from artikit.schema.shape import References, below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from artikit.schema.shape import Placed

    Checks: TypeAlias = tuple[Callable[[str], str | None], ...]
    Head: TypeAlias = "tuple[str, Style, Callable[[str], str]]"
    """A key as it is written, the style of its value, and the function that writes a text there."""

_DATES = ("date-time", "date")


@dataclass(slots=True, eq=False)
class Style:
    """How a value is written, and what is in it. `children` are its keys, `order` those that have a place.

    A text is always in double quotes where `quoted` says so; it may stand bare as a date where it passes
    one of the `formats`. `writer` and `heads` are kept by those that write.
    """

    quoted: bool = False
    formats: tuple[str, ...] = ()
    blank_line: bool = False
    children: dict[str, Style] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    items: Style | None = None
    writer: Callable[[str], str] | None = None
    heads: dict[str, Head] = field(default_factory=dict)

    @property
    def dates(self) -> Checks:
        """Checks of which a text must pass one to stand bare as a date."""
        if not self.formats:
            return ()
        from artikit.schema.checks import CHECKS  # its patterns take 2 ms to compile

        return tuple(CHECKS[name] for name in self.formats)


def style_of(schema_document: Any) -> Style:
    """Compute the style that a self-contained schema asks for; references to itself make it cyclic."""
    return _Stylist(schema_document).style([(schema_document, "")])


class _Stylist:
    """Computes styles, each once."""

    def __init__(self, document: Any) -> None:
        self._references = References(document)
        self._memo: dict[tuple[int, ...], Style] = {}

    def style(self, schemas: list[Placed]) -> Style:
        """Style of a value to which all these schemas apply; the nearest annotation wins."""
        applied = self._references.applied(schemas)
        key = tuple(id(schema) for schema, _ in applied)
        if key in self._memo:
            return self._memo[key]
        style = self._memo[key] = Style()
        asked: dict[str, Any] = {}
        for schema, _ in reversed(applied):
            asked |= wanted if isinstance(wanted := schema.get("x-style"), dict) else {}
        formats = {schema["format"] for schema, _ in applied if isinstance(schema.get("format"), str)}
        style.quoted = asked.get("quotes") == "double"
        if not style.quoted:
            style.formats = tuple(name for name in _DATES if name in formats)
        style.blank_line = asked.get("blank-line-before") is True
        members, items = below(applied)
        style.children = {name: self.style(placed) for name, placed in members.items()}
        style.order = _order(members, applied)
        style.items = self.style(items) if items else None
        return style


def _order(members: Iterable[str], applied: Iterable[tuple[dict[str, Any], str]]) -> tuple[str, ...]:
    """Order the keys. Those that a schema adds to another one, of which it names no key, have no place."""
    lists = [schema["properties"] for schema, _ in applied if isinstance(schema.get("properties"), dict)]
    most: dict[str, Any] = max(lists, key=len, default={})
    free = {name for names in lists if names.keys().isdisjoint(most) for name in names}
    return tuple(name for name in members if name not in free)
