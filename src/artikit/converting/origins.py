"""Where a record lies: the path of its file, for records that have a file of their own."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from artikit import formats
from artikit.discover import common_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from artikit.model import Record

_ITEM = re.compile(r"(?:\A|[\r\n])[ \t]*-[ \t]*\Z|\[\s*\Z")
"""What stands before a record that is the item of a list."""


class Placed(NamedTuple):
    """A record, and the path of its file below the common parent; None where other records share it."""

    record: Record
    place: str | None = None


def placed(records: Iterable[Record], paths: Sequence[str], source_format: str | None) -> Iterator[Placed]:
    """Give each record of a one-record file its place. One record is held back to see whether more come."""
    parent = common_folder(paths)
    held: Record | None = None
    alone = True
    for record in records:
        if held is not None:
            same = held.source.path == record.source.path
            yield _placed(held, parent, source_format, alone=alone and not same)
            alone = not same
        held = record
    if held is not None:
        yield _placed(held, parent, source_format, alone=alone)


def _placed(record: Record, parent: str, source_format: str | None, *, alone: bool) -> Placed:
    path = record.source.path
    if not alone or path.startswith("<") or not _is_whole(record, source_format):
        return Placed(record)
    relative = os.path.relpath(os.path.abspath(path), parent)
    return Placed(record, relative.replace(os.sep, "/").removesuffix(".gz"))


def _is_whole(record: Record, source_format: str | None) -> bool:
    """Tell whether a record is all that its file holds, not the item of a list."""
    if record.fence:
        return True
    if (source_format or formats.name_of(record.source.path)) not in ("json", "yaml"):
        return False
    return _ITEM.search(record.source.text, 0, record.spans.value(()).start) is None
