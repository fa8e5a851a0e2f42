"""The run: every record read, stripped of what cannot go, written, proved; then all at once made so."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast

from artikit.converting.losses import Receipts
from artikit.converting.origins import Folders, placed
from artikit.converting.outcomes import outcomes
from artikit.converting.own import Own
from artikit.converting.sharing import batches_of
from artikit.converting.sinks import open_sink
from artikit.converting.verifying import Fingerprints
from artikit.discover import STDIN, common_folder
from artikit.errors import UsageError
from artikit.summary import many
from artikit.writing.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from artikit.config import Config
    from artikit.converting.job import Job
    from artikit.converting.origins import Placed
    from artikit.converting.outcomes import Outcome
    from artikit.converting.sharing import FileConverter
    from artikit.converting.sinks import PartSink, Sink
    from artikit.discover import Found
    from artikit.model import Diagnostic, Record

Report: TypeAlias = "Callable[[tuple[Diagnostic, ...]], None]"
"""Takes what is wrong with a record that is left out."""

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
    report: Report,
    stdout: BinaryIO | None = None,
) -> Conversion:
    """Convert the records of `paths`; `report` gets the findings of each record that is left out.

    Either every file is written, or none is. Raises UsageError where the job cannot be done at all, OSError
    where a file cannot be written; both leave everything as it was.
    """
    if job.in_place and STDIN in paths:
        raise UsageError("--in-place needs files, not standard input")
    own = Own(paths, job)
    stream = placed(own.others(records), Folders(common_folder(paths)), job.source)
    stream, job = _peek(stream, paths, job)

    def became(sink: Sink) -> Iterator[Iterable[Outcome]]:
        def write(record: Record) -> bytes:
            sink.add(record)
            return b""

        yield outcomes(stream, job, config, write)

    return _run(became, job, own, report, stdout)


def convert_files(
    found: Iterable[Found],
    paths: Sequence[str],
    converter: FileConverter,
    report: Report,
    stdout: BinaryIO | None = None,
    *,
    jobs: int | None = None,
    advance: Callable[[int], None] | None = None,
) -> Conversion:
    """Convert what was found in `paths`, as `convert` does, by as many processes as cores, or `jobs`.

    For jobs that have records `in_parts`. `advance` is told how many bytes of the files are done.
    """
    own = Own(paths, converter.job)
    others = own.other_files(found)
    return _run(lambda _: batches_of(others, converter, jobs, advance), converter.job, own, report, stdout)


def _run(
    became: Callable[[Sink], Iterator[Iterable[Outcome]]],
    job: Job,
    own: Own,
    report: Report,
    stdout: BinaryIO | None,
) -> Conversion:
    """Open where everything goes, take in what became of the records, and end the run."""
    with ExitStack() as stack:
        staging = stack.enter_context(Staging(force=job.force))
        sink = open_sink(job, staging, stdout)
        stack.callback(sink.abandon)
        rejects = None
        if job.rejects is not None and not job.dry_run:
            rejects = stack.enter_context(closing(staging.open(job.rejects)))
        prints = stack.enter_context(closing(Fingerprints(with_path=job.to != "md"))) if job.proved else None
        run = _Run(job, report, sink, rejects, prints)
        with closing(cast("Generator[Iterable[Outcome]]", became(sink))) as batches:
            run.take_all(batches)
        result = run.end(staging)
        if not (result.stopped and job.streams):  # there, how far the walk came says nothing
            result.remarks = (*own.remarks(), *result.remarks)
        return result


def _peek(stream: Iterator[Placed], paths: Sequence[str], job: Job) -> tuple[Iterator[Placed], Job]:
    """Look at the first two records: JSON is one object where one file with one record is all there is."""
    if job.to != "json":
        return stream, job
    first = list(islice(stream, 2))
    alone = len(first) == 1 and len(paths) == 1 and not os.path.isdir(paths[0])
    single = job.terms.single or job.tree
    single = single or (alone and (first[0].place is not None or bool(first[0].record.fence)))
    return chain(first, stream), replace(job, terms=replace(job.terms, single=single))


class _Run:
    """One conversion while it goes on: what became of its records comes together here, in their order."""

    def __init__(
        self,
        job: Job,
        report: Report,
        sink: Sink,
        rejects: BinaryIO | None,
        prints: Fingerprints | None,
    ) -> None:
        self._job = job
        self._report = report
        self._sink = sink
        self._rejects = rejects
        self._prints = prints
        self.result = Conversion(job.to)

    def take_all(self, batches: Iterable[Iterable[Outcome]]) -> None:
        """Take in what became of the records, up to the one that stops a run that cannot go back."""
        for batch in batches:
            for outcome in batch:
                self._take(outcome)
            if self.result.stopped and self._job.streams:
                return

    def end(self, staging: Staging) -> Conversion:
        """Prove what was written, and make it so; or leave everything as it was."""
        result = self.result
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

    def _take(self, outcome: Outcome) -> None:
        result = self.result
        for path, loss in outcome.comments:
            result.receipts.add(path, [loss])
        if outcome.kind == "without":
            result.without += 1
            if outcome.diagnostics:
                self._report(outcome.diagnostics)
        elif outcome.kind == "unreadable":
            self._leave_out(outcome)
        elif result.stopped:
            return  # whoever converted it did not know
        elif outcome.kind == "unwritable":
            self._leave_out(outcome)
        elif outcome.kind == "converted":
            self._take_over(outcome)

    def _take_over(self, outcome: Outcome) -> None:
        if outcome.part:
            cast("PartSink", self._sink).put(outcome.part)
        self.result.converted += 1
        if self._prints is not None and outcome.print_ is not None:
            self._prints.add(outcome.print_)
        if outcome.losses:
            self.result.receipts.add(outcome.path, outcome.losses)

    def _leave_out(self, outcome: Outcome) -> None:
        self.result.bad += 1
        self._report(outcome.diagnostics)
        if self._rejects is not None:
            self._rejects.write(outcome.reject)
        if self._job.on_error == "stop":
            self.result.stopped = True
            self.result.partly = self._job.streams and self.result.converted > 0
