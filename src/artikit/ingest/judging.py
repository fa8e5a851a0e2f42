"""What is wrong with a record that was made of a text, told where the text has what it speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from artikit.engine import diagnose
from artikit.errors import WriteError
from artikit.model import Position, Source, pointer_text, steps_of
from artikit.reading.front_matter import read_front_matter
from artikit.writing.front_matter import write_front_matter

if TYPE_CHECKING:
    from artikit.config import Config
    from artikit.ingest.evidence import Ingested
    from artikit.model import Diagnostic, Pointer
    from artikit.schema.style import Style


def judge(ingested: Ingested, config: Config, style: Style | None) -> tuple[Diagnostic, ...]:
    """Judge a record as the file that would be written of it; a finding stands at the value it is about."""
    record = ingested.record
    if record.data is None or record.fence:
        return diagnose(record, config)
    try:
        text = write_front_matter(record.data, record.body, record.newline, "yaml", style)
    except WriteError:
        return ()  # which the writer says
    written = read_front_matter(Source(record.source.path, text), config.limits)
    return tuple(_placed(one, ingested) for one in diagnose(written, config))


def _placed(diagnostic: Diagnostic, ingested: Ingested) -> Diagnostic:
    source = ingested.record.source
    span = next(
        (
            one.span
            for size in range(len(diagnostic.pointer), 0, -1)
            for one in ingested.evidence
            if one.span is not None and _same(one.field, diagnostic.pointer[:size])
        ),
        None,
    )
    start = source.position(span.start) if span else Position(source.first_line, 1)
    end = source.position(span.end) if span else start
    return replace(diagnostic, start=start, end=end, fix=None, patches=(), notes=(), frame=None)


def _same(field: Pointer, pointer: Pointer) -> bool:
    return field[: len(pointer)] == pointer or steps_of(pointer_text(pointer)) == tuple(map(str, field))
