"""The rules AK201 to AK216 on data of any kind, on their own pages, and on many records in real style."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import artikit
from artikit.config import Config
from artikit.model import Source
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits

from .facts import HORN, NOW, RULES, SOUND, found, names
from .programs import program
from .samples import AMP, CACHED, PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from artikit.rules import Rule


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
