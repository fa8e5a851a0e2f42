"""A baseline lets known findings be, follows records about, and only shrinks."""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import artikit
from artikit.baseline import Baseline, Entry, load_baseline, outermost, shortened, text_of, within
from artikit.cli import baselines
from artikit.comparison import Comparison, judged_by
from artikit.config import Config, load_config
from artikit.engine import diagnose
from artikit.errors import ConfigError
from artikit.model import Source
from artikit.reports import Wants
from artikit.verdicts import Judge

if TYPE_CHECKING:
    from pathlib import Path


NAME = "artikit-baseline.json"
FAULTY = '---\ntitle: "{title}"\npublishedDateTime: {date}\nwebUrl: "https://www.northquill.example/{slug}"\nquality: {quality}\nprovider:\n  name: North Quill\n  domain: northquill.example\n---\n'


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for slug in ("a", "b", "c"):
        write(tmp_path / "news" / f"{slug}.md", slug)
    write(tmp_path / "old" / "d.md", "d")
    return tmp_path


def write(path: Path, slug: str, date: str = "2021-06-17T25:30:00Z", quality: str = "1") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = FAULTY.format(title=f"Title {slug}", date=date, slug=slug, quality=quality)
    path.write_text(text, encoding="utf-8")


def run(
    *paths: str, mode: str = "", picked: bool = False, config: Config | None = None
) -> tuple[list[str], list[str]]:
    """A run as the command line makes it: the new findings, and what is said in the end."""
    chosen = config or Config(root=".", baseline=NAME)
    writing = bool(mode)
    comparison = baselines.start(chosen, paths, write=writing, grow=mode == "grow", picked=picked)
    assert comparison is not None
    new = []
    judge = Judge(chosen, Wants(), identified=True)
    for record in artikit.load(paths, chosen):
        marked = comparison.mark(judge(record))
        new += [f"{one.path} {one.code}" for one in marked if not one.baselined]
    return new, list(baselines.conclude(comparison, chosen, write=writing, corpus=False))


def lines(repo: Path) -> list[str]:
    found = json.loads((repo / NAME).read_text(encoding="utf-8"))["findings"]
    return [f"{one['path']} {one['code']} {one['count']}" for one in found]


ALL = ["news/a.md AK105 1", "news/b.md AK105 1", "news/c.md AK105 1", "old/d.md AK105 1"]


def test_what_is_known_is_let_be_and_what_is_new_is_not(repo: Path) -> None:
    assert run(".", mode="write") == ([], [f"{NAME}: 4 findings, 4 taken in"])
    assert lines(repo) == ALL
    assert run(".") == ([], [f"4 known findings left out ({NAME})"])
    write(repo / "news" / "e.md", "e")
    assert run(".")[0] == ["news/e.md AK105"]


@pytest.mark.usefixtures("repo")
def test_a_known_finding_is_marked_and_stays_a_finding() -> None:
    run(".", mode="write")
    config = Config(root=".", baseline=NAME)
    comparison = baselines.start(config, ["."], write=False, grow=False, picked=False)
    assert comparison is not None
    (record,) = artikit.load("news/a.md", config)
    (marked,) = comparison.mark(Judge(config, Wants(), identified=True)(record))
    assert (marked.baselined, marked.severity, marked.code) == (True, "error", "AK105")


def test_it_follows_records_that_move_are_renamed_and_change_elsewhere(repo: Path) -> None:
    run(".", mode="write")
    (repo / "archive").mkdir()
    (repo / "news" / "a.md").rename(repo / "archive" / "z.md")
    text = (repo / "news" / "b.md").read_text(encoding="utf-8")
    (repo / "news" / "b.md").write_text(
        text.replace("---\ntitle", "---\n# a comment\ncategory: news\ntitle", 1), encoding="utf-8"
    )
    assert run(".") == ([], [f"4 known findings left out ({NAME})"])
    assert run(".", mode="write") == ([], [f"{NAME}: 4 findings"])
    assert lines(repo) == ["archive/z.md AK105 1", *ALL[1:]]


def test_it_follows_a_record_from_a_file_of_its_own_into_a_data_file(repo: Path) -> None:
    run(".", mode="write")
    config = Config(root=".", baseline=NAME, include=("*.jsonl",))
    rows = [dict(record.data or {}) for record in artikit.load(["news/a.md", "news/c.md"])]
    (repo / "all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (repo / "news" / "a.md").unlink()
    (repo / "news" / "c.md").unlink()
    assert run(".", config=config)[0] == []
    run(".", mode="write", config=config)
    assert lines(repo) == ["all.jsonl AK105 1", "all.jsonl AK105 1", ALL[1], ALL[3]]


def test_what_is_fixed_is_told_and_taken_off(repo: Path) -> None:
    run(".", mode="write")
    write(repo / "news" / "b.md", "b", "2021-06-17T05:30:00Z")
    (repo / "old" / "d.md").unlink()
    told = [
        f"2 known findings left out ({NAME})",
        f"2 known findings fixed; --write-baseline prunes {NAME}",
    ]
    assert run(".") == ([], told)
    assert lines(repo) == ALL
    assert run(".", mode="write") == ([], [f"{NAME}: 2 findings, 2 taken off"])
    assert lines(repo) == [ALL[0], ALL[2]]
    write(repo / "news" / "b.md", "b")
    assert run(".")[0] == ["news/b.md AK105"]


def test_it_only_shrinks_unless_it_is_told_to_grow(repo: Path) -> None:
    run("news", mode="write")
    write(repo / "news" / "a.md", "a", "2021-06-17T05:30:00Z")
    write(repo / "news" / "e.md", "e")
    told = [f"{NAME}: 2 findings, 1 taken off", "1 new finding not taken in; --grow-baseline does that"]
    assert run("news", mode="write") == (["news/e.md AK105"], told)
    assert lines(repo) == ALL[1:3]
    assert run("news", mode="grow") == ([], [f"{NAME}: 3 findings, 1 taken in"])
    assert lines(repo) == [*ALL[1:3], "news/e.md AK105 1"]
    assert run("news")[0] == []


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_a_name_that_is_no_unicode_is_kept_too(repo: Path) -> None:
    write(repo / "news" / os.fsdecode(b"d\xff.md"), "d")
    run(".", mode="write")
    assert '"news/d\\\\xff.md"' in (repo / NAME).read_text(encoding="utf-8")
    assert run(".")[0] == []


def test_what_is_not_judged_any_more_where_it_has_moved_is_not_fixed(repo: Path) -> None:
    run(".", mode="write")
    (repo / "news" / "a.md").rename(repo / "old" / "a.md")
    table = '[[overrides]]\npaths = ["old/a.md"]\nignore = ["AK105"]\n'
    (repo / "artikit.toml").write_text(f'baseline = "{NAME}"\n{table}', encoding="utf-8")
    new, said = run(".", config=load_config(str(repo / "artikit.toml")))
    assert new == []
    assert not any("fixed" in line for line in said)


def test_a_worse_value_is_a_new_finding(repo: Path) -> None:
    run(".", mode="write")
    write(repo / "news" / "a.md", "a", "2021-06-17T26:30:00Z")
    assert run(".")[0] == ["news/a.md AK105"]


def test_equal_faults_are_counted(repo: Path) -> None:
    rows = [{"title": "x", "webUrl": "https://x.example/", "topics": [5, 5]}]
    path = repo / "x.jsonl"
    path.write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
    run("x.jsonl", mode="write")
    assert "x.jsonl AK103 2" in lines(repo)
    rows[0]["topics"] = [5, 5, 5]
    path.write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
    assert run("x.jsonl")[0] == ["x.jsonl AK103"]
    rows[0]["topics"] = [5]
    path.write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
    run("x.jsonl", mode="write")
    assert "x.jsonl AK103 1" in lines(repo)


class TestRunsOverSomeFiles:
    def test_they_know_what_is_known(self, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run(".", mode="write")
        assert run("news/a.md") == ([], [f"1 known finding left out ({NAME})"])
        monkeypatch.chdir(repo / "news")
        config = Config(root="..", baseline=f"../{NAME}")
        assert run(".", config=config)[0] == []

    def test_they_take_off_nothing_that_they_have_not_seen(self, repo: Path) -> None:
        run(".", mode="write")
        write(repo / "news" / "a.md", "a", "2021-06-17T05:30:00Z")
        write(repo / "news" / "b.md", "b", "2021-06-17T05:30:00Z")
        (repo / "news" / "c.md").rename(repo / "old" / "c.md")
        assert run("news/a.md", mode="write") == ([], [f"{NAME}: 3 findings, 1 taken off"])
        assert lines(repo) == ALL[1:]
        run("news", mode="write")
        assert lines(repo) == ALL[2:]  # what became of c.md, a look at `news` cannot tell
        run(".", mode="write")
        assert lines(repo) == ["old/c.md AK105 1", "old/d.md AK105 1"]

    def test_files_that_git_picked_are_some_files(self, repo: Path) -> None:
        run(".", mode="write")
        for name in ("news/b.md", "news/c.md", "old/d.md"):
            (repo / name).unlink()  # as if a filter had left them out
        run(".", mode="write", picked=True)
        assert lines(repo) == ALL

    def test_a_record_that_went_into_another_data_file_is_not_taken_for_mended(self, repo: Path) -> None:
        rows = [{"title": name, "webUrl": f"https://x.example/{name}", "quality": "x"} for name in "pq"]
        texts = [json.dumps(row) + "\n" for row in rows]
        (repo / "x.jsonl").write_text("".join(texts), encoding="utf-8")
        (repo / "y.jsonl").write_text("", encoding="utf-8")
        run("x.jsonl", "y.jsonl", mode="write")
        before = lines(repo)
        (repo / "x.jsonl").write_text(texts[0], encoding="utf-8")
        (repo / "y.jsonl").write_text(texts[1], encoding="utf-8")
        run("x.jsonl", mode="write")
        assert lines(repo) == before
        assert run("x.jsonl", "y.jsonl")[0] == []

    def test_a_run_with_fewer_rules_takes_off_nothing_of_the_others(self, repo: Path) -> None:
        run(".", mode="write")
        run(".", mode="write", config=Config(root=".", baseline=NAME, select=("AK2",)))
        assert lines(repo) == ALL
        off = ({"paths": ["news/"], "ignore": ["AK1"]},)
        run(".", mode="write", config=Config(root=".", baseline=NAME, overrides=off))
        assert lines(repo) == ALL

    def test_a_record_that_cannot_be_read_keeps_its_findings(self, repo: Path) -> None:
        run(".", mode="write")
        path = repo / "news" / "a.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("quality: 1", "quality: [1"), encoding="utf-8")
        new, _ = run(".", mode="write")
        assert new == ["news/a.md AK020"]
        assert lines(repo) == ALL
        path.write_text(text, encoding="utf-8")
        assert run(".")[0] == []

    def test_what_cannot_be_read_at_all_keeps_its_findings(self, repo: Path) -> None:
        row = json.dumps({"title": "p", "webUrl": "https://x.example/p", "quality": "x"})
        (repo / "x.jsonl").write_text(f"{row}\n", encoding="utf-8")
        everything = ".", "x.jsonl"
        run(*everything, mode="write")
        before = lines(repo)
        text = (repo / "news" / "a.md").read_bytes()
        (repo / "news" / "a.md").write_bytes(text + b"\xff\xfe\xff")
        (repo / "x.jsonl").write_bytes(b"\xff\n")
        run(*everything, mode="write")
        assert lines(repo) == before
        (repo / "news" / "a.md").write_bytes(text)
        (repo / "x.jsonl").write_text(f"{row}\n", encoding="utf-8")
        assert run(*everything)[0] == []

    def test_what_lies_between_records_only_a_whole_run_can_miss(self, repo: Path) -> None:
        entry = Entry("news/a.md", "AK301", "/webUrl", "0" * 32, "", 1)
        baseline = Baseline(str(repo / NAME), (".",), (entry,))
        for paths, missed in ((("news",), ()), ((), ()), ((".",), (entry,))):
            comparison = Comparison(baseline, paths)
            judge = Judge(Config(), Wants(), identified=True)
            comparison.mark(judge(next(artikit.load("news/a.md"))))
            assert comparison.fixed(judged_by(Config(), baseline, corpus=True)) == missed

    def test_growing_by_a_folder_widens_what_a_whole_run_is(self, repo: Path) -> None:
        run("news", mode="write")
        assert load_baseline(NAME).paths == ("news",)
        run("old", mode="grow")
        assert load_baseline(NAME).paths == ("news", "old")
        assert lines(repo) == ALL
        (repo / "old" / "d.md").unlink()
        (repo / "news" / "a.md").unlink()
        run("news", mode="write")
        assert lines(repo) == ALL
        run("news", "old", mode="write")
        assert lines(repo) == ALL[1:3]


def test_reading_errors_can_be_known_too(repo: Path) -> None:
    (repo / "news" / "broken.md").write_text("---\ntitle: [x\n---\n", encoding="utf-8")
    run(".", mode="write")
    assert "news/broken.md AK020 1" in lines(repo)
    assert run(".")[0] == []


def test_a_rule_that_there_is_no_more_is_taken_off(repo: Path) -> None:
    run(".", mode="write")
    text = (repo / NAME).read_text(encoding="utf-8")
    (repo / NAME).write_text(
        text.replace('"AK105"', '"AK999"').replace('"count": 1', '"count": 2'), encoding="utf-8"
    )
    (repo / "news" / "a.md").unlink()
    run(".", mode="write")
    assert [line.split()[0] for line in lines(repo)] == ["news/b.md", "news/c.md", "old/d.md"]


class TestTheFile:
    def test_it_has_one_finding_a_line_and_is_sorted(self, repo: Path) -> None:
        run(".", mode="write")
        text = (repo / NAME).read_text(encoding="utf-8")
        rows = [line for line in text.splitlines() if line.startswith("    {")]
        assert len(rows) == 4
        assert rows == sorted(rows)
        assert text.startswith(
            '{\n  "version": 1,\n  "paths": ["."],\n  "findings": [\n    {"path": "news/a.md", "pointer": "/publishedDateTime", "code": "AK105", "count": 1, "record": "'
        )
        assert text.endswith('"}\n  ]\n}\n')

    def test_it_is_the_same_in_whatever_order_files_come(self, repo: Path) -> None:
        run(".", mode="write")
        text = (repo / NAME).read_bytes()
        (repo / NAME).unlink()
        names = ["old/d.md", "news/c.md", "news/a.md", "news/b.md"]
        run(*names, mode="write")
        assert (repo / NAME).read_bytes() == text.replace(b'["."]', json.dumps(sorted(names)).encode())

    @pytest.mark.usefixtures("repo")
    def test_a_run_that_changes_nothing_leaves_the_file_alone(self) -> None:
        run(".", mode="write")
        os.utime(NAME, ns=(1, 1))
        run(".", mode="write")
        assert os.stat(NAME).st_mtime_ns == 1

    def test_an_empty_baseline_is_a_baseline(self, repo: Path) -> None:
        for path in (*(repo / "news").iterdir(), repo / "old" / "d.md"):
            path.unlink()
        write(repo / "fine.md", "f", "2021-06-17T05:30:00Z")
        assert run(".", mode="write") == ([], [f"{NAME}: 0 findings"])
        assert (repo / NAME).read_text(
            encoding="utf-8"
        ) == '{\n  "version": 1,\n  "paths": ["."],\n  "findings": []\n}\n'
        write(repo / "fine.md", "f")
        assert run(".", mode="write")[0] == ["fine.md AK105"]
        assert lines(repo) == []

    def test_a_line_that_a_merge_left_twice_counts_once(self, repo: Path) -> None:
        run(".", mode="write")
        text = (repo / NAME).read_text(encoding="utf-8")
        row = next(line for line in text.splitlines() if "news/a.md" in line)
        (repo / NAME).write_text(text.replace(row, f"{row}\n{row}"), encoding="utf-8")
        assert len(load_baseline(NAME).entries) == 4

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", ":1:1: "),
            ("<<<<<<< HEAD\n{}", ":1:1: a conflict of a merge"),
            ('{"version": 1,\n=======\n', ":2:1: a conflict of a merge"),
            ("[]", ":1:1: the record must be a mapping"),
            ('{"version": 0, "paths": [], "findings": []}', ":1:13: `version` must be `1`"),
            ('{"version": 2, "rest": 1}', ": written by a newer artikit; this one reads version 1, not 2"),
            ('{"version": 1, "paths": []}', ":1:1: missing `findings`"),
            ('{"version": 1, "paths": [], "findings": [5]}', ":1:42: "),
            ('{"version": 1, "paths": [], "findings": [],\n "more": 1}', ":2:2: unknown key `more`"),
            ('{"version": 1, "paths": [], "findings": [{"count": -1}]}', "`count` must be at least 1"),
            ('{"version": 1, "version": 1, "paths": [], "findings": []}', ":1:16: "),
            ("[" * 100_000, ":1:"),
            ('{"version": 1e999999, "paths": [], "findings": []}', ":1:"),
            ('{"version": 1, "paths": ["\\ud800"], "findings": []}', ":1:"),
            ("\ufeff{}", ":1:1: a byte order mark stands before the text"),
            ("\0", ":1:1: "),
        ],
    )
    def test_a_broken_one_is_told_at_its_place(self, text: str, words: str, tmp_path: Path) -> None:
        path = tmp_path / "b.json"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError) as error:
            load_baseline(str(path))
        assert f"{path}:" in str(error.value)
        assert words in str(error.value)

    def test_a_byte_order_mark_is_one_fault(self, tmp_path: Path) -> None:
        (tmp_path / "b.json").write_bytes(b'\xef\xbb\xbf{"version": 1, "paths": [], "findings": []}')
        with pytest.raises(ConfigError) as error:
            load_baseline(str(tmp_path / "b.json"))
        assert str(error.value).count(":1:1: ") == 1

    def test_one_that_cannot_be_read_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match=r"there is no baseline .*--write-baseline makes one"):
            load_baseline(str(tmp_path / "none.json"))
        with pytest.raises(ConfigError):
            load_baseline(str(tmp_path))
        (tmp_path / "latin.json").write_bytes(b'{"\xe9": 1}')
        with pytest.raises(ConfigError, match=r"latin\.json"):
            load_baseline(str(tmp_path / "latin.json"))

    def test_a_broken_one_is_never_written_over(self, repo: Path) -> None:
        (repo / NAME).write_text("{", encoding="utf-8")
        with pytest.raises(ConfigError):
            run(".", mode="write")
        assert (repo / NAME).read_text(encoding="utf-8") == "{"


def test_the_setting_names_a_file_beside_the_settings(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repo / "artikit.toml").write_text('baseline = "lists/known.json"\n', encoding="utf-8")
    config = load_config("artikit.toml")
    run(".", mode="write", config=config)
    assert (repo / "lists" / "known.json").exists()
    assert {entry.path for entry in load_baseline("lists/known.json").entries} >= {"../news/a.md"}
    monkeypatch.chdir(repo / "news")
    assert run(".", config=load_config("../artikit.toml"))[0] == []


def test_without_a_setting_there_is_no_baseline_unless_it_is_written(repo: Path) -> None:
    config = Config(root=str(repo))
    assert baselines.start(config, ["."], write=False, grow=False, picked=False) is None
    assert list(baselines.conclude(None, config, write=False, corpus=True)) == []
    assert run("news", mode="write", config=config)[1] == [
        f"{NAME}: 3 findings, 3 taken in",
        f"a run goes by it with --baseline {NAME}",
        f'every run does with baseline = "{NAME}" in the settings',
    ]


def test_findings_across_records_are_let_be_if_their_rules_have_run(repo: Path) -> None:
    entry = Entry("news/a.md", "AK301", "/webUrl", "0" * 32, "", 1)
    baseline = Baseline(str(repo / NAME), (".",), (entry,))
    comparison = Comparison(baseline, (".",))
    (base,) = diagnose(next(artikit.load("news/a.md")), Config())
    twice = replace(base, code="AK301", fingerprint="0" * 32)
    assert [comparison.mark_between(twice).baselined for _ in range(2)] == [True, False]
    fresh = Comparison(baseline, (".",))
    assert fresh.fixed(judged_by(Config(), baseline, corpus=False)) == ()


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0/"), min_size=1, max_size=8)
PATHS = st.lists(NAMES.filter(lambda name: name not in (".", "..")), min_size=1, max_size=3).map("/".join)
ENTRIES = st.builds(
    Entry,
    PATHS,
    st.sampled_from(["AK105", "AK020"]),
    st.text(max_size=200).map(shortened),
    st.text("0123456789abcdef", min_size=32, max_size=32),
    st.sampled_from(["", "0123456789abcdef"]),
    st.integers(1, 10**6),
)


@given(
    entries=st.lists(ENTRIES, max_size=5, unique_by=lambda one: (one.path, one.fingerprint)),
    seed=st.integers(0, 99),
)
@settings(max_examples=500, deadline=None)
def test_whatever_stands_in_it_reads_back(
    entries: list[Entry], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "back.json"
    baseline = Baseline(str(path), ("a b", "ü"), tuple(sorted(entries)))
    random.Random(seed).shuffle(entries)
    text = text_of(replace(baseline, entries=tuple(entries)))
    assert text == text_of(baseline)
    assert text.count("\n    {") == len(entries)
    path.write_bytes(text.encode("utf-8"))
    assert load_baseline(str(path)) == baseline


def test_places_are_relative_to_the_file_and_go_by_folders() -> None:
    assert within("a/b", "a")
    assert within("a", "a")
    assert within("a", ".")
    assert not within("ab", "a")
    assert not within("../a", ".")
    assert outermost(["a/b", "a", "c/d", "c/de"]) == ("a", "c/d", "c/de")


def known(**changes: Any) -> Entry:
    return Entry("a.md", "AK105", "", "f" * 32, "", 1)._replace(**changes)


@given(
    st.lists(st.tuples(st.sampled_from("pqr"), st.sampled_from("xy")), max_size=12),
    st.lists(st.tuples(st.sampled_from("pqrs"), st.sampled_from("xy")), max_size=12),
)
@settings(max_examples=500, deadline=None)
def test_as_many_are_known_as_there_were_and_never_more(
    before: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    """Files p to s with findings x and y: what is known is what both days have, however they moved."""
    counts = Counter(before)
    entries = [
        known(path=path, fingerprint=print_ * 32, times=count) for (path, print_), count in counts.items()
    ]
    comparison = Comparison(Baseline("b.json", (".",), tuple(sorted(entries))), (".",))
    (base,) = diagnose(artikit.Record(Source("p", "x"), {}), Config(select=("AK101",)))[:1]
    marked = [
        comparison.mark_between(replace(base, path=path, fingerprint=print_ * 32)) for path, print_ in now
    ]
    old, new = (Counter(print_ for _, print_ in day) for day in (before, now))
    assert Counter(one.fingerprint[0] for one in marked if one.baselined) == old & new
    left = comparison.updated(lambda _path, _code: True)
    assert sum(entry.times for entry in left.entries) == (old & new).total()
