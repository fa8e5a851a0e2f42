"""The file of rejects: a line of JSON for each record that is left out, so that it can be mended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from artikit.model import Diagnostic, Record


def rejected(record: Record, diagnostics: tuple[Diagnostic, ...]) -> bytes:
    """Make the line of a record: where it begins, what is wrong with it, and its own text."""
    from artikit.reports.jsonl import as_json

    start, end = record.spans.value(())
    text = record.source.text
    own = text[start:end] if start < end and not record.fence else text
    line = {
        "path": record.source.path,
        "line": record.source.position(start).line if own is not text else record.source.first_line,
        "diagnostics": [as_json(one) for one in diagnostics],
        "text": own,
    }
    return json.dumps(line).encode() + b"\n"
