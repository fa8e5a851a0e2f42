"""From findings across records to diagnostics: the files are read once more, for the places."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from artikit.corpus.again import with_records
from artikit.corpus.database import run_script, translating
from artikit.corpus.findings import Spot, findings_in, others_in
from artikit.engine import above, schema_of, touches
from artikit.model import Diagnostic, Place, Position, Problem, Record, Source
from artikit.placing import place
from artikit.reading.codes import DUPLICATE_KEY
from artikit.rules.corpus import DUPLICATE_ARTICLE
from artikit.schema.check import check
from artikit.suppressing import unsilenced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from artikit.config import Config
    from artikit.corpus.findings import Finding
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
    """Make diagnostics of what was found, by path and place; `show` is the engine's `place`."""
    with translating():
        run_script(store.database, _LOCATED)
    for spot, record in _with_records(others_in(store, of_taken=of_taken), config):
        (shown,) = place(record, [Problem(_ANY, "", spot.pointer)], config)
        with translating():
            store.database.execute(_LOCATE, (*_key(spot), *shown.start, *shown.end))
    pairs = _with_records(findings_in(store, of_taken=of_taken), config)
    for _, same in groupby(pairs, lambda pair: pair[0].spot[:2]):
        yield from _in_record(same, store, config, show)


def _in_record(
    pairs: Iterable[tuple[Finding, Record]], store: Store, config: Config, show: Shower
) -> list[Diagnostic]:
    """Place the findings of one record, in the order of its text."""
    several = list(pairs)
    record = several[0][1]
    settings = config.at(record.source.path)
    on = [finding for finding, _ in several if finding.code in settings.severities]
    covered = _covered(record, settings) if on else set()
    around = above(covered)
    problems: list[Problem] = []
    notes: dict[tuple[str, Pointer, str], tuple[Place, ...]] = {}
    for spot, code, found, other, remark in on:
        if not touches(spot.pointer, covered, around):
            problems.append(Problem(code, found.message, spot.pointer, help=found.help))
            note = () if other is None else (_note(other, remark, store),)
            notes[code, spot.pointer, found.message] = note
    shown = show(record, unsilenced(record, problems, ()), settings)
    return [replace(one, notes=notes[one.code, one.pointer, one.message]) for one in shown]


def _covered(record: Record, config: Config) -> set[Pointer]:
    """Tell where the readers or the schema found something already: one fault, one finding."""
    said = check(record.data, schema_of(record, config)) if record.data else []
    return {one.pointer for one in (*record.problems, *said) if one.pointer and one.code != DUPLICATE_KEY}


def _note(spot: Spot, remark: str, store: Store) -> Place:
    with translating():
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
