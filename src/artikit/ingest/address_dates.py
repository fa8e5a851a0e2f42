"""The day in a web address."""

from __future__ import annotations

import re

from artikit.ingest.dates import Written
from artikit.ingest.days import day_of
from artikit.ingest.months import MONTHS
from artikit.model import Span


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


_IN_ADDRESS = re.compile(
    r"(?<=[/-])(?P<y1>(?:19|20)\d\d)/(?P<m1>\d{1,2}|[a-z]{3,9})/(?P<d1>\d{1,2})(?=[/-]|$)"
    r"|(?<![0-9])(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)(?![0-9])"
    r"|(?<=[/_-])(?P<y3>(?:19|20)\d\d)(?P<m3>\d\d)(?P<d3>\d\d)(?=[/_.-]|$)",
    re.IGNORECASE,
)
