"""Small articles around one cue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from artikit.ingest.options import Options
from artikit.ingest.texts.record import ingest_text
from artikit.model import Source

if TYPE_CHECKING:
    from artikit.ingest.evidence import Ingested

TITLE = "The quiet harbour wakes again"
LEAD = (
    "The council of Port Ansel decided on Thursday that the night ferry would sail for one more winter, "
    "and nobody objected to it."
)
MORE = (
    "Tickets stay at six dollars. Bicycles travel free, and dogs pay for a seat if they are larger than it."
)
REST = (
    "The boat was built in 1968 and makes nine knots. Her engine has been rebuilt twice since she came here."
)


def read(text: str, **options: Any) -> Ingested:
    return ingest_text(Source("article.txt", text), Options(**options))


def data(text: str, **options: Any) -> dict[str, Any]:
    return dict(read(text, **options).record.data or {})


def under(line: str, **options: Any) -> dict[str, Any]:
    """Ingest an article with a line under its title."""
    return data(f"{TITLE}\n\n{line}\n\n{LEAD}\n\n{MORE}\n", **options)


def behind(line: str) -> dict[str, Any]:
    """Ingest an article with a line at its end."""
    return data(f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\n{line}\n")


def headings(text: str) -> list[str]:
    return [line for line in read(text).record.body.splitlines() if line.startswith("#")]


def reason(ingested: Ingested, *field: str) -> str:
    return next((one.reason for one in ingested.unset if one.field == field), "")
