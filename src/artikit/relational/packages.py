"""`datapackage.json`: what the tables are, for readers of Data Packages (Table Schema, version 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from artikit.model import Problem, Span
from artikit.reading import codes
from artikit.reading.decoding import BOM
from artikit.reading.files import read_text
from artikit.reading.json import read_whole_json
from artikit.relational.layout import ARTICLES, KEYS
from artikit.relational.sheets import header_of
from artikit.relational.siblings import is_at
from artikit.writing.json import dump_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from artikit.reading.limits import Limits
    from artikit.relational.layout import Layout, Table

NAME = "datapackage.json"
MARK, VERSION = "artikit", 1
"""Key and value by which a package says that its tables are ours; their header lines say all the rest."""

_TYPES = {
    "count": "integer",
    "integer": "integer",
    "number": "number",
    "bool": "boolean",
    "datetime": "datetime",
}
_FIRST = len(KEYS)
_MOMENT = len("2021-05-20T12:42:00Z")
"""Table Schema's `datetime` is UTC to the second."""


class Claims:
    """Finds out, row by row, which columns hold what they are meant for and nothing else.

    Any cell may hold any value behind a mark (`'` or a backslash), and a package must not claim that a column
    is one of numbers where a cell says `'many`.
    """

    def __init__(self, table: Table) -> None:
        self._names = header_of(table)
        self._types = ["string"] * len(self._names)
        first = 1 if table.name == ARTICLES else _FIRST
        for at, column in enumerate(table.columns):
            self._types[first + at] = _TYPES.get(column.kind, "string")
        if table.name != ARTICLES:
            self._types[_FIRST - 1] = "integer"
        self._typed = [at for at, type_ in enumerate(self._types) if type_ != "string"]

    def take(self, cells: Sequence[str]) -> None:
        """Look at a row."""
        for at in self._typed:
            cell = cells[at]
            if not cell or cell == "\\N":
                continue
            if cell[0] in "'\\":
                self._types[at] = "string"
            elif self._types[at] == "integer" and not cell.lstrip("-").isdecimal():
                self._types[at] = "number"
            elif self._types[at] == "datetime" and not (len(cell) == _MOMENT and cell[-1] == "Z"):
                self._types[at] = "string"

    def fields(self) -> list[dict[str, str]]:
        """Describe the columns."""
        return [{"name": name, "type": type_} for name, type_ in zip(self._names, self._types, strict=True)]


def package_of(layout: Layout, claims: Mapping[str, Claims], delimiter: str) -> bytes:
    """Write the description of all tables."""
    resources = [_resource(table, claims[table.name], delimiter) for table in layout.tables]
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": ARTICLES,
        MARK: VERSION,
        "resources": resources,
    }
    return dump_json(package, 2) + b"\n"


def fault_of(file: BinaryIO, path: str, limits: Limits) -> Problem | None:
    """Tell what forbids to read the tables beside a package; None where nothing does."""
    source, problems, ok = read_text(file, path, limits)
    if not ok:
        return problems[0]
    if not is_at(file, path):
        help_ = "name the `datapackage.json` in its folder; the tables lie beside it"
        return Problem(codes.UNREADABLE_FILE, "tables cannot be read from a stream", help=help_)
    start = len(BOM) if source.text.startswith(BOM) else 0
    reading = read_whole_json(source.text, limits, start=start)
    if reading.problems:
        return reading.problems[0]
    version = reading.data.get(MARK) if isinstance(reading.data, dict) else None
    if version == VERSION and not isinstance(version, bool):
        return None
    message = "this data package was not written by artikit"
    help_ = "name the CSV files that are to be read"
    if isinstance(version, int) and version > VERSION:
        message, help_ = f"this data package is of a later make ({version})", "use a newer artikit"
    return Problem(codes.SYNTAX_ERROR, message, span=Span(0, 0), help=help_)


def _resource(table: Table, claims: Claims, delimiter: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": claims.fields(),
        "missingValues": ["", "\\N"],
        "primaryKey": [KEYS[0]] if table.name == ARTICLES else [*KEYS[:2]],
    }
    if table.name != ARTICLES:
        reference = {"resource": ARTICLES, "fields": [KEYS[0]]}
        schema["foreignKeys"] = [{"fields": [KEYS[0]], "reference": reference}]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": delimiter, "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": schema,
    }
