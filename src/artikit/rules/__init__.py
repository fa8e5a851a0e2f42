"""Every rule: its code, its name, how grave it is, and its manual page.

A rule is a function in the file of its family; its name states the fault, its docstring is the
manual page. A file dropped in here is live: nothing lists the families.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar, cast

from artikit.modules import module_names

if TYPE_CHECKING:
    from datetime import datetime

    from artikit.model import Change, Fix, Json, Note, Pointer, Record, Severity, Span
    from artikit.schema.style import Style

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Seen = TypeVar("_Seen")
_NO_OPTIONS: Mapping[str, Any] = MappingProxyType({})


class Article(NamedTuple):
    """An article in a record: the record itself, or an item of its `related`; `pointer` leads to it."""

    pointer: Pointer
    data: Mapping[str, Json]
    record: Record


class Glance(NamedTuple):
    """A record with the data of all its articles: its own first, then each of its `related`.

    There is a new one whenever a record is looked at, since its data may have been changed in between.
    """

    record: Record
    articles: list[Mapping[str, Json]]


class Facts(NamedTuple):
    """What a rule may know beside the record.

    `now` is when the run began, with its zone; `options` are the rule's own; `style` gets the style that
    the record's schema asks for; `root` is the folder that the settings hold for.
    """

    now: datetime
    options: Mapping[str, Any]
    style: Callable[[], Style]
    root: str = "."


class Found(NamedTuple):
    """What a rule says: like a `Problem`, without the code. Pointers are relative to what it was shown."""

    message: str
    pointer: Pointer = ()
    span: Span | None = None
    at_key: bool = False
    help: str = ""
    fix: Fix | Change | None = None
    notes: tuple[Note, ...] = ()


Check: TypeAlias = Callable[[Any, Facts], Iterator[Found]]
Unless: TypeAlias = Callable[[Glance, Facts], bool]
Scope: TypeAlias = Literal["article", "record"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `check` is None for what the readers, the schema and the corpus report on their own.

    A rule of scope `article` is shown the record's own article and each of its `related`, one of scope
    `record` the whole record. `reads` are the pointers that it looks at, relative to that; where a reading
    or schema problem already covers one of them, the rule is not asked, so that one fault is one finding.
    `options` are its settings with their defaults. A rule with a `preset` is off unless the settings name it.

    `unless` is there for speed alone: where it is true of a whole record, the rule is not asked about it. It
    never raises, and is true only where `check` finds nothing in any of the articles.

    What a rule `by_date` finds depends on when it is asked; where its `unless` is true of a record, it is so
    on any later day too. `beside` is the option that names a folder whose files the rule reads, relative to
    the settings. A rule may use nothing else outside the record: verdicts are kept for later runs.
    """

    code: str
    name: str
    severity: Severity
    docstring: str
    scope: Scope = "record"
    reads: tuple[Pointer, ...] = ()
    check: Check | None = None
    options: Mapping[str, Any] = field(default_factory=lambda: _NO_OPTIONS)
    preset: str = ""
    unless: Unless | None = None
    by_date: bool = False
    beside: str = ""

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


def rule(  # noqa: PLR0913  (each is a word of its own)
    code: str,
    severity: Severity,
    *,
    scope: Scope = "article",
    reads: tuple[str, ...] = (),
    preset: str = "",
    unless: Unless | None = None,
    by_date: bool = False,
    beside: str = "",
    **options: Any,
) -> Callable[[_Function], _Function]:
    """Register a function `check(article, facts)`, or `check(record, facts)`, that yields what it found.

    `reads` are paths such as `provider.domain`; `options` are its settings with their defaults. `unless` may
    be left out: it saves a rule that costs much the time for most records; see `Rule`, for the rest as well.
    """

    def register(check: _Function) -> _Function:
        _add(
            Rule(
                code,
                _name(check),
                severity,
                _doc(check),
                scope=scope,
                reads=tuple(tuple(path.split(".")) for path in reads),
                check=check,
                options=_named(options),
                preset=preset,
                unless=unless,
                by_date=by_date,
                beside=beside,
            )
        )
        return check

    return register


def once(look: Callable[[Glance], _Seen]) -> Callable[[Glance], _Seen]:
    """Make a function look at each glance only once, however many rules ask one after another."""
    last: tuple[Glance | None, Any] = None, None

    def remembered(glance: Glance) -> _Seen:
        nonlocal last
        seen = last
        if seen[0] is not glance:
            seen = last = glance, look(glance)
        return cast("_Seen", seen[1])

    return remembered


def reported(
    code: str, severity: Severity, *, preset: str = "", **options: Any
) -> Callable[[_Function], _Function]:
    """Register the manual page and the options of a problem that is not reported by a rule."""

    def register(page: _Function) -> _Function:
        _add(Rule(code, _name(page), severity, _doc(page), options=_named(options), preset=preset))
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


def _named(options: Mapping[str, Any]) -> dict[str, Any]:
    """Name options as the settings do."""
    return {name.replace("_", "-"): default for name, default in options.items()}


def _name(function: Callable[..., object]) -> str:
    return function.__name__.replace("_", "-")


def _doc(function: Callable[..., object]) -> str:
    return function.__doc__ or ""
