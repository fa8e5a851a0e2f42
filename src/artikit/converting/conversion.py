"""The run: every record read, stripped of what cannot go, written, proved; then all at once made so."""

from __future__ import annotations

import json
import os
import signal
import tempfile
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from artikit.converting.comments import Comments
from artikit.converting.losses import Receipts
from artikit.converting.origins import placed
from artikit.converting.outgoing import keeps_text, outgoing
from artikit.converting.own import Own
from artikit.converting.sinks import open_sink
from artikit.converting.verifying import Fingerprints
from artikit.discover import STDIN
from artikit.errors import UsageError, WriteError
from artikit.model import Problem
from artikit.reading import codes
from artikit.rules.conversion import CANNOT_BE_WRITTEN
from artikit.summary import many
from artikit.writing.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from artikit.config import Config
    from artikit.converting.job import Job
    from artikit.converting.losses import Loss
    from artikit.converting.origins import Placed
    from artikit.converting.sinks import Sink
    from artikit.model import Diagnostic, Record

_HARMLESS = (codes.MISSING_FRONT_MATTER, codes.BYTE_ORDER_MARK)
_MOST_DIFFERENCES = 20


@dataclass
class Conversion:
    """What a run came to. `ok` is False where it changed nothing though it should have.

    `bad` counts records that could not be read or written, `without` files that hold no record; `written`
    and `unchanged` count files. `stopped` says that a bad record ended the run. `targets` are the files
    that were written, or would be. `partly` says that a stopped run has written to standard output already.
    """

    to: str
    converted: int = 0
    bad: int = 0
    without: int = 0
    written: int = 0
    unchanged: int = 0
    ok: bool = False
    stopped: bool = False
    partly: bool = False
    receipts: Receipts = field(default_factory=Receipts)
    remarks: tuple[str, ...] = ()
    differences: list[str] = field(default_factory=list)
    targets: Sequence[str] = ()

    @property
    def seen(self) -> int:
        """Everything that was looked at."""
        return self.converted + self.bad + self.without

    def sentence(self) -> str:
        """Say it in one line: `8 records to jsonl; 4 files without front matter left out`."""
        done = self.ok or self.partly
        parts = [f"{many(self.converted, 'record')} to {self.to}" if done else "nothing converted"]
        if self.ok and self.written + self.unchanged:
            parts.append(f"{many(self.written, 'file')} written, {self.unchanged:,} unchanged")
        if self.bad:
            parts.append(f"{many(self.bad, 'faulty record')} {'met' if self.stopped else 'left out'}")
        if self.without:
            parts.append(f"{many(self.without, 'file')} without front matter left out")
        return "; ".join(parts)


def convert(
    records: Iterable[Record],
    paths: Sequence[str],
    job: Job,
    config: Config,
    report: Callable[[tuple[Diagnostic, ...]], None],
    stdout: BinaryIO | None = None,
) -> Conversion:
    """Convert the records of `paths`; `report` gets the findings of each record that is left out.

    Either every file is written, or none is. Raises UsageError where the job cannot be done at all, OSError
    where a file cannot be written; both leave everything as it was.
    """
    if job.in_place and STDIN in paths:
        raise UsageError("--in-place needs files, not standard input")
    _settle_temporary_folder()
    own = Own(paths, job)
    stream, job = _peek(placed(own.others(records), paths, job.source), paths, job)
    with ExitStack() as stack:
        staging = stack.enter_context(Staging(force=job.force))
        sink = open_sink(job, staging, stdout)
        stack.callback(sink.abandon)
        rejects = None
        if job.rejects is not None and not job.dry_run:
            rejects = stack.enter_context(closing(staging.open(job.rejects)))
        proved = job.verify or job.in_place
        prints = stack.enter_context(closing(Fingerprints(with_path=job.to != "md"))) if proved else None
        run = _Run(job, config, report, sink, rejects, prints)
        for one in stream:
            run.take(one)
            if run.result.stopped and job.streams:
                break
        result = run.end(staging)
        result.remarks = (*own.remarks(), *result.remarks)
        return result


def _settle_temporary_folder() -> None:
    """Have `tempfile` choose its folder while no signal comes in: the file that it tries with would stay."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        tempfile.gettempdir()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _peek(stream: Iterator[Placed], paths: Sequence[str], job: Job) -> tuple[Iterator[Placed], Job]:
    """Look at the first two records: JSON is one object where one file with one record is all there is."""
    if job.to != "json":
        return stream, job
    first = list(islice(stream, 2))
    alone = len(first) == 1 and len(paths) == 1 and not os.path.isdir(paths[0])
    single = job.tree or (alone and (first[0].place is not None or bool(first[0].record.fence)))
    return chain(first, stream), replace(job, terms=replace(job.terms, single=single))


class _Run:
    """One conversion while it goes on."""

    def __init__(
        self,
        job: Job,
        config: Config,
        report: Callable[[tuple[Diagnostic, ...]], None],
        sink: Sink,
        rejects: BinaryIO | None,
        prints: Fingerprints | None,
    ) -> None:
        self._job = job
        self._config = config
        self._report = report
        self._sink = sink
        self._rejects = rejects
        self._prints = prints
        self._comments = Comments(job.source)
        self.result = Conversion(job.to)

    def take(self, placed: Placed) -> None:
        """Convert one record, or say why not."""
        record = placed.record
        if not keeps_text(record, self._job):
            self._note_comments(self._comments.take(record))
        problems = [one for one in record.problems if one.code not in _HARMLESS]
        if problems:
            self._refuse(record, problems)
        elif record.data is None:
            self.result.without += 1
            if codes.MISSING_FRONT_MATTER in self._config.severities:
                self._diagnose(record, record.problems)
        elif not self.result.stopped:
            self._convert(placed)

    def end(self, staging: Staging) -> Conversion:
        """Prove what was written, and make it so; or leave everything as it was."""
        result = self.result
        self._note_comments(self._comments.finish())
        if result.stopped:
            return result
        self._sink.finish()
        result.targets = list(self._sink.targets())
        if self._job.strict and len(result.receipts):
            return result
        if self._job.dry_run:
            result.ok = True
            return result
        if self._prints is not None:
            found = self._prints.differences(self._sink.records())
            result.differences = [one for one, _ in zip(found, range(_MOST_DIFFERENCES), strict=False)]
            if result.differences:
                return result
        if self._rejects is not None:
            self._rejects.close()
        staging.check()
        result.remarks = self._sink.commit()
        result.written, result.unchanged = staging.commit()
        result.ok = True
        return result

    def _convert(self, placed: Placed) -> None:
        try:
            record, losses = outgoing(placed, self._job)
            self._sink.add(record)
        except WriteError as error:
            problem = Problem(CANNOT_BE_WRITTEN, str(error), error.pointer, help=error.help)
            self._refuse(placed.record, [problem])
            return
        except ValueError as error:
            self._refuse(placed.record, [Problem(CANNOT_BE_WRITTEN, str(error))])
            return
        self.result.converted += 1
        if self._prints is not None:
            self._prints.add(record)
        if losses:
            self.result.receipts.add(placed.record.source.path, losses)

    def _refuse(self, record: Record, problems: list[Problem]) -> None:
        self.result.bad += 1
        diagnostics = self._diagnose(record, problems)
        if self._rejects is not None:
            self._rejects.write(_reject(record, diagnostics))
        if self._job.on_error == "stop":
            self.result.stopped = True
            self.result.partly = self._job.streams and self.result.converted > 0

    def _diagnose(self, record: Record, problems: Iterable[Problem]) -> tuple[Diagnostic, ...]:
        from artikit.engine import place  # the validators come with it, 15 ms

        diagnostics = place(record, problems, self._config)
        self._report(diagnostics)
        return diagnostics

    def _note_comments(self, lost: Iterable[tuple[str, Loss]]) -> None:
        for path, loss in lost:
            self.result.receipts.add(path, [loss])


def _reject(record: Record, diagnostics: tuple[Diagnostic, ...]) -> bytes:
    from artikit.reports.jsonl import as_json

    start, end = record.spans.value(())
    text = record.source.text
    own = text[start:end] if start < end and not record.fence else text
    rejected = {
        "path": record.source.path,
        "line": record.source.position(start).line if own is not text else record.source.first_line,
        "diagnostics": [as_json(one) for one in diagnostics],
        "text": own,
    }
    return json.dumps(rejected).encode() + b"\n"
