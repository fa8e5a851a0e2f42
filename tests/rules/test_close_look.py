"""The close look goes over the lines that the quick look doubts: over all of them it would find the same."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from artikit.config import Config
from artikit.engine import schema_of
from artikit.model import Source
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits
from artikit.rules._yaml_text import yaml_text
from artikit.rules._yaml_text.close_look import YamlText

from .asking import said
from .programs import program

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


TIMES = 1
"""To search longer, raise it: three thousand texts take ten seconds."""

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STYLED = """{"properties": {
  "title": {"x-style": {"quotes": "double"}}, "excerpt": {"x-style": {"quotes": "double"}},
  "topics": {"items": {"x-style": {"quotes": "double"}}},
  "publishedDateTime": {"format": "date-time", "x-style": {"quotes": "double"}},
  "related": {"items": {"properties": {
    "title": {"type": "string"}, "note": {"x-style": {"quotes": "double"}}, "publishedDateTime": {"format": "date"}}}},
  "note": {"type": "string"}}}"""
"""Some keys have quotes in one place and none in another, and a date has some."""

ODD = [
    "note: no", "note: 2021-06-14", "  - 1_000", "title: x", "topics: [yes, no, 'a']", "topics: [yes,\n  on, off]",
    "excerpt: |\n  yes\n  no\n", "on: 1", "heat: 012", "length: 12:30", "  - x ", "# yes", "", "title: &a yes",
    "webUrl: *a", "originalUrl: &page no", "excerpt: >-\n  yes", "publishedDateTime: 9999-01-01", "? yes\n: no",
    "note:\n  publishedDateTime: 2021-06-14", "note: {a: yes, b: 12:30}", "'on': yes", '"no": off', "note: !!str yes",
    "title: 'it''s'", "title: \t yes", "note: &x\n  yes", "topics:\n- yes\n- [no]", "heat: 1e3", 'note: "a\tb"',
    "related: []", "url: https://a.example/x", "title: no # x", "- 1", "<<: {x: yes}", "y:", "category: news  # yes",
]  # fmt: skip


def records_by_hand(chance: random.Random, count: int) -> list[str]:
    """Records as people write them, with lines of others and odd ones in them."""
    corpus = program("benchmarks/corpus.py")
    sound = [corpus.record(20210614, number, related=1 + number % 3)[1] for number in range(20)]
    texts = sound + [corpus.by_hand(text, number) for number, text in enumerate(sound * 4)]
    return [_changed(chance, chance.choice(texts)) for _ in range(count)]


def _changed(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(lines))
        line, odd = lines[at], chance.choice(ODD)
        head, colon, value = line.partition(": ")
        indent = " " * (len(line) - len(line.lstrip()))
        lines[at : at + 1] = chance.choice(
            [
                [line, odd],
                [odd, line],
                [line, indent + odd],
                [head + colon + odd.partition(": ")[2]],
                [head + colon + value.strip('"')],
                [head + colon + "'" + value.strip('"') + "'"],
                [line + "  # no"],
                [],
            ]
        )
    return "\n".join(lines).replace("\n", chance.choice(["\n", "\n", "\n", "\r\n"]))


def test_a_look_at_the_doubtful_lines_finds_what_a_look_at_all_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled = tmp_path / "styled.json"
    styled.write_text(STYLED, encoding="utf-8")
    configs = [
        Config(now=NOW),
        Config(now=NOW, schema="news", rules={"uncanonical-quotes": {"addresses": True}}),
        Config(now=NOW, schema=str(styled), rules={"bare-date": {"endings": []}}),
    ]
    read = faulty = 0
    for text in records_by_hand(random.Random(20210614), 3_000 * TIMES):
        record = read_front_matter(Source("x.md", text), Limits())
        if record.data is None:
            continue
        read += 1
        for config in configs:
            found = said(record, config)
            with monkeypatch.context() as patched:
                patched.setattr(YamlText, "doubtful", lambda _, places: places.items())
                assert said(record, config) == found, text
            faulty += bool(found)
    assert read > 1_200 * TIMES
    assert faulty > 1_200 * TIMES


def test_a_record_by_hand_is_looked_at_where_it_was_read_exactly_and_nowhere_else() -> None:
    """Else a comment in one line would make all others dear."""
    text = "\n".join(["---", "title: &page x", *(f"k{number}: no more" for number in range(50)), "---", ""])
    record = read_front_matter(Source("x.md", text), Limits())
    config = Config(now=NOW)
    look = yaml_text(record, schema_of(record, config).style)
    assert look is not None
    assert [pointer for pointer, _ in look.doubtful(record.spans.values) if pointer] == [("title",)]
