"""Every rule: its code, its name, how grave it is, and its manual page.

A rule is a function in the file of its family; its name states the fault, its docstring is the
manual page. A file dropped in here is live: nothing lists the families.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, TypeVar

from artikit.model import Pointer, Problem, Record, Severity
from artikit.modules import module_names

Check: TypeAlias = Callable[[Record], Iterator[Problem]]
_Function = TypeVar("_Function", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `check` is None for what the readers and the schema report on their own.

    `reads` are the pointers that the rule looks at; where a reading or schema problem already covers
    one of them, the rule is not asked, so that one fault is one finding.
    """

    code: str
    name: str
    severity: Severity
    docstring: str
    scope: Literal["record", "corpus"] = "record"
    reads: tuple[Pointer, ...] = ()
    check: Check | None = None

    @property
    def fixed_level(self) -> bool:
        """Whether it can be neither ignored nor suppressed: a record that cannot be read is no record."""
        return self.code.startswith("AK0") and self.name != "missing-front-matter"

    @property
    def doc(self) -> str:
        """The manual page."""
        return inspect.cleandoc(self.docstring)

    @property
    def title(self) -> str:
        """First sentence of the manual page."""
        return self.doc.splitlines()[0]


_RULES: dict[str, Rule] = {}


def rule(code: str, severity: Severity, *, reads: tuple[Pointer, ...] = ()) -> Callable[[Check], Check]:
    """Register a function that yields the problems of one record."""

    def register(check: Check) -> Check:
        _add(Rule(code, _name(check), severity, _doc(check), reads=reads, check=check))
        return check

    return register


def reported(code: str, severity: Severity) -> Callable[[_Function], _Function]:
    """Register the manual page of a problem that a reader or the schema reports."""

    def register(page: _Function) -> _Function:
        _add(Rule(code, _name(page), severity, _doc(page)))
        return page

    return register


@cache
def all_rules() -> dict[str, Rule]:
    """All rules by code, in the order of their codes."""
    for family in module_names(__path__):
        importlib.import_module(f"{__name__}.{family}")
    return dict(sorted(_RULES.items()))


def _add(new: Rule) -> None:
    if new.code in _RULES or any(new.name == known.name for known in _RULES.values()):
        raise ValueError(f"{new.code} or {new.name} is taken")
    _RULES[new.code] = new


def _name(function: Callable[..., object]) -> str:
    return function.__name__.replace("_", "-")


def _doc(function: Callable[..., object]) -> str:
    return function.__doc__ or ""
