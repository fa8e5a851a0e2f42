"""Records of a folder of tables: the rows of each article, wherever they stand, put together."""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from artikit import reserved
from artikit.model import Problem, Record, Source, Span, Spans, steps_of
from artikit.reading import codes
from artikit.reading.fatal import quoted
from artikit.relational.joining import join
from artikit.relational.layout import ARTICLES, CHILDREN, KEYS, UNKNOWN, Row
from artikit.relational.packages import fault_of
from artikit.relational.scanning import Line, cut, in_cell, scan
from artikit.relational.sheets import read_header, type_of
from artikit.relational.shelves import Kept, Shelf
from artikit.relational.siblings import open_beside
from artikit.tabular.cells import decode_cell
from artikit.tabular.faults import Fault
from artikit.tabular.splitting import delimiter_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Json, Pointer
    from artikit.reading.limits import Limits
    from artikit.relational.sheets import Sheet
    from artikit.tabular.headers import Type

_TYPES: dict[str, Type] = {"pos": "number", "_order": "json", "_rest": "json"}


class _Open(NamedTuple):
    """A table that is being read: its header is, the rows are not."""

    path: str
    sheet: Sheet
    delimiter: str
    lines: Iterator[Line]


class _Decoded(NamedTuple):
    """A row of which the cells were read: fields by their index, fixed columns by their name."""

    cells: list[tuple[int, Json]]
    fixed: dict[str, Json]
    problems: list[Problem]


def read_tables(file: BinaryIO, path: str, limits: Limits) -> Iterator[Record]:
    """Read the records of the tables beside the `datapackage.json` that `file` is.

    The other tables are read first, into a temporary database, so that memory holds one article at a time.
    Names and paths in the package are not followed. Raises OSError.
    """
    problem = fault_of(file, path, limits)
    if problem is not None:
        yield Record(Source(path, ""), None, "", (problem,))
        return
    with ExitStack() as stack:
        shelf = stack.enter_context(Shelf())
        tables: dict[str, _Open] = {}
        for name in (*CHILDREN, ARTICLES):
            opened = _open(path, name, limits, stack)
            if isinstance(opened, Record):
                yield opened
                return
            tables[name] = opened
        for name in CHILDREN:
            yield from _shelve(tables[name], shelf, limits)
        shelf.index()
        reader = _Reader(tables, shelf, limits)
        for line in tables[ARTICLES].lines:
            yield reader.article(line)
        for article_id, row in shelf.strays():
            message = f"row {row.number}: there is no article {quoted(article_id)} in {ARTICLES}.csv"
            problem = Problem(codes.SYNTAX_ERROR, message, span=Span(0, len(row.text)))
            yield Record(Source(tables[row.table].path, row.text, row.line), None, "", (problem,))


def _open(package: str, name: str, limits: Limits, stack: ExitStack) -> _Open | Record:
    """Open a table and read its header; with a record that says why not."""
    path = os.path.join(os.path.dirname(package), f"{name}.csv")
    file = open_beside(package, f"{name}.csv")
    if isinstance(file, Problem):
        return Record(Source(package, ""), None, "", (file._replace(span=Span(0, 0)),))
    stack.enter_context(file)
    lines = scan(file, path, limits)
    header = next(lines, None)
    if header is None:
        problem = Problem(codes.SYNTAX_ERROR, "the table is empty: it has no header", span=Span(0, 0))
        return Record(Source(path, ""), None, "", (problem,))
    if header.problems:
        return Record(header.source, None, "", header.problems)
    sheet = read_header(name, header.cells.texts, limits)
    if isinstance(sheet, tuple):
        problems = tuple(in_cell(fault, header, fault.column) for fault in sheet)
        return Record(header.source, None, "", problems)
    return _Open(path, sheet, delimiter_of(header.source.text, ",;"), lines)


def _shelve(table: _Open, shelf: Shelf, limits: Limits) -> Iterator[Record]:
    """Keep the rows of a table; yields what cannot be given to any article."""
    at = table.sheet.roles.index(KEYS[0])
    for line in table.lines:
        problems = line.problems
        if not problems:
            text = line.cells.texts[at]
            cell = decode_cell(text, "string", limits) if text else None
            if cell is not None and isinstance(cell.value, str) and not cell.faults:
                row = Kept(table.sheet.table.name, line.number, line.source.first_line, line.source.text)
                shelf.add(cell.value, row)
                continue
            problems = (in_cell(_no_id(text), line, at),)
        yield Record(line.source, None, "", problems)


def _no_id(text: str) -> Fault:
    message = f"{quoted(text)} is no `article_id`" if text else "there is no `article_id`"
    return Fault(codes.SYNTAX_ERROR, message)


class _Reader:
    """Puts articles together."""

    def __init__(self, tables: dict[str, _Open], shelf: Shelf, limits: Limits) -> None:
        self._tables = tables
        self._shelf = shelf
        self._limits = limits

    def article(self, line: Line) -> Record:
        """Make the record of an article's row and all rows that belong to it."""
        if line.problems:
            return Record(line.source, None, "", line.problems)
        sheet = self._tables[ARTICLES].sheet
        found = self._decode(line, sheet)
        article_id = found.fixed.get(KEYS[0])
        at = sheet.roles.index(KEYS[0])
        if not isinstance(article_id, str):
            return Record(line.source, None, "", (in_cell(_no_id(line.cells.texts[at]), line, at),))
        if not self._shelf.begin(article_id):
            fault = Fault(codes.DUPLICATE_KEY, f"there is an article {quoted(article_id)} already")
            return Record(line.source, None, "", (in_cell(fault, line, at),))
        rows, problems = self._rows(article_id)
        if rows is None:
            return Record(line.source, None, "", tuple(problems))
        article = Row(sheet.table, "", None, None, found.cells)
        order, rest = found.fixed.get("_order"), found.fixed.get("_rest")
        data, faults = join(article, rows, order, rest, self._limits)
        problems = [*found.problems, *problems]
        problems += [Problem(one.code, one.message, one.pointer, help=one.help) for one in faults]
        texts = {key: found.fixed[key] for key in reserved.KEYS if key in found.fixed}
        _, body, origin, newline, misused = reserved.take_reserved(texts)
        problems += misused
        locate = partial(_locate, line, sheet)
        return Record(line.source, data, body, tuple(problems), origin, newline, locate=locate)

    def _rows(self, article_id: str) -> tuple[list[Row] | None, list[Problem]]:
        """Read the rows of an article's items; None where they exceed a limit."""
        rows: list[Row] = []
        problems: list[Problem] = []
        size = 0
        for kept in self._shelf.of(article_id):
            table = self._tables[kept.table]
            size += len(kept.text)
            if size > self._limits.record_size or len(rows) > self._limits.nodes:
                message = f"the rows of the article have more than {self._limits.record_size:,} characters"
                return None, [Problem(codes.RECORD_TOO_LARGE, message, span=Span(0, 0))]
            line = cut(Source(table.path, kept.text, kept.line), kept.number, table.delimiter)
            found = self._decode(line, table.sheet)
            rows.append(_row(found, table.sheet, f"{kept.table}.csv, row {kept.number}"))
            # What is wrong stands in another file than the article; the pointer leads to the count there.
            base = _pointer(rows[-1].ptr)
            problems += [
                one._replace(
                    message=f"{kept.table}.csv, {one.message}", span=None, pointer=base + one.pointer
                )
                for one in found.problems
            ]
        return rows, problems

    def _decode(self, line: Line, sheet: Sheet) -> _Decoded:
        found = _Decoded([], {}, [])
        for at, (text, role) in enumerate(zip(line.cells.texts, sheet.roles, strict=True)):
            if not text:
                continue
            column = sheet.table.columns[role] if isinstance(role, int) else None
            type_ = type_of(column.kind) if column else _TYPES.get(str(role), "string")
            counts = column is not None and column.kind == "count"
            cell = decode_cell(text, "number" if counts else type_, self._limits)
            base = column.path if column else ()
            faults = [one._replace(pointer=(*base, *one.pointer)) for one in cell.faults]
            value = cell.value
            if not faults and (counts or role == "pos") and not _is_count(value):
                faults = [Fault(codes.SYNTAX_ERROR, f"{quoted(text)} is no number of rows", pointer=base)]
            if faults and (counts or role == "pos"):
                value = UNKNOWN if counts else None
            found.problems.extend(in_cell(fault, line, at) for fault in faults)
            if isinstance(role, int):
                found.cells.append((role, value))
            elif not faults:
                found.fixed[role] = value
        return found


def _is_count(value: Json) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)


def _row(found: _Decoded, sheet: Sheet, place: str) -> Row:
    """Make a row of what its cells say; a `ptr` that is no text is none."""
    ptr, parent, pos = (found.fixed.get(key) for key in KEYS[1:])
    return Row(
        sheet.table,
        ptr if isinstance(ptr, str) else "",
        parent if isinstance(parent, str) else None,
        pos if isinstance(pos, int) else None,
        found.cells,
        place,
    )


def _pointer(ptr: str) -> Pointer:
    """Read a `ptr`: a number behind the name of a table is a position, any other step a key."""
    steps = steps_of(ptr)
    pairs = zip(["", *steps], steps, strict=False)
    return tuple(int(step) if key in CHILDREN and step.isdecimal() else step for key, step in pairs)


def _locate(line: Line, sheet: Sheet) -> Spans:
    values: dict[Pointer, Span] = {(): Span(0, len(line.source.text))}
    for at, (text, role) in enumerate(zip(line.cells.texts, sheet.roles, strict=True)):
        path: Pointer = sheet.table.columns[role].path if isinstance(role, int) else (role,)
        if text:
            for length in range(1, len(path) + 1):
                values.setdefault(path[:length], line.cells.spans[at])
    return Spans(values, {})
