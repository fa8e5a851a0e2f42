"""What `artikit ingest` does. The options and their help are in `ingest`, and Typer with them."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from artikit import formats
from artikit.config import RANK
from artikit.converting import conversion
from artikit.converting.job import job_of
from artikit.escape import safe_line
from artikit.ingest.explaining import KEY, as_json, dotted, lines
from artikit.ingest.judging import judge
from artikit.ingest.run import ingest_paths
from artikit.reports.concise import line
from artikit.slugs import slug
from artikit.summary import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from artikit.config import Config
    from artikit.converting.job import Job
    from artikit.ingest.evidence import Evidence, Ingested
    from artikit.ingest.options import Options
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


@dataclass(frozen=True)
class Asked:
    """What the options say."""

    paths: Sequence[str]
    config: Config
    options: Options
    to: str | None = None
    output: str | None = None
    name: str | None = None
    stdin_filename: str | None = None
    explain: bool = False
    verify: bool = False
    dry_run: bool = False
    force: bool = False
    quiet: bool = False
    force_exclude: bool = False


class Done(NamedTuple):
    """What a run came to: how much was met, whether all could be written, whether findings fail it."""

    seen: int
    ok: bool
    fails: bool


def run(asked: Asked) -> Done:
    """Ingest, write, and say what is wrong with the records and what they lack."""
    shown = asked.to is None and asked.output is None
    to = asked.to
    if to is None:
        to = "md" if asked.output is None or formats.name_of(asked.output) is None else None
    job = job_of(
        asked.config,
        to,
        asked.output,
        {"name": asked.name, "verify": asked.verify, "dry_run": asked.dry_run, "force": asked.force,
         "stdin_filename": asked.stdin_filename, "on_error": "skip"},
    )  # fmt: skip
    watch = _Watch(asked, job)
    if shown and not asked.dry_run:
        return _show(watch, job)
    result = conversion.convert(
        watch.records(), list(asked.paths), job, asked.config, watch.report, sys.stdout.buffer
    )
    for path in result.targets if asked.dry_run else ():
        print(safe_line(path))
    sys.stdout.flush()
    watch.say()
    for receipt in result.receipts:
        _talk(f"lost: {receipt}")
    for difference in result.differences:
        _talk(f"differs: {difference}")
    if not asked.quiet:
        _talk(f"{watch.sentence()}; {result.sentence()}")
    return Done(result.seen, result.ok and not result.bad, watch.fails)


def _show(watch: _Watch, job: Job) -> Done:
    """Write records to standard output for people: Markdown, with the name of each file before several."""
    several = False
    bad = 0
    out: BinaryIO = sys.stdout.buffer
    held: Record | None = None
    for record in watch.records():
        if held is not None:
            several = True
            bad += _write(held, job, out, several=several)
        held = record
    if held is not None:
        bad += _write(held, job, out, several=several)
    out.flush()
    watch.say()
    if not watch.asked.quiet:
        _talk(watch.sentence())
    return Done(watch.count + watch.without, not (bad or watch.bad), watch.fails)


def _write(record: Record, job: Job, out: BinaryIO, *, several: bool) -> int:
    """Write one record; returns how many could not be."""
    if record.data is None:
        return 0
    text = io.BytesIO()
    try:
        job.format.writer(text, job.terms).add(replace(record, origin=None))
    except ValueError as error:
        _talk(f"{record.source.path}: cannot be written: {error}")
        return 1
    if several:
        out.write(f"==> {safe_line(record.source.path)} <==\n".encode(errors="backslashreplace"))
    out.write(text.getvalue())
    if several:
        out.write(b"\n")
    return 0


class _Watch:
    """Sees every record on its way to the writer: judges it, and keeps what is to be said."""

    def __init__(self, asked: Asked, job: Job) -> None:
        self.asked = asked
        self._job = job
        self._said: list[str] = []
        self.count = self.made = self.incomplete = self.without = self.bad = 0
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
        if self.asked.explain:
            self._said += lines(ingested)
        diagnostics = judge(ingested, self.asked.config, self._job.terms.style)
        fails = _fails(diagnostics, self.asked.config)
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


def complete(asked: Asked) -> Done:
    """Complete records in their files; with `dry_run` show how, as a diff."""
    from artikit.engine import diagnose
    from artikit.fixing.targets import Diff, Files
    from artikit.ingest.filling import fill
    from artikit.ingest.run import is_raw
    from artikit.schema.library import document_of
    from artikit.schema.style import style_of
    from artikit.sources import Opened, open_paths
    from artikit.writing.staging import Staging

    style = style_of(document_of(asked.config.schema, asked.config.root))
    seen = files = fields = 0
    fails = False
    with Staging(force=True) as staging:
        target = Diff(sys.stdout.write) if asked.dry_run else Files(staging)
        for one in open_paths(asked.paths, asked.config, force_exclude=asked.force_exclude):
            seen += 1
            if not isinstance(one, Opened) or one.format != "md":
                path = one.path if isinstance(one, Opened) else one.source.path
                _talk(f"{path}: only Markdown files are completed")
                continue
            old = one.file.read(asked.config.limits.file_bytes + 1)
            record = next(iter(one.read(io.BytesIO(old))))
            if is_raw(record):
                _talk(f"{one.path}: no front matter, so nothing to complete")
                continue
            filled = fill(record, asked.options, asked.config.limits, style)
            if filled.fault:
                _talk(f"{one.path}: not completed: {filled.fault}")
            new = _same_bytes(old, record.source.text, filled.text)
            if filled.added and new != old:
                target.begin(one.path)
                target.piece(old, new)
                target.end()
                files += 1
                fields += len(filled.added)
                _tell(record, filled.added)
            after = next(iter(one.read(io.BytesIO(new))))
            diagnostics = diagnose(after, asked.config)
            fails |= _fails(diagnostics, asked.config)
            for diagnostic in diagnostics:
                _talk(line(diagnostic))
        sys.stdout.flush()
        staging.commit()
    if not asked.quiet:
        would = "would be added" if asked.dry_run else "added"
        _talk(f"{many(fields, 'field')} {would} in {many(files, 'file')}")
    return Done(seen, ok=True, fails=fails)


def _same_bytes(old: bytes, text: str, new: str) -> bytes:
    """Encode a text as its file is; the old bytes where it is not plain UTF-8."""
    return new.encode() if text.encode(errors="replace") == old else old


def _tell(record: Record, added: tuple[Evidence, ...]) -> None:
    for one in added:
        _talk(
            f"{record.source.path}: added {dotted(one.field)} “{one.value}” ({one.cue}, {one.confidence:g})"
        )


def _fails(diagnostics: Iterable[Diagnostic], config: Config) -> bool:
    return any(RANK[one.severity] >= RANK[config.fail_level] for one in diagnostics)


def _talk(said: str) -> None:
    print(safe_line(said), file=sys.stderr)
