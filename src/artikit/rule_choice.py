"""Which rules are on by some settings, how grave each is, and with which options it judges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from artikit.config import RANK
from artikit.errors import ConfigError
from artikit.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.config import Config, Level
    from artikit.model import Severity
    from artikit.rules import Rule

_KINDS = {bool: "true or false", int: "a whole number", str: "text", list: "a list", float: "a number"}
"""What options can be, in words."""


def severities_of(config: Config) -> dict[str, Severity]:
    """Tell how grave each rule is, by code; a rule that is off is not there.

    Raises ConfigError for a rule that does not exist, or may not be switched off.
    """
    rules = all_rules()
    chosen = _matching(config.select, rules) if config.select else set(rules)
    dropped = _matching(config.ignore, rules)
    _refuse_fixed(config.ignore, rules)
    return {
        code: level
        for code, level in _levels(config, rules).items()
        if level != "off" and (rules[code].fixed_level or (code in chosen and code not in dropped))
    }


def _levels(config: Config, rules: Mapping[str, Rule]) -> dict[str, Level]:
    """Find the level of each rule: its own or that of the preset, and over it what the settings say."""
    levels: dict[str, Level] = {
        code: rule.severity if rule.preset in ("", config.preset) else "off" for code, rule in rules.items()
    }
    for selector, setting in config.rules.items():
        level = setting if isinstance(setting, str) else setting.get("level")
        codes = _matching((selector,), rules)
        if level is not None:
            _refuse_fixed((selector,), rules, level)
            levels.update(dict.fromkeys(codes, level))
    return levels


def options_of(rule: Rule, settings: Mapping[str, Level | Mapping[str, Any]]) -> Mapping[str, Any]:
    """Lay what the settings say about a rule, by its code or its name, over the defaults of its options.

    Raises ConfigError for an option that the rule does not have, or a value of the wrong kind.
    """
    options = dict(rule.options)
    for selector in (rule.code, rule.name):
        setting = settings.get(selector)
        for key, value in setting.items() if isinstance(setting, Mapping) else ():
            if key == "level":
                continue
            _check_option(rule, key, value)
            options[key] = value
    return options


def _check_option(rule: Rule, key: str, value: Any) -> None:
    if key not in rule.options:
        known = ", ".join(f"`{name}`" for name in ("level", *rule.options))
        raise ConfigError(f"rule `{rule.name}` has no option `{key}`; there are {known}")
    kind = type(rule.options[key])
    if type(value) is not kind and not (kind is float and type(value) is int):
        raise ConfigError(f"option `{key}` of rule `{rule.name}` must be {_KINDS[kind]}, got {value!r}")


def _matching(selectors: Iterable[str], rules: Mapping[str, Rule]) -> set[str]:
    """Find the codes that selectors stand for: a code, the beginning of one, a name, or ALL."""
    found: set[str] = set()
    for selector in (selectors,) if isinstance(selectors, str) else selectors:
        codes = {
            code
            for code, rule in rules.items()
            if selector in ("ALL", rule.name) or code.startswith(selector.upper())
        }
        if not codes or not selector:
            raise ConfigError(unknown_rule(selector, rules))
        found |= codes
    return found


def unknown_rule(selector: str, rules: Mapping[str, Rule]) -> str:
    """Say that a rule does not exist, and which one may have been meant."""
    from artikit.schema.suggest import nearest

    meant = nearest(selector, [*rules, *(rule.name for rule in rules.values())])
    return f"no rule `{selector}`; " + (f"did you mean `{meant}`?" if meant else "`artikit rule` lists them")


def _refuse_fixed(selectors: Iterable[str], rules: Mapping[str, Rule], level: Level = "off") -> None:
    """Refuse to switch off or play down reading errors: saying so beats ignoring the wish."""
    for selector in selectors:
        for code, rule in rules.items():
            if selector in (code, rule.name) and rule.fixed_level and RANK[level] < RANK[rule.severity]:
                raise ConfigError(
                    f"`{selector}` cannot be switched off or lowered: what cannot be read cannot be checked"
                )
