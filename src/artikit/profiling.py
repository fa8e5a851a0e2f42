"""Where the time of a run goes, for `artikit validate --profile`: by phase, and by rule.

Nothing in a run asks whether it is measured. What is measured is wrapped while a profile is taken, in this
process, and put back afterwards.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial, wraps
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from artikit import engine, placing, sources
from artikit.rules import all_rules
from artikit.summary import many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from artikit.rules import Rule

T = TypeVar("T")

PHASES = ("discover", "read", "schema", "rules", "findings", "compare", "report", "rest")
"""What a run does: finding files; opening and reading them; the verdict by the schema, reasons included; the
rules; putting what was found in its place, with its fix; comparing records; writing the report; all else."""

SHOWN = 15
"""Rules that are shown at most; the slowest come first."""


class Profile:
    """Adds up time. What is measured within something else counts for the inner one alone."""

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self.spent: dict[str, float] = {}
        """Seconds by phase, and by the code of a rule for what it takes within its phase."""
        self._clock = clock
        self._open = ["rest"]
        self._since = clock()

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Measure what happens meanwhile."""
        self._begin(name)
        try:
            yield
        finally:
            self._end()

    def steps(self, name: str, items: Iterable[T]) -> Iterator[T]:
        """Measure what it takes to get each item, and not what is done with it."""
        iterator = iter(items)
        while True:
            self._begin(name)
            try:
                item = next(iterator)
            except StopIteration:
                return
            finally:
                self._end()
            yield item

    def timed(self, name: str, function: Callable[..., T]) -> Callable[..., T]:
        """Wrap a function so that its calls are measured."""

        @wraps(function)
        def measured(*args: Any, **kwargs: Any) -> T:
            self._begin(name)
            try:
                return function(*args, **kwargs)
            finally:
                self._end()

        return measured

    def stepped(self, name: str, function: Callable[..., Iterable[T]]) -> Callable[..., Iterator[T]]:
        """Wrap a function that yields, so that its steps are measured."""

        @wraps(function)
        def measured(*args: Any, **kwargs: Any) -> Iterator[T]:
            return self.steps(name, function(*args, **kwargs))

        return measured

    def rule(self, rule: Rule) -> Rule:
        """Wrap what a rule does. What rules share counts for the first one that asks for it."""
        check, unless = rule.check, rule.unless
        return replace(
            rule,
            check=check and self.stepped(rule.code, check),
            unless=unless and self.timed(rule.code, unless),
        )

    def lines(self, records: int) -> Iterator[str]:
        """Say what it came to: milliseconds, their share, and microseconds for each record."""
        self._book()
        rules = {code: self.spent[code] for code in all_rules() if code in self.spent}
        phases = {name: self.spent[name] for name in PHASES if name in self.spent}
        if rules:
            phases["rules"] = phases.get("rules", 0.0) + sum(rules.values())
        whole = sum(phases.values())
        yield f"profile of {many(records, 'record')}, in one process, without the cache"
        yield _HEAD.format("phase")
        yield from (_line(name, phases[name], whole, records) for name in PHASES if name in phases)
        yield _line("all", whole, whole, records)
        if rules:
            yield ""
            yield _HEAD.format("rule")
        slowest = sorted(rules, key=lambda code: -rules[code])[:SHOWN]
        yield from (
            _line(f"{code} {all_rules()[code].name}", rules[code], whole, records) for code in slowest
        )
        if left := rules.keys() - set(slowest):
            yield _line(many(len(left), "other rule"), sum(rules[code] for code in left), whole, records)

    def _begin(self, name: str) -> None:
        self._book()
        self._open.append(name)

    def _end(self) -> None:
        self._book()
        self._open.pop()

    def _book(self) -> None:
        now = self._clock()
        name = self._open[-1]
        self.spent[name] = self.spent.get(name, 0.0) + now - self._since
        self._since = now


@contextmanager
def profiled() -> Iterator[Profile]:
    """Take a profile of what happens meanwhile in this process."""
    from artikit.corpus import Corpus

    profile = Profile()
    rules = {code: profile.rule(rule) for code, rule in all_rules().items()}
    places: tuple[tuple[Any, str, Callable[[Any], Any]], ...] = (
        (sources.Reader, "records", partial(profile.stepped, "read")),
        (engine, "check_schema", partial(profile.timed, "schema")),
        (engine, "_broken_rules", partial(profile.stepped, "rules")),
        (engine, "all_rules", lambda _: lambda: rules),
        (engine, "_ASKED", lambda _: {}),  # which may hold rules that are not measured
        (placing, "place", partial(profile.timed, "findings")),
        (Corpus, "add", partial(profile.timed, "compare")),
        (Corpus, "diagnostics", partial(profile.stepped, "compare")),
    )
    with ExitStack() as stack:
        for holder, name, measured in places:
            plain = getattr(holder, name)
            stack.callback(setattr, holder, name, plain)
            setattr(holder, name, measured(plain))
        yield profile


_HEAD = "{:<36}        ms   share  µs a record"


def _line(name: str, seconds: float, whole: float, records: int) -> str:
    share, each = seconds / whole if whole else 0.0, seconds / records * 1e6 if records else 0.0
    return f"{name:<36.36}{seconds * 1e3:>10,.1f}{share:>8.1%}{each:>13,.1f}"
