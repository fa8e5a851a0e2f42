"""Tables of foreign make: their cells hold text, which a schema may know to be something else.

Only what is clearly a value becomes one. All other text stays as it stands, to be judged where it is found,
so that no cell is ever a fault and nothing is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from artikit.tabular.cells import Cell, decode_cell
from artikit.tabular.headers import Column
from artikit.tabular.known import columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from artikit.reading.limits import Limits
    from artikit.tabular.headers import Path, Type

_JSON = re.compile(r"\s*[\[{]")
_OTHER_BARS = re.compile("[,;\r\n]")
"""What others put between the items of a list: a text with one of these may be one item or several."""


def typed_by(document: Any, columns: Sequence[Column]) -> tuple[Column, ...]:
    """Give columns the types that a schema, as one self-contained document, has for their places.

    What it knows as an object is of type `json`, what it does not know a string.
    """
    types: dict[Path, Type] = {}
    for path, type_ in columns_of(document):
        types.update((path[:length], "json") for length in range(1, len(path)))
        types[path] = type_
    return tuple(Column(path, types.get(path, "string")) for path, _ in columns)


def decode_foreign(text: str, type_: Type, limits: Limits) -> Cell:
    """Read a cell that is not empty: as the column's type where the text is clearly such a value.

    Clear are a number as JSON writes it, true and false in any case, JSON that is a list or an object
    where one of these is wanted, and texts between bars. A text alone is a list of one, unless it has a
    comma, a semicolon or a line end, with which other tools separate items. Only limits leave faults.
    """
    cell = Cell(text)
    if type_ in ("list", "json") and _JSON.match(text):
        cell = decode_cell(f"\\J{text}", type_, limits)
    elif text[0] not in "\\'" and (type_ in ("number", "bool") or (type_ == "list" and _is_list(text))):
        cell = decode_cell(text, type_, limits)
    if cell.faults or isinstance(cell.value, str) or (type_ == "list" and isinstance(cell.value, dict)):
        return decode_cell(f"'{text}", "string", limits)
    return cell


def _is_list(text: str) -> bool:
    """Tell whether a text is a list for sure. A backslash, which others do not write there, leaves doubt."""
    return "\\" not in text and ("|" in text or not _OTHER_BARS.search(text))
