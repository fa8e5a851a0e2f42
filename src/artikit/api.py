"""The library's verbs; the command line is these with options."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from artikit.config import Config
from artikit.engine import diagnose, prepare
from artikit.errors import UsageError
from artikit.sources import read_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.model import Diagnostic, Record

StrPath = str | os.PathLike[str]


def load(paths: StrPath | Iterable[StrPath], config: Config | None = None) -> Iterator[Record]:
    """Read the records of files and folders, one at a time and in sorted order.

    A file that holds no record gives one with `data` None and the reason in `problems`. Raises
    UsageError for a path that does not exist.
    """
    several = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    return read_paths([os.fspath(path) for path in several], config or Config())


def check(
    records: Iterable[Record], schema: str | None = None, config: Config | None = None
) -> Iterator[Diagnostic]:
    """Find what is wrong with records: reading, schema, rules; in the order of the records.

    `schema` is the name of a shipped schema or the path of one, by default `article`. Raises
    SchemaError for a schema that is missing or broken.
    """
    from dataclasses import replace

    if isinstance(records, (str, os.PathLike)):
        raise UsageError("check takes records: artikit.check(artikit.load(path))")
    chosen = config or Config()
    if schema is not None:
        chosen = replace(chosen, schema=schema, schemas={})
    prepare(chosen)
    return (diagnostic for record in records for diagnostic in diagnose(record, chosen))
