"""What artikit promises of its speed: every goal is a ratio between two that ran side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from measure import Cost, middle, ratios

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Quantity = Literal["cpu", "wall", "peak"]
QUANTITIES: dict[Quantity, Callable[[Cost], float]] = {
    "cpu": lambda cost: cost.cpu,
    "wall": lambda cost: cost.wall,
    "peak": lambda cost: cost.peak,
}


@dataclass(frozen=True, slots=True)
class Goal:
    """`ours` is so many times as fast as `rival` at least, or takes so many times as much at most.

    Processor time is compared where one process works, time on the clock where two do. `smoke` is a bound
    for a busy machine and a small corpus; None where a small corpus tells nothing.
    """

    work: str
    group: str
    ours: str
    rival: str
    at_least: float | None = None
    at_most: float | None = None
    by: Quantity = "cpu"
    smoke: float | None = None

    def bound(self, *, smoke: bool) -> str:
        """The bound as it is written."""
        value = self.smoke if smoke else self.at_least or self.at_most
        return f"{'≥' if self.at_least else '≤'} {value:g}x"

    def measured(self, taken: Mapping[str, list[Cost]]) -> list[float]:
        """The ratio of each round, in ascending order."""
        ours, rival = taken[self.ours], taken[self.rival]
        pair = (rival, ours) if self.at_least else (ours, rival)
        return ratios(*pair, QUANTITIES[self.by])

    def met(self, ratio: float, *, smoke: bool) -> bool:
        """Tell whether a ratio is as good as promised."""
        if self.at_least is not None:
            return ratio >= (self.smoke if smoke and self.smoke is not None else self.at_least)
        bound = self.smoke if smoke and self.smoke is not None else self.at_most
        return bound is not None and ratio <= bound


@dataclass(frozen=True, slots=True)
class Memory:
    """`ours` never holds more than `megabytes`, in any one process."""

    work: str
    group: str
    ours: str
    megabytes: float

    def peak(self, taken: Mapping[str, list[Cost]]) -> float:
        """The most MB of any run."""
        return middle(taken[self.ours]).peak


def _twice(verb: str, what: str = "records") -> tuple[str, str]:
    return f"{verb}, 2n {what}", f"{verb}, n {what}"


GROWING = ("records", "records of one file", "related items", "keys", "body", "text of a key")
"""What there is twice as much of, to see that the time does no more than double."""

GOALS: tuple[Goal | Memory, ...] = (
    Goal("validate by the schema alone, one process", "validate", "schema, 1 process", "naive", 18, smoke=5),
    Goal("the same, two processes", "validate", "schema, 2 processes", "naive", 30, by="wall"),
    Goal("validate by all default rules, one process", "validate", "rules, 1 process", "naive", 12, smoke=3),
    Goal("the same, two processes", "validate", "rules, 2 processes", "naive", 20, by="wall"),
    Goal("every record faulty, full messages with places", "faulty", "artikit", "naive", 9, smoke=1.5),
    Goal("every record beyond the quick reader", "refused", "artikit", "naive", 3.5, smoke=1),
    Goal("validate again, nothing changed, by stat", "warm", "by stat", "read all bytes", at_most=1.0),
    Goal("the same, by the hash of the content", "warm", "by hash", "read all bytes", at_most=2.6),
    Goal("validate one small record", "start", "validate one.md", "python -c pass", at_most=10, smoke=20),
    Goal("`--version`", "start", "--version", "python -c pass", at_most=7, smoke=14),
    Goal("`--help`", "start", "--help", "python -c pass", at_most=7, smoke=14),
    Goal("Markdown to JSONL, one process", "md to jsonl", "1 process", "naive", 8, smoke=1.5),
    Goal("the same, two processes", "md to jsonl", "2 processes", "naive", 14, by="wall"),
    Goal("JSONL to Markdown", "jsonl to md", "artikit", "PyYAML's C dumper", 6, smoke=1),
    Goal("JSONL to CSV to JSONL against Miller", "tables", "artikit", "Miller", 1, smoke=0.5),
    Goal("the same against DuckDB", "tables", "artikit", "DuckDB", 1, smoke=0.3),
    Memory("memory to validate", "memory", "validate, n records", 60),
    Goal("the same, twice as many records", "memory", *_twice("validate"), at_most=1.05, by="peak"),
    Memory("memory to convert", "memory", "convert, n records", 60),
    Goal("the same, twice as many records", "memory", *_twice("convert"), at_most=1.05, by="peak"),
    *(
        Goal(f"{verb} twice the {what}", "growth", *_twice(verb, what), at_most=2.2)
        for what in GROWING
        for verb in ("validate", "convert")
    ),
    Goal("against gray-matter + ajv", "peers", "artikit", "gray-matter + ajv", 2.5),
    Goal("against remark-lint-frontmatter-schema", "peers", "artikit", "remark-lint-frontmatter-schema", 35),
    Goal("against check-jsonschema", "peers", "artikit", "check-jsonschema", 50),
    Goal("against yamllint", "peers", "artikit", "yamllint", 55),
)
"""Every goal, in the order of the table."""
