"""Records of a table's rows, one at a time. Problems name the cell as a spreadsheet does: `C5`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from artikit.model import Record, Span, Spans
from artikit.reading import codes
from artikit.reading.decoding import BOM
from artikit.reading.files import to_record
from artikit.reading.limits import longest_row
from artikit.reading.reading import Reading
from artikit.tabular.cells import decode_cell
from artikit.tabular.foreign import decode_foreign, typed_by
from artikit.tabular.headers import Header, read_headers
from artikit.tabular.rows import Row, decode_row
from artikit.tabular.sources import decode_raw, in_cell, torn, uneven
from artikit.tabular.splitting import Cells, RawRow, cells_of, delimiter_of, raw_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.model import Pointer, Source
    from artikit.reading.limits import Limits


class Table(NamedTuple):
    """What all rows of a table share."""

    path: str
    limits: Limits
    delimiter: str
    header: Header


def read_table(
    file: BinaryIO, path: str, limits: Limits, delimiters: str, schema: Callable[[], Any] | None = None
) -> Iterator[Record]:
    """Read the record of each row; the header line tells which of `delimiters` it is.

    A row is a source of its own. Blank lines are passed over. A header that cannot be read ends the
    reading, as no cell below it would be sure. In a table of foreign make (no type and no reserved name
    in its header) dots in a name lead into objects, and every cell that is not empty is text as it
    stands, unless `schema`, which gets the schema document, knows better; it is called only then.
    """
    table: Table | None = None
    for raw in raw_rows(file, delimiters, longest_row(limits)):
        if raw.data == b"" or (table is None and raw.data == BOM.encode()):
            continue
        if table is not None:
            yield _record(raw, table)
            continue
        begun = _begin(raw, path, limits, delimiters)
        if isinstance(begun, Record):
            yield begun
            return
        table = begun if begun.header.typed or schema is None else _typed(begun, schema())


def _begin(raw: RawRow, path: str, limits: Limits, delimiters: str) -> Table | Record:
    """Read the header line. A byte order mark is welcome here: Excel wants one."""
    if raw.data is not None:
        raw = raw._replace(data=raw.data.removeprefix(BOM.encode()))
    source, problems = decode_raw(raw, path, limits)
    if problems:
        return Record(source, None, "", problems)
    delimiter = delimiter_of(source.text, delimiters)
    cells = cells_of(source.text, delimiter)
    header = read_headers(cells.texts, limits)
    problems = (torn(cells, raw.number),) if cells.fault else ()
    problems += tuple(in_cell(one, cells, raw.number) for one in header.faults)
    if problems:
        return Record(source, None, "", problems)
    return Table(path, limits, delimiter, header)


def _typed(table: Table, document: Any) -> Table:
    return table._replace(header=table.header._replace(columns=typed_by(document, table.header.columns)))


def _record(raw: RawRow, table: Table) -> Record:
    source, problems = decode_raw(raw, table.path, table.limits)
    if problems and problems[-1].code != codes.BYTE_ORDER_MARK:
        return Record(source, None, "", problems)
    cells = cells_of(source.text, table.delimiter)
    columns = table.header.columns
    if cells.fault:
        return Record(source, None, "", (*problems, torn(cells, raw.number)))
    if len(cells.texts) != len(columns):
        return Record(source, None, "", (*problems, uneven(source, cells, raw.number, len(columns))))
    row = _row(cells, table)
    problems = (*problems, *(in_cell(one, cells, raw.number) for one in row.faults))
    ok = all(one.code != codes.TOO_MANY_NODES for one in row.faults)
    reading = Reading(row.data if ok else None, ok=ok)
    return to_record(source, reading, problems, partial(_locate, source, table))


def _row(cells: Cells, table: Table) -> Row:
    decode = decode_cell if table.header.typed else decode_foreign
    return decode_row(cells.texts, table.header.columns, table.limits, decode)


def _locate(source: Source, table: Table) -> Spans:
    cells = cells_of(source.text, table.delimiter)
    values: dict[Pointer, Span] = {(): Span(0, len(source.text))}
    values.update((path, cells.spans[at]) for path, at in _row(cells, table).places.items())
    return Spans(values, {})
