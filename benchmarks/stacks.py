"""What artikit is compared with; each is run as a process of its own, on the same files.

python benchmarks/stacks.py floor|naive DIR
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any


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


if __name__ == "__main__":
    print({"floor": floor, "naive": naive}[sys.argv[1]](Path(sys.argv[2])))
