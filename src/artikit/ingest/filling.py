"""Records that lack fields, completed from their own body: lines are added, and nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from artikit.editing.applying import edited
from artikit.editing.changing import ImpossibleError, is_same
from artikit.editing.layout import Layout
from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED
from artikit.ingest.drafts.draft import PICTURE
from artikit.ingest.drafts.settling import ORDER, put
from artikit.ingest.evidence import Evidence
from artikit.ingest.texts.record import ingest_text
from artikit.ingest.wording.addresses import domain_of
from artikit.model import Edit, Source, Span
from artikit.reading.front_matter import read_front_matter
from artikit.writing.yaml import write_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from artikit.ingest.options import Options
    from artikit.model import Json, Pointer, Record
    from artikit.reading.limits import Limits
    from artikit.schema.style import Style

_OF_THE_BODY = ("highlights", PICTURE, "agency")
"""What the body keeps when a record is completed, so that it is not said twice."""


class Filled(NamedTuple):
    """A record's text with what was added, and the evidence for it; or why nothing could be."""

    text: str
    added: tuple[Evidence, ...] = ()
    fault: str = ""


def fill(record: Record, options: Options, limits: Limits, style: Style | None) -> Filled:
    """Complete a record with YAML front matter. The text is the old one, at most with lines more."""
    text = record.source.text
    data = record.data
    if data is None or record.fence != "---":
        return Filled(text, (), "only YAML front matter is completed" if data is not None else "")
    added = tuple(_missing(record, options))
    if not added:
        return Filled(text)
    try:
        edits = list(_edits(record, added, style))
    except ImpossibleError:
        return Filled(text, (), "its YAML is written in a way that lines cannot be added to")
    new = edited(text, edits)
    again = read_front_matter(Source(record.source.path, new), limits)
    wanted = _with(data, added)
    if (
        again.data is None
        or not is_same(cast("Json", again.data), wanted, ordered=False)
        or again.body != record.body
    ):
        return Filled(text, (), "its YAML is written in a way that lines cannot be added to")
    return Filled(new, added)


def _missing(record: Record, options: Options) -> Iterator[Evidence]:
    """Find what the body tells, or the record's own address, and the record does not have."""
    data: Mapping[str, Any] = record.data or {}
    title = data.get("title")
    offset = len(record.source.text) - len(record.body)
    source = Source(record.source.path, record.body)
    found = ingest_text(source, options, title=title if isinstance(title, str) else None)
    evidence = [
        one._replace(span=one.span and Span(one.span.start + offset, one.span.end + offset))
        for one in found.evidence
    ]
    address = next((data[key] for key in ("webUrl", "originalUrl") if isinstance(data.get(key), str)), None)
    if address:
        own = domain_of(address)
        evidence = [one for one in evidence if one.field != fields.DOMAIN]
        if own:
            span = record.spans.value(fields.WEB if "webUrl" in data else fields.ORIGINAL)
            evidence.append(Evidence(fields.DOMAIN, own, span, "host of the address", SHAPED))
        evidence = [one for one in evidence if one.field not in (fields.WEB, fields.ORIGINAL)]
    for one in evidence:
        if one.field[0] not in _OF_THE_BODY and _is_missing(data, one.field):
            yield one


def _is_missing(data: Mapping[str, Any], field: Pointer) -> bool:
    head = data.get(str(field[0]), _NOTHING)
    if head is _NOTHING:
        return True
    return (
        len(field) == 2
        and isinstance(field[1], str)
        and isinstance(head, dict)
        and bool(head)
        and field[1] not in head
    )


_NOTHING = object()


def _with(data: Mapping[str, Json], added: tuple[Evidence, ...]) -> dict[str, Json]:
    new = {key: dict(value) if isinstance(value, dict) else value for key, value in data.items()}
    for one in added:
        put(new, one.field, one.value)
    return new


def _edits(record: Record, added: tuple[Evidence, ...], style: Style | None) -> Iterator[Edit]:
    """Insert each new key behind those that records have before it. Raises ImpossibleError."""
    layout = Layout(record)
    if layout.is_flow(()):
        raise ImpossibleError
    data: Mapping[str, Any] = record.data or {}
    fresh: dict[str, Json] = {}
    for one in added:
        if one.field[0] not in data:
            put(fresh, one.field, one.value)
    lines: dict[int, list[tuple[int, str]]] = {}
    for key, value in fresh.items():
        written = write_yaml({key: value}, style)
        lines.setdefault(_behind(layout, key), []).append((_rank(key), written))
    for one in added:
        if one.field[0] in data:
            at, indent = _inside(layout, one.field[:1])
            field_style = style.children.get(str(one.field[0])) if style else None
            written = write_yaml({str(one.field[1]): one.value}, field_style)
            lines.setdefault(at, []).append(
                (-1, "".join(f"{indent}{line}\n" for line in written.splitlines()))
            )
    for at, several in lines.items():
        said = "".join(written for _, written in sorted(several))
        yield Edit(Span(at, at), said.replace("\n", layout.newline))


def _rank(key: str) -> int:
    return ORDER.index(key) if key in ORDER else len(ORDER)


def _behind(layout: Layout, key: str) -> int:
    """Offset of the line on which a new key goes: behind the last one that stands before it in records."""
    entries = layout.entries(())
    before = [entry for entry in entries if _rank(str(entry.step)) < _rank(key)]
    if not before:
        return layout.own_lines(entries[0].start)
    return _next_line(layout, max(entry.end for entry in before))


def _inside(layout: Layout, pointer: Pointer) -> tuple[int, str]:
    """Offset behind the last key of a mapping, and its indent."""
    if layout.is_flow(pointer):
        raise ImpossibleError
    entries = layout.entries(pointer)
    if not entries or not layout.before(entries[0].start).isspace():
        raise ImpossibleError
    return _next_line(layout, entries[-1].end), layout.before(entries[0].start)


def _next_line(layout: Layout, at: int) -> int:
    """Where the line behind the one of an offset begins; the closing fence stands there at the latest."""
    while at > 0 and layout.text[at - 1] in "\r\n":
        at -= 1
    for sign in range(at, len(layout.text)):
        if layout.text[sign] == "\n":
            return sign + 1
        if layout.text[sign] == "\r" and not layout.text.startswith("\n", sign + 1):
            return sign + 1
    raise ImpossibleError
