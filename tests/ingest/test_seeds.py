"""The four raw articles that the project grew from: exactly what each holds, and nothing that it does not say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from artikit.ingest.options import Options
from artikit.ingest.texts.record import ingest_text
from artikit.model import Source
from artikit.slugs import slug

if TYPE_CHECKING:
    from artikit.ingest.evidence import Ingested

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not beside this checkout")

EXPECTED: dict[str, dict[str, Any]] = {
    "001": {
        "title": 3,
        "slug": "us-russia-seek-to-ease-tensions-in-first-meeting-under-biden",
        "author": "Francesco Fontemaggi",
        "agency": "AFP",
        "publishedDateTime": "2021-05-20",
        "url": 75,
        "name": None,
        "domain": "themoscowtimes.com",
        "excerpt": (15, 214),
        "points": 0,
        "captions": [(11, "Russian Foreign Ministry / TASS")],
        "headings": [35, 53],
        "body": (15, 71),
        "left out": [3, 5, 7, 11, 13, 73, 75],
    },
    "002": {
        "title": 5,
        "slug": "prospects-for-us-russia-relations-after-the-meeting-between-blinken-and-lavrov",
        "author": "Mateusz Piotrowski",
        "agency": None,
        "publishedDateTime": None,
        "url": None,
        "name": "PISM",
        "domain": None,
        "excerpt": (9, 403),
        "points": 0,
        "captions": [],
        "headings": [11, 15, 21, 27, 33],
        "body": (9, 35),
        "left out": [5, 7, 25],
    },
    "003": {
        "title": 1,
        "slug": "blinken-and-lavrov-hold-first-high-level-talks-between-us-and-russia-of-bidens-administration",
        "author": None,
        "agency": None,
        "publishedDateTime": None,
        "url": None,
        "name": None,
        "domain": None,
        "excerpt": (3, 151),
        "points": 5,
        "captions": [(28, None)],
        "headings": [],
        "body": (12, 42),
        "left out": [1, 3, 5, 6, 7, 8, 9, 22, 24, 26, 28, 30, 44, 46],
    },
    "004": {
        "title": 1,
        "slug": "us-targets-stable-predictable-ties-with-russia",
        "author": None,
        "agency": None,
        "publishedDateTime": None,
        "url": None,
        "name": "Financial Times",
        "domain": None,
        "excerpt": (3, 81),
        "points": 0,
        "captions": [(5, "Saul Loeb/Pool/AFP via Getty Images")],
        "headings": [30, 40],
        "body": (10, 48),
        "left out": [1, 3, 5, 7, 48],
    },
}
"""What the catalogue of real records says of each: numbers are lines of the text, and lengths."""


def text(name: str) -> str:
    return next(SEEDS.glob(f"{name}*")).read_bytes().decode()


def seed(name: str, **options: Any) -> Ingested:
    return ingest_text(Source(name, text(name)), Options(**options))


def line(ingested: Ingested, *field: str | int) -> int | None:
    spans = [one.span for one in ingested.evidence if one.field == field]
    return ingested.record.source.position(spans[0].start).line if spans else None


def words(said: str) -> list[str]:
    """Words of a text without its marks."""
    return re.findall(r"\w+", said.replace("](#)", ""))


def data(ingested: Ingested) -> dict[str, Any]:
    return dict(ingested.record.data or {})


@pytest.mark.parametrize("name", EXPECTED)
def test_a_seed_gives_the_fields_of_the_table(name: str) -> None:
    found, want = seed(name), EXPECTED[name]
    got = data(found)
    assert line(found, "title") == want["title"]
    assert slug(got["title"]) == want["slug"]
    for key in ("author", "agency", "publishedDateTime"):
        assert got.get(key) == want[key]
    assert line(found, "originalUrl") == want["url"]
    assert got.get("originalUrl") == got.get("webUrl")
    assert (got.get("provider") or {}).get("name") == want["name"]
    assert (got.get("provider") or {}).get("domain") == want["domain"]
    assert (line(found, "excerpt"), len(got["excerpt"])) == want["excerpt"]
    assert len(got.get("highlights", [])) == want["points"]
    assert got["language"] == "en"
    assert "images" not in got
    assert "topics" not in got


@pytest.mark.parametrize("name", EXPECTED)
def test_a_seed_has_the_captions_of_the_table(name: str) -> None:
    found = seed(name)
    captions = data(found).get("imageCaptions", [])
    makers = [caption.get("attribution") for caption in captions]
    lines = [line(found, "imageCaptions", number) for number in range(len(captions))]
    assert list(zip(lines, makers, strict=True)) == EXPECTED[name]["captions"]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_body_of_a_seed_is_that_of_the_table(name: str) -> None:
    found, want = seed(name), EXPECTED[name]
    source = text(name).split("\n")
    first, last = want["body"]
    headings = [re.sub(r"[#*]", "", source[number - 1]).strip() for number in want["headings"]]
    body = found.record.body
    assert [part.lstrip("# ") for part in body.splitlines() if part.startswith("#")] == headings
    left = [source[number - 1] for number in range(first, last + 1) if number not in want["left out"]]
    if last in want["left out"]:
        left.append(source[last - 1].split(" – Copyright")[0])
    assert words(body) == words("\n".join(left))
    assert [found.record.source.position(one.span.start).line for one in found.removals] == want["left out"]


def test_sentences_that_a_page_cut_are_whole_again() -> None:
    body = seed("002").record.body
    assert "waive the application of sanctions imposed on" in body
    assert "suggested by the announcement of the" in body
    assert "(#)" not in body


def test_each_seed_says_why_a_field_is_unset() -> None:
    def reason(name: str, *field: str) -> str:
        return next(one.reason for one in seed(name).unset if one.field == field)

    assert reason("001", "provider", "name") == (
        "only the domain `themoscowtimes.com` is known, and a name does not follow from it"
    )
    assert reason("002", "publishedDateTime") == "no date with a year is stated; “19 May” has no year"
    assert reason("002", "originalUrl") == "no address is stated; `(#)` leads nowhere"
    assert (
        reason("003", "publishedDateTime") == "no date with a year is stated; “Wednesday night” is relative"
    )
    assert reason("004", "publishedDateTime") == (
        "no date with a year is stated; “Wednesday” is relative; the year 2021 of the rights is no date"
    )
    assert reason("003", "author") == "no byline, and no agency is named"


def test_the_date_in_the_address_agrees_with_the_line_and_is_no_conflict() -> None:
    assert [seed(name).conflicts for name in EXPECTED] == [()] * 4


def test_what_is_unsure_can_be_left_out() -> None:
    found = seed("002", min_confidence=0.6)
    assert "provider" not in data(found)
    assert any("too unsure" in one.reason for one in found.unset if one.field == ("provider", "name"))


@pytest.mark.parametrize("name", EXPECTED)
def test_all_can_be_kept(name: str) -> None:
    found = seed(name, keep_all=True)
    assert found.record.body == f"\n{text(name).strip(chr(10))}\n"
    assert found.removals == ()
    assert data(found) == data(seed(name))
