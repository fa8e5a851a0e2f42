"""Why fields of a text stay unset, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.dates.vague import vague_in
from artikit.ingest.dates.written import dates_in
from artikit.ingest.wording.addresses import domain_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_MANY = 50
"""Blocks in which a relative date is looked for, to name it as the reason."""


def say_why(draft: Draft) -> None:
    """Give the reasons for what stays unset."""
    if not draft.claimed(fields.PUBLISHED):
        draft.reasons.setdefault(fields.PUBLISHED, _no_date(draft))
        if draft.claimed(fields.UPDATED):
            draft.reasons[fields.PUBLISHED] = "only the date of a change is stated"
    draft.reasons.setdefault(fields.AUTHOR, "no byline, and no agency is named")
    domain = draft.claimed(fields.DOMAIN)
    if domain:
        why = f"only the domain `{domain}` is known, and a name does not follow from it"
    else:
        why = "no line about rights and no address name the publisher"
    draft.reasons.setdefault(fields.NAME, why)
    url = draft.claimed(fields.ORIGINAL)
    if isinstance(url, str) and not domain_of(url):
        draft.reasons.setdefault(fields.DOMAIN, "the host of the address is not that of a publisher")
    draft.reasons.setdefault(fields.DOMAIN, "no address is stated")


def _no_date(draft: Draft) -> str:
    """Say why there is no date, by the first date that does not tell enough."""
    why = "no date with a year is stated"
    year = draft.rights_year
    known = year and f"; the year {year} of the rights is no date"
    for at in [one for one in range(len(draft.blocks)) if draft.blocks[one].kind != "code"][:_MANY]:
        block = draft.blocks[at]
        for one in dates_in(draft.text, block.span.start, min(block.span.end, block.span.start + 5_000)):
            said = draft.text[slice(*one.span)]
            where = f"“{said}” stands in a sentence, and may be the day of an event"
            return f"no line says when it was published; {where}{known}"
        for vague in vague_in(draft.text, block.span.start, min(block.span.end, block.span.start + 5_000)):
            kind = "has no year" if vague.month else "is relative"
            return f"{why}; “{draft.text[slice(*vague.span)]}” {kind}{known}"
    return why + known
