"""From findings across records to diagnostics: the files are read once more, for the places."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from artikit.corpus.again import with_records
from artikit.corpus.finding import Spot, findings_in, others_in
from artikit.corpus.store import run_script, told
from artikit.engine import place, schema_of
from artikit.model import Diagnostic, Place, Position, Problem, Record, Source
from artikit.reading.codes import DUPLICATE_KEY
from artikit.rules.corpus import DUPLICATE_ARTICLE
from artikit.schema.check import check
from artikit.suppressing import is_silenced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from artikit.config import Config
    from artikit.corpus.finding import Finding
    from artikit.corpus.store import Store
    from artikit.model import Pointer

_Found = TypeVar("_Found", "Finding", Spot)
Shower: TypeAlias = "Callable[[Record, Iterable[Problem], Config], tuple[Diagnostic, ...]]"

_ANY = DUPLICATE_ARTICLE
"""What is placed has to have a code, whichever."""

_LOCATED = """
    DROP TABLE IF EXISTS temp.located;
    CREATE TEMP TABLE located (
        path BLOB, number INTEGER, pointer TEXT, row INTEGER, col INTEGER, end_row INTEGER, end_col INTEGER,
        PRIMARY KEY (path, number, pointer)
    ) WITHOUT ROWID;
"""
_LOCATE = "INSERT OR IGNORE INTO located VALUES (?, ?, ?, ?, ?, ?, ?)"
_AT = "SELECT row, col, end_row, end_col FROM located WHERE path = ? AND number = ? AND pointer = ?"


def place_all(store: Store, config: Config, show: Shower, *, of_taken: bool) -> Iterator[Diagnostic]:
    """Make diagnostics of what `find` found, by path and place; `show` is the engine's `place`."""
    with told():
        run_script(store.database, _LOCATED)
    for spot, record in _with_records(others_in(store, of_taken=of_taken), config):
        (shown,) = place(record, [Problem(_ANY, "", spot.pointer)], config)
        with told():
            store.database.execute(_LOCATE, (*_key(spot), *shown.start, *shown.end))
    pairs = _with_records(findings_in(store, of_taken=of_taken), config)
    for _, same in groupby(pairs, lambda pair: pair[0].spot[:2]):
        yield from _in_record(same, store, config, show)


def _in_record(
    pairs: Iterable[tuple[Finding, Record]], store: Store, config: Config, show: Shower
) -> list[Diagnostic]:
    """Place the findings of one record, in the order of its text."""
    shown: list[Diagnostic] = []
    covered: set[Pointer] | None = None
    for finding, record in pairs:
        settings = config.at(record.source.path)
        if finding.code not in settings.severities:
            continue
        covered = _covered(record, settings) if covered is None else covered
        if any(_touch(finding.spot.pointer, pointer) for pointer in covered):
            continue
        found = finding.found
        problem = Problem(finding.code, found.message, finding.spot.pointer, help=found.help)
        if is_silenced(record, problem):
            continue
        notes = () if finding.other is None else (_note(finding.other, finding.remark, store),)
        shown += [replace(one, notes=notes) for one in show(record, [problem], settings)]
    return sorted(shown, key=lambda one: (one.start, one.end, one.code, one.message))


def _covered(record: Record, config: Config) -> set[Pointer]:
    """Tell where the readers or the schema found something already: one fault, one finding."""
    said = check(record.data, schema_of(record, config)) if record.data else []
    return {one.pointer for one in (*record.problems, *said) if one.pointer and one.code != DUPLICATE_KEY}


def _touch(one: Pointer, other: Pointer) -> bool:
    return one[: len(other)] == other or other[: len(one)] == one


def _note(spot: Spot, remark: str, store: Store) -> Place:
    with told():
        row, col, end_row, end_col = store.database.execute(_AT, _key(spot)).fetchone()
    return Place(Position(row, col), Position(end_row, end_col), remark, spot.path)


def _key(spot: Spot) -> tuple[bytes, int, str]:
    return os.fsencode(spot.path), spot.number, json.dumps(spot.pointer)


def _with_records(found: Iterable[_Found], config: Config) -> Iterator[tuple[_Found, Record]]:
    """Read the record of each spot. What is gone is shown at the line where it was."""
    for one, record in with_records(found, _where, config):
        spot = _spot(one)
        yield one, Record(Source(spot.path, "", spot.first_line), None) if record is None else record


def _where(found: Finding | Spot) -> tuple[str, int]:
    spot = _spot(found)
    return spot.path, spot.number


def _spot(found: Finding | Spot) -> Spot:
    return found if isinstance(found, Spot) else found.spot
