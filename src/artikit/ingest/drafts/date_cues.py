"""What else a text says of how its dates are to be read: its years, the order of day and month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.dates.addresses import in_address
from artikit.ingest.dates.unclear import orders_in
from artikit.ingest.dates.written import dates_in
from artikit.ingest.wording.language import language_of

if TYPE_CHECKING:
    from datetime import date

    from artikit.ingest.dates.unclear import Unclear
    from artikit.ingest.drafts.draft import Draft

_MOST = 100_000
"""Characters of a text in which other dates are looked for."""
_DAY_FIRST = frozenset(
    ("de", "fr", "it", "pt", "nl", "da", "no", "fi", "pl", "cs", "ru", "uk", "bg", "ro", "tr", "el", "id")
)
"""Languages that are written in countries only where the day stands first; not English nor Spanish."""


def day_meant(draft: Draft, unclear: Unclear) -> date | None:
    """The day that is meant, where the rest of the text leaves only one; None where it leaves more."""
    if draft.date_cues is None:
        text = draft.text[:_MOST]
        draft.date_cues = (frozenset(_years(draft, text)), frozenset(_orders(text)))
    years, orders = draft.date_cues
    return unclear.settled(years, orders)


def _orders(text: str) -> set[str]:
    """Orders that other dates prove; without such the day first, where the language is one that has it so."""
    proved = orders_in(text)
    return proved or ({"dmy", "ymd"} if language_of(text).language in _DAY_FIRST else set())


def _years(draft: Draft, text: str) -> set[int]:
    """Years that are stated in full: in other dates, in the notice of rights, in the address."""
    years = {one.day.year for one in dates_in(text)}
    years |= {int(draft.rights_year)} if draft.rights_year else set()
    for one in draft.claims:
        found = in_address(str(one.value)) if one.field == fields.ORIGINAL else None
        years |= {found.day.year} if found else set()
    return years
