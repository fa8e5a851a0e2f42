"""From the claims of many cues to those that count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.addresses import normal
from artikit.ingest import fields
from artikit.ingest.dates.moments import moment_of
from artikit.ingest.wording.plain import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.ingest.evidence import Evidence
    from artikit.model import Json


def without_echoes(claims: Iterable[Evidence]) -> list[Evidence]:
    """Drop claims that say what a surer one says, and of dates those that only say it with less.

    The day of a date and time stands for it: of the claims on the same moment the one with a time is taken.
    """
    kept: list[Evidence] = []
    by_field: dict[object, list[Evidence]] = {}
    for one in claims:
        by_field.setdefault(one.field, []).append(one)
    for found in by_field.values():
        ordered = sorted(found, key=lambda one: -one.confidence)
        best = _with_time(ordered)
        kept.append(_completed(best, ordered))
        kept += [one for one in ordered if one is not best and not _echoes(best, one)]
    return kept


def _completed(best: Evidence, found: list[Evidence]) -> Evidence:
    """Add to a picture what other cues say of it."""
    if best.field[:1] != fields.IMAGES or not isinstance(best.value, dict):
        return best
    value = dict(best.value)
    for one in found:
        if isinstance(one.value, dict) and not _other_size(value, one.value):
            value |= {key: said for key, said in one.value.items() if key not in value}
    return best._replace(value=value)


def _other_size(one: dict[str, Json], other: dict[str, Json]) -> bool:
    """Tell whether two say different sizes: those of a page may be what it is shown at."""
    return any(key in one and key in other and one[key] != other[key] for key in ("width", "height"))


def _with_time(ordered: list[Evidence]) -> Evidence:
    """The best claim; if it is a day alone, another cue for that day that has a time, as sure as it."""
    best = ordered[0]
    if not str(best.field[0]).endswith("DateTime") or len(str(best.value)) > 10:
        return best
    for one in ordered[1:]:
        if len(str(one.value)) > 10 and str(one.value)[:10] == best.value:
            return one._replace(confidence=best.confidence)
    return best


def _echoes(best: Evidence, other: Evidence) -> bool:
    one, two = str(best.value), str(other.value)
    if str(best.field[0]).endswith("DateTime"):
        first, second = moment_of(one), moment_of(two)
        return first is not None and second is not None and first.agrees(second)
    if best.field == fields.ORIGINAL:
        return normal(one) == normal(two)
    if best.field[0] == "language":
        return one.partition("-")[0].lower() == two.partition("-")[0].lower()
    if isinstance(best.value, str):
        left, right = folded(one).rstrip(". "), folded(two).rstrip(". ")
        if best.field in (fields.EXCERPT, fields.NAME):
            return left[:60] == right[:60] or left in right or right in left
        return left == right
    return True


def numbered(claims: list[Evidence]) -> list[Evidence]:
    """Number the pictures, which until now go by their addresses."""
    numbers: dict[object, int] = {}
    made = []
    for one in claims:
        if one.field[:1] == fields.IMAGES and len(one.field) > 1:
            number = numbers.setdefault(one.field[1], len(numbers))
            made.append(one._replace(field=(*fields.IMAGES, number)))
        else:
            made.append(one)
    return made
