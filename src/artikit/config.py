"""Settings: what a run goes by, which of them hold for a file, and where they are looked for."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from artikit.errors import ConfigError
from artikit.inodes import slashes
from artikit.reading.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from artikit.ignores import Patterns
    from artikit.model import Severity
    from artikit.rules import Rule

Level: TypeAlias = Literal["off", "info", "warning", "error"]
FILES = ("artikit.toml", ".artikit.toml", "pyproject.toml")
"""Where settings are looked for in a folder, best first; pyproject.toml counts only with our table."""

RANK: dict[str, int] = {"off": -1, "info": 0, "warning": 1, "error": 2}
"""How grave each level is."""


def run_started() -> datetime:
    """When the run began: now, or what SOURCE_DATE_EPOCH says (reproducible-builds.org), in seconds."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(told), UTC) if told else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f"SOURCE_DATE_EPOCH is `{told}`, which is no number of seconds") from error


@dataclass(frozen=True)
class Config:
    """What a run goes by. `root` is the folder that globs are relative to and links may not leave."""

    root: str = "."
    schema: str = "article"
    schemas: Mapping[str, str] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, Level | Mapping[str, Any]] = field(default_factory=dict)
    overrides: tuple[Mapping[str, Any], ...] = ()
    preset: str | None = None
    baseline: str | None = None
    now: datetime = field(default_factory=run_started)
    fail_level: Severity = "error"
    show_level: Severity = "info"
    output_format: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)

    @cached_property
    def severities(self) -> dict[str, Severity]:
        """How grave each rule is, by code; a rule that is off is not there. Raises ConfigError."""
        from artikit.rule_choice import severities_of  # not where all verdicts are known

        return severities_of(self)

    def options_of(self, rule: Rule) -> Mapping[str, Any]:
        """Settings of one rule: its defaults, and what the file says. Raises ConfigError for unknown ones."""
        from artikit.rule_choice import options_of

        return options_of(rule, self.rules)

    def at(self, path: str) -> Config:
        """Settings for one file: these, and over them each override whose globs match it, in their order."""
        if not self.overrides:
            return self
        matching = tuple(_covering(self._override_globs, path))
        if matching not in self._overridden:
            self._overridden[matching] = _laid_over(self, [self.overrides[number] for number in matching])
        return self._overridden[matching]

    def merged_overrides(self) -> list[Config]:
        """Return the settings with each override laid over them alone, to see whether they hold."""
        return [_laid_over(self, [one]) for one in self.overrides]

    @cached_property
    def _overridden(self) -> dict[tuple[int, ...], Config]:
        """Settings by the numbers of the overrides that are laid over these."""
        return {(): self}

    @cached_property
    def _override_globs(self) -> list[Patterns | None]:
        return _parsed([one["paths"] for one in self.overrides], self.root)

    def schema_for(self, path: str) -> str:
        """Name or path of the schema for a file; of several globs that match, the last one holds."""
        if not self.schemas:
            return self.schema
        matching = tuple(_covering(self._schema_globs, path))
        return tuple(self.schemas.values())[matching[-1]] if matching else self.schema

    @cached_property
    def _schema_globs(self) -> list[Patterns | None]:
        return _parsed([[glob] for glob in self.schemas], self.root)


def _parsed(globs: Iterable[Sequence[str]], root: str) -> list[Patterns | None]:
    """Make patterns of several lists of globs, which are relative to a folder."""
    from artikit.ignores import parse  # only where the settings have globs

    top = slashes(os.path.abspath(root))
    return [parse(one, top) for one in globs]


def _covering(patterns: Iterable[Patterns | None], path: str) -> Iterator[int]:
    """Yield the numbers of the patterns that match a file."""
    place = slashes(os.path.abspath(path))
    for number, one in enumerate(patterns):
        if one is not None and one.covers(place, folder=False):
            yield number


def _laid_over(config: Config, overrides: list[Mapping[str, Any]]) -> Config:
    """Lay overrides over settings: rules by rules, what else they say in place of it."""
    for one in overrides:
        config = replace(
            config,
            overrides=(),
            rules={**config.rules, **one.get("rules", {})},
            select=tuple(one.get("select", config.select)),
            ignore=tuple(one.get("ignore", config.ignore)),
        )
    return config


def find_config(start: str) -> str | None:
    """Path of the nearest file with settings, from a folder upwards to the end of its repository."""
    folder = os.path.abspath(start)
    while True:
        for name in FILES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name != "pyproject.toml" or _has_table(path)):
                return path
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = parent


def _has_table(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    if b"artikit" not in data:
        return False
    import tomllib  # 15 ms, only where the file may be ours

    try:
        return "artikit" in tomllib.loads(data.decode()).get("tool", {})
    except (ValueError, RecursionError, AttributeError):
        return b"tool.artikit" in data  # read in full, it is said where it is broken


def load_config(path: str) -> Config:
    """Read settings from a file. Raises ConfigError, which names the place of every fault."""
    from artikit.settings_file import config_of, table_of  # only where there is one

    return config_of(path, table_of(path))
