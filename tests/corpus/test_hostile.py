"""Values that nobody expects: of other types, huge, or made to cost much."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.corpus import Corpus
from artikit.corpus.drift import is_same_moment
from artikit.corpus.keys import keys_of
from artikit.model import Record, Source
from artikit.sources import read_paths

from .repo import FERRY, LEDGER, Repo, article, copy

if TYPE_CHECKING:
    from pathlib import Path

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["title", "webUrl", "originalUrl", "ampWebUrl", "publishedDateTime", "provider", "related", "images"]
KEYS += ["path", "published", "removed", "domain"]
ODD = JSON | st.sampled_from(
    ["//", "http://", "https://[::1", "https://\ud800.example/a", "\ud800", "/\0", "a/%00"]
)
RECORDS = st.dictionaries(st.sampled_from(KEYS), ODD, max_size=8)
NESTED = st.fixed_dictionaries(
    {},
    optional={
        "provider": st.dictionaries(st.sampled_from(["name", "domain", "images"]), ODD),
        "related": st.lists(RECORDS | JSON, max_size=4),
        "images": st.lists(st.dictionaries(st.just("url"), ODD) | ODD, max_size=3),
    },
)


def parts(data: dict[str, Any], fence: str = "") -> Record:
    return Record(Source("x.md", ""), data, fence=fence)


@settings(max_examples=750, deadline=None)
@given(RECORDS, NESTED, st.sampled_from(["", "---"]))
def test_keys_are_found_in_whatever_a_record_holds(
    data: dict[str, Any], nested: dict[str, Any], fence: str
) -> None:
    keys = keys_of(parts(data, fence), {**data, **nested})
    for text in (keys.place, keys.name, keys.own.title, keys.own.date, *(key for _, key in keys.addresses)):
        assert text is None or text.encode() is not None
    assert all(picture.path.encode() for picture in keys.pictures)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.builds(lambda one, two: {**one, **two}, RECORDS, NESTED), min_size=1, max_size=4))
def test_any_records_can_be_compared(
    tmp_path_factory: pytest.TempPathFactory, many: list[dict[str, Any]]
) -> None:
    repo = Repo(tmp_path_factory.mktemp("any"))
    (repo.root / "a.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in [*many, *many]))
    repo.found()


def test_huge_values_take_little_room(repo: Repo, tmp_path_factory: pytest.TempPathFactory) -> None:
    huge = "x" * 1_000_000
    provider = {"name": huge, "domain": huge}
    data = article(1, title=huge, webUrl=f"{FERRY}/{huge}", publishedDateTime=huge, provider=provider)
    repo.write("a.jsonl", {**data, "related": [data, copy(1, title=huge)]}, data)
    draft = tmp_path_factory.mktemp("drafts") / "draft.new"
    draft.touch()
    with Corpus(repo.config, str(draft)) as corpus:
        for record in read_paths([str(repo.root / "a.jsonl")], repo.config):
            corpus.take(record)
        list(corpus.diagnostics())
    assert 0 < draft.stat().st_size < 200_000


def test_texts_that_are_alike_for_long_are_told_apart(repo: Repo) -> None:
    long = "Night ferry " * 100
    repo.write("a.md", article(1, title=f"{long}returns"))
    repo.write("b.md", article(2, related=[copy(1, title=f"{long}is back")]))
    repo.write("c.md", article(3, related=[copy(1, title=f"  {long}\nreturns")]))
    assert repo.codes() == ["b.md:8:21: AK302"]


def test_half_a_character_is_no_crash(repo: Repo) -> None:
    half = '"title": "\\ud800", "webUrl": "https://x.example/\\ud800", "provider": {"name": "\\ud800", "domain": "\\udfff"}'
    (repo.root / "a.jsonl").write_text(f'{{{half}, "related": [{{{half}}}]}}\n' * 2)
    repo.found()


def test_a_file_name_that_is_no_text_can_be_shown(repo: Repo) -> None:
    repo.write("a.md", article(1))
    try:
        (repo.root / "b\udcff.md").write_bytes((repo.root / "a.md").read_bytes())
    except OSError:
        pytest.skip("this file system takes no such name")
    (found,) = repo.found()
    assert found.path.endswith("b\udcff.md")


@pytest.mark.parametrize("what", ["address", "name", "provider", "site", "title"])
def test_no_single_key_makes_comparing_slow(repo: Repo, what: str) -> None:
    """2,000 records and 20,000 copies that all share a key: quadratic work would take minutes."""
    count = 2_000
    by_key: dict[str, dict[str, Any]] = {
        "address": {"webUrl": f"{FERRY}-1", "related": [copy(1, title=f"t{number}") for number in range(10)]},
        "name": {"title": "Night ferry"},
        "title": {"related": [copy(1, title="Night ferry")] * 10},
    }
    shared = by_key.get(what, {})
    records = []
    for number in range(count):
        provider = {
            "provider": {"name": "Ledger", "domain": f"x{number}.example"},
            "site": {"name": f"Ledger {number}", "domain": "x.example"},
        }.get(what, LEDGER)
        records.append(article(number, **{"provider": provider, **shared}))
    repo.write("a.jsonl", *records)
    start = time.process_time()
    found = repo.found()
    assert len(found) >= count - 2
    assert time.process_time() - start < 20


def test_marks_by_the_thousand_cost_no_time(repo: Repo) -> None:
    """Unicode puts them in order in a time that grows with the square of their number: here, minutes."""
    marks = "\u0301" * 50_000 + "\u0316" * 50_000
    provider = {"name": f"a{marks}", "domain": f"a{marks}.example"}
    repo.write("a.jsonl", article(1, title=marks, provider=provider))
    repo.write("b.jsonl", article(2, related=[copy(1, title=f"{marks} &amp;", provider=provider)]))
    start = time.process_time()
    assert [one.code for one in repo.found()] == ["AK302"]
    assert time.process_time() - start < 5


def test_memory_does_not_grow_with_the_records(tmp_path: Path) -> None:
    import tracemalloc

    peaks = []
    for count in (300, 1_500):
        repo = Repo(tmp_path / str(count))
        repo.root.mkdir()
        repo.write(
            "a.jsonl", *(article(n, webUrl=f"{FERRY}-{n // 2}", related=[copy(n)] * 5) for n in range(count))
        )
        with Corpus(repo.config) as corpus:
            for record in read_paths([str(repo.root / "a.jsonl")], repo.config):
                corpus.take(record)
            tracemalloc.start()
            shown = sum(1 for _ in corpus.diagnostics())
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert shown >= count // 2
    assert peaks[1] < peaks[0] * 1.5


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2021-06-14T09:30:00Z", "2021-06-14T11:30:00+02:00", True),
        ("2021-06-14T09:30:00Z", "2021-06-14T09:30:00", True),
        ("2021-06-14T09:30:00Z", "2021-06-14T09:30:01Z", False),
        ("2021-06-14", "2021-06-14T23:59:59-08:00", True),
        ("2021-06-14", "2021-06-15", False),
        ("2021-06-15", "2021-06-14T23:30:00-05:00", True),
        ("2021-06-13", "2021-06-14T23:30:00-05:00", False),
        ("2021-06-14", "2021-06-14 25:00", True),
        ("0001-01-01", "0001-01-01T00:00:00+14:00", True),
        ("9999-12-31", "9999-12-31T23:59:59-14:00", True),
        ("2021-06-14 09:30:00Z", "2021-06-14T09:30Z", True),
        ("2021-13-41T25:61:00Z", "2021-13-41T25:61:00Z ", True),
        ("2021-13-41T25:61:00Z", "2021-06-14T09:30:00Z", False),
        ("yesterday", "today", False),
        ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", False),
    ],
)
def test_moments(one: str, other: str, *, same: bool) -> None:
    assert is_same_moment(one, other) is same
    assert is_same_moment(other, one) is same
