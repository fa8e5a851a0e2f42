"""What a faulty value was probably meant to be, where there is one answer only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.model import Change
from artikit.schema.checks import CHECKS

if TYPE_CHECKING:
    from collections.abc import Collection

    from artikit.model import Json, Pointer

_NUMBER = re.compile(r"[ ]*(-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?)[ ]*(?:px)?[ ]*")
_WORDS = {"true": True, "false": False}
_LOOSE_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([Tt ].*)?")
_BLANK = re.compile(r"(.{10}) +([0-9].*)")
_MINUTES = re.compile(r"(.{10}[Tt][0-9]{2}:[0-9]{2})((?:[Zz]|[-+][0-9]{2}:[0-9]{2}))")


def renamed(pointer: Pointer, name: str) -> Change:
    """Call a key by another name: what it was meant to be is a guess."""
    return Change(f"rename to `{name}`", renames=((pointer, name),), safe=False)


def of_type(pointer: Pointer, value: Json, types: Collection[str]) -> Change | None:
    """Make of a text the number or truth value that it says: `600px` is 600."""
    if not isinstance(value, str):
        return None
    new: Json = None
    if "boolean" in types:
        new = _WORDS.get(value.strip().lower())
    if new is None and {"integer", "number"} & set(types) and (match := _NUMBER.fullmatch(value)):
        number = float(match[1]) if "." in match[1] else int(match[1])
        new = number if isinstance(number, int) or "number" in types else None
    return None if new is None else replaced(pointer, new, f"write {str(new).lower()}")


def of_date(pointer: Pointer, value: str, wanted: str) -> Change | None:
    """Complete a date: two digits, the `T`, seconds. Where seconds are made up, it is not safe."""
    new, safe = value.strip(), True
    if match := _LOOSE_DATE.fullmatch(new):
        new = f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}{match[4] or ''}"
    if match := _BLANK.fullmatch(new):
        new = f"{match[1]}T{match[2]}"
    if match := _MINUTES.fullmatch(new):
        new, safe = f"{match[1]}:00{match[2]}", False
    if new == value or CHECKS[wanted](new) is not None:
        return None
    return replaced(pointer, new, f"write {new}", safe=safe)


def replaced(pointer: Pointer, new: Json, title: str, *, safe: bool = False) -> Change:
    """Put another value in the place of one."""
    return Change(title, values=((pointer, new),), safe=safe)


def without_item(pointer: Pointer) -> Change:
    """Take an item out that a list holds twice."""
    return Change("remove the second one", removals=(pointer,))
