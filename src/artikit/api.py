"""The library's verbs; the command line is these with options."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from artikit.config import Config
from artikit.errors import UsageError
from artikit.sources import find_paths, read_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO, Unpack

    from artikit.converting.conversion import Conversion
    from artikit.converting.job import Options
    from artikit.fixing.run import Fixed
    from artikit.model import Diagnostic, Record

StrPath = str | os.PathLike[str]


def load(paths: StrPath | Iterable[StrPath], config: Config | None = None) -> Iterator[Record]:
    """Read the records of files and folders, one at a time and in sorted order.

    A file that holds no record gives one with `data` None and the reason in `problems`. Raises
    UsageError for a path that does not exist.
    """
    return read_paths(_names(paths), config or Config())


def check(
    records: Iterable[Record],
    schema: str | None = None,
    config: Config | None = None,
    *,
    across: bool = False,
) -> Iterator[Diagnostic]:
    """Find what is wrong with records: reading, schema, rules; in the order of the records.

    With `across`, what is wrong between them comes last, as when `artikit validate` goes over a folder;
    their files are read again for the places of it. `schema` is the name of a shipped schema or the path of
    one, by default `article`. Raises SchemaError for a schema that is missing or broken.
    """
    from dataclasses import replace

    from artikit.engine import diagnose, prepare

    if isinstance(records, (str, os.PathLike)):
        raise UsageError("check takes records: artikit.check(artikit.load(path))")
    chosen = config or Config()
    if schema is not None:
        chosen = replace(chosen, schema=schema, schemas={})
    prepare(chosen)
    if across:
        return _compared(records, chosen)
    return (diagnostic for record in records for diagnostic in diagnose(record, chosen))


def _compared(records: Iterable[Record], config: Config) -> Iterator[Diagnostic]:
    from artikit.corpus import Corpus
    from artikit.engine import diagnose

    with Corpus(config) as corpus:
        for record in records:
            corpus.take(record)
            yield from diagnose(record, config)
        yield from corpus.diagnostics()


def fix(paths: StrPath | Iterable[StrPath], config: Config | None = None, *, unsafe: bool = False) -> Fixed:
    """Mend files and folders in place, every byte but the faults as it was; either all are written or none.

    With `unsafe`, fixes too that may change what a record means. Raises UsageError for a path that does not
    exist, OSError where a file cannot be written.
    """
    from artikit.engine import prepare
    from artikit.fixing.run import Fixed, Mending
    from artikit.fixing.targets import Files
    from artikit.sources import open_paths
    from artikit.writing.staging import Staging

    chosen = config or Config()
    prepare(chosen)
    names = _names(paths)
    with Staging(force=True) as staging:
        target = Files(staging)
        mending = Mending(chosen, target, unsafe=unsafe)
        found = open_paths(names, chosen)
        left = tuple(one for _, said in mending.records(found) for one in said)
        target.check()
        staging.commit()
    return Fixed(mending.tally.fixed.total(), mending.tally.files, left)


def convert(
    paths: StrPath | Iterable[StrPath],
    to: str | None = None,
    output: StrPath | None = None,
    *,
    config: Config | None = None,
    report: Callable[[tuple[Diagnostic, ...]], None] | None = None,
    stdout: BinaryIO | None = None,
    watch: Callable[[int], None] | None = None,
    **options: Unpack[Options],
) -> Conversion:
    """Convert the records of files and folders into a file, a folder, or the stream `stdout`.

    Either all files are written or none. `report` gets the findings of each record that is left out;
    `watch` is called with the number of bytes read since the last call; `options` are those of
    `artikit convert`, but one process does it all unless `jobs` says otherwise. Raises UsageError where it
    cannot be done as asked, OSError where a file cannot be written.
    """
    from dataclasses import replace

    from artikit.converting import conversion
    from artikit.converting.job import job_of

    several = _names(paths)
    chosen = config or Config()
    if schema := options.get("schema"):
        chosen = replace(chosen, schema=schema, schemas={})
    job = job_of(chosen, to, None if output is None else os.fspath(output), options)
    forced, stdin_filename = options.get("force_exclude", False), options.get("stdin_filename")
    tell = report or _silent
    if job.in_parts:
        from artikit.converting.sharing import converter_of

        found = find_paths(several, chosen, force_exclude=forced, source=job.source)
        converter = converter_of(job, chosen, several, stdin_filename)
        jobs = options.get("jobs", 1)
        return conversion.convert_files(found, several, converter, tell, stdout, jobs=jobs, advance=watch)
    records = read_paths(
        several,
        chosen,
        force_exclude=forced,
        stdin_filename=stdin_filename,
        source=job.source,
        watch=None if watch is None else _counting(watch),
    )
    return conversion.convert(records, several, job, chosen, tell, stdout)


def dump(
    records: Iterable[Record], out: BinaryIO | StrPath, to: str | None = None, *, schema: str = "article"
) -> None:
    """Write records into a binary stream or a file, in one step; without `to` its name tells the format.

    `schema` tells order, quotes and columns. Raises WriteError, and then a file is as it was, for a record
    that cannot be written or has no data; UsageError for a format that is no stream.
    """
    from artikit.converting.dumping import dump_records

    target = os.fspath(out) if isinstance(out, (str, os.PathLike)) else out
    dump_records(records, target, to, schema)


def _names(paths: StrPath | Iterable[StrPath]) -> list[str]:
    """List one path, or several, as text."""
    return [os.fspath(one) for one in ([paths] if isinstance(paths, (str, os.PathLike)) else paths)]


def _counting(advance: Callable[[int], None]) -> Callable[[BinaryIO], BinaryIO]:
    from functools import partial

    from artikit.counting import counted

    return partial(counted, advance=advance)


def _silent(_diagnostics: tuple[Diagnostic, ...]) -> None:
    """Take findings that nobody asked for."""
