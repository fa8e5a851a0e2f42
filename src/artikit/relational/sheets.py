r"""The tables as sheets of CSV: their header lines, and rows as cells; see `artikit.tabular`.

`article_id`, `ptr`, `parent` and `pos` come first, then the fields under headers of artikit CSV 1; a header
with a bare `#` at its end (`images#`) counts the rows of a list, and `value` is the item itself. A field of
such a name has its first character escaped (`\u0070os`). `articles` ends with the reserved columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from artikit import reserved
from artikit.reading import codes
from artikit.reading.fatal import quoted
from artikit.relational.layout import ARTICLES, CHILDREN, ITEM, KEYS, RESERVED, ROOT, Column, Row, Table
from artikit.tabular import headers
from artikit.tabular.cells import compact, encode_cell
from artikit.tabular.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from artikit.model import Json, Record
    from artikit.reading.limits import Limits
    from artikit.relational.layout import Kind
    from artikit.relational.splitting import Split
    from artikit.tabular.headers import Type

VALUE = "value"
_FIXED = (*KEYS, VALUE)
_TYPES: dict[Kind, Type] = {"integer": "number"}


@dataclass(frozen=True)
class Sheet:
    """What a header line says: for each cell the index of its field, or the name of a fixed column."""

    table: Table
    roles: tuple[int | str, ...]


def type_of(kind: Kind) -> Type:
    """Tell how the cells of a field are written."""
    return _TYPES.get(kind, kind)  # type: ignore[arg-type]


def header_of(table: Table) -> list[str]:
    """Write the header line of a table."""
    if table.name == ARTICLES:
        return [KEYS[0], *map(_name, table.columns), *RESERVED]
    return [*KEYS, *map(_name, table.columns)]


def read_header(name: str, cells: Sequence[str], limits: Limits) -> Sheet | tuple[Fault, ...]:
    """Read the header line of the table `name`; the columns may stand in any order."""
    known = {KEYS[0], *RESERVED} if name == ARTICLES else {*KEYS, VALUE}
    # The fields are left to the reader of headers; what is fixed here hides behind names that no field has.
    hidden = [_hidden(text) if text in known else _countless(text) for text in cells]
    found = headers.read_headers(hidden, limits)
    faults = [
        one._replace(message=one.message.replace(quoted(hidden[one.column]), quoted(cells[one.column])))
        for one in found.faults
    ]
    missing = {"article_id", *(KEYS[1:2] if name != ARTICLES else ())}.difference(cells)
    faults += [Fault(codes.SYNTAX_ERROR, f"there is no column `{one}`") for one in sorted(missing)]
    if faults:
        return tuple(faults)
    columns: list[Column] = []
    roles: list[int | str] = []
    for at, (text, column) in enumerate(zip(cells, found.columns, strict=True)):
        if text in known and text != VALUE:
            roles.append(text)
            continue
        kind: Kind = "count" if _is_count(text) else column.type  # type: ignore[assignment]
        if kind == "count" and column.path[-1] not in CHILDREN:
            message = f"header {quoted(text)} counts rows of a table that there is not"
            faults.append(Fault(codes.SYNTAX_ERROR, message, f"tables are {', '.join(CHILDREN)}", (), at))
        if column.type in ("order", "rest"):
            message = f"`{text}` belongs into {ARTICLES}.csv"
            faults.append(Fault(codes.SYNTAX_ERROR, message, "remove the column", (), at))
        roles.append(len(columns))
        columns.append(Column(ITEM, "string") if text == VALUE else Column(column.path, kind))
    return tuple(faults) or Sheet(Table(name, tuple(columns)), tuple(roles))


def cells_of(row: Row, article_id: str) -> list[str]:
    """Write the cells of an item's row."""
    keys = [article_id, row.ptr, row.parent or ROOT]
    return [*(encode_cell(key, "string") for key in keys), str(row.pos or 0), *_fields(row)]


def article_cells(split: Split, record: Record, article_id: str) -> list[str]:
    """Write the cells of an article's row."""
    carried = reserved.carried_by(record)
    texts = (encode_cell(carried[key], "string") if key in carried else "" for key in reserved.KEYS)
    order, rest = (compact(one) if one else "" for one in (split.order, split.rest))
    return [encode_cell(article_id, "string"), *_fields(split.rows[0]), *texts, order, rest]


def any_fits(value: Json, kind: Kind) -> bool:  # noqa: ARG001  (what tells for columns of SQL)
    """Tell that a cell holds any value, whatever its column is meant for."""
    return True


def _fields(row: Row) -> list[str]:
    cells = [""] * len(row.table.columns)
    for at, value in row.cells:
        kind = row.table.columns[at].kind
        cells[at] = encode_cell(value, "number" if kind == "count" else type_of(kind))
    return cells


def _name(column: Column) -> str:
    if column.path == ITEM:
        return VALUE
    if column.kind == "count":
        return headers.write_header(headers.Column(column.path)) + "#"
    name = headers.write_header(headers.Column(column.path, type_of(column.kind)))
    return f"\\u{ord(name[0]):04x}{name[1:]}" if name in _FIXED else name


def _hidden(text: str) -> str:
    """Write a header that says of itself to be ours, and whose key no schema has."""
    return f"\\u0000{text}:json"


def _is_count(text: str) -> bool:
    name = text.removesuffix("#")
    return name != text and (len(name) - len(name.rstrip("\\"))) % 2 == 0


def _countless(text: str) -> str:
    return f"{text[:-1]}:json" if _is_count(text) else text
