"""What the rules AK201 to AK216 find in one record, what they pass, and that one fault is one finding."""

from __future__ import annotations

from typing import Any

import pytest

import artikit
from artikit.config import Config

from .facts import HORN, NOW, RULES, SOUND, found, moved, names, read, written
from .samples import AMP, CACHED, PAGE


def test_there_are_sixteen_rules_and_the_sound_record_breaks_none() -> None:
    assert [rule.code for rule in RULES.values()] == [f"AK2{number:02}" for number in range(1, 17)]
    assert names({**SOUND, "ampWebUrl": AMP, "cdnAmpWebUrl": CACHED, "related": [HORN]}) == []


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
