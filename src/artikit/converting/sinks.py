"""Where records go: a stream, a file for each, a folder of tables, a database. Each can be read back."""

from __future__ import annotations

import io
import os
from contextlib import contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from artikit import formats
from artikit.converting.naming import Namer
from artikit.errors import ArtikitError, UsageError
from artikit.writing.temporary import temporary_folder

if TYPE_CHECKING:
    import gzip
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager

    from artikit.converting.job import Job
    from artikit.formats import Writer
    from artikit.model import Record
    from artikit.writing.staging import Staging


class Sink(Protocol):
    """Takes records; what they leave is seen by others only after `commit`."""

    def add(self, record: Record) -> None:
        """Take a record; raises WriteError, and then it is not taken."""

    def finish(self) -> None:
        """Write what is left, so that all can be read back."""

    def records(self) -> Iterable[Record]:
        """Read back what was taken, in its order."""

    def commit(self) -> tuple[str, ...]:
        """Make it so; returns what a user should know of the target."""

    def targets(self) -> Iterable[str]:
        """Name the files that are written."""

    def abandon(self) -> None:
        """Let go of what is open; nothing happened. Harmless after `commit`."""


class PartSink(Sink, Protocol):
    """What is opened for a job that has records `in_parts`."""

    def put(self, part: bytes) -> None:
        """Take the bytes of a record, instead of the record."""


def open_sink(job: Job, staging: Staging, stdout: BinaryIO | None) -> Sink:
    """Open the sink that a job asks for. Raises UsageError where its format cannot go there."""
    if job.dry_run and not job.in_place:
        return _Dry(job)
    kind = job.format.TARGET
    if job.in_place:
        from artikit.converting.in_place import InPlace  # ruamel.yaml takes 30 ms

        return InPlace(job, staging)
    if job.output is None:
        if kind in ("folder", "database") or stdout is None:
            raise UsageError(f"{job.to} cannot go to standard output: say with -o where to write it")
        return _Stdout(job, stdout)
    if job.tree:
        return _Tree(job, job.output, staging)
    if kind == "folder":
        return _Tables(job, job.output, staging)
    return _Database(job, job.output, staging) if kind == "database" else _File(job, job.output, staging)


class _One:
    """Passes records on to a writer, but no second one where a stream can hold one record only."""

    def __init__(self, job: Job, out: BinaryIO) -> None:
        self._writer = job.format.writer(out, job.terms)
        self._single = job.format.TARGET == "record"
        self._to = job.to
        self._count = 0

    def add(self, record: Record) -> None:
        if self._single and self._count:
            raise UsageError(f"{self._to} holds one record a file, and there are more: say `-o DIR`")
        self._writer.add(record)
        self._count += 1

    def close(self) -> tuple[str, ...]:
        return self._writer.close()


class _Stdout:
    """Standard output: at once, or when all is known."""

    def __init__(self, job: Job, stdout: BinaryIO) -> None:
        self._format = job.format
        self._limits = job.limits
        self._stdout = stdout
        self._spool = None if job.streams else _temporary_file()
        self._writer = _One(job, self._spool or stdout)
        self._remarks: tuple[str, ...] = ()

    def add(self, record: Record) -> None:
        with self._naming():
            self._writer.add(record)

    def put(self, part: bytes) -> None:
        with self._naming():
            (self._spool or self._stdout).write(part)

    def finish(self) -> None:
        with self._naming():
            self._remarks = self._writer.close()
            if self._spool is not None:
                self._spool.flush()

    def records(self) -> Iterable[Record]:
        if self._spool is not None:
            self._spool.seek(0)
            yield from self._format.read(self._spool, "<stdout>", self._limits)

    def commit(self) -> tuple[str, ...]:
        if self._spool is not None:
            import shutil

            self._spool.seek(0)
            shutil.copyfileobj(self._spool, self._stdout)
        return self._remarks

    def targets(self) -> Iterable[str]:
        return ()

    def abandon(self) -> None:
        if self._spool is not None:
            with suppress(OSError):
                self._spool.close()

    def _naming(self) -> AbstractContextManager[None]:
        return nullcontext() if self._spool is None else _naming(temporary_folder())


class _File:
    """One file that holds all records."""

    def __init__(self, job: Job, path: str, staging: Staging) -> None:
        self._format = job.format
        self._limits = job.limits
        self._path = path
        self._staging = staging
        self._file = staging.open(path)
        self._packed = _pack(self._file) if path.endswith(".gz") else None
        self._writer = _One(job, cast("BinaryIO", self._packed or self._file))
        self._remarks: tuple[str, ...] = ()

    def add(self, record: Record) -> None:
        with _naming(self._path):
            self._writer.add(record)

    def put(self, part: bytes) -> None:
        with _naming(self._path):
            cast("BinaryIO", self._packed or self._file).write(part)

    def finish(self) -> None:
        with _naming(self._path):
            self._remarks = self._writer.close()
            if self._packed is not None:
                self._packed.close()
            self._file.close()

    def records(self) -> Iterable[Record]:
        with open(self._staging.staged(self._path), "rb") as file:
            unpacked = _unpack(file) if self._packed else file
            yield from self._format.read(unpacked, self._path, self._limits)

    def commit(self) -> tuple[str, ...]:
        return self._remarks

    def targets(self) -> Iterable[str]:
        return (self._path,)

    def abandon(self) -> None:
        if self._packed is not None:
            with suppress(OSError, ValueError):  # the disk is full, say: nobody wants the rest any more
                self._packed.close()


class _Tree:
    """A file for each record, in the folders that its path names."""

    def __init__(self, job: Job, folder: str, staging: Staging) -> None:
        self._job = job
        self._folder = folder
        self._staging = staging
        self._namer = Namer(folder, job.name, job.to)
        self._paths: list[str] = []

    def add(self, record: Record) -> None:
        path = os.path.join(self._folder, self._namer.path(record))
        text = _written(self._job, record)
        with _naming(path):
            self._staging.write(path, text)
        self._paths.append(path)

    def finish(self) -> None:
        """Nothing is left."""

    def records(self) -> Iterable[Record]:
        for path in self._paths:
            with open(self._staging.staged(path), "rb") as file:
                yield from self._job.format.read(file, path, self._job.limits)

    def commit(self) -> tuple[str, ...]:
        return ()

    def targets(self) -> Iterable[str]:
        return self._paths

    def abandon(self) -> None:
        """Nothing is open."""


class _Tables:
    """A folder of tables."""

    def __init__(self, job: Job, folder: str, staging: Staging) -> None:
        self._format = job.format
        self._limits = job.limits
        self._folder = folder
        self._staging = staging
        self._names: list[str] = []
        self._writer: Any = job.format.writer(self, job.terms)
        self._remarks: tuple[str, ...] = ()

    def open(self, name: str) -> BinaryIO:
        """Create a table (`artikit.formats.Folder`)."""
        self._names.append(name)
        return self._staging.open(os.path.join(self._folder, name))

    def add(self, record: Record) -> None:
        with _naming(self._folder):
            self._writer.add(record)

    def finish(self) -> None:
        with _naming(self._folder):
            self._remarks = self._writer.close()

    def records(self) -> Iterable[Record]:
        package = os.path.join(self._staging.together(self.targets()), formats.PACKAGE)
        with open(package, "rb") as file:
            yield from self._format.read(file, package, self._limits)

    def commit(self) -> tuple[str, ...]:
        return self._remarks

    def targets(self) -> Iterable[str]:
        return [os.path.join(self._folder, name) for name in self._names]

    def abandon(self) -> None:
        self._writer.abandon()


class _Database:
    """A database: a new one is staged, the records of one that is there change in one transaction."""

    def __init__(self, job: Job, path: str, staging: Staging) -> None:
        self._path = path
        self._limits = job.limits
        self._there = os.path.exists(path) and not job.force
        self._real = path if self._there else staging.path_for(path)
        with self._naming():
            self._writer: Any = job.format.writer(self._real, job.terms)

    def add(self, record: Record) -> None:
        with self._naming():
            self._writer.add(record)

    def finish(self) -> None:
        """What was added can be read back before the transaction ends."""

    def records(self) -> Iterable[Record]:
        return cast("Iterable[Record]", self._writer.records(self._limits))

    def commit(self) -> tuple[str, ...]:
        with self._naming():
            return cast("tuple[str, ...]", self._writer.close())

    def targets(self) -> Iterable[str]:
        return (self._path,)

    def abandon(self) -> None:
        self._writer.abandon()

    @contextmanager
    def _naming(self) -> Iterator[None]:
        """Let errors speak of the path that the user knows."""
        try:
            yield
        except ArtikitError as error:
            if self._there or self._real not in str(error):
                raise
            raise ArtikitError(str(error).replace(self._real, self._path)) from error


class _Dry:
    """Tries every record, and writes nothing."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._namer = Namer(job.output, job.name, job.to) if job.tree and job.output else None
        streamed = job.format.TARGET in ("stream", "record") and not job.tree
        self._writer: Writer | None = _One(job, cast("BinaryIO", _Nowhere())) if streamed else None
        self._paths = [job.output] if job.output and not job.tree else []

    def add(self, record: Record) -> None:
        if self._namer is not None and self._job.output is not None:
            path = os.path.join(self._job.output, self._namer.path(record))
            _written(self._job, record)
            self._paths.append(path)
        elif self._writer is not None:
            self._writer.add(record)
        else:
            from artikit.relational.ids import content_of

            content_of(record)

    def put(self, part: bytes) -> None:
        """Where the bytes of a record are there already, there is nothing left to try."""

    def finish(self) -> None:
        if self._writer is not None:
            self._writer.close()

    def records(self) -> Iterable[Record]:
        return ()

    def commit(self) -> tuple[str, ...]:
        return ()

    def targets(self) -> Iterable[str]:
        return self._paths

    def abandon(self) -> None:
        """Nothing is open."""


class _Nowhere(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


def _written(job: Job, record: Record) -> bytes:
    """Write a file of one record."""
    out = io.BytesIO()
    writer = job.format.writer(out, job.terms)
    writer.add(record)
    writer.close()
    return out.getvalue()


def _temporary_file() -> BinaryIO:
    temporary_folder()
    import tempfile

    return cast("BinaryIO", tempfile.TemporaryFile())


def _pack(file: BinaryIO) -> gzip.GzipFile:
    """Compress without name and time, so that equal records give equal bytes."""
    import gzip  # few files need it

    return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)


def _unpack(file: BinaryIO) -> BinaryIO:
    import gzip

    return cast("BinaryIO", gzip.GzipFile(fileobj=file))


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Let errors name the output, unless they name a file already: that of a spool, say."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or path
        raise
