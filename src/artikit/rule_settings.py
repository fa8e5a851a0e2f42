"""What a file says about rules, checked for what no schema knows: which there are, and their options."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from artikit.config import Config
from artikit.errors import ConfigError
from artikit.model import Pointer, Problem
from artikit.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator


def faults(table: Mapping[str, Any]) -> Iterator[Problem]:
    """Find what is wrong with the rules in settings that their schema has let pass, at most once a rule."""
    yield from _of_part(table, ())
    for number, override in enumerate(table.get("overrides", ())):
        yield from _of_part(override, ("overrides", number))


def _of_part(part: Mapping[str, Any], at: Pointer) -> Iterator[Problem]:
    for number, selector in enumerate(part.get("select", ())):
        yield from _tried(Config(select=(selector,)), (*at, "select", number))
    for number, selector in enumerate(part.get("ignore", ())):
        yield from _tried(Config(ignore=(selector,)), (*at, "ignore", number))
    for name, setting in part.get("rules", {}).items():
        found = (
            problem
            for steps, piece in _pieces(setting)
            for problem in _tried(Config(rules={name: piece}), (*at, "rules", name, *steps))
        )
        yield from islice(found, 1)


def _pieces(setting: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Take a setting apart, so that what is wrong is known by its place; a table begins with none of it."""
    if not isinstance(setting, Mapping):
        yield (), setting
        return
    yield (), {}
    for key, value in setting.items():
        yield (key,), {key: value}


def _tried(config: Config, pointer: Pointer) -> Iterator[Problem]:
    """Say what is wrong with settings that hold nothing but what stands at a place."""
    try:
        _ = config.severities
        for rule in all_rules().values():
            config.options_of(rule)
    except ConfigError as error:
        yield Problem("", str(error), pointer, at_key=isinstance(pointer[-1], str))
