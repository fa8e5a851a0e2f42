"""The strict schema: what every real news record has, and nothing else."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import artikit
from artikit.model import pointer_text
from artikit.schema.check import check
from artikit.schema.compiled import compile_schema

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parents[2] / "examples/good/news/2021-06-14-night-ferry-returns-to-the-old-pier.md"
NEWS = compile_schema("news", ".")
ARTICLE = compile_schema("article", ".")


@pytest.fixture
def record() -> dict[str, Any]:
    data = next(iter(artikit.load(EXAMPLE))).data
    assert data is not None
    return copy.deepcopy(dict(data))


def said(data: Any) -> list[tuple[str, str]]:
    return [(one.code, pointer_text(one.pointer)) for one in check(data, NEWS)]


def test_the_full_example_is_clean(record: dict[str, Any]) -> None:
    assert said(record) == []
    assert check(record, ARTICLE) == []


@pytest.mark.parametrize(
    "key",
    ["category", "title", "excerpt", "publishedDateTime", "originalUrl", "type", "quality", "heat", "published", "provider", "topics", "secured", "webUrl"],
)  # fmt: skip
def test_what_every_real_record_has_is_required(record: dict[str, Any], key: str) -> None:
    del record[key]
    found = check(record, NEWS)
    assert [(one.code, one.pointer) for one in found] == [("AK101", ())]
    assert found[0].message == f"missing `{key}`"


@pytest.mark.parametrize(
    ("at", "key"), [((), "colour"), (("provider",), "city"), (("images", 0), "alt"), (("related", 0), "topics"), (("related", 1, "provider"), "images")]
)  # fmt: skip
def test_an_unknown_key_is_refused_at_every_level(
    record: dict[str, Any], at: tuple[Any, ...], key: str
) -> None:
    place: Any = record
    for step in at:
        place = place[step]
    place[key] = "x"
    assert said(record) == [("AK102", pointer_text((*at, key)))]


def put(*pointer: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(record: Any) -> None:
        for step in pointer[:-1]:
            record = record[step]
        record[pointer[-1]] = value

    return change


@pytest.mark.parametrize(
    ("pointer", "value", "code"),
    [
        (("category",), "opinion", "AK104"),
        (("type",), "leaflet", "AK104"),
        (("title",), "", "AK111"),
        (("title",), 2021, "AK103"),
        (("publishedDateTime",), "2021-06-14", "AK105"),
        (("publishedDateTime",), "2021-06-14T09:30:00+02:00", "AK105"),
        (("publishedDateTime",), "2021-06-14T09:30Z", "AK105"),
        (("publishedDateTime",), "2021-02-30T09:30:00Z", "AK105"),
        (("publishedDateTime",), "2021-06-14T25:30:00Z", "AK105"),
        (("webUrl",), "https://", "AK106"),
        (("originalUrl",), "http://a b", "AK106"),
        (("ampWebUrl",), "amp.example", "AK106"),
        (("quality",), -1, "AK110"),
        (("quality",), "high", "AK103"),
        (("quality",), 10**9, None),
        (("heat",), -2, "AK110"),
        (("heat",), -1, None),
        (("published",), "yes", "AK103"),
        (("provider", "domain"), "www.harbor-ledger.example", "AK107"),
        (("provider", "domain"), "Harbor-Ledger.example", "AK107"),
        (("provider", "domain"), "https://harbor-ledger.example", "AK107"),
        (("provider", "domain"), "theguardian", "AK107"),
        (("provider", "images", 0, "width"), 51, "AK104"),
        (("images", 0, "width"), "600px", "AK103"),
        (("images", 0, "height"), 0, "AK110"),
        (("images", 0, "isCached"), False, "AK104"),
        (("topics",), [], "AK111"),
        (("topics",), ["Rivers", "Rivers"], "AK112"),
        (("secured",), "abc;def", "AK109"),
        (("secured",), "A" * 22 + "==;" + "A" * 22 + "==", None),
        (("secured",), "A" * 22 + "==;" + "A" * 20, "AK109"),
        (("secured",), "A" * 24 + ";" + "A" * 22 + "==", "AK109"),
        (("related", 1, "quality"), None, "AK103"),
    ],
)
def test_constants_bounds_and_formats(
    record: dict[str, Any], pointer: tuple[Any, ...], value: Any, code: str | None
) -> None:
    put(*pointer, value=value)(record)
    assert [found for found, _ in said(record)] == ([code] if code else [])
    places = [place for _, place in said(record)]
    assert all(place.startswith(pointer_text(pointer)) for place in places)


def test_a_video_has_no_web_address(record: dict[str, Any]) -> None:
    record["type"] = "video"
    found = check(record, NEWS)
    assert [(one.code, one.message) for one in found] == [
        ("AK113", "`webUrl` must be left out where `type` is `video`")
    ]
    del record["webUrl"]
    assert said(record) == []


@pytest.mark.parametrize("key", ["title", "publishedDateTime", "provider"])
def test_an_article_needs_little(record: dict[str, Any], key: str) -> None:
    little = {one: record[one] for one in ("title", "publishedDateTime", "provider", "originalUrl")}
    assert check(little, ARTICLE) == []
    del little[key]
    assert [one.message for one in check(little, ARTICLE)] == [f"missing `{key}`"]
    assert [one.message for one in check({**record, "webUrl": 5}, ARTICLE)] == [
        "`webUrl` must be text, got `5`"
    ]
