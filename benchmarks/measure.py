"""What a process takes: processor time, time on the clock, memory; measured in turns.

Contestants run as whole processes, one after the other, round by round, so that a drift of the machine's
speed hits all alike; ratios are taken within a round, and their median counts.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Cost(NamedTuple):
    """Seconds of processor time, seconds on the clock, and MB.

    The first are user + system of a process and all its descendants, the last the most that any one of
    them held.
    """

    cpu: float
    wall: float
    peak: float


class Command(NamedTuple):
    """A process to run: its words, where its standard output goes (else nowhere), and where it runs."""

    words: list[str]
    out: Path | None = None
    folder: Path | None = None


@dataclass(frozen=True)
class Contestant:
    """Commands that do one piece of work together, one after the other.

    `codes` are the exit codes that say that the work was done. `fresh` is a folder that is put aside before
    each run, so that all of it is written anew.
    """

    commands: tuple[Command, ...]
    codes: tuple[int, ...] = (0,)
    fresh: Path | None = None


def take_turns(contestants: Mapping[str, Contestant], rounds: int) -> dict[str, list[Cost]]:
    """Run every contestant once a round; what each run took. Raises SystemExit where one fails."""
    taken: dict[str, list[Cost]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, contestant in contestants.items():
            taken[name].append(cost(name, contestant))
    return taken


def cost(name: str, contestant: Contestant) -> Cost:
    """Do a contestant's work once. Raises SystemExit where a command fails."""
    if contestant.fresh is not None and contestant.fresh.exists():
        _put_aside(contestant.fresh)
    costs = [_run(name, command, contestant.codes) for command in contestant.commands]
    return Cost(sum(one.cpu for one in costs), sum(one.wall for one in costs), max(one.peak for one in costs))


def _put_aside(folder: Path) -> None:
    """Move what an earlier run has written, which goes with all else at the end.

    To remove it would make the next run slower: for minutes ext4 passes over the inodes of removed files one
    by one, whenever it makes a file. That came to 0.1 ms a file, a third of what artikit takes for all.
    """
    numbers = (f"{folder.name}-{number}" for number in count())
    folder.rename(next(path for name in numbers if not (path := folder.with_name(name)).exists()))


@cache
def _launcher() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _run(name: str, command: Command, codes: tuple[int, ...]) -> Cost:
    launcher = _launcher()
    print(json.dumps(command, default=os.fspath), file=launcher.stdin, flush=True)
    taken = json.loads(launcher.stdout.readline() if launcher.stdout else "")
    if taken["code"] not in codes:
        raise SystemExit(f"{name}: exit code {taken['code']} of {' '.join(command.words)}")
    return Cost(taken["cpu"], taken["wall"], taken["peak"])


def middle(costs: list[Cost]) -> Cost:
    """The median of each quantity."""
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def ratios(above: list[Cost], below: list[Cost], quantity: Callable[[Cost], float]) -> list[float]:
    """How many times the second goes into the first, round by round, in ascending order."""
    return sorted(quantity(a) / quantity(b) for a, b in zip(above, below, strict=True))
