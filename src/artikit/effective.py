"""The settings that hold, as a file that makes them hold again, each with where it came from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from artikit.escape import safe
from artikit.inodes import slashes
from artikit.reading.limits import Limits
from artikit.settings_file import prefix_of

if TYPE_CHECKING:
    from artikit.config import Config
    from artikit.model import Pointer

_NOT_SETTINGS = frozenset({"root", "now"})
_DEFAULT = "default"


def settings_text(config: Config, file: str | None, path: str | None = None) -> str:
    """Write settings as TOML, from which `load_config` makes the same ones, in the same folder.

    `file` is where they were read from. With `path`, they are those for that one file: its schema, and
    overrides laid over the rest.
    """
    lines = _lines_of(file)
    shown = config if path is None else _for_path(config, path)
    given: dict[Pointer, str] = dict(lines)
    if path is not None:
        given = _origins_for(config, path, lines)
    table, unset = _table(shown)
    head = f"# settings of {_name(file)}" if file else "# no file with settings; all are defaults"
    if path is not None:
        head += f", for {safe(slashes(path))}"
    return "\n".join([head, *_annotated(table, given), *(f"# {key} is not set" for key in unset)]) + "\n"


def _for_path(config: Config, path: str) -> Config:
    return replace(config.at(path), schema=config.schema_for(path), schemas={}, overrides=())


def _origins_for(config: Config, path: str, lines: Mapping[Pointer, str]) -> dict[Pointer, str]:
    """Say where each setting for one file comes from: the last glob, the last override that fits it."""
    origins = {pointer: line for pointer, line in lines.items() if pointer[0] not in ("overrides", "schemas")}
    for glob in config.schemas:
        if replace(config, schemas={glob: config.schemas[glob]}, schema="").schema_for(path):
            origins[("schema",)] = lines.get(("schemas", glob), _DEFAULT)
    for number, override in enumerate(config.overrides):
        if replace(config, overrides=(override,)).at(path).overrides:
            continue  # it does not fit
        for key in ("select", "ignore"):
            if key in override:
                origins[(key,)] = lines.get(("overrides", number, key), _DEFAULT)
        for rule in override.get("rules", {}):
            origins[("rules", rule)] = lines.get(("overrides", number, "rules", rule), _DEFAULT)
    return origins


def _table(config: Config) -> tuple[dict[str, Any], list[str]]:
    """Lay out settings as their file does: plain ones before tables; and those that are not set."""
    plain: dict[str, Any] = {}
    tables: dict[str, Any] = {}
    unset: list[str] = []
    for one in fields(config):
        key, value = one.name.replace("_", "-"), _plain(getattr(config, one.name))
        if one.name in _NOT_SETTINGS:
            continue
        if key in ("schema", "baseline") and value is not None:
            value = _beside(value, config.root, always=key == "baseline")
        if key == "schemas":
            value = {glob: _beside(schema, config.root) for glob, schema in value.items()}
        if key == "output-format":
            value = [_output_beside(one, config.root) for one in value]
        if value in (None, {}) or (not value and key == "output-format"):
            unset.append(key)
        elif isinstance(value, dict) or (value and key == "overrides"):
            tables[key] = value
        else:
            plain[key] = value
    return {**plain, **tables}, unset


def _plain(value: Any) -> Any:
    """Write a setting as plain data."""
    if isinstance(value, Limits):
        return {one.name.replace("_", "-"): getattr(value, one.name) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (tuple, list)) else value


def _beside(path: str, root: str, *, always: bool = False) -> str:
    """Write a path as the settings in `root` do; a name stays a name."""
    return slashes(os.path.relpath(path, root)) if always or os.path.isfile(path) else path


def _output_beside(output: str, root: str) -> str:
    """Write a report and its file as the settings in `root` do."""
    name, colon, path = output.partition(":")
    return f"{name}:{_beside(path, root, always=True)}" if colon else name


def _annotated(table: dict[str, Any], origins: Mapping[Pointer, str]) -> list[str]:
    """Write settings down, and behind each where it came from."""
    from artikit.model import Source
    from artikit.reading.toml import read_toml
    from artikit.writing.toml import write_toml

    text = write_toml(table)
    source = Source("", text)
    lines = text.splitlines()
    for pointer, span in read_toml(text, Limits(nodes=1 << 20), spans=True).spans.keys.items():
        whole = isinstance(table[str(pointer[0])], dict)
        if len(pointer) == (2 if whole else 1) or (pointer[0] == "overrides" and len(pointer) == 3):
            row = source.position(span.start).line - 1
            if "  # " not in lines[row]:
                lines[row] += f"  # {origins.get(pointer, _DEFAULT)}"
    return lines


def _lines_of(file: str | None) -> dict[Pointer, str]:
    """Find the line of each setting in a file that has been read before."""
    if file is None:
        return {}
    from artikit.model import Source
    from artikit.reading.toml import read_toml

    with open(file, encoding="utf-8", newline="") as opened:
        text = opened.read()
    source = Source(file, text)
    prefix = prefix_of(file)
    keys = read_toml(text, Limits(), start=text.startswith("\ufeff"), spans=True).spans.keys
    return {
        pointer[len(prefix) :]: f"{_name(file)}:{source.position(span.start).line}"
        for pointer, span in keys.items()
        if pointer[: len(prefix)] == prefix and len(pointer) > len(prefix)
    }


def _name(file: str) -> str:
    """Name a file for a comment: as it is called from here, in characters that show."""
    try:
        return safe(slashes(os.path.relpath(file)))
    except ValueError:  # on another drive
        return safe(slashes(file))
