"""Small pages around one cue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from artikit.ingest.options import Options
from artikit.ingest.pages.record import ingest_html
from artikit.model import Source

if TYPE_CHECKING:
    from artikit.ingest.evidence import Evidence, Ingested

URL = "https://www.harbor-ledger.example/news/night-ferry"
TITLE = "Night ferry returns to the old pier"
PROSE = (
    "<p>The council of Port Ansel decided on Thursday that the night ferry would sail for one more winter, "
    "and nobody in the room objected to it. Tickets stay at six dollars, and bicycles travel free.</p>"
    "<p>The boat was built in 1968 and makes nine knots. Her engine has been rebuilt twice since she came "
    "here, and the captain says that it will not be rebuilt a third time while he is on board.</p>"
)
CANONICAL = f'<link rel="canonical" href="{URL}">'


def page(
    head: str = "", under: str = "", *, body: str = PROSE, lang: str = ' lang="en"', above: str = ""
) -> str:
    """Write a page; `under` stands below the heading."""
    return (
        f'<!DOCTYPE html><html{lang}><head><meta charset="utf-8">{head}</head><body>{above}'
        f"<article><h1>{TITLE}</h1>{under}{body}</article></body></html>"
    )


def read(html: str | bytes, **options: Any) -> Ingested:
    data = html.encode() if isinstance(html, str) else html
    return ingest_html(Source("page.html", ""), data, Options(**options))


def data(html: str | bytes, **options: Any) -> dict[str, Any]:
    return dict(read(html, **options).record.data or {})


def evidence(ingested: Ingested, *field: str | int) -> Evidence:
    return next(one for one in ingested.evidence if one.field == field)


def quoted(ingested: Ingested, *field: str | int) -> str:
    """What stands in the page where a value is said to stand."""
    span = evidence(ingested, *field).span
    return ingested.record.source.text[slice(*span)] if span else ""


def reason(ingested: Ingested, *field: str) -> str:
    return next((one.reason for one in ingested.unset if one.field == field), "")


def jsonld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'
