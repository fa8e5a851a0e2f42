"""Evidence as people and programs read it: of every field the value, its place, the cue."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from artikit.model import pointer_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.ingest.evidence import Evidence, Ingested
    from artikit.model import Json, Pointer, Source, Span

KEY = "_evidence"
"""Key under which JSON, JSONL and YAML carry it."""

_SHOWN = 90
"""Characters of a value that a line shows."""


def lines(ingested: Ingested) -> Iterator[str]:
    """Tell of each field where it came from, one line each, with the place in front."""
    source = ingested.record.source
    if not ingested.evidence:
        yield (
            f"{source.path}: taken as it is"
            if ingested.record.data is not None
            else f"{source.path}: no record"
        )
        return
    for one in ingested.evidence:
        said = f"{dotted(one.field)} {_quoted(one.value)} ({one.cue}, {one.confidence:g})"
        yield f"{_place(source, one.span)}: {said}"
    for conflict in ingested.conflicts:
        taken, *others = conflict.found
        said = "; ".join(
            f"{_place(source, one.span)} says {_quoted(one.value)} ({one.cue}, {one.confidence:g})"
            for one in others
        )
        what = f"conflict in {dotted(conflict.field)}: {_quoted(taken.value)} is taken, but {said}"
        yield f"{_place(source, taken.span)}: {what}"
    for unset in ingested.unset:
        yield f"{source.path}: {dotted(unset.field)} is unset: {unset.reason}"
    for removal in ingested.removals:
        said = _quoted(" ".join(source.text[slice(*removal.span)].split()))
        yield f"{_place(source, removal.span)}: not in the body: {removal.kind} {said}"


def dotted(field: Pointer) -> str:
    """Name a field as people write it: `images[0].url`."""
    said = ""
    for step in field:
        said += f"[{step}]" if isinstance(step, int) else f".{step}"
    return said.removeprefix(".")


def as_json(ingested: Ingested) -> dict[str, Json]:
    """Give the evidence as JSON; lines and columns count from 1, the end is exclusive."""
    source = ingested.record.source
    unset: list[Json] = [{"field": pointer_text(one.field), "reason": one.reason} for one in ingested.unset]
    return {
        "source": source.path,
        "fields": [_evidence(source, one) for one in ingested.evidence],
        "unset": unset,
        "conflicts": [
            {"field": pointer_text(one.field), "found": [_evidence(source, other) for other in one.found]}
            for one in ingested.conflicts
        ],
        "removals": [
            {"kind": one.kind, **_range(source, one.span), "text": source.text[slice(*one.span)]}
            for one in ingested.removals
        ],
    }


def _evidence(source: Source, one: Evidence) -> dict[str, Json]:
    place = _range(source, one.span) if one.span is not None else {}
    return {
        "field": pointer_text(one.field),
        "value": one.value,
        **place,
        "cue": one.cue,
        "confidence": one.confidence,
    }


def _range(source: Source, span: Span) -> dict[str, Json]:
    start, end = source.position(span.start), source.position(span.end)
    return {"line": start.line, "column": start.column, "endLine": end.line, "endColumn": end.column}


def _place(source: Source, span: Span | None) -> str:
    if span is None:
        return source.path
    at = source.position(span.start)
    return f"{source.path}:{at.line}:{at.column}"


def _quoted(value: Json) -> str:
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"“{said[:_SHOWN]}…”" if len(said) > _SHOWN else f"“{said}”"
