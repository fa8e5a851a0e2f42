"""Numbers stand for texts in the index: they never hide what the texts would show."""

from __future__ import annotations

import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from artikit.corpus import Corpus
from artikit.corpus.pages import key_of, number_of, numbers_of

from .repo import Repo, article, copy, names_read

STARTS = ["https://", "http://", "https:///", "HTTPS://", "//", "ftp://", " https://", "", "https://me:pw@"]
HOSTS = ["a.example", "www.a.example", "amp.m.a.example", "A.Example.", "a.example:443", "a.example:8080"]
HOSTS += ["a-example.cdn.ampproject.org", "bücher.example", "\ud800.example", "localhost", "", "a.example?x"]
STEPS = ["", "/", "/news", "/c/s/www.a.example", "/.", "/..", "/amp", "/story.amp", "/story.AMP.html", "/l"]
STEPS += ["/story.html", "/camp", "/%41", "/%e9", "/é", "/\ud800", "/x.", "?id=1", "?utm_source=x", "#top"]
STEPS += ["#!/x", " ", "\n", "\x1f", "\x00", f"/{'y' * 390}", f"/{'y' * 9_000}"]
URLS = st.builds(
    lambda start, host, steps: f"{start}{host}{''.join(steps)}",
    st.sampled_from(STARTS),
    st.sampled_from(HOSTS),
    st.lists(st.sampled_from(STEPS) | st.text(max_size=3), max_size=4),
)


@settings(max_examples=2_000, deadline=None)
@example(["https://a.example/ /"])
@given(st.lists(URLS | st.text(max_size=6), max_size=5))
def test_an_address_has_the_number_of_its_key(urls: list[str]) -> None:
    keys = [key_of(url) for url in urls]
    assert numbers_of(urls) == [0 if key is None else number_of(key) for key in keys]
    assert [numbers_of([url])[0] for url in urls] == numbers_of(urls)


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files whose records are read again to compare them."""
    return names_read(monkeypatch, "artikit.corpus.again")


def found(repo: Repo) -> list[str]:
    with Corpus(repo.config) as corpus:
        corpus.up_to_date([str(repo.root)])
        return [f"{os.path.basename(one.spot.path)} {one.spot.pointer}" for one in corpus.findings()]


def test_only_records_with_copies_that_may_differ_are_read_again(repo: Repo, read_again: list[str]) -> None:
    repo.write("a.md", article(1))
    repo.write("b.md", article(2, related=[copy(1), copy(9)]))
    repo.write("c.md", article(3, related=[copy(1, publishedDateTime="2021-06-14T11:30:00+02:00")]))
    repo.write("d.md", article(4, related=[copy(1, title="Night  ferry returns, part 1")]))
    repo.write("e.jsonl", article(5), article(6, related=[copy(8), copy(1, title="Night ferry is back")]))
    assert found(repo) == ["e.jsonl ('related', 1, 'title')"]
    assert read_again == ["d.md", "e.jsonl"]


def test_addresses_of_the_same_number_are_told_apart(repo: Repo) -> None:
    """Two addresses with one CRC-32: what one says is no copy of what the other says."""
    one, other = "https://a.example/plumless", "https://a.example/buckeroo"
    assert numbers_of([one]) == numbers_of([other])
    repo.write("a.md", article(1, webUrl=one))
    repo.write("b.md", article(2, related=[copy(webUrl=other, title="Day ferry")]))
    repo.write("c.md", article(3, related=[copy(webUrl=one, title="Day ferry")]))
    assert found(repo) == ["c.md ('related', 0, 'title')"]


def test_a_copy_whose_file_is_gone_says_nothing(repo: Repo) -> None:
    repo.write("a.md", article(1))
    repo.write("b.md", article(2, related=[copy(1, title="Day ferry")]))
    repo.write("c.jsonl", article(3), article(4, related=[copy(1, title="Day ferry")]))
    repo.write("d.md", article(5, related=[copy(1, title="Day ferry")]))
    with Corpus(repo.config) as corpus:
        corpus.up_to_date([str(repo.root)])
        (repo.root / "b.md").unlink()
        repo.write("c.jsonl", article(3))
        assert [os.path.basename(one.spot.path) for one in corpus.findings()] == ["d.md"]
