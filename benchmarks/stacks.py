"""What artikit is compared with; each is run as a process of its own, on the same files.

python benchmarks/stacks.py floor|naive|naive-jsonl|naive-md|naive-csv|naive-csv-back PATH …
"""

from __future__ import annotations

import csv
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def floor(folder: Path) -> int:
    """Read every byte, and do nothing with it."""
    return sum(len(Path(entry.path).read_bytes()) for entry in os.scandir(folder))


def naive(folder: Path) -> int:
    """Use the packages the plain way: frontmatter.load, then jsonschema with format checks."""
    import frontmatter
    from jsonschema import Draft202012Validator, FormatChecker

    from artikit.schema.library import bundle, load

    checker = FormatChecker()

    @checker.checks("date-time", ValueError)
    def is_date_time(value: Any) -> bool:
        return not isinstance(value, str) or bool(datetime.fromisoformat(value))

    @checker.checks("uri")
    def is_uri(value: Any) -> bool:
        return not isinstance(value, str) or "://" in value

    validator = Draft202012Validator(bundle(load("article", ".")), format_checker=checker)
    faults = 0
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        post = frontmatter.load(entry.path)
        faults += sum(1 for _ in validator.iter_errors(_plain(post.metadata)))
    return faults


def _plain(value: Any) -> Any:
    """Turn the datetimes that PyYAML makes back into text, as everybody has to."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value


def naive_jsonl(folder: Path) -> None:
    """Write a line for each Markdown file."""
    import frontmatter

    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        post = frontmatter.load(entry.path)
        print(json.dumps({**post.metadata, "body": post.content}, ensure_ascii=False, default=str))


def naive_md(lines: Path, folder: Path) -> None:
    """Write a Markdown file for each line."""
    import frontmatter

    folder.mkdir(exist_ok=True)
    with lines.open(encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            path, body = data.pop("_path"), data.pop("_body", "")
            post = frontmatter.Post(body)
            post.metadata.update(data)
            (folder / path).write_text(frontmatter.dumps(post, sort_keys=False), encoding="utf-8")


def naive_csv(lines: Path) -> None:
    """Write a row for each line; what is nested becomes JSON."""
    with lines.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    names = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(sys.stdout, names)
    writer.writeheader()
    for row in rows:
        plain = {k: json.dumps(v) if isinstance(v, (dict, list)) else v for k, v in row.items()}
        writer.writerow(plain)


def naive_csv_back(table: Path) -> None:
    """Write a line for each row, every cell a text."""
    csv.field_size_limit(1 << 24)
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            print(json.dumps(row, ensure_ascii=False))


STACKS: dict[str, Callable[..., object]] = {
    "floor": floor,
    "naive": naive,
    "naive-jsonl": naive_jsonl,
    "naive-md": naive_md,
    "naive-csv": naive_csv,
    "naive-csv-back": naive_csv_back,
}


if __name__ == "__main__":
    STACKS[sys.argv[1]](*map(Path, sys.argv[2:]))
