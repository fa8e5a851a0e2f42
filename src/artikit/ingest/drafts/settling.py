"""From claims to a record: the surest of each field, what the user said, and what speaks against it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from artikit.ingest import fields
from artikit.ingest.confidence import GIVEN
from artikit.ingest.evidence import Conflict, Evidence, Ingested, Unset
from artikit.ingest.wording.plain import folded
from artikit.model import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from artikit.ingest.drafts.draft import Draft
    from artikit.ingest.evidence import Removal
    from artikit.ingest.options import Options
    from artikit.model import Json, Pointer, Source

ORDER = (
    "category", "title", "excerpt", "publishedDateTime", "updatedDateTime", "originalUrl", "webUrl",
    "ampWebUrl",
    "cdnAmpWebUrl", "type", "language", "author", "agency", "highlights", "provider", "topics", "tags",
    "images",
    "imageCaptions",
)  # fmt: skip
"""Keys in the order in which records have them; others follow."""

WANTED: tuple[Pointer, ...] = (
    fields.TITLE, fields.EXCERPT, fields.PUBLISHED, fields.ORIGINAL, fields.AUTHOR, fields.LANGUAGE,
    fields.NAME, fields.DOMAIN,
)  # fmt: skip
"""Fields of which is told that they are unset."""


def settled(source: Source, draft: Draft, body: str, removals: tuple[Removal, ...]) -> Ingested:
    """Make the record of a text."""
    return settle(source, draft.claims, draft.reasons, body, draft.options, removals)


def settle(
    source: Source,
    claims: Iterable[Evidence],
    reasons: Mapping[Pointer, str],
    body: str,
    options: Options,
    removals: tuple[Removal, ...] = (),
) -> Ingested:
    """Make a record of what was found. Of a field's values the surest counts, of equals the first."""
    why = dict(reasons)
    taken: dict[Pointer, Evidence] = {}
    conflicts: list[Conflict] = []
    for field, found in _by_field(claims).items():
        best = found[0]
        sure = [one for one in found if one.confidence >= options.min_confidence]
        if not sure:
            why[field] = f"“{best.value}” ({best.cue}) is too unsure: {best.confidence:g}"
            continue
        taken[field] = best
        others = [one for one in sure if _differ(field, best.value, one.value)]
        if others:
            conflicts.append(Conflict(field, (best, *others)))
    _give(taken, options)
    unset = tuple(Unset(field, why.get(field, "nothing tells it")) for field in WANTED if field not in taken)
    data = _data(taken)
    evidence = tuple(sorted(taken.values(), key=lambda one: _rank(one.field)))
    return Ingested(Record(source, data, body), evidence, unset, tuple(conflicts), removals)


def _by_field(claims: Iterable[Evidence]) -> dict[Pointer, list[Evidence]]:
    """Claims by field, the surest first, of equals the first."""
    found: dict[Pointer, list[Evidence]] = {}
    for claim in claims:
        found.setdefault(claim.field, []).append(claim)
    return {field: sorted(ones, key=lambda one: -one.confidence) for field, ones in found.items()}


def _give(taken: dict[Pointer, Evidence], options: Options) -> None:
    """Lay over what was found what the user said."""
    for field, value in options.sets.items():
        for other in [one for one in taken if one[: len(field)] == field or field[: len(one)] == one]:
            del taken[other]
        taken[field] = Evidence(field, value, None, "given with --set", GIVEN)
    for field, value in options.defaults.items():
        if not any(one[: len(field)] == field or field[: len(one)] == one for one in taken):
            taken[field] = Evidence(field, value, None, "given as a default", GIVEN)


def _differ(field: Pointer, one: Json, other: Json) -> bool:
    """Tell whether two values say different things; of dates the day counts, of names not the spelling."""
    if isinstance(one, str) and isinstance(other, str):
        if str(field[0]).endswith("DateTime"):
            return one[:10] != other[:10]
        left, right = folded(one).removeprefix("the "), folded(other).removeprefix("the ")
        return left != right and left not in right and right not in left
    return one != other


def _rank(field: Pointer) -> tuple[int, Any]:
    head = str(field[0])
    return (ORDER.index(head) if head in ORDER else len(ORDER), tuple(map(str, field[1:])))


def _data(taken: Mapping[Pointer, Evidence]) -> dict[str, Json]:
    """Put values in their places, keys in their order; items of a list one behind the other."""
    data: dict[str, Json] = {}
    for field in sorted(taken, key=_place):
        put(data, field, taken[field].value)
    return data


def _place(field: Pointer) -> tuple[Any, ...]:
    order = {"name": 0, "domain": 1}
    head = str(field[0])
    rest = tuple(
        (0, step, "") if isinstance(step, int) else (1, order.get(step, 2), step) for step in field[1:]
    )
    return (ORDER.index(head) if head in ORDER else len(ORDER), head if head not in ORDER else "", rest)


def put(data: dict[str, Json], field: Pointer, value: Json) -> None:
    """Put a value where a pointer says, making mappings and lists on the way."""
    here: Any = data
    for step, following in pairwise(field):
        empty: Json = [] if isinstance(following, int) else {}
        if isinstance(here, list):
            if not here or (isinstance(step, int) and step >= len(here)):
                here.append(empty)
            here = here[-1]
        else:
            if not isinstance(here.get(step), (dict, list)):
                here[step] = empty
            here = here[step]
    last = field[-1]
    if isinstance(here, list):
        here.append(value)
    else:
        here[last] = value
