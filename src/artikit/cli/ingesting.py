"""What `artikit ingest` does. The options and their help are in `ingest`, and Typer with them."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from artikit import formats
from artikit.cli.ingesting_asked import Done, talk
from artikit.cli.ingesting_watch import Watch
from artikit.converting import conversion
from artikit.converting.job import job_of
from artikit.escape import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.cli.ingesting_asked import Asked
    from artikit.converting.job import Job
    from artikit.model import Record


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
    watch = Watch(asked, job)
    if shown and not asked.dry_run:
        return _show(watch, job)
    records, job = _peek(watch, job)
    result = conversion.convert(
        records, list(asked.paths), job, asked.config, watch.report, sys.stdout.buffer
    )
    for path in result.targets if asked.dry_run else ():
        print(safe_line(path))
    sys.stdout.flush()
    watch.say()
    for receipt in result.receipts:
        talk(f"lost: {receipt}")
    for difference in result.differences:
        talk(f"differs: {difference}")
    if not asked.quiet:
        talk(f"{watch.sentence()}; {result.sentence()}")
    return Done(result.seen, result.ok and not result.bad, watch.fails)


def _peek(watch: Watch, job: Job) -> tuple[Iterator[Record], Job]:
    """Look at the first two records: JSON is one object where one text or page is all there is."""
    records, paths = watch.records(), watch.asked.paths
    if job.to != "json" or len(paths) > 1 or os.path.isdir(paths[0]):
        return records, job
    first = list(islice(records, 2))
    if len(first) == watch.texts == 1:
        job = replace(job, terms=replace(job.terms, single=True))
    return chain(first, records), job


def _show(watch: Watch, job: Job) -> Done:
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
        talk(watch.sentence())
    return Done(watch.count + watch.without, not (bad or watch.bad), watch.fails)


def _write(record: Record, job: Job, out: BinaryIO, *, several: bool) -> int:
    """Write one record; returns how many could not be."""
    if record.data is None:
        return 0
    text = io.BytesIO()
    try:
        job.format.writer(text, job.terms).add(replace(record, origin=None))
    except ValueError as error:
        talk(f"{record.source.path}: cannot be written: {error}")
        return 1
    if several:
        out.write(f"==> {safe_line(record.source.path)} <==\n".encode(errors="backslashreplace"))
    out.write(text.getvalue())
    if several:
        out.write(b"\n")
    return 0
