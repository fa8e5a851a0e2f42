"""How fast is `artikit convert`, as ratios within one run: against the plain scripts, and other tools' parts.

    python benchmarks/convert.py --count 1000 --rounds 5

Miller and DuckDB take part where they are installed; what they do is less (no bodies, no way back), so
each is compared on the part that it can do.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import write_corpus
from validate import HERE, measure

ARTIKIT = [sys.executable, "-m", "artikit", "convert", "--quiet", "--isolated"]
DUCKDB = """import duckdb, sys
duckdb.sql(f"copy (from read_json('{sys.argv[1]}')) to '/dev/null' (format csv)")"""


def contestants(folder: Path) -> dict[str, dict[str, list[str]]]:
    """List who is measured at what; the first of each group is what the others are compared with."""
    stacks = [sys.executable, str(HERE / "stacks.py")]
    lines, table = str(folder / "all.jsonl"), str(folder / "all.csv")
    groups = {
        "md to jsonl": {
            "frontmatter.load + json.dumps": [*stacks, "naive-jsonl", str(folder / "md")],
            "artikit": [*ARTIKIT, str(folder / "md"), "--to", "jsonl"],
        },
        "jsonl to md": {
            "json.loads + frontmatter.dumps": [*stacks, "naive-md", lines, str(folder / "naive")],
            "artikit": [*ARTIKIT, lines, "--to", "md", "-o", str(folder / "out"), "--force"],
        },
        "jsonl to csv": {
            "json.loads + csv.DictWriter": [*stacks, "naive-csv", lines],
            "artikit": [*ARTIKIT, lines, "--to", "csv"],
        },
        "csv to jsonl": {
            "csv.DictReader + json.dumps": [*stacks, "naive-csv-back", table],
            "artikit": [*ARTIKIT, table, "--to", "jsonl"],
        },
    }
    if shutil.which("mlr"):
        groups["jsonl to csv"]["Miller"] = ["mlr", "--ijsonl", "--ocsv", "unsparsify", lines]
        groups["csv to jsonl"]["Miller"] = ["mlr", "--icsv", "--ojsonl", "cat", table]
    if importlib.util.find_spec("duckdb"):
        groups["jsonl to csv"]["DuckDB"] = [sys.executable, "-c", DUCKDB, lines]
    return groups


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1_000, help="records (median 20 KB)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "md", arguments.count, arguments.seed)
        for target in ("all.jsonl", "all.csv"):
            subprocess.run([*ARTIKIT, str(folder / "md"), "-o", str(folder / target)], check=True)
        for group, commands in contestants(folder).items():
            costs = measure(commands, arguments.rounds)
            plain = next(iter(costs.values())).seconds
            print(f"{group}, {arguments.count:,} records")
            for who, cost in costs.items():
                rate = arguments.count / cost.seconds
                ratio = plain / cost.seconds
                print(f"  {who:<32} {ratio:5.1f}x  {rate:9,.0f} records/s  {cost.peak:5.0f} MB")


if __name__ == "__main__":
    main()
