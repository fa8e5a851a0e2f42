"""From found files to records: opening them, and a problem instead of an exception."""

from __future__ import annotations

import io
import os
import stat
import sys
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from artikit import formats
from artikit.discover import Found, discover
from artikit.model import Problem, Record, Source, Span
from artikit.reading import codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from artikit.config import Config

STDIN = "-"


def read_paths(
    paths: Sequence[str], config: Config, *, force_exclude: bool = False, stdin_filename: str | None = None
) -> Iterator[Record]:
    """Read the records of files and folders, in order; `-` is standard input.

    Raises UsageError at once for a path that is not there.
    """
    at = paths.index(STDIN) if STDIN in paths else len(paths)
    before, after = (
        discover(
            [path for path in part if path != STDIN],
            include=config.include,
            exclude=config.exclude,
            force_exclude=force_exclude,
            root=config.root,
        )
        for part in (paths[:at], paths[at:])
    )
    stdin = _from_stdin(stdin_filename, config) if STDIN in paths else iter(())
    return chain(_from_files(before, config), stdin, _from_files(after, config))


def _from_files(found: Iterator[Found], config: Config) -> Iterator[Record]:
    for one in found:
        yield from _from_file(one, config)


def _from_stdin(filename: str | None, config: Config) -> Iterator[Record]:
    """Without a file name the content tells the format, so that a pipe of JSONL is read as such."""
    stream: BinaryIO = sys.stdin.buffer
    if filename is not None:
        yield from formats.of_path(filename).read(stream, filename, config.limits)
        return
    head = stream.read(config.limits.file_bytes + 1)
    whole = io.BufferedReader(_Joined(head, stream))
    yield from formats.of_content(head).read(whole, "<stdin>", config.limits)


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


def _from_file(found: Found, config: Config) -> Iterator[Record]:
    if found.problem is not None:
        yield _unread(found.path, found.problem)
        return
    try:
        with _open(found.path) as file:
            yield from formats.of_path(found.path).read(file, found.path, config.limits)
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        problem = Problem(codes.UNREADABLE_FILE, f"the file cannot be read: {reason}", span=Span(0, 0))
        yield _unread(found.path, problem)


def _open(path: str) -> BinaryIO:
    """Open a regular file, and nothing that took its place since it was found: a pipe would block."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "not a regular file")
    return open(descriptor, "rb")


def _unread(path: str, problem: Problem) -> Record:
    return Record(Source(path, ""), None, "", (problem,))
