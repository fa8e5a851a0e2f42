"""What `<time>` states around the title of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED
from artikit.ingest.dates.lines import date_line
from artikit.ingest.dates.moments import moment_of
from artikit.ingest.pages.events import is_row_of_event, says_another_day, spans_days

if TYPE_CHECKING:
    from artikit.ingest.dates.moments import Moment
    from artikit.ingest.drafts.findings import Findings
    from artikit.ingest.markup.page import Page, Said
    from artikit.ingest.pages.head import Head


def read_times(page: Page, findings: Findings, head: Head) -> None:
    """Claim what `<time>` states around the title."""
    times = _times(page, head)
    rows = any(is_row_of_event(one.text) for one in head.blocks)
    for one, moment in times:
        block = next((other for other in head.blocks if other.span.holds(one.span.start)), None)
        before = re.sub(r"<[^<>]*>", " ", page.text[block.span.start : one.span.start])[-80:] if block else ""
        line = date_line(text := f"{before} {moment.day.isoformat()}", 0, len(text))
        updated = bool(line and line.updated and not line.published)
        days = {
            other.day.isoformat()
            for said, other in times
            if block is not None and block.span.holds(said.span.start)
        }
        if not (line and line.labelled) and (
            rows or says_another_day(before) or (block is not None and spans_days(block, days))
        ):
            continue
        span = one.stated.span if one.stated else one.span
        surer = SHAPED + 0.02 if one.span.start >= head.title else LIKELY
        findings.claim(fields.UPDATED if updated else fields.PUBLISHED, moment.value, span, "<time>", surer)


def _times(page: Page, head: Head) -> list[tuple[Said, Moment]]:
    """The `<time>` elements around the title that state a day, and are no property of a thing."""
    found = []
    for one in page.marked:
        if one.name != "time" or one.listed or one.furniture or not head.span.holds(one.span.start):
            continue
        if any(hint.startswith("itemprop=") for hint in one.hints):
            continue
        moment = moment_of(one.stated.value if one.stated else one.text)
        if moment is not None:
            found.append((one, moment))
    return found
