"""What is said of records on their way to a writer: findings, evidence, and why a field is unset."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from artikit import formats
from artikit.cli.ingesting_asked import fails_of
from artikit.config import RANK
from artikit.escape import safe_line
from artikit.ingest.explaining import KEY, as_json, dotted, lines
from artikit.ingest.judging import judge
from artikit.ingest.run import ingest_paths
from artikit.reports.concise import line
from artikit.slugs import slug
from artikit.summary import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.cli.ingesting_asked import Asked
    from artikit.converting.job import Job
    from artikit.ingest.evidence import Ingested
    from artikit.model import Diagnostic, Json, Record

_CARRIES = ("json", "jsonl", "yaml")
_REQUIRED = (
    ("title",),
    ("publishedDateTime",),
    ("originalUrl",),
    ("provider", "name"),
    ("provider", "domain"),
)
"""Fields without which `article` finds a record incomplete: their reasons stand beside the findings."""


class Watch:
    """Sees every record on its way to the writer: judges it, and keeps what is to be said."""

    def __init__(self, asked: Asked, job: Job) -> None:
        self.asked = asked
        self._job = job
        self._said: list[str] = []
        self.count = self.made = self.texts = self.incomplete = self.without = self.bad = 0
        self.fails = False

    def records(self) -> Iterator[Record]:
        """Ingest the paths; every record as it is to be written."""
        asked = self.asked
        found = ingest_paths(
            asked.paths,
            asked.config,
            asked.options,
            force_exclude=asked.force_exclude,
            stdin_filename=asked.stdin_filename,
        )
        for ingested in found:
            self._take(ingested)
            yield self._outgoing(ingested)

    def _take(self, ingested: Ingested) -> None:
        if ingested.record.data is None:
            blank = all(one.code == "AK010" for one in ingested.record.problems)
            self.without += blank
            self.bad += not blank
            if self._is_shown:
                self.report(judge(ingested, self.asked.config, None))
            return
        self.count += 1
        self.made += bool(ingested.evidence)
        self.texts += bool(ingested.evidence) and not ingested.entry
        if self.asked.explain:
            self._said += lines(ingested)
        diagnostics = judge(ingested, self.asked.config, self._job.terms.style)
        fails = fails_of(diagnostics, self.asked.config)
        self.fails |= fails
        self.incomplete += fails
        self._note(diagnostics)
        if fails and not self.asked.explain:
            self._said += (
                f"{ingested.record.source.path}: {dotted(one.field)} is unset: {one.reason}"
                for one in ingested.unset
                if one.field in _REQUIRED
            )

    @property
    def _is_shown(self) -> bool:
        return self.asked.to is None and self.asked.output is None

    def report(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Note why a record is left out."""
        self._note(diagnostics)

    def _note(self, diagnostics: Iterable[Diagnostic]) -> None:
        least = RANK[self.asked.config.show_level]
        self._said += (line(one) for one in diagnostics if RANK[one.severity] >= least)

    def say(self) -> None:
        """Say what was noted: on standard output where no record goes there."""
        out = sys.stdout if self.asked.output is not None and not self.asked.dry_run else sys.stderr
        for said in self._said:
            print(safe_line(said), file=out)

    def sentence(self) -> str:
        """Say it in one line."""
        parts = [f"{many(self.made, 'record')} made"]
        if self.count > self.made:
            parts.append(f"{self.count - self.made:,} taken as they are")
        if self.incomplete:
            parts.append(f"{self.incomplete:,} with findings")
        if self.without and self._is_shown:
            parts.append(f"{many(self.without, 'empty file')} left out")
        return ", ".join(parts)

    def _outgoing(self, ingested: Ingested) -> Record:
        """Name what has no date, and put the evidence in where it can be carried."""
        record = ingested.record
        if record.data is None or not ingested.evidence:
            return record
        data: dict[str, Json] = dict(record.data)
        if self._job.tree and self._job.name is None and not data.get("publishedDateTime"):
            record = replace(record, origin=self._name(record))
        if self.asked.explain and self._job.to in _CARRIES:
            data[KEY] = as_json(ingested)
        return replace(record, data=data)

    def _name(self, record: Record) -> str:
        title = (record.data or {}).get("title")
        stem = slug(title) if isinstance(title, str) else ""
        stem = stem if stem.strip("-") else os.path.splitext(os.path.basename(record.source.path))[0]
        return f"{stem[:200]}.{formats.suffixes_of(self._job.to)[0]}"
