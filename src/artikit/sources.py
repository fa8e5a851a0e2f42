"""From found files to records: opening them, and a problem instead of an exception."""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from artikit import formats
from artikit.discover import STDIN, Found, discover
from artikit.model import Problem, Record, Source, Span
from artikit.reading import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from artikit.config import Config

STDIN_NAME = "<stdin>"

STANDARD_INPUT = Found(STDIN)
"""What stands for standard input among found files; itself, not what is equal to it, as a file may be."""


class Opened(NamedTuple):
    """An open file: its path, the name of its format, and how records of such a file are read.

    The format of a compressed file is empty: nothing can be written into it.
    """

    path: str
    file: BinaryIO
    format: str
    read: Callable[[BinaryIO], Iterator[Record]]


def read_paths(
    paths: Sequence[str],
    config: Config,
    *,
    force_exclude: bool = False,
    stdin_filename: str | None = None,
    source: str | None = None,
    watch: Callable[[BinaryIO], BinaryIO] | None = None,
    pick: Callable[[str], bool] | None = None,
) -> Iterator[Record]:
    """Read the records of files and folders, in order; `-` is standard input.

    With `source`, the name of a format, files are read as such whatever they are called, and a walk takes
    files of its suffixes only. `watch` may put itself between each file and its reader, `pick` says of each
    file that is found whether it is read. Raises UsageError at once for a path that is not there.
    """
    reader = Reader(config, source, stdin_filename, watch)
    found = find_paths(paths, config, force_exclude=force_exclude, source=source, pick=pick)
    return chain.from_iterable(map(reader.records, found))


def find_paths(
    paths: Sequence[str],
    config: Config,
    *,
    force_exclude: bool = False,
    source: str | None = None,
    pick: Callable[[str], bool] | None = None,
) -> Iterator[Found]:
    """Find what `read_paths` reads, in order; STANDARD_INPUT is among it. Raises UsageError at once."""
    named = _named(paths, source)
    at = named.index(STDIN) if STDIN in named else len(named)
    before, after = (
        _found([path for path in part if path != STDIN], config, source, force_exclude=force_exclude)
        for part in (named[:at], named[at:])
    )
    if pick is not None:
        before, after = ((one for one in part if pick(one.path)) for part in (before, after))
    return chain(before, (STANDARD_INPUT,) if STDIN in named else (), after)


def open_paths(
    paths: Sequence[str],
    config: Config,
    *,
    force_exclude: bool = False,
    stdin_filename: str | None = None,
    pick: Callable[[str], bool] | None = None,
) -> Iterator[Opened | Record]:
    """Open files, in order; a record with the reason stands for one that cannot be opened.

    Each file is closed when the next one is asked for; `pick` says of each whether it is opened. Raises
    UsageError for a path that is not there.
    """
    reader = Reader(config, stdin_filename=stdin_filename)
    if STDIN in paths:
        yield reader.opened_stdin()
    named = [path for path in paths if path != STDIN]
    found = _found(named, config, None, force_exclude=force_exclude)
    yield from reader.opened(found if pick is None else (one for one in found if pick(one.path)))


def unread(path: str, error: OSError) -> Record:
    """Make the record of a file that cannot be read."""
    return _unread(path, _unreadable(error))


def size_of(
    paths: Sequence[str], config: Config, *, force_exclude: bool = False, source: str | None = None
) -> int | None:
    """Add up the bytes of all files that `read_paths` would read; None where standard input is among them."""
    if STDIN in paths:
        return None
    total = 0
    for one in _found(_named(paths, source), config, source, force_exclude=force_exclude):
        with suppress(OSError):
            total += os.path.getsize(one.path)
    return total


def _unwatched(file: BinaryIO) -> BinaryIO:
    return file


def _named(paths: Sequence[str], source: str | None) -> list[str]:
    """Name what is to be found; a folder of tables by the file that stands for all of them."""
    if source != "tables":
        return list(paths)
    return [os.path.join(path, formats.PACKAGE) if os.path.isdir(path) else path for path in paths]


def _found(
    paths: Sequence[str], config: Config, source: str | None, *, force_exclude: bool
) -> Iterator[Found]:
    globs = [f"*.{suffix}" for suffix in formats.suffixes_of(source)] if source else []
    found = discover(
        paths,
        include=(*config.include, *globs, *(f"{glob}.gz" for glob in globs)),
        exclude=config.exclude,
        force_exclude=force_exclude,
        root=config.root,
    )
    if source is None:
        return found
    given = {os.path.abspath(path) for path in paths}
    return (one for one in found if formats.name_of(one.path) == source or os.path.abspath(one.path) in given)


class Reader:
    """Opens what was found, and reads it. Picklable, as long as nothing watches."""

    def __init__(
        self,
        config: Config,
        source: str | None = None,
        stdin_filename: str | None = None,
        watch: Callable[[BinaryIO], BinaryIO] | None = None,
    ) -> None:
        self._config = config
        self._source = source
        self._stdin_filename = stdin_filename
        self._watch = watch or _unwatched

    def records(self, found: Found) -> Iterator[Record]:
        """Read one file, or standard input."""
        if found is STANDARD_INPUT:
            yield from self._stdin()
        elif found.problem is not None:
            yield _unread(found.path, found.problem)
        else:
            try:
                with _open(found.path) as file:
                    yield from self._records(self._watch(file), found.path)
            except OSError as error:
                yield _unread(found.path, _unreadable(error))

    def opened(self, found: Iterator[Found]) -> Iterator[Opened | Record]:
        """Open files, one after the other."""
        for one in found:
            if one.problem is not None:
                yield _unread(one.path, one.problem)
                continue
            try:
                file = _open(one.path)
            except OSError as error:
                yield unread(one.path, error)
                continue
            with file:
                yield self._as_opened(one.path, file)

    def opened_stdin(self) -> Opened:
        """Open standard input, like a file of that name if there is one."""
        stream = _standard_input()
        if self._stdin_filename is not None:
            return self._as_opened(self._stdin_filename, stream)
        limits = self._config.limits
        head = stream.read(limits.file_bytes + 1)
        form = formats.of_content(head)
        read = partial(form.read, path=STDIN_NAME, limits=limits, schema=self._schema(STDIN_NAME))
        whole = io.BufferedReader(_Joined(head, stream))
        return Opened(STDIN_NAME, whole, form.__name__.rpartition(".")[2], read)  # type: ignore[attr-defined]

    def _as_opened(self, path: str, file: BinaryIO) -> Opened:
        name = "" if path.endswith(".gz") else formats.name_of(path) or "md"
        return Opened(path, file, name, partial(self._records, path=path))

    def _stdin(self) -> Iterator[Record]:
        """Without a file name the content tells the format, so that a pipe of JSONL is read as such."""
        stream = self._watch(_standard_input())
        filename = self._stdin_filename
        try:
            if filename is not None or self._source is not None:
                yield from self._records(stream, filename or STDIN_NAME)
                return
            limits = self._config.limits
            head = stream.read(limits.file_bytes + 1)
            whole = io.BufferedReader(_Joined(head, stream))
            yield from formats.of_content(head).read(whole, STDIN_NAME, limits, self._schema(STDIN_NAME))
        except OSError as error:
            yield _unread(filename or STDIN_NAME, _unreadable(error))

    def _records(self, file: BinaryIO, path: str) -> Iterator[Record]:
        limits = self._config.limits
        form = formats.of_path(path) if self._source is None else formats.by_name(self._source)
        if path.endswith(".gz"):
            from artikit.unpacking import unpacked  # half a millisecond, which few files need

            file = unpacked(file, limits)
        yield from form.read(file, path, limits, self._schema(path))

    def _schema(self, path: str) -> Callable[[], Any]:
        """Get the schema of a file when it is asked for."""
        return partial(_document, self._config.schema_for(path), self._config.root)


def _standard_input() -> BinaryIO:
    from artikit.signals import heard  # few runs read it

    return heard(sys.stdin.buffer)


def _document(schema: str, root: str) -> Any:
    from artikit.schema.library import document_of  # 10 ms, where a format asks for a schema at all

    return document_of(schema, root)


class _Joined(io.RawIOBase):
    """A stream put together again from what was read ahead of it and the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer from the head, then from the rest."""
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _unreadable(error: OSError) -> Problem:
    reason = (error.strerror or "unreadable").lower()
    return Problem(codes.UNREADABLE_FILE, f"the file cannot be read: {reason}", span=Span(0, 0))


def _open(path: str) -> BinaryIO:
    """Open a regular file, and nothing that took its place since it was found: a pipe would block."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "not a regular file")
    return open(descriptor, "rb")


def _unread(path: str, problem: Problem) -> Record:
    return Record(Source(path, ""), None, "", (problem,))
