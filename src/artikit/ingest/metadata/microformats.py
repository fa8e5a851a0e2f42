"""What microformats state (hAtom, h-entry), which are older than schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED, STATED
from artikit.ingest.dates.moments import moment_of
from artikit.ingest.wording.plain import folded

if TYPE_CHECKING:
    from artikit.ingest.drafts.findings import Findings
    from artikit.ingest.markup.page import Page


def read_formats(page: Page, findings: Findings) -> None:
    """Claim what microformats state of the one entry of a page; of several entries they state nothing."""
    titles = [one for one in page.marked if "format=title" in one.hints and not one.furniture]
    if len({folded(one.text) for one in titles}) > 1:
        return
    title = folded(findings.best(fields.TITLE))
    for one in page.marked:
        if one.furniture or one.listed:
            continue
        for hint, pointer in (("format=published", fields.PUBLISHED), ("format=updated", fields.UPDATED)):
            moment = (
                moment_of(one.stated.value if one.stated else one.text)
                if hint in one.hints and titles
                else None
            )
            if moment is not None:
                span = one.stated.span if one.stated else one.span
                findings.claim(pointer, moment.value, span, f"class {hint.partition('=')[2]}", STATED)
        if "format=url" in one.hints and one.stated is not None and folded(one.text) == title:
            findings.claim(
                fields.ORIGINAL,
                findings.address(one.stated.value),
                one.stated.span,
                "link of the title",
                SHAPED,
            )
