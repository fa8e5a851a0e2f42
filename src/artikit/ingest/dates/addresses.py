"""The day in a web address, and addresses of events, in which another day may stand."""

from __future__ import annotations

import re

from artikit.ingest.dates.days import day_of
from artikit.ingest.dates.months import MONTHS
from artikit.ingest.dates.written import Written
from artikit.model import Span

_IN_ADDRESS = re.compile(
    r"(?<=[/-])(?P<y1>(?:19|20)\d\d)/(?P<m1>\d{1,2}|[a-z]{3,9})/(?P<d1>\d{1,2})(?=[/-]|$)"
    r"|(?<![0-9])(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)(?![0-9])"
    r"|(?<=[/_-])(?P<y3>(?:19|20)\d\d)(?P<m3>\d\d)(?P<d3>\d\d)(?=[/_.-]|$)",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?i)/(?:events?|whats-?on|calendar|agenda|termine?|veranstaltung(?:en)?|kalender|[eé]v[eé]nements?|agenda-culturel|eventos?|eventi|evenementen|arrangementer|wydarzenia|akce|tickets?)/"
)


def in_address(url: str) -> Written | None:
    """Find the day in a web address: `/2021/05/20/`, `/2021/may/20/`, `2021-05-20`, `20210520`."""
    for match in _IN_ADDRESS.finditer(url):
        fields = match.groupdict()
        for number in "123":
            if fields[f"y{number}"]:
                month = fields[f"m{number}"]
                value = int(month) if month.isdigit() else MONTHS.get(month.lower(), 0)
                found = day_of(int(fields[f"y{number}"]), value, int(fields[f"d{number}"]))
                if found is not None:
                    return Written(Span(*match.span()), found)
    return None


def is_event_address(url: str) -> bool:
    """Tell whether an address is that of an event, whose day may stand in it."""
    return bool(_EVENT.search(url))
