"""Formats of record files. One file each: its name is the suffix, and what options call it.

A format has `read(file, path, limits)`, which yields the records of a file and never raises for
what is in them.
"""

from __future__ import annotations

import importlib
import json
import os
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from artikit.modules import module_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Record
    from artikit.reading.limits import Limits

_ALIASES = {
    "markdown": "md",
    "mdx": "md",
    "txt": "md",
    "html": "md",
    "htm": "md",
    "ndjson": "jsonl",
    "yml": "yaml",
}
"""Suffixes that are not a format's name."""


class Format(Protocol):
    """What a file of this package offers."""

    def read(self, file: BinaryIO, path: str, limits: Limits) -> Iterator[Record]:
        """Yield the records of an open file; `path` names it in diagnostics."""


@cache
def names() -> tuple[str, ...]:
    """Names of the formats, sorted."""
    return module_names(__path__)


@cache
def by_name(name: str) -> Format:
    """Get a format by its name. KeyError for a name that there is not."""
    if name not in names():
        raise KeyError(name)
    return cast("Format", importlib.import_module(f"{__name__}.{name}"))


def of_path(path: str) -> Format:
    """Get the format that a suffix tells; any other file is text that may have front matter."""
    suffix = os.path.splitext(path)[1].lower().removeprefix(".")
    name = _ALIASES.get(suffix, suffix)
    return by_name(name if name in names() else "md")


def of_content(data: bytes) -> Format:
    """Get the format of a stream without a name.

    Lines that each are an object are JSONL, one object or a list over several lines is JSON, all
    else is text. An object that text follows is front matter.
    """
    text = data.decode(errors="replace").lstrip("\ufeff")
    if text.startswith("["):
        return by_name("json")
    if not text.startswith("{"):
        return by_name("md")
    first, _, rest = text.partition("\n")
    if _is_json(first):
        following = rest.lstrip("\r\n")
        return by_name("jsonl" if not following or following.startswith("{") else "md")
    return by_name("json" if _is_json(text) else "md")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
