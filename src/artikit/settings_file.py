"""A file of settings, read: its table, checked by a schema like any other record, and what that means."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from artikit.config import Config
from artikit.errors import ConfigError
from artikit.model import Source
from artikit.reading.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from artikit.model import Pointer, Problem, Spans
    from artikit.reading.reading import Reading

_TABLE: Pointer = ("tool", "artikit")
"""Where our settings stand in a pyproject.toml."""

_RULES = ("select", "ignore", "rules", "overrides")
"""Settings that name rules."""


def prefix_of(path: str) -> Pointer:
    """Tell where in a file of settings our table is; everywhere but in a pyproject.toml that is the top."""
    return _TABLE if os.path.basename(path) == "pyproject.toml" else ()


def table_of(path: str) -> dict[str, Any]:
    """Read the table with our settings from a file, and check it.

    Raises ConfigError, which names the place of every fault.
    """
    source = _source(path)
    reading = _read(source, spans=False)
    if reading.problems:
        raise ConfigError(_placed(source, reading.spans, (), reading.problems))
    table: Any = reading.data
    prefix = prefix_of(path)
    for step in prefix:
        table = table.get(step, {}) if isinstance(table, dict) else {}
    problems = _check(table)
    if problems:
        raise ConfigError(_placed(source, _read(source, spans=True).spans, prefix, problems))
    return dict(table)


def _source(path: str) -> Source:
    try:
        with open(path, "rb") as file:
            return Source(path, file.read().decode())
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}") from error


def _read(source: Source, *, spans: bool) -> Reading:
    from artikit.reading.toml import read_toml

    return read_toml(source.text, Limits(), start=source.text.startswith("\ufeff"), spans=spans)


def _check(table: Any) -> list[Problem]:
    from artikit.schema.check import check
    from artikit.schema.compiled import compile_schema

    problems = check(table, compile_schema("config", "."))
    if problems or table.keys().isdisjoint(_RULES):
        return problems
    from artikit.rule_settings import faults  # and with them the rules

    return list(faults(table))


def _placed(source: Source, spans: Spans, prefix: Pointer, problems: Iterable[Problem]) -> str:
    """Write problems line by line, each with its place; their pointers begin in the table at `prefix`."""
    return "\n".join(_line(source, spans, (*prefix, *one.pointer), one) for one in problems)


def _line(source: Source, spans: Spans, pointer: Pointer, problem: Problem) -> str:
    span = problem.span or (spans.key(pointer) if problem.at_key else spans.value(pointer))
    line, column = source.position(span.start)
    return f"{source.path}:{line}:{column}: {problem.message}"


def config_of(path: str, table: Mapping[str, Any]) -> Config:
    """Make settings of the table that `table_of` has found in a file; what is a path is relative to that."""
    config = Config(root=os.path.dirname(os.path.abspath(path)))
    settings = _by_field(table)
    for key in ("include", "exclude", "select", "ignore", "overrides"):
        if key in settings:
            settings[key] = tuple(settings[key])
    if "output_format" in settings:
        settings["output_format"] = _outputs(settings["output_format"], config.root)
    if "limits" in settings:
        settings["limits"] = Limits(**_by_field(settings["limits"]))
    if "baseline" in settings:
        settings["baseline"] = _beside(settings["baseline"], config.root)
    if "schema" in settings:
        settings["schema"] = _schema_path(settings["schema"], config.root)
    if "schemas" in settings:
        settings["schemas"] = {
            glob: _schema_path(one, config.root) for glob, one in settings["schemas"].items()
        }
    return replace(config, **settings)


def _by_field(table: Mapping[str, Any]) -> dict[str, Any]:
    """Call keys as the fields of dataclasses are called."""
    return {key.replace("-", "_"): value for key, value in table.items()}


def _outputs(setting: str | list[str], root: str) -> tuple[str, ...]:
    """One report or several."""
    return tuple(_output(one, root) for one in ([setting] if isinstance(setting, str) else setting))


def _output(setting: str, root: str) -> str:
    """A report, with its file relative to the settings; `-` is standard output."""
    name, _, path = setting.partition(":")
    return setting if path in ("", "-") else f"{name}:{_beside(path, root)}"


def _beside(path: str, root: str) -> str:
    return os.path.normpath(os.path.join(root, path))


def _schema_path(schema: str, root: str) -> str:
    """A path in the settings is relative to them; a name stays a name."""
    path = os.path.join(root, schema)
    return os.path.relpath(path) if os.path.isfile(path) else schema
