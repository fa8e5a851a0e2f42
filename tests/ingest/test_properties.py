"""What holds of any text: a record, places that are right, nothing lost that is not listed, linear time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.cases import LEAD, MORE, REST, TITLE, read

from artikit.ingest.options import Options
from artikit.ingest.texts.record import ingest_text
from artikit.ingest.wording.plain import plain
from artikit.model import Source

if TYPE_CHECKING:
    from artikit.ingest.evidence import Ingested

SET = Path(__file__).parent / "set" / "tuning"
PARTS = [
    TITLE, LEAD, MORE, REST, f"# {TITLE}", f"## {TITLE}", "**bold**", "A slow boat", "By Nora Pell", "Von Hanna Vogt",
    "May 20, 2021", "20/05/2021", "Wednesday", "- an item", "• an item", "1. one", "1) two", "> quoted", "| a | b |",
    "---", "***", "===", "```", "![x](https://img.example/a.jpg)", "[the](#)", "[a](https://a.example/b)",
    "Source: https://a.example/2021/05/20/b", "<https://a.example/b>", "Original url:", "© 2021 The Ledger",
    "© The Ledger Limited", "All rights reserved.", "Photo: Tom Hart", "A pier. Photo: Tom Hart", "Share", "Most read",
    "LISBON (Reuters) - " + LEAD, "ferry that had been asked to sail for one more long winter by the", "and went on",
    "PIER BRIEFING", "# PIER BRIEFING", "Title: x y z", "From: A B <a@b.example>", "Subject: a bridge", "12", "«Да»",
    "市の図書館は来月、駅の二階に引っ越す。", "\u200b", "\ufeff", "\u00a0", "\x00", "\x1b[31m", "\\*", "*", "_", "(dpa)",
    "Nora Pell", "Nora Pell is a reporter.", "Reporting by Tom Hart; Editing by Ann Lee", "Tags: a, b", "Yes",
]  # fmt: skip
texts = st.lists(
    st.tuples(
        st.sampled_from(PARTS) | st.text(max_size=30),
        st.sampled_from(["\n", "\n\n", " ", "\r\n", "\r\n\r\n", "\f", "\n\u00a0\n", "", "\r", "\u2028"]),
    ),
    max_size=14,
).map(lambda parts: "".join(part + joint for part, joint in parts))


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def left(ingested: Ingested) -> str:
    """The source without what was taken out of the body."""
    text, at, parts = ingested.record.source.text, 0, []
    for removal in ingested.removals:
        assert at <= removal.span.start <= removal.span.end <= len(text)
        parts.append(text[at : removal.span.start])
        at = removal.span.end
    return "".join([*parts, text[at:]])


@settings(max_examples=500, deadline=None)
@given(texts)
def test_every_letter_of_a_text_is_in_the_body_or_listed_as_removed(text: str) -> None:
    found = read(text)
    assert letters(found.record.body) == letters(left(found))


@settings(max_examples=200, deadline=None)
@given(texts)
def test_all_is_kept_on_request(text: str) -> None:
    found = read(text, keep_all=True)
    kept = found.record.body.replace("\n", "").replace("\ufeff", "")
    meant = text.replace("\ufeff", "")
    assert kept == meant.replace("\r", "").replace("\n", "") or not meant.strip()
    assert found.removals == ()
    assert found.record.data == read(text).record.data


@settings(max_examples=500, deadline=None)
@given(texts)
def test_what_was_found_stands_where_the_evidence_says(text: str) -> None:
    for one in read(text).evidence:
        assert one.span is not None
        there = text[one.span.start : one.span.end]
        assert there.strip()
        if one.field in (("author",), ("provider", "name"), ("agency",)) and there.casefold() != there:
            said = plain(there).casefold()
            assert any(word in said for word in str(one.value).casefold().split(", "))
        if one.field in (("title",), ("originalUrl",), ("provider", "domain")) and there.isascii():
            assert str(one.value) in plain(there) or str(one.value) in there


@settings(max_examples=200, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_record(text: str) -> None:
    one, other = read(text), read(text)
    assert (one.record.data, one.record.body, one.evidence) == (
        other.record.data,
        other.record.body,
        other.evidence,
    )


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_gives_a_record(text: str) -> None:
    found = read(text)
    assert found.record.data is not None
    assert letters(found.record.body) == letters(left(found))


@pytest.mark.parametrize("path", sorted([*SET.glob("*.txt"), *SET.glob("*.md")]), ids=lambda path: path.name)
def test_every_letter_of_the_labelled_texts_is_accounted_for(path: Path) -> None:
    found = ingest_text(Source(path.name, path.read_bytes().decode()), Options())
    assert letters(found.record.body) == letters(left(found))


HOSTILE = {
    "one line": LEAD + " ",
    "paragraphs": f"{LEAD} {MORE}\n\n",
    "short lines": "ab\n",
    "brackets": "[",
    "links": "[a](",
    "stars": "*a",
    "parentheses": "(",
    "hashes": "# a\n",
    "dates": "3 May 2021\n",
    "bylines": "By Ann Lee\n",
    "items": "- a b c\n",
    "addresses": "https://a.example/x\n\n",
    "notices": "Copyright A B\n",
    "marks of rights": "© ",
    "blanks": " ",
    "dashes": "- ",
    "fences": "```\n",
    "pictures": "![a](b) ",
    "nul": "\0",
    "escapes": "\x1b[31m",
    "cuts": "and the line goes on without any end at all for sixty characters and\n\n",
    "places": "A, ",
    "words": "Aa ",
    "trails": "a > ",
    "credits": "Photo: a ",
    "japanese": "市の図書館は来月。",
}


def seconds(text: str) -> float:
    begin = time.process_time()
    read(text)
    return time.process_time() - begin


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(name: str) -> None:
    part = HOSTILE[name]
    small = min(seconds(part * (25_000 // len(part))) for _ in range(2))
    large = seconds(part * (200_000 // len(part)))
    assert large < 0.25 + 8 * 3 * small


def test_a_line_of_a_megabyte_and_five_megabytes_of_text_are_read_in_seconds() -> None:
    assert seconds((LEAD + " ") * (1_000_000 // len(LEAD))) < 10
    article = f"{TITLE}\n\n" + "".join(f"{LEAD} {MORE} {number}\n\n" for number in range(22_000))
    assert len(article) > 5_000_000
    assert seconds(article) < 60
