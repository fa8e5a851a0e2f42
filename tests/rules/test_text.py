"""What counts as a blemish of a title or an excerpt, and what the fixes make of it."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from artikit.model import Change, Record, Source
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits
from artikit.rules import Article, Facts, all_rules
from artikit.rules.text import _EDGES
from artikit.schema.style import Style

if TYPE_CHECKING:
    from artikit.model import Json
    from artikit.rules import Found

FACTS = Facts(datetime(2026, 1, 1, tzinfo=UTC), {}, Style)
HIDDEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
CODES = ("AK221", "AK222", "AK223", "AK224", "AK225")


def found_in(code: str, data: dict[str, Json]) -> list[Found]:
    rule, record = all_rules()[code], Record(Source("x.md", ""), data)
    assert rule.check is not None
    return list(rule.check(Article((), data, record) if rule.scope == "article" else record, FACTS))


def codes_of(data: dict[str, Json]) -> list[str]:
    return [code for code in CODES for _ in found_in(code, data)]


def mended(text: str, *codes: str) -> str:
    """Apply the first fix of these rules, round by round, as the fix engine does."""
    for _ in range(20):
        found = [one for code in codes for one in found_in(code, {"title": text}) if one.fix]
        if not found:
            return text
        assert isinstance(found[0].fix, Change)
        ((pointer, new),) = found[0].fix.values
        assert pointer == ("title",)
        assert isinstance(new, str)
        text = new
    raise AssertionError("never done")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Night ferry", []),
        ("Night  ferry – “full”…", []),
        (" Night ferry", ["AK221"]),
        ("Night ferry\n", ["AK221"]),
        ("\ufeffNight ferry", ["AK221"]),
        ("Night ferry\xa0", ["AK221"]),
        ("\u3000Night ferry", ["AK221"]),
        ("Night\nferry", ["AK222"]),
        ("Night\x85ferry", ["AK222"]),
        ("Night\u2029ferry", ["AK222"]),
        ("Night\tferry", []),
        ("Night\xa0ferry", ["AK223"]),
        ("Night\u202fferry", ["AK223"]),
        ("Night\u200bferry", ["AK223"]),
        ("Night\xadferry", ["AK223"]),
        ("Night\u200dferry", ["AK223"]),
        ("Night\u200c\u200cferry", ["AK223"]),
        ("Night\u2063ferry", ["AK223"]),
        ("Ferry\xa0!", []),
        ("«\xa0Ferry\xa0»", []),
        ("10\u202f000 crowns", []),
        ("10\xa0crowns", ["AK223"]),
        ("No\xa010", ["AK223"]),
        ("5\xa0%", []),
        ("👩\u200d🚀 in orbit", []),
        ("می\u200cروم", []),
        ("ภาษา\u200bไทย", []),
        ("שלום\u200f!", []),
        ("Ferry &amp; tram", ["AK224"]),
        ("Ferry &#x2019; tram", ["AK224"]),
        ("Ferry &#8217; &lt; tram", ["AK224", "AK224"]),
        ("Ferry & tram; R&D;", []),
        ("Ferry &#0; &#xD800; tram", []),
        ("Ferry &amp tram", []),
        ("", []),
        (" ", ["AK221"]),
        (" Night\n\xa0ferry &amp;", ["AK221", "AK222", "AK223", "AK224"]),
    ],
)
def test_a_title_has_the_blemishes_that_it_has(text: str, codes: list[str]) -> None:
    assert codes_of({"title": text}) == codes


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (" Night\u200b ferry\xa0 ", "Night ferry"),
        ("Night \r\n\r\n  ferry", "Night ferry"),
        ("Night\xa0ferry\u2060", "Night ferry"),
        ("Night\u200d\u200c \u2062ferry\u2064", "Night ferry"),
        ("The caf&eacute; &#8220;Pier&#8221;", "The café “Pier”"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("&nbsp;Fish&nbsp;&shy;&zwnj;", "Fish &shy;&zwnj;"),
        ("Fish&#10;chips", "Fish chips"),
        ("&nosuch; &#1234567; &lt;b&gt;", "&nosuch; &#1234567; <b>"),
    ],
)
def test_the_fixes_write_what_a_reader_sees(text: str, clean: str) -> None:
    assert mended(text, *CODES) == clean


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" x ", "`title` begins and ends with a blank"),
        ("\u200bx\n", "`title` begins with a zero-width space (U+200B), ends with a line end"),
        ("x\xa0", "`title` ends with a no-break space (U+00A0)"),
    ],
)
def test_what_stands_at_each_edge_is_named(text: str, message: str) -> None:
    assert [one.message for one in found_in("AK221", {"title": text})] == [message]


@pytest.mark.parametrize(
    ("text", "safe"),
    [("&#8217;", True), ("&nbsp;x", True), ("&lt;", False), ("&#38;", False), ("&quot;", False)],
)
def test_what_may_be_markup_is_decoded_only_when_asked_for(text: str, safe: bool) -> None:
    (found,) = found_in("AK224", {"title": f"x {text} y"})
    assert found.fix
    assert found.fix.safe is safe


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ({"type": "article", "excerpt": ""}, ["AK225"]),
        ({"category": "news", "type": "video", "excerpt": "\u200b \n"}, ["AK225"]),
        ({"type": "article", "excerpt": None}, []),
        ({"type": "article"}, []),
        ({"type": "collection", "excerpt": ""}, []),
        ({"excerpt": ""}, []),
        ({"title": ["x "], "excerpt": 3}, []),
    ],
)
def test_an_excerpt_is_missed_where_an_article_has_an_empty_one(
    data: dict[str, Json], codes: list[str]
) -> None:
    assert codes_of(data) == codes


def test_what_is_related_is_looked_at_too() -> None:
    data: dict[str, Json] = {"title": "x", "related": [{"title": "x"}, "no mapping", {"excerpt": "x\ny"}]}
    (found,) = found_in("AK222", data)
    assert found.pointer == ("related", 2, "excerpt")
    assert isinstance(found.fix, Change)
    assert found.fix.values == ((("related", 2, "excerpt"), "x y"),)


BLEMISHED = st.text(
    st.sampled_from(" \t\n\r\x85\xa0\u200b\u200d\u2028\xad\ufeff:;!«»09abé’&<>")
    | st.characters(codec="utf-8"),
    max_size=12,
) | st.lists(
    st.sampled_from(["&amp;", "&#8217;", "&nbsp;", "&#10;", "&shy;", "&lt;", " ", "a", "\xa0", "\n"]),
    max_size=6,
).map("".join)


@settings(max_examples=1500, deadline=None)
@given(BLEMISHED)
@example("&nbsp;&amp;nbsp;")
@example("\u200b\n\xa0")
def test_what_was_mended_is_without_blemish_unless_nothing_is_left(text: str) -> None:
    clean = mended(text, *CODES)
    assert codes_of({"title": clean}) == (["AK221"] if clean and not clean.strip(_EDGES) else [])


@settings(max_examples=1500, deadline=None)
@given(BLEMISHED)
def test_fixes_but_for_entities_keep_every_visible_character(text: str) -> None:
    assert visible(mended(text, "AK221", "AK222", "AK223")) == visible(text)


def visible(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in HIDDEN)


@pytest.mark.parametrize(
    "text", [" " * 300_000 + "x", "\xa0" * 300_000 + "x", "a" + " " * 300_000 + "b\x85c"]
)
def test_a_huge_title_takes_no_time(text: str) -> None:
    start = time.process_time()
    codes_of({"title": f"x{text}x &amp;"})
    assert time.process_time() - start < 5


PIECES = ["old", "pier", "\xa0", "\xad", "\u2060", "&amp;", "&hellip;", "'", "\\", "é"]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["'", '"', ""]))
def test_a_finding_points_at_the_very_signs_where_the_text_is_written_as_it_is(
    pieces: list[str], quote: str
) -> None:
    text = f"Night {' '.join(pieces)} "
    written = text.replace("'", "''") if quote == "'" else text.replace("\\", "\\\\")
    value = f"{quote}{written}{quote}" if quote else text.rstrip()
    record = read_front_matter(Source("x.md", f"---\ntitle: {value}\n---\n"), Limits())
    assert record.data is not None
    title = record.data["title"]
    assert isinstance(title, str)
    is_plain = title in (value, value[1:-1])
    for code, meant in (("AK221", r"[\s\xad\u2060]+"), ("AK223", "[\xa0\xad\u2060]"), ("AK224", "&[a-z]+;")):
        rule = all_rules()[code]
        assert rule.check is not None
        for one in rule.check(record, FACTS):
            assert (one.span is not None) == is_plain
            if one.span is not None:
                assert re.fullmatch(meant, record.source.text[slice(*one.span)])
