"""A rule that is not asked would have found nothing: with and without `unless` the findings are the same."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from artikit.config import Config
from artikit.model import Record, Source
from artikit.reading import quick
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits
from artikit.rules import Glance, all_rules, once

from .asking import asked_of, glance_of, said
from .programs import program
from .samples import AMP, CACHED, FERRY, PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping


NOW = datetime(2026, 1, 1, tzinfo=UTC)
CONFIGS = [
    Config(now=NOW, preset="smartable"),
    Config(
        now=NOW,
        rules={
            "wrong-cdn-address": {"caches": ["bing-amp.com", "cdn.ampproject.org"]},
            "foreign-host": {"redirectors": ["www.tidewater.example"]},
            "future-date": {"margin-hours": -24 * 2000},
            "date-before-web": {"earliest": "2021-06-14"},
            "uncanonical-quotes": {"addresses": True},
        },
    ),
    Config(now=NOW, rules={"wrong-cdn-address": {"caches": []}}),
    Config(now=NOW, rules={"wrong-cdn-address": {"caches": ["bing-amp.com"]}}),
]


def assert_alike(record: Record) -> bool:
    """Hold the findings of all settings against each other; tell whether there are some."""
    if record.data is None:
        return False
    found = False
    for config in CONFIGS:
        quiet = said(record, config)
        assert quiet == said(record, config, eager=True)
        found = found or bool(quiet)
    return found


def record_of(text: str) -> Record:
    return read_front_matter(Source("x.md", text), Limits())


def made_up(count: int) -> list[str]:
    corpus = program("benchmarks/corpus.py")
    return [corpus.record(20210614, number)[1] for number in range(count)]


EXAMPLES = [
    path.read_bytes().decode(errors="replace")
    for path in sorted(Path(__file__).parent.glob("*/*.md"))
    if path.stat().st_size < 20_000
]
"""What each rule finds, and what it just lets pass."""


def test_examples_and_made_up_records_are_found_fault_with_alike() -> None:
    assert sum(assert_alike(record_of(text)) for text in EXAMPLES) > 50
    assert sum(assert_alike(record_of(text)) for text in made_up(200)) < 400


def test_records_of_parts_of_others_are_found_fault_with_alike() -> None:
    """Lines of all the examples, put into each other: most still can be read."""
    chance = random.Random(20210614)
    texts = EXAMPLES + made_up(20)
    pool = [line for text in texts for line in text.split("\n")]
    read = faulty = 0
    for _ in range(4_000):
        lines = chance.choice(texts).split("\n")
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(lines))
            head, colon, _ = lines[at].partition(": ")
            other = chance.choice(pool)
            lines[at : at + 1] = chance.choice(
                [[other], [lines[at], other], [], [head + colon + other.partition(": ")[2]], [lines[at]] * 2]
            )
        record = record_of("\n".join(lines))
        read += record.data is not None
        faulty += assert_alike(record)
    assert read > 1_500
    assert faulty > 500


SOUND: dict[str, Any] = {
    **FERRY,
    "ampWebUrl": AMP,
    "cdnAmpWebUrl": CACHED,
    "images": [{"url": "https://images.harbor-ledger.example/ferry.jpg"}],
}
ADDRESSES = [
    PAGE, AMP, CACHED, f"{PAGE}/", f"{PAGE}?utm_source=feed", f"{PAGE}.amp", f"{PAGE}/amp", f" {PAGE}", f"{PAGE} ",
    PAGE.replace("https", "http"), PAGE.replace("www.", ""), PAGE.replace("harbor-ledger", "tidewater"),
    AMP.replace("amp.", "AMP."), AMP.replace("example/", "example:443/"), "https://harbor-ledger.example",
    "https://amp.harbor-ledger.example", "https://amp-harbor--ledger-example.cdn.ampproject.org/c/s/harbor-ledger.example",
    "https://feeds.feedburner.com/~r/ferry", "//x/y", "", "x", CACHED.replace("cdn.ampproject.org", "bing-amp.com"),
    PAGE.replace("night", "%6Eight"), f"{PAGE}/.", "https://youtu.be/aaaaaaaaaaa", "https://YOUTU.be/bbbbbbbbbbb", "https://\uff59outu.be/bbbbbbbbbbb", "https:///a/b", "https://a.example?x/y",
]  # fmt: skip
WORDS = [
    "", " ", "a ", "\ta", "a\xa0b", "a\nb", "a&amp;b", "a & b", "\u200b", "Straße", "भाषा", "a\u200db", "news", "article",
    "video", "2021-06-14", "2031-06-14T09:30:00Z", "0001-01-01T00:00:00Z", "1991-08-05", "9999", "2", "harbor-ledger.example",
    "example", "WWW.harbor-ledger.example.", "\ud800", "//youtube.com/embed/ccccccccccc", "quay.harbor-ledger.example", *ADDRESSES,
]  # fmt: skip
KEYS = [
    *SOUND,
    "updatedDateTime",
    "featuredContent",
    "related",
    "items",
    "topics",
    "heat",
    "published",
    "removed",
    "url",
    "domain",
    "name",
]
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)
faults = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(WORDS) | values, max_size=4)


def with_faults(changed: Mapping[str, Any], removed: str) -> dict[str, Any]:
    return {key: value for key, value in {**SOUND, **changed}.items() if key != removed}


articles = st.builds(with_faults, faults, st.sampled_from(["", *SOUND]))


@settings(max_examples=750, deadline=None)
@given(articles, st.lists(articles | values, max_size=4))
@example({}, [])
@example(dict(SOUND), [dict(SOUND), {"webUrl": CACHED}])
def test_data_of_any_kind_is_found_fault_with_alike(data: dict[str, Any], related: list[Any]) -> None:
    if related:
        data = {**data, "related": related}
    assert_alike(Record(Source("x.json", json.dumps(data)), data))


@settings(max_examples=1000, deadline=None)
@given(articles, st.lists(articles, max_size=3))
def test_what_is_found_depends_on_no_record_before(data: dict[str, Any], related: list[Any]) -> None:
    """Data that was changed in place is looked at anew."""
    record = Record(Source("x.json", ""), data)
    for _ in range(2):
        assert_alike(record)
        data["related"] = related


def test_what_the_reader_remembers_hides_nothing() -> None:
    """With the lines of the quick reader the rules about style find what they find without."""
    chance = random.Random(5)
    texts = [text for text in EXAMPLES if text.startswith("---")] + made_up(20)
    odd = [
        "",
        " ",
        "  - x ",
        "note: no",
        "note: ",
        'secured: "a"',
        "# words ",
        "title: x",
        "on: 1",
        "heat: 012",
        "\r",
    ]
    remembered = 0
    for _ in range(3_000):
        lines = chance.choice(texts).split("\n")
        for _ in range(chance.randrange(4)):
            lines.insert(chance.randrange(1, len(lines)), chance.choice(odd))
        record = record_of("\n".join(lines))
        if record.data is None:
            continue
        remembered += quick.outline_of(record.source.text) is not None
        first = said(record, CONFIGS[0])
        quick._last = None
        assert first == said(record, CONFIGS[0])
    assert remembered > 500


def test_most_records_spare_most_rules_their_work() -> None:
    """Else `unless` is of no use."""
    for text in made_up(30):
        record = record_of(text)
        glance = glance_of(record)
        asked = [(rule, facts) for rule, facts in asked_of(record, CONFIGS[0]) if rule.unless is not None]
        assert len(asked) > 15
        spared = [
            rule.code for rule, facts in asked if rule.unless is not None and rule.unless(glance, facts)
        ]
        assert len(spared) == len(asked)


def test_a_look_is_taken_once() -> None:
    looks: list[Glance] = []

    @once
    def look(glance: Glance) -> int:
        looks.append(glance)
        return len(glance.articles)

    record = Record(Source("x.md", ""), {})
    one, two = Glance(record, [{}]), Glance(record, [{}, {}])
    assert [look(one), look(one), look(two), look(two), look(one)] == [1, 1, 2, 2, 1]
    assert [id(seen) for seen in looks] == [id(one), id(two), id(one)]


def test_a_look_that_fails_is_taken_again() -> None:
    @once
    def look(glance: Glance) -> int:
        raise ValueError(len(glance.articles))

    glance = Glance(Record(Source("x.md", ""), {}), [])
    for _ in range(2):
        with pytest.raises(ValueError, match="0"):
            look(glance)


def test_only_rules_that_check_have_something_to_spare() -> None:
    assert all(rule.check is not None for rule in all_rules().values() if rule.unless is not None)


def test_a_bare_date_is_met_though_another_one_like_it_stands_in_quotes() -> None:
    for line in ("category: 2021-06-14", "note:\n  publishedDateTime: 2021-06-14", "topics:\n  - 2021-06-14"):
        config = Config(now=NOW, rules={"bare-date": {"endings": []}})
        record = record_of(f'---\npublishedDateTime: "2021-06-14"\n{line}\n---\n')
        assert [one.code for one in said(record, config)][:1] == ["AK403"], line
