"""Where a record lies: the path of its file, for records that have a file of their own."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from artikit import formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.model import Record

_ITEM = re.compile(r"(?:\A|[\r\n])[ \t]*-[ \t]*\Z|\[\s*\Z")
"""What stands before a record that is the item of a list."""


class Placed(NamedTuple):
    """A record, and the path of its file below the common parent; None where other records share it."""

    record: Record
    place: str | None = None


def placed(records: Iterable[Record], folders: Folders, source_format: str | None) -> Iterator[Placed]:
    """Give each record of a one-record file its place. One record is held back to see whether more come."""
    held: Record | None = None
    alone = True
    for record in records:
        if held is not None:
            same = held.source.path == record.source.path
            yield _placed(held, folders, source_format, alone=alone and not same)
            alone = not same
        held = record
    if held is not None:
        yield _placed(held, folders, source_format, alone=alone)


class Folders(dict[str, str]):
    """How folders are called below a common parent: nothing, or a path and a slash; each is found once."""

    def __init__(self, parent: str) -> None:
        super().__init__()
        self._parent = parent

    def __missing__(self, folder: str) -> str:
        relative = os.path.relpath(os.path.abspath(folder), self._parent)
        found = self[folder] = "" if relative == os.curdir else relative.replace(os.sep, "/") + "/"
        return found


def _placed(record: Record, folders: Folders, source_format: str | None, *, alone: bool) -> Placed:
    path = record.source.path
    if not alone or path.startswith("<") or not _is_whole(record, source_format):
        return Placed(record)
    folder, name = os.path.split(path)
    return Placed(record, (folders[folder] + name).removesuffix(".gz"))


def _is_whole(record: Record, source_format: str | None) -> bool:
    """Tell whether a record is all that its file holds, not the item of a list."""
    if record.fence:
        return True
    if (source_format or formats.name_of(record.source.path)) not in ("json", "yaml"):
        return False
    return _ITEM.search(record.source.text, 0, record.spans.value(()).start) is None
