"""Settings: from `artikit.toml` or `[tool.artikit]`, checked by a schema like any other record."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from artikit.errors import ConfigError
from artikit.model import Pointer, Problem, Severity, Source, Spans
from artikit.reading.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.ignores import Patterns
    from artikit.reading.reading import Reading
    from artikit.rules import Rule

Level: TypeAlias = Literal["off", "info", "warning", "error"]
FILES = ("artikit.toml", ".artikit.toml", "pyproject.toml")
"""Where settings are looked for in a folder, best first; pyproject.toml counts only with our table."""

_TABLE: Pointer = ("tool", "artikit")
RANK: dict[str, int] = {"off": -1, "info": 0, "warning": 1, "error": 2}


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
        from artikit.rules import all_rules  # not where all verdicts are known

        rules = all_rules()
        chosen = _matching(self.select, rules) if self.select else set(rules)
        dropped = _matching(self.ignore, rules)
        _refuse_fixed(self.ignore, rules)
        levels: dict[str, Level] = {
            code: rule.severity if rule.preset in ("", self.preset) else "off" for code, rule in rules.items()
        }
        for selector, setting in self.rules.items():
            level = setting if isinstance(setting, str) else setting.get("level")
            codes = _matching((selector,), rules)
            if level is not None:
                _refuse_fixed((selector,), rules, level)
                levels.update(dict.fromkeys(codes, level))
        return {
            code: level
            for code, level in levels.items()
            if level != "off" and (rules[code].fixed_level or (code in chosen and code not in dropped))
        }

    def options_of(self, rule: Rule) -> Mapping[str, Any]:
        """Settings of one rule: its defaults, and what the file says. Raises ConfigError for unknown ones."""
        options = dict(rule.options)
        for selector in (rule.code, rule.name):
            setting = self.rules.get(selector)
            for key, value in setting.items() if isinstance(setting, Mapping) else ():
                if key == "level":
                    continue
                _check_option(rule, key, value)
                options[key] = value
        return options

    def at(self, path: str) -> Config:
        """Settings for one file: these, and over them each override whose globs match it, in their order."""
        if not self.overrides:
            return self
        place = os.path.abspath(path).replace(os.sep, "/")
        matching = tuple(
            number
            for number, globs in enumerate(self._override_globs)
            if globs is not None and globs.covers(place, folder=False)
        )
        if matching not in self._merged:
            self._merged[matching] = _merged(self, [self.overrides[number] for number in matching])
        return self._merged[matching]

    def merged_overrides(self) -> list[Config]:
        """Return the settings with each override laid over them alone, to see whether they hold."""
        return [_merged(self, [one]) for one in self.overrides]

    @cached_property
    def _merged(self) -> dict[tuple[int, ...], Config]:
        return {(): self}

    @cached_property
    def _override_globs(self) -> list[Patterns | None]:
        from artikit.ignores import parse  # only where there are overrides

        root = os.path.abspath(self.root).replace(os.sep, "/")
        return [parse(list(one["paths"]), root) for one in self.overrides]

    def schema_for(self, path: str) -> str:
        """Name or path of the schema for a file; of several globs that match, the last one holds."""
        if not self.schemas:
            return self.schema
        place = os.path.abspath(path).replace(os.sep, "/")
        matching = [
            schema for globs, schema in self._globs if globs is not None and globs.covers(place, folder=False)
        ]
        return matching[-1] if matching else self.schema

    @cached_property
    def _globs(self) -> list[tuple[Patterns | None, str]]:
        from artikit.ignores import parse  # only where schemas are mapped

        root = os.path.abspath(self.root).replace(os.sep, "/")
        return [(parse([glob], root), schema) for glob, schema in self.schemas.items()]


def _merged(config: Config, overrides: list[Mapping[str, Any]]) -> Config:
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


def _check_option(rule: Rule, key: str, value: Any) -> None:
    """Refuse what is no option of a rule, or no value for it."""
    if key not in rule.options:
        known = ", ".join(f"`{name}`" for name in ("level", *rule.options))
        raise ConfigError(f"rule `{rule.name}` has no option `{key}`; there are {known}")
    kind = type(rule.options[key])
    if type(value) is not kind and not (kind is float and type(value) is int):
        names = {bool: "true or false", int: "a whole number", str: "text", list: "a list", float: "a number"}
        raise ConfigError(f"option `{key}` of rule `{rule.name}` must be {names[kind]}, got {value!r}")


def _matching(selectors: Iterable[str], rules: Mapping[str, Rule]) -> set[str]:
    """Codes that selectors stand for: a code, the beginning of one, a name, or ALL."""
    found: set[str] = set()
    for selector in (selectors,) if isinstance(selectors, str) else selectors:
        codes = {
            code
            for code, rule in rules.items()
            if selector in ("ALL", rule.name) or code.startswith(selector.upper())
        }
        if not codes or not selector:
            raise ConfigError(_unknown_rule(selector, rules))
        found |= codes
    return found


def _unknown_rule(selector: str, rules: Mapping[str, Rule]) -> str:
    from artikit.schema.suggest import nearest

    meant = nearest(selector, [*rules, *(rule.name for rule in rules.values())])
    return f"no rule `{selector}`" + (
        f"; did you mean `{meant}`?" if meant else "; `artikit rule` lists them"
    )


def _refuse_fixed(selectors: Iterable[str], rules: Mapping[str, Rule], level: Level = "off") -> None:
    """Refuse to switch off or play down reading errors: saying so beats ignoring the wish."""
    for selector in selectors:
        for code, rule in rules.items():
            if selector in (code, rule.name) and rule.fixed_level and RANK[level] < RANK[rule.severity]:
                raise ConfigError(
                    f"`{selector}` cannot be switched off or lowered: what cannot be read cannot be checked"
                )


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
        return b"tool.artikit" in data  # read in full, it will be told where it is broken


def load_config(path: str) -> Config:
    """Read settings from a file. Raises ConfigError, which names the place of every fault."""
    return config_of(path, table_of(path))


def config_of(path: str, table: Mapping[str, Any]) -> Config:
    """Make settings of the table that a file was found to have."""
    return _with_settings(Config(root=os.path.dirname(os.path.abspath(path))), table)


def table_of(path: str) -> dict[str, Any]:
    """Read the table with our settings from a file, and check it. Raises ConfigError."""
    source, reading = _parse(path)
    table: Any = reading.data
    prefix: Pointer = _TABLE if os.path.basename(path) == "pyproject.toml" else ()
    for step in prefix:
        table = table.get(step, {}) if isinstance(table, dict) else {}
    problems = _check(table)
    if problems:
        spans = _read(source, spans=True).spans
        raise ConfigError("\n".join(_placed(source, spans, prefix, problem) for problem in problems))
    return dict(table)


def _with_settings(config: Config, table: Mapping[str, Any]) -> Config:
    settings = {key.replace("-", "_"): value for key, value in table.items()}
    for key in ("include", "exclude", "select", "ignore"):
        if key in settings:
            settings[key] = tuple(settings[key])
    if "overrides" in settings:
        settings["overrides"] = tuple(settings["overrides"])
    if "output_format" in settings:
        settings["output_format"] = _outputs(settings["output_format"], config.root)
    if "limits" in settings:
        settings["limits"] = Limits(
            **{key.replace("-", "_"): value for key, value in settings["limits"].items()}
        )
    if "baseline" in settings:
        settings["baseline"] = os.path.normpath(os.path.join(config.root, settings["baseline"]))
    schema = settings.get("schema")
    if schema is not None:
        settings["schema"] = _schema_path(schema, config.root)
    if "schemas" in settings:
        settings["schemas"] = {
            glob: _schema_path(one, config.root) for glob, one in settings["schemas"].items()
        }
    return replace(config, **settings)


def _outputs(setting: str | list[str], root: str) -> tuple[str, ...]:
    """One report or several."""
    return tuple(_output(one, root) for one in ([setting] if isinstance(setting, str) else setting))


def _output(setting: str, root: str) -> str:
    """A report, with its file relative to the settings; `-` is standard output."""
    name, _, path = setting.partition(":")
    return setting if path in ("", "-") else f"{name}:{os.path.normpath(os.path.join(root, path))}"


def _schema_path(schema: str, root: str) -> str:
    """A path in the settings is relative to them; a name stays a name."""
    path = os.path.join(root, schema)
    return os.path.relpath(path) if os.path.isfile(path) else schema


def _parse(path: str) -> tuple[Source, Reading]:
    try:
        with open(path, "rb") as file:
            text = file.read().decode()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}") from error
    source = Source(path, text)
    reading = _read(source, spans=False)
    if reading.problems:
        raise ConfigError(
            "\n".join(_placed(source, reading.spans, (), problem) for problem in reading.problems)
        )
    return source, reading


def _read(source: Source, *, spans: bool) -> Reading:
    from artikit.reading.toml import read_toml

    return read_toml(source.text, Limits(), start=source.text.startswith("\ufeff"), spans=spans)


def _check(table: Any) -> list[Problem]:
    from artikit.schema.check import check
    from artikit.schema.compiled import compile_schema

    problems = check(table, compile_schema("config", "."))
    if problems or table.keys().isdisjoint(("select", "ignore", "rules", "overrides")):
        return problems
    from artikit.rule_settings import faults  # and with them the rules

    return list(faults(table))


def _placed(source: Source, spans: Spans, prefix: Pointer, problem: Problem) -> str:
    pointer = (*prefix, *problem.pointer)
    span = problem.span or (spans.key(pointer) if problem.at_key else spans.value(pointer))
    line, column = source.position(span.start)
    return f"{source.path}:{line}:{column}: {problem.message}"


LIMIT_KEYS = tuple(limit.name.replace("_", "-") for limit in fields(Limits))
"""Keys of the `[limits]` table."""
