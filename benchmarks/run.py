"""How fast artikit is: the table of all goals, as ratios within one run.

    python benchmarks/run.py                       everything: half an hour
    python benchmarks/run.py --only validate --count 400
    python benchmarks/run.py --smoke               small, with generous bounds: a minute
    python benchmarks/run.py --write               into docs/performance.md too

Exit code 1 where `--smoke` misses a bound.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from contestants import GROUPS, Ground, line_up
from goals import GOALS, Goal, Memory
from measure import middle, take_turns
from tools import HERE, machine, versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Cost

PAGE = HERE.parent / "docs" / "performance.md"
BEGIN, END = "<!-- table: written by `make bench` -->\n", "<!-- end of the table -->\n"
HEAD = """| work | goal | measured | spread | artikit | against | peak MB | |
|---|---|---|---|---|---|---|---|
"""
EXTRA_ROUNDS = {"start": 6.0, "memory": 0.2, "peers": 0.6}
"""Rounds of a group, as a multiple: more where a run is short, fewer where it is long and quiet."""


class Row(NamedTuple):
    """A row of the table, and whether it keeps its promise; None where it could not be measured."""

    cells: tuple[str, ...]
    met: bool | None

    def line(self) -> str:
        """The row in Markdown."""
        sign = {True: "met", False: "**missed**", None: ""}[self.met]
        return f"| {' | '.join((*self.cells, sign))} |\n"


def rows(group: str, taken: dict[str, list[Cost]], missing: dict[str, str], *, smoke: bool) -> Iterator[Row]:
    """The rows of a group."""
    for goal in GOALS:
        if goal.group != group or (smoke and (isinstance(goal, Memory) or goal.smoke is None)):
            continue
        names = (goal.ours,) if isinstance(goal, Memory) else (goal.ours, goal.rival)
        gone = [missing[name] for name in names if name in missing]
        if gone:
            yield Row((goal.work, _bound(goal, smoke=smoke), f"skipped: {gone[0]}", "", "", "", ""), None)
        elif isinstance(goal, Memory):
            peak = goal.peak(taken)
            cells = (goal.work, _bound(goal, smoke=smoke), f"{peak:.0f} MB", "", "", "", f"{peak:.0f}")
            yield Row(cells, peak <= goal.megabytes)
        else:
            yield _compared(goal, taken, smoke=smoke)


def _bound(goal: Goal | Memory, *, smoke: bool) -> str:
    return f"≤ {goal.megabytes:g} MB" if isinstance(goal, Memory) else goal.bound(smoke=smoke)


def _compared(goal: Goal, taken: dict[str, list[Cost]], *, smoke: bool) -> Row:
    measured = goal.measured(taken)
    ratio = statistics.median(measured)
    ours, rival = middle(taken[goal.ours]), middle(taken[goal.rival])
    cells = (
        goal.work,
        goal.bound(smoke=smoke),
        f"{_number(ratio)}x",
        f"{_number(measured[0])} to {_number(measured[-1])}",
        _times(ours),
        _times(rival),
        f"{ours.peak:.0f}",
    )
    return Row(cells, goal.met(ratio, smoke=smoke))


def _number(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}"


def _times(cost: Cost) -> str:
    """Seconds of processor time and on the clock."""
    digits = 3 if cost.cpu < 1 else 2
    return f"{cost.cpu:.{digits}f} s / {cost.wall:.{digits}f} s"


def _said(group: str, taken: dict[str, list[Cost]], missing: dict[str, str]) -> str:
    """All contestants of a group, for whoever watches."""
    lines = [f"\n{group}\n"]
    for name, costs in taken.items():
        cpu, wall, peak = middle(costs)
        lines.append(f"  {name:<34}{cpu:>9.3f} s cpu{wall:>9.3f} s wall{peak:>7.0f} MB\n")
    lines.extend(f"  {name:<34}skipped: {why}\n" for name, why in missing.items())
    return "".join(lines)


def main() -> int:
    """Measure, and print the table."""
    given = _arguments()
    table: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        ground = Ground(Path(name), given.count, given.many, given.few)
        for group in GROUPS:
            promised = [one for one in GOALS if one.group == group]
            if given.smoke and all(isinstance(one, Memory) or one.smoke is None for one in promised):
                continue
            if given.only and not any(word in group for word in given.only):
                continue
            ready, missing = line_up(group, ground)
            taken = take_turns(ready, max(1, round(given.rounds * EXTRA_ROUNDS.get(group, 1.0))))
            print(_said(group, taken, missing), end="", file=sys.stderr, flush=True)
            table.extend(rows(group, taken, missing, smoke=given.smoke))
    text = _text(given, table)
    print(f"\n{text}", end="")
    if given.write:
        page = PAGE.read_text(encoding="utf-8")
        before, after = page.partition(BEGIN)[0], page.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    return int(given.smoke and any(row.met is False for row in table))


def _text(given: argparse.Namespace, table: list[Row]) -> str:
    """The table, and what it was measured on."""
    today = dt.datetime.now(dt.UTC).date()
    about = (
        f"{machine()}; {today}. {given.count:,} records; {given.many:,} for memory and unchanged records; "
        f"{given.few:,} against other tools. Medians of {given.rounds} rounds.\n\n{versions()}.\n"
    )
    return f"{HEAD}{''.join(row.line() for row in table)}\n{about}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", action="append", help=f"groups by a part of their name: {', '.join(GROUPS)}"
    )
    parser.add_argument("--count", type=int, default=4_000, help="records, half of them below 20 KB")
    parser.add_argument("--many", type=int, default=14_000, help="records where it takes many")
    parser.add_argument("--few", type=int, default=500, help="records for the slowest of the others")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--smoke", action="store_true", help="a small run with generous bounds")
    parser.add_argument("--write", action="store_true", help=f"write the table into docs/{PAGE.name}")
    given = parser.parse_args()
    if given.smoke:
        given.count = min(given.count, 200)
    if given.write and (given.smoke or given.only):
        parser.error("--write is for a whole run")
    return given


if __name__ == "__main__":
    sys.exit(main())
