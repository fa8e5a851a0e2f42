"""The file of findings that are known and let be, so that only new ones fail a run.

One finding a line, sorted, so that a diff shows what was mended. A later run recognises a finding by its
fingerprint; path and pointer tell people, and a run over some of the files, what it is about.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from artikit.errors import ConfigError
from artikit.escape import safe
from artikit.inodes import is_inside, slashes
from artikit.model import Source
from artikit.reading.decoding import decode
from artikit.reading.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Problem

NAME = "artikit-baseline.json"
"""What the file is called unless the user says otherwise."""

_VERSION = 1
_LONGEST_POINTER = 120
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
"""What git puts around what it cannot merge."""

_LIMITS = Limits(file_bytes=1 << 28, record_size=1 << 28, nodes=20_000_000, depth=8, scalar_size=1 << 16)
"""Room for two million findings."""


class Entry(NamedTuple):
    """Equal findings in one file, in the order in which the file is sorted.

    `path` is relative to the folder of the baseline, `record` a digest of what the record is.
    """

    path: str
    code: str
    pointer: str
    fingerprint: str
    record: str
    times: int


@dataclass(frozen=True)
class Baseline:
    """What is let be. `paths` are the files and folders that it was written for, relative to its folder."""

    file: str
    paths: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    _folders: dict[str, str] = field(default_factory=dict, compare=False)

    def place(self, path: str) -> str:
        r"""Write the path of a file as the baseline does. Links in its folder are followed, as in our own.

        Bytes of a name that are no UTF-8 are written `\xff`, since a text file cannot hold them.
        """
        folder, name = os.path.split(path)
        if folder not in self._folders:
            own = os.path.realpath(os.path.dirname(self.file))
            try:
                self._folders[folder] = slashes(os.path.relpath(os.path.realpath(folder), own))
            except ValueError:  # on another drive
                self._folders[folder] = slashes(os.path.realpath(folder))
        beside = self._folders[folder]
        if name in ("", os.curdir, os.pardir):
            return _sayable(slashes(os.path.normpath(f"{beside}/{name}")))
        return _sayable(name if beside == "." else f"{beside}/{name}")

    def ground_of(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Write down what a run goes over: each path once, and none inside another."""
        return outermost(self.place(f"{path}/" if os.path.isdir(path) else path) for path in paths)


def _sayable(path: str) -> str:
    if path.isascii():
        return path
    return path.encode(errors="surrogateescape").decode(errors="backslashreplace")


def outermost(places: Iterable[str]) -> tuple[str, ...]:
    """Sort places, without those that lie in another."""
    known = sorted(set(places))
    return tuple(one for one in known if not any(one != other and within(one, other) for other in known))


def within(path: str, folder: str) -> bool:
    """Tell whether a path is another one or lies in it; both as a baseline writes them."""
    if folder == ".":
        return not (path == ".." or path.startswith(("../", "/")))
    return is_inside(path, folder)


def load_baseline(file: str) -> Baseline:
    """Read a baseline. Raises ConfigError with the place of every fault."""
    try:
        if os.path.getsize(file) > _LIMITS.file_bytes:
            raise ConfigError(f"{file}: the file is larger than any baseline")
        with open(file, "rb") as opened:
            decoded = decode(opened.read())
    except FileNotFoundError as error:
        raise ConfigError(f"there is no baseline {file}; --write-baseline makes one") from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file}: {getattr(error, 'strerror', None) or error}") from error
    source = Source(file, decoded.text)
    data = _read(source, decoded.problems)
    entries: dict[tuple[str, str], Entry] = {}
    for one in data["findings"]:
        entry = Entry(times=one.pop("count"), **one)
        key = entry.fingerprint, entry.path
        if key not in entries or entries[key].times < entry.times:  # a merge may leave a line twice
            entries[key] = entry
    return Baseline(file, tuple(data["paths"]), tuple(sorted(entries.values())))


def text_of(baseline: Baseline) -> str:
    """Write a baseline down; equal ones make equal text."""
    lines = [f"    {_line(entry)}" for entry in sorted(baseline.entries)]
    findings = "\n" + ",\n".join(lines) + "\n  " if lines else ""
    paths = _json(sorted(baseline.paths))
    return f'{{\n  "version": {_VERSION},\n  "paths": {paths},\n  "findings": [{findings}]\n}}\n'


def shortened(pointer: str) -> str:
    """Cut a pointer to what fits into a line."""
    return pointer if len(pointer) <= _LONGEST_POINTER else pointer[: _LONGEST_POINTER - 1] + "…"


def _line(entry: Entry) -> str:
    path, code, pointer, print_, record, times = entry
    return _json(
        {
            "path": path,
            "pointer": pointer,
            "code": code,
            "count": times,
            "record": record,
            "fingerprint": print_,
        }
    )


def _json(value: Any) -> str:
    """Write JSON on one line; what would not show as it is, half characters too, is written as an escape."""
    text = json.dumps(value, ensure_ascii=False)
    return text if safe(text) == text else json.dumps(value)


def _read(source: Source, problems: tuple[Problem, ...]) -> Any:
    from artikit.reading.json import read_whole_json
    from artikit.schema.check import check
    from artikit.schema.compiled import compile_schema

    reading = read_whole_json(source.text, _LIMITS)
    found = problems or reading.problems
    if found:
        raise ConfigError("\n".join(_placed(source, one, reading.spans) for one in found))
    _refuse_newer(source.path, reading.data)
    faults = check(reading.data, compile_schema("baseline", "."))
    if faults:
        spans = read_whole_json(source.text, _LIMITS, spans=True).spans
        raise ConfigError("\n".join(_placed(source, one, spans) for one in faults))
    return reading.data


def _refuse_newer(file: str, data: Any) -> None:
    version = data.get("version") if isinstance(data, dict) else None
    if type(version) is int and version > _VERSION:
        raise ConfigError(
            f"{file}: written by a newer artikit; this one reads version {_VERSION}, not {version}"
        )


def _placed(source: Source, problem: Problem, spans: Any) -> str:
    span = problem.span or (spans.key(problem.pointer) if problem.at_key else spans.value(problem.pointer))
    line, column = source.position(span.start)
    at = f"{source.path}:{line}:{column}"
    if source.text.startswith(_CONFLICT, span.start):
        return f"{at}: a conflict of a merge; keep the lines of both sides, each but the last with a comma"
    return f"{at}: {problem.message}; this is no baseline as artikit writes it"
