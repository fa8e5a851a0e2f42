"""Whether edits make of a record what they are said to make: the mended text is read again."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from artikit.comments import extent_of, language_of
from artikit.editing.applying import edited, shifted
from artikit.editing.changing import ImpossibleError, changed, is_same
from artikit.editing.nearby import read_nearby, record_nearby
from artikit.lines import line_start
from artikit.model import Source
from artikit.reading.files import to_record
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits
from artikit.reading.quick import outline_of, remember

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from artikit.editing.nearby import Nearby
    from artikit.model import Edit, Fix, Json, Record, Spans
    from artikit.reading.reading import Reading

_MANY = 1 << 31
_ROOM = Limits(record_size=_MANY, nodes=_MANY, aliases=_MANY, expanded_nodes=1 << 24, scalar_size=_MANY)
"""What was read within some limits is read again within these."""


def is_proved(record: Record, fix: Fix) -> bool:
    """Tell whether a fix makes its change, and no other; without one, no value may change."""
    try:
        wanted = changed(record.data or {}, fix.change) if fix.change else record.data
        near = read_nearby(record, fix.edits, _ROOM)
        if near is not None:
            return _is_meant(near, record, wanted or {})
        again, _ = reread(record, fix.edits)
    except ImpossibleError:
        return False
    return (
        is_same(again.data, wanted)  # type: ignore[arg-type]
        and again.body == record.body
        and again.origin == record.origin
        and not codes_of(again) - codes_of(record)
    )


def _is_meant(near: Nearby, record: Record, wanted: Mapping[str, Json]) -> bool:
    """Tell whether a record, some keys of which are read again, is what it should be, with no new fault."""
    old: Mapping[str, Json] = record.data or {}
    return (
        list(wanted) == [*near.before, *near.data, *near.behind]
        and all(wanted[key] is old[key] or is_same(wanted[key], old[key]) for key in near.before)
        and all(wanted[key] is old[key] or is_same(wanted[key], old[key]) for key in near.behind)
        and is_same(near.data, {key: wanted[key] for key in near.data})
        and not near.problems - codes_of(record)
    )


def codes_of(record: Record) -> Counter[str]:
    """Count what the reader found wrong, by code."""
    return Counter(problem.code for problem in record.problems)


def renamed(record: Record, edit: Edit) -> tuple[Record, int]:
    """Read a record again with another name of a key that is as long, or the part of it that this changes.

    Also tells at which offset of the old text the new one begins. Raises ImpossibleError.
    """
    near = record_nearby(record, [edit], _ROOM)
    return reread(record, [edit]) if near is None else (near, 0)


def reread(record: Record, edits: Sequence[Edit]) -> tuple[Record, int]:
    """Read a record from its text with edits in it; also the offset at which that text begins in the old one.

    Of a file of records, its own part alone is read. Raises ImpossibleError where edits lie outside of that.
    """
    text, path = record.source.text, record.source.path
    if record.fence:
        outline = outline_of(text)
        again = read_front_matter(Source(path, edited(text, edits)), _ROOM)
        if outline is not None:  # the next fix of this record goes by it
            remember(outline)
        return again, 0
    language = language_of(record)
    start, end = record.spans.value(()) if language == "json" else extent_of(record)
    if language == "yaml":
        end += 2 if text.startswith("\r\n", end) else text.startswith(("\n", "\r"), end)
    if not all(start <= edit.span.start and edit.span.end <= end for edit in edits):
        raise ImpossibleError
    own = edited(text[start:end], shifted(edits, -start))
    if language == "yaml":
        own = _alone(own, record.spans.value(()).start - start)
    locate = partial(_locate, own, language)
    return to_record(Source(path, own), _read(own, language), (), locate), start


def _alone(text: str, start: int) -> str:
    """Blank out the dashes that lead to a record in a list, in the line that it begins in."""
    line = line_start(text, min(start, len(text)))
    return text[:line] + text[line:start].replace("-", " ") + text[start:]


def _locate(text: str, language: str) -> Spans:
    return _read(text, language, spans=True).spans


def _read(text: str, language: str, *, spans: bool = False) -> Reading:
    if language == "json":
        from artikit.reading.json import read_whole_json  # most records are YAML

        return read_whole_json(text, _ROOM, spans=spans)
    from artikit.reading.yaml import read_yaml

    return read_yaml(text, _ROOM, spans=spans)
