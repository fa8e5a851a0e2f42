"""What a finding is recognised by on another day: in a baseline, on GitHub, on GitLab.

Lines, columns, wording and, where a record says what it is, its path do not count: a finding stays the same
when text is added above it, when a message is worded better, when a file is moved or renamed, when the items
of a list change places, and when blanks, hidden characters or HTML in a text are mended.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

from artikit.model import pointer_text
from artikit.reading.codes import DUPLICATE_KEY

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Mapping

    from artikit.model import Diagnostic, Json, Pointer, Problem, Record

_RECORD_SIZE = 8
"""Bytes of the digest of a record's identity."""

_IDENTITY = ("webUrl", "originalUrl", "title")
"""Keys by which an article is known, the surest first."""

_ITEM_IDENTITY = (*_IDENTITY, "url", "domain", "name")
"""Keys by which an item of a list is known."""

_LINE = re.compile(r"""(?m)^[ \t]*["']?(webUrl|originalUrl|title)["']?[ \t]*[:=][ \t]*(\S[^\r\n]{0,999})""")
"""A line that says what the record is, in a text that no reader could make a record of."""

_NAMED = re.compile(r"`([^`]*)`")
"""What a message names, which is not its wording."""

_NUMBER = re.compile(r"\[\d+\]")
"""Where an item of a list stands, in what a message names."""

_ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,31};")
_WITHOUT_WIDTH = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF))

_SEARCHED, _QUOTED = 20_000, 200
"""Characters of an unreadable text that are searched for its identity, and of a span that count."""

_SIZE = 16
"""Bytes of a fingerprint: two of a million findings agree by chance with a probability of 1e-27."""


def fingerprint(record: Record, problem: Problem, root: str = "") -> str:
    """Digest rule, record and value of a finding into 32 hexadecimal digits.

    Equal faults at places that nothing tells apart have equal fingerprints: two items of a list that are
    alike, say. Whoever needs them apart counts them; see `salted`. `root` is the folder that paths are
    relative to, so that the fingerprint of a record without identity does not depend on where artikit was
    started.
    """
    return _digest(
        problem.code,
        identity(record, root),
        list(_steps(record.data, problem.pointer)),
        _value(record, problem),
    )


def fingerprint_of(diagnostic: Diagnostic) -> str:
    """Get the fingerprint that the engine gave a diagnostic, else one of what the diagnostic tells.

    The latter does not depend on line numbers, but on the path and the wording.
    """
    return diagnostic.fingerprint or _digest(
        diagnostic.code, diagnostic.path, pointer_text(diagnostic.pointer), diagnostic.message
    )


def salted(print_: str, seen: Counter[str]) -> str:
    """Tell equal fingerprints of one report apart by their number, which `seen` counts; the first stays."""
    seen[print_] += 1
    return print_ if seen[print_] == 1 else _digest(print_, seen[print_])


def identity(record: Record, root: str = "") -> str:
    """Say what a record is: its address, its first address, its title, where it came from, else its path."""
    said = _said(record.data, _IDENTITY) if record.data is not None else _guessed(record.source.text)
    return said or _origin(record) or "path:" + _relative(record.source.path, root)


def identity_digest(record: Record, root: str = "") -> str:
    """Say what a record is in 16 hexadecimal digits."""
    from hashlib import blake2b  # 2 ms to import

    text = identity(record, root)
    return blake2b(text.encode(errors="surrogatepass"), digest_size=_RECORD_SIZE).hexdigest()


def _said(data: Mapping[str, Json], keys: Iterable[str]) -> str:
    for key in keys:
        value = data.get(key)
        if isinstance(value, str) and (seen := _seen(value)):
            return f"{key}:{seen}"
    return ""


def _seen(text: str) -> str:
    """Take a text as a reader sees it, so that mending one fault of it does not make its others new."""
    if _ENTITY.search(text):
        from html import unescape  # 2,231 names, only for texts with an entity

        text = unescape(text)
    if not text.isascii():
        text = text.translate(_WITHOUT_WIDTH)
    return " ".join(text.split())


def _guessed(text: str) -> str:
    """Find the identity in a text that could not be read, as the reader of a mended text would."""
    found: dict[str, str] = {}
    for key, value in _LINE.findall(text[:_SEARCHED]):
        found.setdefault(key, value.strip().rstrip(",").strip("\"'"))
    return _said(found, _IDENTITY)


def _origin(record: Record) -> str:
    return "" if record.origin is None else f"path:{record.origin}"


def _relative(path: str, root: str) -> str:
    if root and path != "-":
        try:
            path = os.path.relpath(path, root)
        except ValueError:  # on another drive
            path = os.path.abspath(path)
    return os.path.normpath(path).replace(os.sep, "/")


def _steps(data: Any, pointer: Pointer) -> Iterator[str | list[str]]:
    """Write a pointer down with what an item of a list is in place of where it stands."""
    for step in pointer:
        data = _child(data, step)
        if isinstance(step, int):
            yield [_said(data, _ITEM_IDENTITY)] if isinstance(data, dict) else []
        else:
            yield step


def _child(data: Any, step: str | int) -> Any:
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    return data.get(step) if isinstance(data, dict) else None


def _value(record: Record, problem: Problem) -> Any:
    """Say what is wrong with a value: nothing where its key is, what the message names for a container."""
    if problem.at_key or problem.code == DUPLICATE_KEY:
        return None
    value: Any = record.data
    for step in problem.pointer:
        value = _child(value, step)
    if value is not None and not isinstance(value, (dict, list)):
        return {"value": _seen(value) if isinstance(value, str) else value}
    named = [_NUMBER.sub("[]", one) for one in _NAMED.findall(problem.message)]
    if problem.span is None:
        return {"named": named}
    text = record.source.text[problem.span.start : problem.span.end]
    return {"named": named, "text": " ".join(text[:_QUOTED].split())}


def _digest(*parts: Any) -> str:
    from hashlib import blake2b  # 2 ms to import

    text = json.dumps(parts, sort_keys=True)
    return blake2b(text.encode(), digest_size=_SIZE).hexdigest()
