"""A finding is known again after whatever does not change it, and told apart from every other one."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import artikit
from artikit.engine import _problems
from artikit.fingerprints import fingerprint, fingerprint_of, identity, salted
from artikit.model import Diagnostic, Position, Problem, Record, Source, Span

if TYPE_CHECKING:
    from pathlib import Path

    from artikit.model import Pointer

ARTICLE = {
    "title": "Night ferry returns",
    "publishedDateTime": "2021-06-14T05:00:00Z",
    "webUrl": "https://www.harbor-ledger.example/night-ferry",
    "provider": {"name": "Harbor Ledger", "domain": "harbor-ledger.example"},
}
FIRST = {**ARTICLE, "title": "One", "webUrl": "https://one.example/a", "quality": "high"}
SECOND = {**ARTICLE, "title": "Two", "webUrl": "https://two.example/b", "quality": "high"}


def record_of(data: dict[str, Any] | None, text: str = "", path: str = "a.md", **more: Any) -> Record:
    return Record(Source(path, text), data, **more)


def prints(data: dict[str, Any], path: str = "a.md") -> Counter[str]:
    record = record_of(data, path=path)
    return Counter(
        fingerprint(record, problem)
        for problem in _problems(record, artikit.Config())
        if problem.code < "AK2"
    )


def prints_of_file(path: Path, text: str) -> Counter[str]:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, encoding="utf-8", newline="")
    (record,) = artikit.load(path)
    return Counter(
        fingerprint(record, problem)
        for problem in _problems(record, artikit.Config())
        if problem.code < "AK2"
    )


FAULTY = (
    f"---\n{json.dumps({**ARTICLE, 'width': 1, 'related': [FIRST, SECOND], 'heat': 'hot'}, indent=1)}\n---\n"
)


def test_a_fingerprint_is_32_hexadecimal_digits() -> None:
    assert re.fullmatch("[0-9a-f]{32}", fingerprint(record_of(ARTICLE), Problem("AK999", "it is wrong")))


def test_it_is_the_same_on_every_machine_and_in_every_release() -> None:
    problem = Problem("AK105", "no date", ("related", 0, "publishedDateTime"))
    record = record_of({**ARTICLE, "related": [{**FIRST, "publishedDateTime": "soon"}]})
    assert fingerprint(record, problem) == "17517e373e6696fe340ae57b6a476136"


def test_it_follows_a_record_that_is_moved_renamed_and_reformatted(tmp_path: Path) -> None:
    before = prints_of_file(tmp_path / "a.md", FAULTY)
    assert len(before) >= 3
    assert prints_of_file(tmp_path / "b/c.markdown", FAULTY) == before
    compact = json.dumps(json.loads(FAULTY.strip("-\n")))
    assert prints_of_file(tmp_path / "d.md", f"---\n# a comment\n\n\n{compact}\n---\nand a body\n") == before
    assert prints_of_file(tmp_path / "e.json", compact) == before


def test_it_follows_an_item_that_changes_its_place_in_a_list() -> None:
    assert prints({**ARTICLE, "related": [FIRST, SECOND]}) == prints({**ARTICLE, "related": [SECOND, FIRST]})
    inserted = prints({**ARTICLE, "related": [{**ARTICLE, "webUrl": "https://x.example/"}, FIRST]})
    assert inserted == prints({**ARTICLE, "related": [FIRST]})
    lacking = {key: value for key, value in FIRST.items() if key not in ("webUrl", "provider")}
    assert prints({**ARTICLE, "related": [SECOND, lacking]}) == prints(
        {**ARTICLE, "related": [lacking, SECOND]}
    )
    assert len(prints({**ARTICLE, "related": [lacking]})) == 3


def test_another_value_at_the_same_place_is_another_finding() -> None:
    assert not prints({**ARTICLE, "heat": "hot"}) & prints({**ARTICLE, "heat": "warm"})
    assert not prints({**ARTICLE, "heat": "1"}) & prints({**ARTICLE, "heat": True})


def test_the_same_value_elsewhere_is_another_finding() -> None:
    assert not prints({**ARTICLE, "heat": "hot"}) & prints({**ARTICLE, "quality": "hot"})
    assert not prints({**ARTICLE, "related": [FIRST]}) & prints({**ARTICLE, "related": [SECOND]})


def test_a_missing_key_is_not_another_missing_key() -> None:
    without_title, without_date = (
        prints({key: value for key, value in ARTICLE.items() if key != gone} | {"webUrl": ARTICLE["webUrl"]})
        for gone in ("title", "publishedDateTime")
    )
    assert without_title
    assert not without_title & without_date


def test_a_missing_key_stays_the_same_whatever_else_the_record_gets() -> None:
    data = {key: value for key, value in ARTICLE.items() if key != "publishedDateTime"}
    assert prints(data) == prints({**data, "excerpt": "new", "topics": ["ferries"]})


def test_an_unknown_key_stays_the_same_whatever_its_value() -> None:
    record, other = (record_of({**ARTICLE, "exerpt": value}) for value in ("a", "b"))
    problem = Problem("AK102", "unknown key", ("exerpt",), at_key=True)
    assert fingerprint(record, problem) == fingerprint(other, problem)
    assert fingerprint(record, problem) != fingerprint(record, problem._replace(pointer=("other",)))


def test_a_key_that_stands_twice_stays_the_same_whatever_its_values(tmp_path: Path) -> None:
    text = f"---\n{json.dumps(ARTICLE)[:-1]},\n 'heat': 1, 'heat': 2}}\n---\n"
    twice = prints_of_file(tmp_path / "a.md", text)
    assert twice
    assert twice == prints_of_file(tmp_path / "b.md", text.replace("'heat': 1", "'heat': 3"))
    assert not twice & prints_of_file(tmp_path / "c.md", text.replace("heat", "quality"))


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        (" Night  ferry\n", "Night ferry"),
        ("Night\N{NO-BREAK SPACE}fer\N{SOFT HYPHEN}ry\N{ZERO WIDTH SPACE}", "Night ferry"),
        ("Night&nbsp;ferry&#8217;s caf&eacute;", "Night ferry\N{RIGHT SINGLE QUOTATION MARK}s café"),
    ],
)
def test_who_mends_one_fault_of_a_text_is_not_told_of_the_others_as_new(written: str, mended: str) -> None:
    lacking = {"title": written, "quality": "high"}
    assert prints({**ARTICLE, "heat": written}) == prints({**ARTICLE, "heat": mended})
    assert prints({**ARTICLE, "related": [lacking]}) == prints(
        {**ARTICLE, "related": [{**lacking, "title": mended}]}
    )
    assert identity(record_of({"title": written})) == identity(record_of({"title": mended}))
    assert not prints({**ARTICLE, "heat": written}) & prints({**ARTICLE, "heat": "Day ferry"})


def test_the_wording_does_not_count_where_there_is_a_value() -> None:
    record = record_of({**ARTICLE, "heat": "hot"})
    said, better = (
        Problem("AK103", message, ("heat",)) for message in ("it is hot", "`heat` must be a number")
    )
    assert fingerprint(record, said) == fingerprint(record, better)
    assert fingerprint(record, said) != fingerprint(record, said._replace(code="AK104"))


def test_equal_items_have_equal_fingerprints_that_are_counted() -> None:
    again = prints({**ARTICLE, "related": [FIRST, FIRST]})
    once = prints({**ARTICLE, "related": [FIRST]})
    assert set(once) <= set(again)
    assert all(again[one] == 2 for one in once)


@pytest.mark.parametrize(
    "data, said",
    [
        (ARTICLE, "webUrl:https://www.harbor-ledger.example/night-ferry"),
        ({"originalUrl": " https://a.example/ ", "title": "x"}, "originalUrl:https://a.example/"),
        ({"webUrl": ["https://a.example/"], "originalUrl": "", "title": "x"}, "title:x"),
        ({"webUrl": " "}, "path:news/a.md"),
        ({}, "path:news/a.md"),
    ],
)
def test_a_record_is_known_by_its_address_its_title_or_its_path(data: dict[str, Any], said: str) -> None:
    assert identity(record_of(data, path="./news//a.md")) == said


def test_a_record_of_a_data_file_is_known_by_the_file_that_it_came_from() -> None:
    assert identity(record_of({}, path="all.jsonl", origin="news/a.md")) == "path:news/a.md"


def test_a_path_is_told_from_the_root_wherever_artikit_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    told = set()
    for folder, path in (
        (tmp_path, "news/a.md"),
        (tmp_path / "news", "a.md"),
        (tmp_path, str(tmp_path / "news/a.md")),
    ):
        monkeypatch.chdir(folder)
        told.add(identity(record_of({}, path=path), str(tmp_path)))
    assert told == {"path:news/a.md"}
    assert identity(record_of({}, path="-"), str(tmp_path)) == "path:-"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\nwebUrl: https://a.example/b\nbroken: [\n---\n",
        '{\n  "title": "x",\n  "webUrl": "https://a.example/b",\n  broken\n}\n',
        '+++\ntitle = "x"\nwebUrl = "https://a.example/b"\nbroken\n+++\n',
    ],
)
def test_a_record_that_cannot_be_read_is_known_by_its_lines(text: str) -> None:
    assert identity(record_of(None, text)) == "webUrl:https://a.example/b"


def test_a_broken_file_is_known_after_it_moved_and_grew(tmp_path: Path) -> None:
    text = "---\ntitle: x\nbroken: [\n---\n"
    before = prints_of_file(tmp_path / "a.md", text)
    assert before
    assert prints_of_file(tmp_path / "b.md", text.replace("title", "other: 1\ntitle")) == before
    assert not prints_of_file(tmp_path / "c.md", text.replace("title: x", "title: y")) & before


def test_a_place_in_the_text_counts_by_what_stands_there() -> None:
    record = record_of(ARTICLE, "one two  \nthree")
    first, second, third = (
        Problem("AK401", "blanks", span=Span(*span)) for span in ((0, 3), (4, 7), (10, 15))
    )
    assert len({fingerprint(record, one) for one in (first, second, third)}) == 3
    later = record_of(ARTICLE, "zero one two")
    assert fingerprint(later, first._replace(span=Span(5, 8))) == fingerprint(record, first)


def test_a_diagnostic_has_the_one_that_it_was_given_or_one_without_lines() -> None:
    one, other = (
        Diagnostic("a.md", Position(line, 1), Position(line, 9), "AK101", "missing-key", "missing", "error")
        for line in (1, 7)
    )
    assert fingerprint_of(one) == fingerprint_of(other)
    assert re.fullmatch("[0-9a-f]{32}", fingerprint_of(one))
    assert fingerprint_of(replace(one, fingerprint="given")) == "given"


def test_repeats_are_told_apart_in_their_order_and_the_first_stays_as_it_is() -> None:
    seen: Counter[str] = Counter()
    several = [salted("a", seen), salted("b", seen), salted("a", seen), salted("a", seen)]
    assert several[:2] == ["a", "b"]
    assert len(set(several)) == 4
    again: Counter[str] = Counter()
    assert [salted("a", again), salted("a", again)] == ["a", several[2]]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=1000, deadline=None)
@given(
    st.none() | st.dictionaries(st.sampled_from(["webUrl", "title", "related", "x"]), _VALUES, max_size=4),
    st.lists(st.sampled_from(["webUrl", "related", "x", "title", 0, 1, 7]), max_size=4),
    st.text(),
    st.booleans(),
    st.none() | st.tuples(st.integers(0, 30), st.integers(0, 30)),
)
def test_anything_has_a_fingerprint(
    data: dict[str, Any] | None, pointer: Pointer, text: str, at_key: bool, span: tuple[int, int] | None
) -> None:
    problem = Problem("AK999", text, tuple(pointer), Span(*span) if span else None, at_key)
    record = record_of(data, text, path="news/\udcff.md")
    assert re.fullmatch("[0-9a-f]{32}", fingerprint(record, problem))
    assert fingerprint(record, problem) == fingerprint(record_of(data, text, "news/\udcff.md"), problem)
