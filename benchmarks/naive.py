"""The plain way to do what artikit does: each task is a process of its own, on the same files.

    python benchmarks/naive.py read|validate|to-jsonl|to-md PATH …

It runs in an environment of its own, without artikit.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def read(folder: str) -> None:
    """Read every byte, and do nothing with it."""
    for entry in os.scandir(folder):
        file = os.open(entry.path, os.O_RDONLY)
        os.read(file, os.fstat(file).st_size)
        os.close(file)


def validate(schema: str, path: str) -> None:
    """frontmatter.load, then jsonschema's iter_errors with all formats that it has a checker for."""
    import frontmatter
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(
        json.loads(Path(schema).read_bytes()), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    for file in _files(path):
        try:
            data = _plain(frontmatter.load(file).metadata)
        except Exception as error:  # noqa: BLE001  (whatever YAML and dates raise)
            print(f"{file}: {error}")
            continue
        for fault in validator.iter_errors(data):
            print(f"{file}: {fault.json_path}: {fault.message}")


def to_jsonl(folder: str) -> None:
    """Write a line for each Markdown file."""
    import frontmatter

    for file in _files(folder):
        post = frontmatter.load(file)
        data = {"_path": os.path.relpath(file, folder), **_plain(post.metadata), "_body": post.content}
        print(json.dumps(data, ensure_ascii=False))


def to_md(lines: str, folder: str) -> None:
    """Write a Markdown file for each line, with PyYAML's C dumper."""
    import yaml

    Path(folder).mkdir()
    with open(lines, encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            path, body = data.pop("_path"), data.pop("_body", "")
            text = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
            Path(folder, path).write_text(f"---\n{text}---\n{body}", encoding="utf-8")


def _files(path: str) -> Iterator[str]:
    if os.path.isdir(path):
        yield from sorted(entry.path for entry in os.scandir(path))
    else:
        yield path


def _plain(value: Any) -> Any:
    """Turn the times that PyYAML makes back into text, as everybody has to."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, (date, datetime)) else value


TASKS: dict[str, Callable[..., None]] = {
    "read": read,
    "validate": validate,
    "to-jsonl": to_jsonl,
    "to-md": to_md,
}


if __name__ == "__main__":
    TASKS[sys.argv[1]](*sys.argv[2:])
