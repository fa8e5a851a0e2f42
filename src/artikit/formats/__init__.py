"""Formats of record files. One file each: its name is the suffix, and what options call it.

A format has `read(file, path, limits, schema)`, which yields the records of a file and never raises for
what is in them, and `writer(out, terms)`. Its first docstring line, behind the colon, is what
`artikit convert` says of it; `TARGET` tells what it is written into.
"""

from __future__ import annotations

import importlib
import os
from functools import cache
from json import loads  # `json` is a format here
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Protocol, TypeAlias, cast

from artikit.modules import module_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.model import Record
    from artikit.reading.limits import Limits
    from artikit.writing.terms import Terms

_ALIASES = {
    "markdown": "md",
    "mdx": "md",
    "txt": "md",
    "html": "md",
    "htm": "md",
    "ndjson": "jsonl",
    "yml": "yaml",
    "db": "sqlite",
    "sqlite3": "sqlite",
}
"""Suffixes that are not a format's name."""

_SQLITE = b"SQLite format 3\0"
"""What every database begins with."""

PACKAGE = "datapackage.json"
"""The one file of a folder of tables that stands for all of them, and by which they are read."""

Target: TypeAlias = Literal["record", "stream", "folder", "database"]
"""What a format is written into: a file for each record, one stream, a folder of files, a database."""


class Writer(Protocol):
    """Takes records one by one."""

    def add(self, record: Record) -> None:
        """Write a record, or keep it until `close`; raises WriteError, and then nothing of it is written."""

    def close(self) -> tuple[str, ...]:
        """Write what is left, and return what a user should know of it; before this nothing is whole."""


class Folder(Protocol):
    """A folder that is being written."""

    def open(self, name: str) -> BinaryIO:
        """Create a file in it. The caller closes it."""


class Format(Protocol):
    """What a file of this package offers."""

    TARGET: Target

    def read(
        self, file: BinaryIO, path: str, limits: Limits, schema: Callable[[], Any] | None = None
    ) -> Iterator[Record]:
        """Yield the records of an open file; `path` names it in diagnostics.

        `schema` gets the self-contained schema document for formats whose files may not say what type
        a value has.
        """

    def writer(self, out: Any, terms: Terms) -> Writer:
        """Begin to write into a binary stream; by `TARGET` into a `Folder`, or a database by its path."""


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


def name_of(path: str) -> str | None:
    """Tell the format that a file's name stands for; None where it says nothing. `.gz` is looked through."""
    suffix = os.path.splitext(path.removesuffix(".gz"))[1].lower().removeprefix(".")
    if suffix == "json" and os.path.basename(path) == PACKAGE:
        return "tables"
    name = _ALIASES.get(suffix, suffix)
    return name if name in names() else None


def canonical(name: str) -> str | None:
    """Return the name of a format that is called by its name or by one of its suffixes."""
    found = _ALIASES.get(name.lower(), name.lower())
    return found if found in names() else None


def suffixes_of(name: str) -> tuple[str, ...]:
    """Return the suffixes that stand for a format, without their dot."""
    return (name, *(alias for alias, meant in _ALIASES.items() if meant == name))


def of_path(path: str) -> Format:
    """Get the format that a suffix tells; any other file is text that may have front matter."""
    return by_name(name_of(path) or "md")


def of_content(data: bytes) -> Format:
    """Get the format of a stream without a name.

    Lines that each are an object are JSONL, one object or a list over several lines is JSON, all
    else is text. An object that text follows is front matter.
    """
    if data.startswith(_SQLITE):
        return by_name("sqlite")
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
        loads(text)
    except (ValueError, RecursionError):
        return False
    return True
