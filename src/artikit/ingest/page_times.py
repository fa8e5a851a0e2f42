"""What `<time>` states around the title of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED
from artikit.ingest.date_lines import date_line
from artikit.ingest.moments import moment_of

if TYPE_CHECKING:
    from artikit.ingest.findings import Findings
    from artikit.ingest.page import Page
    from artikit.ingest.page_head import Head


def read_times(page: Page, findings: Findings, head: Head) -> None:
    """Claim what `<time>` states around the title."""
    for one in page.marked:
        if (
            one.name != "time"
            or one.listed
            or one.furniture
            or not head.span.start <= one.span.start < head.span.end
        ):
            continue
        if any(hint.startswith("itemprop=") for hint in one.hints):
            continue
        moment = moment_of(one.stated.value if one.stated else one.text)
        if moment is None:
            continue
        block = next(
            (other for other in head.blocks if other.span.start <= one.span.start < other.span.end), None
        )
        before = re.sub(r"<[^<>]*>", " ", page.text[block.span.start : one.span.start])[-80:] if block else ""
        line = date_line(text := f"{before} {moment.day.isoformat()}", 0, len(text))
        updated = bool(line and line.updated and not line.published)
        span = one.stated.span if one.stated else one.span
        surer = SHAPED + 0.02 if one.span.start >= head.title else LIKELY
        findings.claim(fields.UPDATED if updated else fields.PUBLISHED, moment.value, span, "<time>", surer)
