"""What the rules AK201 to AK216 find in one record, what they pass, and that one fault is one finding."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import artikit
from artikit.config import Config
from artikit.editing import apply, edits_of
from artikit.formats import json as json_format
from artikit.formats import jsonl, md, yaml
from artikit.model import Change, Record, Source
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits
from artikit.rules import Article, Facts, Found, Rule, all_rules

from .programs import program
from .samples import AMP, CACHED, FERRY, PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FORMATS: dict[str, Any] = {"md": md, "json": json_format, "jsonl": jsonl, "yaml": yaml}
NOW = datetime(2026, 1, 1, tzinfo=UTC)
RULES = {
    rule.name: rule
    for code, rule in all_rules().items()
    if "AK201" <= code <= "AK216" and rule.check is not None
}
SOUND: dict[str, Any] = {
    **FERRY,
    "heat": 122,
    "published": True,
    "topics": ["Harbours"],
    "secured": "dR1ZG+U3qp0KpdyzsSFVwQ==;sp6QTcpMdHf45imv3EJx3w==",
}
HORN: dict[str, Any] = {
    "title": "Fog horn falls silent",
    "webUrl": "https://www.northquill.example/fog-horn",
    "type": "article",
    "provider": {"name": "North Quill", "domain": "northquill.example"},
    "quality": 96,
}


def facts_of(rule: Rule, **options: Any) -> Facts:
    return Facts(NOW, {**rule.options, **options}, style=lambda: pytest.fail("no style is needed"))


def record_of(data: Mapping[str, Any]) -> Record:
    return Record(Source("x.json", json.dumps(data)), dict(data))


def found(rule: Rule, data: Mapping[str, Any], **options: Any) -> list[Found]:
    """Ask one rule, without the schema before it; what is found in `related` has its whole pointer."""
    assert rule.check is not None
    record, facts = record_of(data), facts_of(rule, **options)
    if rule.scope == "record":
        return list(rule.check(record, facts))
    articles = [Article((), data, record)]
    related = data.get("related")
    for index, item in enumerate(related) if isinstance(related, list) else ():
        if isinstance(item, dict):
            articles.append(Article(("related", index), item, record))
    return [
        one._replace(pointer=(*article.pointer, *one.pointer))
        for article in articles
        for one in rule.check(article, facts)
    ]


def names(data: Mapping[str, Any]) -> list[str]:
    return [rule.name for rule in RULES.values() for _ in found(rule, data)]


def test_there_are_sixteen_rules_and_the_sound_record_breaks_none() -> None:
    assert [rule.code for rule in RULES.values()] == [f"AK2{number:02}" for number in range(1, 17)]
    assert names({**SOUND, "ampWebUrl": AMP, "cdnAmpWebUrl": CACHED, "related": [HORN]}) == []


# One fault is one finding


def moved(url: str) -> str:
    """The same address at another provider."""
    return url.replace("harbor-ledger.example", "tidewater.example").replace("harbor--ledger-", "tidewater-")


ONE_FAULT: dict[str, tuple[dict[str, Any], str]] = {
    "the provider is another one's": (
        {
            "provider": {"name": "Tidewater", "domain": "tidewater.example"},
            "ampWebUrl": AMP,
            "cdnAmpWebUrl": CACHED,
        },
        "foreign-host",
    ),
    "both addresses are another one's": ({"webUrl": moved(PAGE), "originalUrl": moved(PAGE)}, "foreign-host"),
    "one address is another one's": ({"webUrl": moved(PAGE)}, "foreign-host"),
    "the AMP address is another one's": (
        {"ampWebUrl": moved(AMP), "cdnAmpWebUrl": CACHED},
        "foreign-amp-host",
    ),
    "both AMP addresses are another one's": (
        {"ampWebUrl": moved(AMP), "cdnAmpWebUrl": moved(CACHED)},
        "foreign-amp-host",
    ),
    "the AMP address is one in the cache": (
        {"ampWebUrl": CACHED, "cdnAmpWebUrl": CACHED},
        "foreign-amp-host",
    ),
    "the cached page is another one's": (
        {"ampWebUrl": AMP, "cdnAmpWebUrl": moved(CACHED)},
        "wrong-cdn-address",
    ),
    "the cached page has no TLS": (
        {"ampWebUrl": AMP, "cdnAmpWebUrl": CACHED.replace("/c/s/", "/c/")},
        "wrong-cdn-address",
    ),
    "the cached address has no TLS": (
        {"ampWebUrl": AMP, "cdnAmpWebUrl": CACHED.replace("https", "http")},
        "wrong-cdn-address",
    ),
    "only one AMP address is left": ({"cdnAmpWebUrl": CACHED}, "lone-amp-address"),
    "one AMP address is empty": ({"ampWebUrl": AMP, "cdnAmpWebUrl": None}, "lone-amp-address"),
    "the addresses are two pages": ({"webUrl": f"{PAGE}-2"}, "addresses-differ"),
    "the record is twice among its related": (
        {"related": [{**HORN, "webUrl": f"{PAGE}?fbclid=1", "provider": SOUND["provider"]}]},
        "related-to-itself",
    ),
    "the record is its own AMP edition": (
        {
            "ampWebUrl": AMP,
            "cdnAmpWebUrl": CACHED,
            "related": [{**HORN, "webUrl": AMP, "provider": SOUND["provider"]}],
        },
        "related-to-itself",
    ),
    "a related article is there twice": ({"related": [HORN, HORN]}, "duplicate-related"),
    "an AMP edition is related": (
        {"related": [HORN, {**HORN, "webUrl": "http://amp.northquill.example/fog-horn/"}]},
        "duplicate-related",
    ),
    "a better one stands last": (
        {"related": [HORN, {**HORN, "webUrl": "https://northquill.example/bell", "quality": 97}]},
        "unsorted-related",
    ),
}


@pytest.mark.parametrize(("keys", "name"), ONE_FAULT.values(), ids=ONE_FAULT.keys())
def test_one_fault_is_one_finding(keys: dict[str, Any], name: str) -> None:
    assert names({**SOUND, **keys}) == [name]


AT_THE_TOP: dict[str, dict[str, Any]] = {
    "lone-amp-address": {"ampWebUrl": AMP},
    "wrong-cdn-address": {"ampWebUrl": AMP, "cdnAmpWebUrl": CACHED.replace("/c/s/", "/c/")},
    "foreign-amp-host": {"ampWebUrl": moved(AMP), "cdnAmpWebUrl": moved(CACHED)},
    "foreign-host": {"webUrl": moved(PAGE), "originalUrl": moved(PAGE)},
    "addresses-differ": {"originalUrl": f"{PAGE}?utm_source=feed"},
    "future-date": {"updatedDateTime": "2121-06-14"},
    "date-before-web": {"publishedDateTime": "1970-01-01T00:00:00Z"},
    "duplicate-topic": {"topics": ["Harbours", "harbours"]},
    "duplicate-item": {"items": ["courses/tides", "courses/tides"]},
    "repeated-image": {"images": [{"url": "https://x.example/a.jpg"}] * 2},
    "shown-though-removed": {"removed": True, "published": True},
    "shown-though-unranked": {"heat": -1, "published": True},
    "another-video": {
        "type": "video",
        "originalUrl": "https://youtu.be/aaaaaaaaaaa",
        "images": [{"url": "https://i.ytimg.com/vi/bbbbbbbbbbb/0.jpg"}],
    },
}


@pytest.mark.parametrize(("name", "keys"), AT_THE_TOP.items(), ids=AT_THE_TOP.keys())
def test_what_is_wrong_at_the_top_is_wrong_in_what_is_related(name: str, keys: dict[str, Any]) -> None:
    """With the fix and the note at their own places, as the whole program gives them."""
    item = {key: value for key, value in SOUND.items() if key != "category"}
    at_top = {**SOUND, **keys}
    text = written(
        {**SOUND, "webUrl": f"{PAGE}-2", "originalUrl": f"{PAGE}-2", "related": [item | keys]}, "md"
    )
    (top,) = asked(name, written({**at_top, "related": []}, "md"))
    (related,) = asked(name, text)
    assert related.pointer == ("related", 0, *top.pointer)
    assert related.message == top.message
    assert [note.message for note in related.notes] == [note.message for note in top.notes]
    assert all(note.start.line > text.count("\n", 0, text.index("related:")) for note in related.notes)
    assert bool(related.fix) == bool(top.fix)


def asked(name: str, text: str) -> list[artikit.Diagnostic]:
    config = Config(now=NOW, select=(name,))
    return list(artikit.check([read(text, "md")], config=config))


def test_all_rules_but_those_about_the_list_look_at_what_is_related() -> None:
    assert RULES.keys() - AT_THE_TOP.keys() == {"duplicate-related", "related-to-itself", "unsorted-related"}


def test_three_copies_are_two_findings_and_each_shows_the_first() -> None:
    related = [HORN, HORN, {**HORN, "quality": 90}]
    first, second = found(RULES["duplicate-related"], {**SOUND, "related": related})
    assert [one.pointer for one in (first, second)] == [("related", 1, "webUrl"), ("related", 2, "webUrl")]
    assert [one.fix.safe for one in (first, second)] == [True, False]
    assert first.fix.removals == (("related", 1),)


def test_two_foreign_hosts_are_two_findings() -> None:
    keys = {"webUrl": moved(PAGE), "originalUrl": "https://www.northquill.example/night-ferry"}
    pointers = [one.pointer for one in found(RULES["foreign-host"], {**SOUND, **keys})]
    assert pointers == [("webUrl",), ("originalUrl",)]


PASSED: dict[str, tuple[str, dict[str, Any]]] = {
    "a host of its own for the AMP edition": (
        "foreign-amp-host",
        {"ampWebUrl": "https://m.news.harbor-ledger.example/1"},
    ),
    "an AMP edition beside a part of its host": (
        "foreign-amp-host",
        {"ampWebUrl": AMP, "provider": {"name": "Quay", "domain": "quay.harbor-ledger.example"}},
    ),
    "a cached page beside a part of its host": (
        "wrong-cdn-address",
        {
            "ampWebUrl": AMP,
            "cdnAmpWebUrl": CACHED,
            "provider": {"name": "Quay", "domain": "quay.harbor-ledger.example"},
        },
    ),
    "the page of a provider that is a part of its host": (
        "foreign-host",
        {"provider": {"name": "Quay", "domain": "quay.harbor-ledger.example"}},
    ),
    "a related video with an address of its own": (
        "addresses-differ",
        {"related": [{**HORN, "type": "video", "originalUrl": "https://youtu.be/aaaaaaaaaaa"}]},
    ),
    "a related article of another section": (
        "addresses-differ",
        {"related": [{**HORN, "category": "letters", "originalUrl": "https://northquill.example/horn"}]},
    ),
    "a video on a platform": ("foreign-host", {"type": "video", "webUrl": moved(PAGE)}),
    "a course on a platform": ("foreign-host", {"type": "course", "webUrl": moved(PAGE)}),
    "an article without a provider": ("foreign-host", {"provider": None, "webUrl": moved(PAGE)}),
    "a provider without a domain": ("foreign-host", {"provider": {"name": "x"}, "webUrl": moved(PAGE)}),
    "a feed that leads on": ("foreign-host", {"originalUrl": "https://feeds.feedburner.com/~r/harbor/1"}),
    "a feed of the provider": ("addresses-differ", {"originalUrl": f"http://feeds.{PAGE[12:]}/~r/1"}),
    "an original address elsewhere": (
        "addresses-differ",
        {"category": "letters", "originalUrl": f"{PAGE}-2"},
    ),
    "no original address": ("addresses-differ", {"originalUrl": None}),
    "related paths in place of articles": ("duplicate-related", {"related": ["3sum", "3sum"]}),
    "a second page": (
        "duplicate-related",
        {"related": [HORN, {**HORN, "webUrl": f"{HORN['webUrl']}?page=2"}]},
    ),
    "equal qualities": ("unsorted-related", {"related": [HORN, HORN]}),
    "no quality": ("unsorted-related", {"related": [{"title": "x"}, HORN]}),
    "a quality in words": ("unsorted-related", {"related": [{**HORN, "quality": "low"}, HORN]}),
    "one related article": ("unsorted-related", {"related": [HORN]}),
    "pictures of two sizes": (
        "repeated-image",
        {"images": [{"url": "https://x/a?w=1"}, {"url": "https://x/a?w=2"}]},
    ),
    "pictures as paths": ("repeated-image", {"images": ["/a.jpg", "/a.jpg"]}),
    "topics that begin alike": ("duplicate-topic", {"topics": ["Rivers", "River", "Rivers and Lakes"]}),
    "removed and not shown": ("shown-though-removed", {"removed": True, "published": False}),
    "removed in words": ("shown-though-removed", {"removed": "yes"}),
    "not shown in spite of its heat": ("shown-though-unranked", {"heat": 57, "published": False}),
    "a player elsewhere": ("another-video", {"originalUrl": "https://v.example/watch?v=aaaaaaaaaaa"}),
    "a channel": (
        "another-video",
        {"originalUrl": "https://youtube.com/c/pilar", "featuredContent": "youtube.com/embed/bbbbbbbbbbb"},
    ),
    "the player of a list": (
        "another-video",
        {
            "originalUrl": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
            "featuredContent": '<iframe src="https://www.youtube.com/embed/videoseries?list=PLx"></iframe>',
        },
    ),
    "the player of a channel": (
        "another-video",
        {
            "originalUrl": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
            "featuredContent": '<iframe src="https://www.youtube.com/embed/live_stream?channel=UCx"></iframe>',
        },
    ),
    "a list of videos": (
        "another-video",
        {
            "originalUrl": "https://www.youtube.com/watch?list=x&v=aaaaaaaaaaa&t=4",
            "featuredContent": '<iframe src="https://www.youtube-nocookie.com/embed/aaaaaaaaaaa?rel=0">',
            "images": [
                {"url": "https://i.ytimg.com/vi/aaaaaaaaaaa/hq720.jpg"},
                {"url": "https://x/vi/bbbbbbbbbbb"},
            ],
        },
    ),
}


@pytest.mark.parametrize(("name", "keys"), PASSED.values(), ids=PASSED.keys())
def test_what_is_sound_near_the_border_is_passed(name: str, keys: dict[str, Any]) -> None:
    data = {key: value for key, value in {**SOUND, **keys}.items() if value is not None}
    assert found(RULES[name], data) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://youtube.com/watch?v=aaaaaaaaaaa",
        "https://m.youtube.com/watch?x=1&v=aaaaaaaaaaa#t=4",
        "https://youtu.be/aaaaaaaaaaa",
        "https://WWW.YouTube.COM/watch?v=aaaaaaaaaaa",
        "https://www.youtube.com/shorts/aaaaaaaaaaa",
        "https://www.youtube.com/live/aaaaaaaaaaa?feature=share",
    ],
)
def test_every_address_of_a_video_is_read(address: str) -> None:
    data = {
        **SOUND,
        "originalUrl": address,
        "images": [{"url": "https://img.youtube.com/vi/bbbbbbbbbbb/0.jpg"}],
    }
    data["featuredContent"] = '<iframe src="//www.youtube.com/embed/ccccccccccc"></iframe>'
    pointers = [one.pointer for one in found(RULES["another-video"], data)]
    assert pointers == [("featuredContent",), ("images", 0, "url")]


# Options


@pytest.mark.parametrize(
    ("date", "hours", "count"),
    [
        ("2026-01-03T00:00:00Z", 48, 0),
        ("2026-01-03T00:00:01Z", 48, 1),
        ("2026-01-01T00:00:01Z", 0, 1),
        ("2025-12-31T23:59:59Z", 0, 0),
        ("2026-01-01T13:59:59+14:00", 0, 0),
        ("2026-01-01T00:00:00-00:01", 0, 1),
        ("2026-01-15", 336, 0),
        ("2026-01-16", 336, 1),
        ("2025-12-31T12:00:00Z", -24, 1),
        ("9999-12-31T23:59:59-23:59", 10**12, 1),
        ("2999-12-31", 10**12, 0),
        ("2021-01-01", -(10**12), 1),
        ("2121-06-14t09:30:00z", 48, 1),
        ("2121-12-31T23:59:60Z", 48, 1),
        ("2016-12-31T23:59:60Z", 48, 0),
        ("2062-13-01", 48, 0),
        ("2062", 48, 0),
        ("~", 48, 0),
    ],
)
def test_the_future_begins_behind_the_margin(date: str, hours: int, count: int) -> None:
    options = {"margin-hours": hours}
    assert len(found(RULES["future-date"], {**SOUND, "publishedDateTime": date}, **options)) == count


zones = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@settings(max_examples=1500, deadline=None)
@given(
    st.datetimes(NOW.replace(tzinfo=None) - timedelta(days=5), NOW.replace(tzinfo=None) + timedelta(days=5)),
    zones,
    st.integers(-60, 60),
)
def test_a_date_is_in_the_future_as_the_calendar_says(date: datetime, zone: timezone, hours: int) -> None:
    moment = date.replace(tzinfo=zone, microsecond=0)
    options = {"margin-hours": hours}
    said = found(RULES["future-date"], {**SOUND, "updatedDateTime": moment.isoformat()}, **options)
    assert [one.pointer for one in said if one.pointer == ("updatedDateTime",)] == (
        [("updatedDateTime",)] if moment > NOW + timedelta(hours=hours) else []
    )


@pytest.mark.parametrize(
    ("date", "earliest", "count"),
    [
        ("1991-08-06", "1991-08-06", 0),
        ("1991-08-05T23:59:59-12:00", "1991-08-06", 1),
        ("0000-00-00", "1991-08-06", 0),
        ("0000-01-01T00:00:00Z", "1991-08-06", 1),
        ("0000-02-29", "1991-08-06", 1),
        ("0001-01-01t00:00:00z", "1991-08-06", 1),
        ("1855-12-31", "1855-01-01", 0),
        ("1854-12-31", "1855-01-01", 1),
        ("", "1991-08-06", 0),
    ],
)
def test_the_web_begins_where_the_settings_say(date: str, earliest: str, count: int) -> None:
    data = {**SOUND, "publishedDateTime": date}
    assert len(found(RULES["date-before-web"], data, earliest=earliest)) == count


def test_other_caches_can_be_named_and_the_first_is_written() -> None:
    rule, own = RULES["wrong-cdn-address"], CACHED.replace("cdn.ampproject.org", "cache.example")
    data = {**SOUND, "ampWebUrl": AMP, "cdnAmpWebUrl": own}
    (one,) = found(rule, data)
    assert one.fix.values == ((("cdnAmpWebUrl",), CACHED),)
    assert found(rule, data, caches=["cache.example"]) == []
    (other,) = found(rule, {**data, "cdnAmpWebUrl": CACHED}, caches=["cache.example"])
    assert other.fix.values == ((("cdnAmpWebUrl",), own),)
    assert found(rule, {**data, "cdnAmpWebUrl": CACHED}, caches=[]) == []


def test_redirectors_can_be_named() -> None:
    data = {**SOUND, "webUrl": moved(PAGE), "originalUrl": moved(PAGE)}
    assert found(RULES["foreign-host"], data, redirectors=["www.tidewater.example"]) == []


# Fixes


def test_the_fix_of_a_cached_address_is_safe_only_where_the_page_is_the_same() -> None:
    rule = RULES["wrong-cdn-address"]
    for wrong, safe in [
        (CACHED.replace("--", "-"), True),
        (CACHED.replace("/c/s/", "/c/"), True),
        (f"https://cdn.ampproject.org/c/s/{AMP[8:]}", True),
        (CACHED + "?amp=1", True),
        (CACHED.replace("night-ferry", "fog-bell"), False),
        (CACHED + "?page=2", False),
        (PAGE, True),
        ("x", False),
    ]:
        (one,) = found(rule, {**SOUND, "ampWebUrl": AMP, "cdnAmpWebUrl": wrong})
        assert one.fix.safe is safe, wrong
        assert one.fix.values == ((("cdnAmpWebUrl",), CACHED),)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=2, max_size=7), st.sampled_from(sorted(FORMATS)))
def test_the_best_come_first_and_equals_keep_their_order(qualities: list[int], kind: str) -> None:
    related = [
        {**HORN, "webUrl": f"https://northquill.example/{number}", "quality": quality}
        for number, quality in enumerate(qualities)
    ]
    data = {**SOUND, "related": related}
    record = read(written(data, kind), kind)
    rule = RULES["unsorted-related"]
    assert rule.check is not None
    said = list(rule.check(record, facts_of(rule)))
    best_first = sorted(related, key=lambda item: -item["quality"])
    assert bool(said) == (best_first != related)
    for one in said:
        assert isinstance(one.fix, Change)
        fix = edits_of(record, one.fix)
        assert fix is not None
        assert fix.safe
        text, _ = apply(record.source.text, [fix])
        assert read(text, kind).data == {**data, "related": best_first}


def test_a_quality_may_be_any_number() -> None:
    """An integer of a record may be larger than any float."""
    low, high = {**HORN, "quality": 96.5}, {**HORN, "quality": 10**400}
    (one,) = found(RULES["unsorted-related"], {**SOUND, "related": [low, high]})
    assert len(one.message) < 160
    assert one.message.endswith("the entry before it 96.5")
    assert found(RULES["unsorted-related"], {**SOUND, "related": [high, low]}) == []


def written(data: Mapping[str, Any], kind: str) -> str:
    if kind.startswith("json"):
        return json.dumps(data, indent=2 if kind == "json" else None)
    lines = [f"{key}: {json.dumps(value)}" for key, value in data.items() if key != "related"]
    lines.append("related:")
    for item in data["related"]:
        first, *others = (f"{key}: {json.dumps(value)}" for key, value in item.items())
        lines += [f"  - {first}", *(f"    {other}" for other in others)]
    text = "\n".join(lines) + "\n"
    return f"---\n{text}---\n" if kind == "md" else text


def read(text: str, kind: str) -> Record:
    (record,) = FORMATS[kind].read(BytesIO(text.encode()), f"x.{kind}", Limits())
    assert isinstance(record, Record)
    return record


# Whatever the schema lets through


junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([PAGE, AMP, CACHED]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["url", "webUrl", "quality", "domain", "images", "type"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
KEYS = [
    *(
        "category",
        "type",
        "webUrl",
        "originalUrl",
        "ampWebUrl",
        "cdnAmpWebUrl",
        "provider",
        "images",
        "related",
    ),
    *("topics", "items", "publishedDateTime", "updatedDateTime", "quality", "heat", "published", "removed"),
    "featuredContent",
]


@settings(max_examples=1000, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), junk, max_size=8))
def test_no_value_of_any_type_breaks_a_rule(data: dict[str, Any]) -> None:
    for rule in RULES.values():
        for one in found(rule, {**SOUND, **data}):
            assert one.message == one.message.strip()
            assert "\n" not in one.message
            assert not one.message.endswith(".")
            assert one.pointer


def test_where_the_schema_speaks_the_rules_are_silent(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    broken = {
        **SOUND,
        "ampWebUrl": "amp.northquill.example",
        "cdnAmpWebUrl": CACHED,
        "publishedDateTime": "2062-13-01",
        "topics": ["Harbours", "Harbours"],
        "provider": {"name": "x", "domain": "https://harbor-ledger.example"},
    }
    path.write_text(json.dumps(broken) + "\n")
    codes = [one.code for one in artikit.check(artikit.load(path), "news", Config(now=NOW))]
    assert len(codes) == 4
    assert all(code.startswith("AK1") for code in codes)


# What the pages show, and what real-style records hold


def shown(rule: Rule) -> Iterator[tuple[str, dict[str, Any]]]:
    parts = re.split(r"(?m)^## (.*)\n", rule.doc)
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        if heading in ("Example", "Use instead"):
            block = "".join(line[4:] for line in text.splitlines(keepends=True) if line.startswith("    "))
            record = read_front_matter(Source("x.md", f"---\n{block}---\n"), Limits())
            assert record.problems == ()
            yield heading, dict(record.data or {})


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_what_a_page_shows_is_so(rule: Rule) -> None:
    examples = list(shown(rule))
    assert [heading for heading, _ in examples] == ["Example", "Use instead"]
    for heading, data in examples:
        sound = (
            SOUND
            if {"webUrl", "originalUrl"} <= data.keys()
            else {**SOUND, "originalUrl": data.get("webUrl", PAGE)}
        )
        codes = {one.name for one in RULES.values() if found(one, {**sound, **data})}
        assert (rule.name in codes) == (heading == "Example"), heading


def test_generated_records_break_no_rule() -> None:
    corpus = program("benchmarks/corpus.py")
    for number in range(300):
        _, text, _ = corpus.record(20210614, number)
        record = read_front_matter(Source("x.md", text), Limits())
        assert record.data
        assert names(record.data) == []


def test_thousands_of_related_articles_take_no_time() -> None:
    related = [
        {**HORN, "webUrl": f"https://northquill.example/2021/{number}", "quality": 9}
        for number in range(2_000)
    ]
    begin = time.process_time()
    assert (
        names({**SOUND, "related": related, "topics": [f"topic {number}" for number in range(20_000)]}) == []
    )
    assert time.process_time() - begin < 2
