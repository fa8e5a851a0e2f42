"""What the engine asks the rules, apart from the readers and the schema: one way in for all tests of that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from artikit import engine

if TYPE_CHECKING:
    from artikit.config import Config
    from artikit.model import Problem, Record
    from artikit.rules import Facts, Glance, Rule


def said(record: Record, config: Config, *, eager: bool = False) -> list[Problem]:
    """What the rules say of a record; with `eager` each of them is asked, whatever its `unless` says.

    Each time they are shown a new record: of the one before they remember what they saw.
    """
    record = replace(record)
    schema = engine.schema_of(record, config)
    asked = asked_of(record, config)
    key, kept = next((key, kept) for key, kept in engine._ASKED.items() if kept[2] is asked)
    bare = [(replace(rule, unless=None), facts) for rule, facts in asked]
    engine._ASKED[key] = (kept[0], kept[1], bare if eager else asked)
    try:
        return list(engine._broken_rules(record, schema, config, set()))
    finally:
        engine._ASKED[key] = kept


def asked_of(record: Record, config: Config) -> list[tuple[Rule, Facts]]:
    """The rules that are on, with what each may know."""
    return engine._asked(config, engine.schema_of(record, config))


def glance_of(record: Record) -> Glance:
    """What each `unless` is shown."""
    return engine._glance(record)
