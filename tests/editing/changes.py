"""Changes, and what they make of a text."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from artikit import formats
from artikit.editing import apply, edits_of
from artikit.model import Change, Pointer, Record
from artikit.reading.limits import Limits

if TYPE_CHECKING:
    from artikit.model import Json


def read(text: str, path: str = "x.md") -> Record:
    (record,) = formats.of_path(path).read(BytesIO(text.encode()), path, Limits())
    return record


def after(text: str, change: Change, path: str = "x.md") -> str | None:
    fix = edits_of(read(text, path), change)
    return apply(text, [fix])[0] if fix else None


def put(pointer: Pointer, value: Json) -> Change:
    return Change("", values=((pointer, value),))


def take(*pointers: Pointer) -> Change:
    return Change("", removals=pointers)


def call(pointer: Pointer, name: str) -> Change:
    return Change("", renames=((pointer, name),))
