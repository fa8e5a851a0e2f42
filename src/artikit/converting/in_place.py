"""Rewriting files themselves: front matter of another kind, YAML in its canonical indents.

YAML that stays YAML keeps its comments, quotes and blank lines; front matter of another kind is written anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit import formats
from artikit.converting.outgoing import keeps_text
from artikit.converting.verifying import faults
from artikit.errors import UsageError
from artikit.reading.handlers import YAML
from artikit.reading.yaml import read_yaml_items
from artikit.writing.front_matter import write_front_matter
from artikit.writing.in_place import rewrite_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.converting.job import Job
    from artikit.model import Json, Record
    from artikit.writing.staging import Staging


class InPlace:
    """A sink (`artikit.converting.sinks.Sink`) that replaces the files that records came from."""

    def __init__(self, job: Job, staging: Staging) -> None:
        self._job = job
        self._staging = staging
        self._paths: dict[str, None] = {}

    def add(self, record: Record) -> None:
        """Stage the new text of a record's file; what else is in the file comes with its first record."""
        path = record.source.path
        if path in self._paths:
            return
        self._check(record)
        text = self._rewritten(record)
        if not self._job.dry_run:
            with self._staging.open(path, force=True) as file:
                file.write(text.encode())
        self._paths[path] = None

    def finish(self) -> None:
        """Nothing is left."""

    def records(self) -> Iterable[Record]:
        """Read the new files, and pass over what was faulty in them before."""
        for path in self._paths:
            with open(self._staging.staged(path), "rb") as file:
                for record in self._job.format.read(file, path, self._job.limits):
                    if record.data is not None and not faults(record):
                        yield record

    def commit(self) -> tuple[str, ...]:
        """Leave the rest to the staging."""
        return ()

    def targets(self) -> Iterable[str]:
        """Name the files."""
        return list(self._paths)

    def abandon(self) -> None:
        """Nothing is open."""

    def _check(self, record: Record) -> None:
        """Raise UsageError for a file that would not stay of its kind."""
        path = record.source.path
        if path.endswith(".gz"):
            raise UsageError(f"{path} is packed, and --in-place writes text: unpack it first")
        if self._job.to == "md":
            kind, fits = "Markdown with front matter", bool(record.fence)
        else:
            kind, fits = "a YAML file", (self._job.source or formats.name_of(path)) == "yaml"
        if not fits:
            raise UsageError(f"{path} is not {kind}, and --in-place makes no other file of it")

    def _rewritten(self, record: Record) -> str:
        text = record.source.text
        if self._job.to == "yaml":
            return rewrite_yaml(text, self._values)
        if keeps_text(record, self._job):
            block = YAML.find(text)
            start, end = block.content if block else (0, 0)
            return text[:start] + rewrite_yaml(text[start:end], self._values) + text[end:]
        kind, style = self._job.terms.front_matter, self._job.terms.style
        return write_front_matter(record.data or {}, record.body, record.newline, kind, style)

    def _values(self, text: str) -> list[Json]:
        """Read a stream of documents, for `rewrite_yaml`."""
        readings = list(read_yaml_items(text, self._job.limits))
        for reading in readings:
            if not reading.ok:
                raise ValueError(reading.problems[0].message)
        return [reading.data for reading in readings]
