"""How fast is `artikit validate`, as ratios within one run: against the plain stack, and against reading.

    python benchmarks/validate.py --count 400 --rounds 5

Each contestant runs as a whole process, in turn, round by round, so that a drift of the machine's
speed hits all alike. Times are user + system; the median of the rounds is compared.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from corpus import write_corpus

HERE = Path(__file__).parent
ARTIKIT = [sys.executable, "-m", "artikit", "validate", "--quiet", "--isolated"]


class Cost(NamedTuple):
    """What one process took: seconds of processor time, and MB at its peak."""

    seconds: float
    peak: float


def cost(command: list[str]) -> Cost:
    """Run a command to its end and ask the system what it took."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(contestants: dict[str, list[str]], rounds: int) -> dict[str, Cost]:
    """Run every contestant once a round; medians of what they took."""
    taken: dict[str, list[Cost]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, command in contestants.items():
            taken[name].append(cost(command))
    return {
        name: Cost(
            statistics.median(one.seconds for one in costs), statistics.median(one.peak for one in costs)
        )
        for name, costs in taken.items()
    }


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=400, help="records (median 20 KB)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    stacks = [sys.executable, str(HERE / "stacks.py")]
    with tempfile.TemporaryDirectory() as folder:
        clean, faulty = Path(folder, "clean"), Path(folder, "faulty")
        write_corpus(clean, arguments.count, arguments.seed)
        write_corpus(faulty, arguments.count, arguments.seed, 1.0)
        one = str(next(clean.iterdir()))
        costs = measure(
            {
                "naive": [*stacks, "naive", str(clean)],
                "read the bytes": [*stacks, "floor", str(clean)],
                "artikit": [*ARTIKIT, str(clean)],
                "artikit, schema news": [*ARTIKIT, "--schema", "news", str(clean)],
                "artikit, every record faulty": [*ARTIKIT, "--schema", "news", str(faulty)],
                "artikit, one record": [*ARTIKIT, one],
                "python -c pass": [sys.executable, "-c", "pass"],
            },
            arguments.rounds,
        )
    print(f"{arguments.count} records, {arguments.rounds} rounds, medians of user + system time\n")
    print(f"{'':<30}{'ms a record':>12}{'naive / it':>12}{'it / pass':>12}{'peak MB':>9}")
    for name, (seconds, peak) in costs.items():
        each = seconds / arguments.count * 1000
        faster, start = costs["naive"].seconds / seconds, seconds / costs["python -c pass"].seconds
        print(f"{name:<30}{each:>12.2f}{faster:>11.1f}x{start:>11.1f}x{peak:>9.0f}")


if __name__ == "__main__":
    main()
