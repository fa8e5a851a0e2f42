"""Databases: what is written, what comes back, runs on top of each other, and databases of vandals."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tracemalloc
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

import artikit
from artikit import formats
from artikit.errors import ArtikitError, UsageError, WriteError
from artikit.reading.limits import Limits
from artikit.relational import storing
from artikit.writing.terms import Terms

from .records import ARTICLE, FERRY, LIMITS, MIXED, MIXTURES, TORTURE, Chance, kept, record, told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SQLITE = formats.by_name("sqlite")
TERMS = Terms(ARTICLE)
FERRIES = [
    record(FERRY, "A text.\n", "a.md"),
    record({"title": "t"}, origin="b.md"),
    record(FERRY, origin="c/a.md"),
]
HAS_SEARCH = storing._has_search(sqlite3.connect(":memory:"))
needs_search = pytest.mark.skipif(not HAS_SEARCH, reason="SQLite was built here without FTS5")


def write(path: Path | str, records: Iterable[artikit.Record], terms: Terms = TERMS) -> tuple[str, ...]:
    writer: Any = SQLITE.writer(str(path), terms)
    try:
        for one in records:
            writer.add(one)
        remarks: tuple[str, ...] = writer.close()
    finally:
        writer.abandon()
    return remarks


def read(path: Path | str, limits: Limits = LIMITS) -> list[artikit.Record]:
    with open(path, "rb") as file:
        return list(SQLITE.read(file, str(path), limits))


def query(path: Path | str, sql: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(sql, values).fetchall()
        connection.commit()
        return found


def dump(path: Path | str) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "articles.db"


def test_a_format_is_found_by_its_suffixes() -> None:
    for name in ("a.db", "a.SQLITE", "a.sqlite3"):
        assert formats.of_path(name) is SQLITE


def test_the_tables_by_the_letter(path: Path) -> None:
    write(path, FERRIES)
    columns = {one[1]: one[2] for one in query(path, "PRAGMA table_info(articles)")}
    assert list(columns)[:3] == ["article_id", "category", "title"]
    assert list(columns)[-7:] == ["_path", "_body", "_newline", "_order", "_rest", "_position", "_sha256"]
    types = {
        "title": "TEXT",
        "quality": "INTEGER",
        "published": "BOOLEAN",
        "ratings_average": "",
        "tags": "TEXT",
    }
    assert {name: columns[name] for name in types} == types
    counts = "SELECT images_count, provider_images_count, related_count, topics_count FROM articles"
    assert query(path, counts) == [(2, 1, 2, 2), (None,) * 4, (2, 1, 2, 2)]
    assert query(
        path, "SELECT ptr, parent, pos, width, isCached FROM images WHERE article_id = 'a' ORDER BY ptr"
    ) == [
        ("/images/0", None, 0, 600, 1),
        ("/images/1", None, 1, 300, 0),
        ("/provider/images/0", None, 0, 50, None),
        ("/related/0/images/0", "/related/0", 0, None, None),
    ]
    assert query(path, "SELECT value FROM topics WHERE article_id = 'a' ORDER BY pos") == [
        ("Harbours",),
        ("Public Transport",),
    ]
    assert query(path, "PRAGMA application_id") == [(0x41525449,)]
    assert query(path, "PRAGMA user_version") == [(1,)]
    keys = {(one[2], one[3], one[4]) for one in query(path, "PRAGMA foreign_key_list(images)")}
    assert keys == {
        ("articles", "article_id", "article_id"),
        ("related", "article_id", "article_id"),
        ("related", "parent", "ptr"),
    }
    indexed = {one[1] for one in query(path, "PRAGMA index_list(images)")}
    assert "images_parent" in indexed


@pytest.mark.parametrize("name", ["articles.db", "with space?#%20 é.db", "file:x.db"])
def test_the_torture_record_comes_back(tmp_path: Path, name: str) -> None:
    records = [
        record(TORTURE, "body\r\n\0\x85", "tor/ture.md", "\r\n"),
        record(dict(reversed(TORTURE.items())), "=1", "\0", "\r"),
        record({}),
        record(FERRY),
        record(FERRY, origin=""),
    ]
    assert write(tmp_path / name, records) == ()
    found = read(tmp_path / name)
    assert told(found) == []
    assert kept(found) == kept(records)
    assert os.listdir(tmp_path) == [name]


def test_any_records_come_back_and_the_keys_hold(path: Path) -> None:
    for seed in range(0, 4_000, 100):
        records = [one for each in range(seed, seed + 100) for one in Chance(each).records()]
        writer: Any = SQLITE.writer(str(path), TERMS)
        for one in records:
            writer.add(one)
        assert kept(writer.records(LIMITS)) == kept(records), seed
        writer.close()
        found = read(path)
        assert told(found) == [], seed
        assert kept(found) == kept(records), seed
        assert query(path, "PRAGMA foreign_key_check") == []
        assert query(path, "PRAGMA integrity_check") == [("ok",)]
        if HAS_SEARCH:
            query(path, "INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
        path.unlink()


def test_records_come_back_through_runs_on_top_of_each_other(path: Path) -> None:
    """Of several runs the last one counts for each article, and no article is lost."""
    for seed in range(0, 300, 10):
        runs = [
            [one for each in range(seed + at, seed + at + 4) for one in Chance(each).records()]
            for at in (0, 3, 2)
        ]
        for records in runs:
            writer: Any = SQLITE.writer(str(path), TERMS)
            for one in records:
                writer.add(one)
            assert kept(writer.records(LIMITS)) == kept(records), seed
            writer.close()
        found = read(path)
        assert told(found) == []
        assert set(kept(runs[-1])) <= set(kept(found))
        paths = {one.origin for records in runs for one in records}
        assert {one.origin for one in found} == paths
        assert query(path, "PRAGMA foreign_key_check") == []
        path.unlink()


@pytest.mark.parametrize(
    "document",
    [
        True,
        MIXED,
        {"properties": {"images": {"type": "array", "items": {"type": "string"}}}},
        {"properties": {"rowid": {}}},
    ],
)
def test_any_schema_will_do(path: Path, document: Any) -> None:
    records = [
        record(TORTURE),
        record(FERRY),
        record({"images": ["a", ""], "title": [], "rowid": "x"}),
        *map(record, MIXTURES),
    ]
    write(path, records, Terms(document))
    found = read(path)
    assert told(found) == []
    assert kept(found) == kept(records)


def test_a_list_of_articles_within_articles_keeps_its_keys(path: Path) -> None:
    tree = {"properties": {"name": {"type": "string"}, "related": {"type": "array", "items": {"$ref": "#"}}}}
    deep: dict[str, Any] = {"name": "x"}
    for _ in range(12):
        deep = {"related": [deep, {"name": "y"}]}
    write(path, [record(deep)], Terms(tree))
    assert kept(read(path)) == kept([record(deep)])
    assert query(path, "PRAGMA foreign_key_check") == []
    assert query(path, "SELECT count(*) FROM related") == [(24,)]


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    records = [*FERRIES, record(TORTURE), *(one for seed in range(50) for one in Chance(seed).records())]
    write(tmp_path / "1.db", records)
    write(tmp_path / "2.db", records)
    assert (tmp_path / "1.db").read_bytes() == (tmp_path / "2.db").read_bytes()
    script = f"""
import sys
sys.path.insert(0, {os.getcwd()!r})
from tests.relational.test_sqlite import FERRIES, write
write({str(tmp_path / "seen.db")!r}, FERRIES)
"""
    seen = set()
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-c", script], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        seen.add((tmp_path / "seen.db").read_bytes())
        (tmp_path / "seen.db").unlink()
    assert len(seen) == 1


def test_the_same_run_again_changes_nothing(path: Path) -> None:
    records = [*FERRIES, record(FERRY), record({"x": 1}), record({"x": 1}), record({}, origin="a\0.md")]
    write(path, records)
    before = path.read_bytes()
    assert write(path, records) == ("records in the database: 0 new, 0 changed, 7 unchanged",)
    assert path.read_bytes() == before
    remark = "records in the database: 0 new, 0 changed, 2 unchanged; 5 of earlier runs stay"
    assert write(path, records[1:3]) == (remark,)
    assert path.read_bytes() == before


def test_a_changed_record_takes_the_place_of_the_old_one(path: Path) -> None:
    write(path, FERRIES)
    changed = record({"title": "new", "images": [{"url": "u"}]}, "b", "a.md")
    remarks = write(path, [changed, record({"title": "more"}, origin="d.md")])
    assert remarks == ("records in the database: 1 new, 1 changed, 0 unchanged; 2 of earlier runs stay",)
    assert kept(read(path)) == kept([changed, *FERRIES[1:], record({"title": "more"}, origin="d.md")])
    assert query(path, "SELECT url FROM images WHERE article_id = 'a'") == [("u",)]
    assert query(path, "SELECT count(*) FROM related WHERE article_id = 'a'") == [(0,)]


def test_an_article_is_known_again_by_its_path_and_never_taken_for_another(path: Path) -> None:
    one, other = record({"title": "1"}, origin="a b.md"), record({"title": "2"}, origin="a-b.md")
    write(path, [one, other])
    assert query(path, "SELECT article_id, _path FROM articles") == [("a-b", "a b.md"), ("a-b-2", "a-b.md")]
    changed = record({"title": "3"}, origin="a-b.md")
    write(path, [changed])
    assert kept(read(path)) == kept([one, changed])
    write(path, [record({"title": "4"}, origin="A B.md")])
    assert query(path, "SELECT article_id FROM articles") == [("a-b",), ("a-b-2",), ("a-b-3",)]


def test_without_a_path_an_article_is_known_again_by_its_address(path: Path) -> None:
    write(path, [record(FERRY), record(FERRY, "the same address")])
    changed = record({**FERRY, "title": "changed"})
    write(path, [changed])
    assert kept(read(path)) == kept([changed, record(FERRY, "the same address")])


def test_records_of_the_run_are_read_back_in_their_order_before_it_ends(path: Path) -> None:
    write(path, FERRIES)
    before = path.read_bytes()
    writer: Any = SQLITE.writer(str(path), TERMS)
    run = [record({"title": "z"}, origin="z.md"), FERRIES[2], record({"title": "new"}, origin="a.md")]
    for one in run:
        writer.add(one)
    assert kept(writer.records(LIMITS)) == kept(run)
    assert kept(read(path)) == kept(FERRIES)
    writer.abandon()
    writer.abandon()
    assert path.read_bytes() == before


def test_a_database_keeps_its_columns_when_the_schema_has_changed(path: Path) -> None:
    write(path, FERRIES, Terms({"properties": {"title": {"type": "string"}}}))
    (counts, remark) = write(path, [*FERRIES, record(TORTURE)])
    assert counts == "records in the database: 1 new, 0 changed, 3 unchanged"
    assert remark == "the database keeps its columns; --force makes it anew by the schema as it is now"
    assert kept(read(path)) == kept([*FERRIES, record(TORTURE)])


@needs_search
def test_words_are_found(path: Path) -> None:
    write(
        path,
        [record({"title": "Café opens", "excerpt": "At the quay."}, "The night ferry\n", "a.md"), FERRIES[1]],
    )
    search = "SELECT article_id FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    for words in ("cafe", "quay", "ferry", "_body:night", "title:opens"):
        assert query(path, search, words) == [("a",)]
    assert query(path, search, "pier") == []
    write(path, [record({"title": "Pier"}, "", "a.md")])
    assert query(path, search, "ferry") == []
    assert query(path, search, "pier") == [("a",)]
    query(path, "UPDATE articles SET title = 'Quay' WHERE article_id = 'a'")
    assert query(path, search, "quay") == [("a",)]
    query(path, "DELETE FROM articles WHERE article_id = 'a'")
    assert query(path, search, "quay") == []
    query(path, "INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")


def test_without_fts5_there_is_a_remark_and_no_index(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "_has_search", lambda _: False)
    assert write(path, FERRIES) == ("there is no full-text index: SQLite was built here without FTS5",)
    assert kept(read(path)) == kept(FERRIES)
    assert query(path, "SELECT name FROM sqlite_master WHERE name LIKE '%fts%'") == []
    assert write(path, FERRIES) == ("records in the database: 0 new, 0 changed, 3 unchanged",)


@needs_search
def test_a_database_with_an_index_is_not_written_without_fts5(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(path, FERRIES)
    monkeypatch.setattr(storing, "_has_search", lambda _: False)
    with pytest.raises(UsageError, match="needs FTS5"):
        write(path, FERRIES)


@pytest.mark.skipif(importlib.util.find_spec("datasette") is None, reason="Datasette is not installed")
def test_datasette_shows_and_searches_it(path: Path) -> None:
    write(path, FERRIES)
    for address, words in (
        ("articles.json?_search=winters", "Night ferry"),
        ("images/a,~2Fimages~2F0.json", "1.png"),
    ):
        command = [sys.executable, "-m", "datasette", str(path), "--get", f"/articles/{address}"]
        assert words in subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_what_is_no_database_of_ours_is_not_written(tmp_path: Path) -> None:
    text, other, view = (tmp_path / name for name in ("text.db", "other.db", "view.db"))
    text.write_text("not a database at all, whatever it is called")
    query(other, "CREATE TABLE articles (article_id)")
    write(view, FERRIES)
    query(view, "DROP TABLE topics")
    query(view, "CREATE VIEW topics AS SELECT 1")
    for path, words in (
        (text, "this is not an SQLite database"),
        (other, "this is not a database that artikit made"),
        (view, "the database has no table `topics`"),
    ):
        before = path.read_bytes()
        with pytest.raises(UsageError, match=words) as raised:
            write(path, FERRIES)
        assert str(raised.value).startswith(f"{path}: ")
        assert str(raised.value).endswith("; write to another file, or replace it with --force")
        assert path.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["other.db", "text.db", "view.db"]


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    write(path, FERRIES)
    assert kept(read(path)) == kept(FERRIES)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArtikitError, match="unable to open database file"):
        write(tmp_path / "gone" / "x.db", FERRIES)
    with pytest.raises(ArtikitError, match="is a directory"):
        write(tmp_path, FERRIES)


def test_a_database_that_another_program_writes_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path, FERRIES)
    monkeypatch.setattr(storing, "_PATIENCE", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArtikitError, match="another program is writing to the database"):
            write(path, FERRIES)
    write(path, FERRIES)


def test_a_run_that_stops_in_the_middle_leaves_the_old_database(path: Path) -> None:
    def failing() -> Iterable[artikit.Record]:
        yield record({"title": "changed"}, "x" * 100_000, "a.md")
        yield record({"title": "new"}, origin="new.md")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(path, failing())
    assert os.listdir(path.parent) == []
    write(path, FERRIES)
    before = path.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        write(path, failing())
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


def test_a_process_that_is_killed_in_the_middle_leaves_the_old_database(path: Path) -> None:
    write(path, FERRIES)
    script = f"""
import os, signal, sys
sys.path.insert(0, {os.getcwd()!r})
from tests.relational.test_sqlite import SQLITE, TERMS, record
writer = SQLITE.writer({str(path)!r}, TERMS)
for at in range(3_000):  # more than the cache holds, so that the file has been written to
    writer.add(record({{"title": "changed"}}, "x" * 2_000, "a.md" if at == 0 else f"{{at}}.md"))
os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode != 0
    assert os.listdir(path.parent) != [path.name]
    assert "a run that was stopped left a change half done" in told(read(path))[0][1]
    assert query(path, "SELECT count(*) FROM articles") == [(3,)]  # which undoes it
    assert kept(read(path)) == kept(FERRIES)


def test_a_record_that_cannot_be_written_leaves_nothing(path: Path) -> None:
    writer: Any = SQLITE.writer(str(path), TERMS)
    writer.add(FERRIES[0])
    with pytest.raises(WriteError):
        writer.add(record({"images": [{"url": "x"}], "topics": ["\ud800"]}, origin="b.md"))
    writer.add(FERRIES[2])
    writer.close()
    assert kept(read(path)) == kept([FERRIES[0], FERRIES[2]])


def test_a_closed_database_takes_no_more(path: Path) -> None:
    writer: Any = SQLITE.writer(str(path), TERMS)
    writer.close()
    with pytest.raises(ArtikitError, match="closed"):
        writer.add(FERRIES[0])


def test_what_people_change_in_sql_is_read(path: Path) -> None:
    write(path, FERRIES)
    query(path, "UPDATE articles SET title = 'Changed', quality = 7 WHERE article_id = 'a'")
    query(path, "UPDATE articles SET topics_count = 1 WHERE article_id = 'a'")
    query(path, "DELETE FROM topics WHERE article_id = 'a' AND pos = 1")
    (first, *_) = read(path)
    assert told([first]) == []
    assert first.data == {**FERRY, "title": "Changed", "quality": 7, "topics": ["Harbours"]}
    query(path, "ALTER TABLE articles ADD COLUMN mine TEXT DEFAULT 'x'")
    assert read(path)[0].data == first.data
    query(path, "VACUUM")
    assert [one.data for one in read(path)] == [first.data, {"title": "t"}, FERRY]


BROKEN = [
    (
        "DELETE FROM images WHERE ptr = '/images/0'",
        "there should be 2 rows of `images` for `/images`, but there is 1",
    ),
    (
        "UPDATE images SET width = 'wide' WHERE pos = 1",
        "table `images`, row `/images/1`, column `width`: `wide` is not",
    ),
    ("UPDATE images SET width = 1.5 WHERE pos = 1", "`1.5` is not a whole number"),
    ("UPDATE images SET isCached = 7 WHERE pos = 1", "`7` is not 0 or 1"),
    ("UPDATE images SET url = x'ff' WHERE pos = 1", "a BLOB is not text"),
    ("UPDATE images SET url = CAST(x'ff' AS TEXT) WHERE pos = 1", "the text is not UTF-8"),
    ("UPDATE images SET ptr = 'x' WHERE pos = 1", "table `images`, row `x`: `x` is no `ptr` of a row"),
    ("UPDATE images SET ptr = x'ff' WHERE pos = 1", "is no `ptr` of a row"),
    ("UPDATE images SET parent = '/x' WHERE pos = 1", "`parent` is `/x`, but `ptr` `/images/1`"),
    ("UPDATE images SET pos = 5 WHERE pos = 1", "`pos` is 5, but `ptr` `/images/1`"),
    ("UPDATE images SET article_id = 'gone' WHERE pos = 1", "row `/images/1`: there is no article `gone`"),
    ("UPDATE articles SET images_count = -1", "`-1` is not a number of rows"),
    (
        "UPDATE articles SET images_count = 10000000000000",
        "there should be 10,000,000,000,000 rows of `images`",
    ),
    ("UPDATE articles SET images_count = NULL", "the article has no list `/images` of such rows"),
    ("UPDATE articles SET tags = '[1'", "column `tags`: "),
    ("UPDATE articles SET tags = 5", ""),
    ("UPDATE articles SET ratings_average = 9e999", "is not a number"),
    ("UPDATE articles SET ratings_average = 'x'", "column `ratings_average`: `x` is not a number"),
    ("UPDATE articles SET title = x'00'", "column `title`: a BLOB is not text"),
    ("UPDATE articles SET _path = x'00'", "column `_path`: a BLOB is not text"),
    ("UPDATE articles SET _newline = 'x'", "`_newline` is a key of artikit's"),
    ("UPDATE articles SET _rest = '[]'", "`_rest` is not what artikit writes there"),
    ("UPDATE articles SET _rest = '{\"/title\": 1}'", "`/title` has a value already"),
    ("UPDATE articles SET _rest = '{\"_body\": 1}'", "`_body` is a key of artikit's"),
    ("UPDATE articles SET _order = 'x'", "column `_order`: "),
    ("UPDATE articles SET _order = '1'", "`_order` is not what artikit writes there"),
    ("UPDATE articles SET article_id = x'00'", "is no `article_id`"),
    ("UPDATE _artikit SET value = 'x'", "`_artikit` does not say what the columns stand for"),
    ("UPDATE _artikit SET value = replace(value, '\"title\"', '\"gone\"')", "has no column `gone`"),
    ("DELETE FROM _artikit", "`_artikit` does not say what the columns stand for"),
    ("PRAGMA user_version = 2", "this artikit does not know databases of version 2, only of 1"),
    ("PRAGMA application_id = 2", "this is not a database that artikit made"),
    ("ALTER TABLE topics RENAME TO topics_", "the database has no table `topics`"),
    ("ALTER TABLE topics DROP COLUMN value", "`topics` has no column `value`"),
]


@pytest.mark.parametrize(("sql", "words"), BROKEN)
def test_a_database_that_is_wrong_is_told(path: Path, sql: str, words: str) -> None:
    write(path, [record({**FERRY, "tags": ["a"]})])
    query(path, sql)
    messages = [message for _, message in told(read(path))]
    assert any(words in message for message in messages) or (not words and not messages), messages


def test_a_view_in_the_place_of_a_table_is_not_asked(path: Path) -> None:
    write(path, FERRIES)
    query(path, "DROP TABLE topics")
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT 'a' AS article_id, x AS ptr FROM n"
    query(path, f"CREATE VIEW topics AS {endless}")
    assert told(read(path)) == [("AK020", "the database has no table `topics`")]


def test_a_generated_column_is_not_asked(path: Path) -> None:
    write(path, FERRIES)
    query(path, "ALTER TABLE topics DROP COLUMN value")
    query(path, "ALTER TABLE topics ADD COLUMN value AS (hex(zeroblob(100000000)))")
    assert told(read(path)) == [("AK020", "`topics` has no column `value`")]


@pytest.mark.parametrize(
    "data", [b"", b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 5_000, b"text" * 99]
)
def test_a_file_that_is_no_database_is_told(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    found = read(path)
    assert len(told(found)) == 1
    assert found[0].data is None


def test_a_damaged_database_is_told_and_never_a_traceback(path: Path) -> None:
    records = [*FERRIES, *(one for seed in range(30) for one in Chance(seed).records())]
    write(path, records)
    sound = path.read_bytes()
    sure = set(kept(records))
    for at in range(0, len(sound), 509):
        path.write_bytes(sound[:at] + bytes(byte ^ 0xFF for byte in sound[at : at + 16]) + sound[at + 16 :])
        found = read(path)
        assert told(found) or len(found) == len(records)
        assert all(one.problems or one.data is not None for one in found)
        path.write_bytes(sound[:at])
        found = read(path)
        assert told(found) or set(kept(found)) == sure


def test_a_database_is_not_changed_by_reading(path: Path) -> None:
    write(path, FERRIES)
    query(path, "PRAGMA journal_mode = WAL")
    before = path.read_bytes()
    assert kept(read(path)) == kept(FERRIES)
    assert path.read_bytes() == before
    assert write(path, FERRIES) == ("records in the database: 0 new, 0 changed, 3 unchanged",)
    write(path, [*FERRIES, record({}, origin="new.md")])
    assert os.listdir(path.parent) == [path.name]


def test_sqlite_needs_a_file(path: Path) -> None:
    write(path, FERRIES)
    for name in ("<stdin>", str(path)):
        found = list(SQLITE.read(io.BytesIO(path.read_bytes()), name, LIMITS))
        assert told(found) == [("AK001", "SQLite is not read from a stream")]
    assert formats.of_content(path.read_bytes()) is SQLITE


def test_diagnostics_can_name_the_article(path: Path) -> None:
    write(path, FERRIES)
    second = read(path)[1]
    assert second.source.position(0) == (2, 1)
    assert second.source.line(2, 0, 100) == "b"


def test_limits_hold(path: Path) -> None:
    write(path, [record({**FERRY, "tags": ["a" * 500, [[[[1]]]]]}, "b" * 600)])
    codes = {
        code
        for limits in (Limits(nodes=30), Limits(record_size=400), Limits(scalar_size=30), Limits(depth=3))
        for code, _ in told(read(path, limits))
    }
    assert codes >= {"AK031", "AK032", "AK033", "AK037"}
    write(path, FERRIES)
    query(path, "UPDATE articles SET title = hex(zeroblob(600000)) WHERE article_id = 'b'")
    found = read(path, Limits(record_size=100_000))
    assert [[code for code, _ in told([one])] for one in found] == [[], [], ["AK031"], []]


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    def peak(count: int) -> tuple[int, int]:
        path = tmp_path / f"{count}.db"
        tracemalloc.start()
        writer: Any = SQLITE.writer(str(path), TERMS)
        for at in range(count):
            writer.add(record(FERRY, "x" * 4_000, f"{at}.md"))
        assert sum(1 for _ in writer.records(LIMITS)) == count
        writer.close()
        written = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        with open(path, "rb") as file:
            assert sum(1 for one in SQLITE.read(file, str(path), LIMITS) if not one.problems) == count
        read_ = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return written, read_

    small, large = peak(50), peak(500)
    for before, after in zip(small, large, strict=True):
        assert after < before + 300_000  # 500 such records are 2.5 MB


def test_a_copy_of_a_database_is_as_good(path: Path, tmp_path: Path) -> None:
    write(path, FERRIES)
    query(path, f"VACUUM INTO '{tmp_path / 'copy.db'}'")
    shutil.copy(path, tmp_path / "plain.db")
    for name in ("copy.db", "plain.db"):
        assert kept(read(tmp_path / name)) == kept(FERRIES)
        assert write(tmp_path / name, FERRIES) == ("records in the database: 0 new, 0 changed, 3 unchanged",)


def test_json_of_a_list_can_be_asked_in_sql(path: Path) -> None:
    write(path, [record({"tags": ["ferry", "night"], "actions": [{"url": "u"}]})])
    assert query(path, "SELECT value FROM articles, json_each(tags)") == [("ferry",), ("night",)]
    assert json.loads(query(path, "SELECT actions FROM articles")[0][0]) == [{"url": "u"}]
