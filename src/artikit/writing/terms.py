"""How records are to be written: what the options say and what the schema asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from artikit.schema.style import Style

FrontMatter: TypeAlias = Literal["yaml", "toml", "json"]
Profile: TypeAlias = Literal["plain", "excel", "excel-eu"]


@dataclass(frozen=True)
class Terms:
    """What every writer may ask.

    `document` is the schema as one self-contained document; order, quotes and columns come from it.
    `table` is the profile of CSV: `excel` has a byte order mark, `excel-eu` semicolons too. `single` makes
    JSON one object instead of a list, where there is only one record.
    """

    document: Any = True
    front_matter: FrontMatter = "yaml"
    table: Profile = "plain"
    single: bool = False

    @cached_property
    def style(self) -> Style:
        """The style of YAML that the schema asks for."""
        from artikit.schema.style import style_of

        return style_of(self.document)
