"""Folders of tables: what is written, what comes back, and what spreadsheets and vandals make of them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tracemalloc
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest

import artikit
from artikit import formats
from artikit.errors import WriteError
from artikit.reading.limits import Limits
from artikit.relational.layout import Column, Table
from artikit.relational.sheets import header_of, read_header
from artikit.writing.terms import Terms

from .records import ARTICLE, FERRY, LIMITS, MIXED, MIXTURES, TORTURE, Chance, kept, record, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import BinaryIO

TABLES = formats.by_name("tables")
NAMES = ("articles", "related", "images", "topics")
TRIGGERS = tuple("=+-@|%\t\r\n\0＝＋－＠")


class Folder:
    """A folder as the formats want it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self, name: str) -> BinaryIO:
        return open(self.path / name, "wb")


def write(path: Path, records: Iterable[artikit.Record], terms: Terms | None = None) -> tuple[str, ...]:
    writer = TABLES.writer(Folder(path), terms or Terms(ARTICLE))
    for one in records:
        writer.add(one)
    return writer.close()


def read(path: Path, limits: Limits = LIMITS) -> list[artikit.Record]:
    package = str(path / "datapackage.json")
    with open(package, "rb") as file:
        return list(TABLES.read(file, package, limits))


def rows(path: Path, name: str) -> list[list[str]]:
    with open(path / f"{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def rewrite(path: Path, name: str, change: Callable[[list[list[str]]], list[list[str]]]) -> None:
    """Change the rows of a table as another program would."""
    header, *body = rows(path, name)
    with open(path / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *change(body)])


FERRIES = [
    record(FERRY, "text\n", "a.md"),
    record({"title": "t"}, origin="b.md"),
    record(FERRY, origin="c/a.md"),
]


def test_a_format_is_found_by_the_name_of_the_package() -> None:
    assert formats.of_path("out/datapackage.json") is TABLES
    assert formats.of_path("out/package.json") is formats.by_name("json")


def test_the_tables_by_the_letter(tmp_path: Path) -> None:
    assert (
        write(
            tmp_path, [record({"title": "007", "topics": [], "quality": 5, "images": None}, origin="x/a.md")]
        )
        == ()
    )
    header, *body = rows(tmp_path, "articles")
    assert header[:3] == ["article_id", "category", "title"]
    assert header[-5:] == ["_path", "_body", "_newline", "_order", "_rest"]
    assert {"provider.images#", "topics#", "images#", "related#", "ratings.average:number"} < set(header)
    cells = {name: cell for name, cell in zip(header, body[0], strict=True) if cell}
    assert cells == {
        "article_id": "x-a",
        "title": "'007",
        "quality:number": "5",
        "topics#": "0",
        "images#": r"\N",
        "_path": "x/a.md",
        "_order": '{"":["title","topics","quality","images"]}',
    }
    write(tmp_path, [record(FERRY)])
    name = hashlib.sha256(FERRY["webUrl"].encode()).hexdigest()[:16]
    assert rows(tmp_path, "topics") == [
        ["article_id", "ptr", "parent", "pos", "value"],
        [name, "/topics/0", "/", "0", "Harbours"],
        [name, "/topics/1", "/", "1", "Public Transport"],
    ]
    assert [row[1:5] for row in rows(tmp_path, "images")[1:]] == [
        ["/provider/images/0", "/", "0", "https://harbor-ledger.example/logo.png"],
        ["/images/0", "/", "0", "https://harbor-ledger.example/1.png"],
        ["/images/1", "/", "1", "https://harbor-ledger.example/2.png"],
        ["/related/0/images/0", "/related/0", "0", "https://northquill.example/horn.png"],
    ]
    data = (tmp_path / "articles.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 2


def test_a_field_with_the_name_of_a_fixed_column_is_escaped() -> None:
    fields = ("article_id", "ptr", "parent", "pos", "value", "_path", "a#", "a\\")
    table = Table("images", (Column((), "string"), *(Column((one,), "string") for one in fields)))
    header = header_of(table)
    assert header[4:] == [
        *("value", r"\u0061rticle_id", r"\u0070tr", r"\u0070arent", r"\u0070os", r"\u0076alue"),
        *("_path", r"a\#", r"a\\"),
    ]
    assert read_header("images", header, LIMITS).table == table
    counts = Table("related", (Column(("a\\", "images"), "count"), Column(("x#", "topics"), "count")))
    assert header_of(counts)[4:] == [r"a\\.images#", r"x\#.topics#"]
    assert read_header("related", header_of(counts), LIMITS).table == counts


@pytest.mark.parametrize("profile", ["plain", "excel", "excel-eu"])
def test_the_torture_record_comes_back(tmp_path: Path, profile: Any) -> None:
    backwards = dict(reversed(TORTURE.items()))
    records = [
        record(TORTURE, "body\r\n\0\x85", "tor/ture.md", "\r\n"),
        record(backwards, "=1", "\0", "\r"),
        record({}),
        record(FERRY),
        record(FERRY, origin=""),
    ]
    write(tmp_path, records, Terms(ARTICLE, table=profile))
    found = read(tmp_path)
    assert told(found) == []
    assert kept(found) == kept(records)
    head = (tmp_path / "articles.csv").read_bytes()[:13]
    assert (
        head
        == {
            "plain": b"article_id,ca",
            "excel": b"\xef\xbb\xbfarticle_id",
            "excel-eu": b"\xef\xbb\xbfarticle_id",
        }[profile]
    )


def test_any_records_come_back_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    for seed in range(0, 4_000, 40):
        records = [one for each in range(seed, seed + 40) for one in Chance(each).records()]
        write(tmp_path, records)
        found = read(tmp_path)
        assert told(found) == [], seed
        assert kept(found) == kept(records), seed
        for name in NAMES:
            for cell in (cell for row in rows(tmp_path, name) for cell in row):
                assert not cell.startswith(TRIGGERS) or float(cell) <= 0, (seed, cell)


@pytest.mark.parametrize(
    "document", [True, MIXED, {"properties": {"images": {"type": "array", "items": {"type": "string"}}}}]
)
def test_any_schema_will_do(tmp_path: Path, document: Any) -> None:
    records = [
        record(TORTURE),
        record(FERRY),
        record({"images": ["a", ""], "title": [], "topics": ["a"]}),
        *map(record, MIXTURES),
    ]
    write(tmp_path, records, Terms(document))
    found = read(tmp_path)
    assert told(found) == []
    assert kept(found) == kept(records)


def test_the_same_records_give_the_same_bytes_and_the_tables_always_have_one_shape(tmp_path: Path) -> None:
    first, second, empty = (tmp_path / name for name in ("1", "2", "3"))
    for path in (first, second, empty):
        path.mkdir()
    write(first, FERRIES)
    write(second, FERRIES)
    write(empty, [])
    files = sorted(os.listdir(first))
    assert files == ["articles.csv", "datapackage.json", "images.csv", "related.csv", "topics.csv"]
    for name in files:
        assert (first / name).read_bytes() == (second / name).read_bytes()
    for name in NAMES:
        assert rows(empty, name) == [rows(first, name)[0]]
    assert read(empty) == []


def test_names_of_articles_stay_and_never_come_twice(tmp_path: Path) -> None:
    paths = ["a.md", "a!.md", "a-2.md", "A.md", "b.md", "a.md"]
    write(tmp_path, [record({"title": path}, origin=path) for path in paths])
    assert [row[0] for row in rows(tmp_path, "articles")[1:]] == ["a", "'a-2", "'a-2-2", "'a-3", "b", "'a-4"]


def test_the_package_is_true_of_its_tables(tmp_path: Path) -> None:
    records = [record(TORTURE), *FERRIES, *(one for seed in range(60) for one in Chance(seed).records())]
    for case in (FERRIES, records):
        write(tmp_path, case)
        package = json.loads((tmp_path / "datapackage.json").read_bytes())
        assert package["artikit"] == 1
        assert [one["name"] for one in package["resources"]] == list(NAMES)
        keys: dict[str, set[tuple[str, ...]]] = {}
        for resource in package["resources"]:
            header, *body = rows(tmp_path, resource["path"].removesuffix(".csv"))
            schema = resource["schema"]
            assert [field["name"] for field in schema["fields"]] == header
            for field, *cells in zip(schema["fields"], *body, strict=True):
                for cell in cells:
                    assert cell in schema["missingValues"] or _is(cell, field["type"]), (field, cell)
            at = [header.index(name) for name in schema["primaryKey"]]
            keys[resource["name"]] = {tuple(row[one] for one in at) for row in body}
            assert len(keys[resource["name"]]) == len(body)
            for foreign in schema.get("foreignKeys", ()):
                assert foreign["reference"] == {"resource": "articles", "fields": ["article_id"]}
                assert {key[:1] for key in keys[resource["name"]]} <= keys["articles"]


def _is(cell: str, type_: str) -> bool:
    if type_ == "integer":
        return str(int(cell)) == cell or cell == "-0"
    if type_ == "datetime":
        return len(cell) == 20 and cell[10] == "T" and cell[-1] == "Z"
    return type_ == "string" or (
        cell in ("true", "false") if type_ == "boolean" else float(cell) == float(cell)
    )


def test_sound_records_give_typed_columns(tmp_path: Path) -> None:
    write(tmp_path, FERRIES)
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    types = {field["name"]: field["type"] for field in package["resources"][0]["schema"]["fields"]}
    assert types["quality:number"] == types["images#"] == "integer"
    assert types["ratings.average:number"] == "number"
    assert types["published:bool"] == "boolean"
    assert types["publishedDateTime:datetime"] == "datetime"
    assert types["title"] == "string"


def test_the_counts_are_those_of_the_rows(tmp_path: Path) -> None:
    write(tmp_path, FERRIES)
    for name, parents in (
        ("related", ["articles"]),
        ("images", ["articles", "related"]),
        ("topics", ["articles"]),
    ):
        said = 0
        for parent in parents:
            header, *body = rows(tmp_path, parent)
            at = [index for index, one in enumerate(header) if one.rpartition(".")[2] == f"{name}#"]
            said += sum(int(row[index]) for row in body for index in at if row[index])
        assert said == len(rows(tmp_path, name)) - 1


@pytest.mark.parametrize("name", NAMES)
def test_rows_in_another_order_are_put_together_all_the_same(tmp_path: Path, name: str) -> None:
    write(tmp_path, FERRIES)
    rewrite(tmp_path, name, lambda body: body[::-1])
    found = read(tmp_path)
    assert told(found) == []
    assert sorted(kept(found)) == sorted(kept(FERRIES))
    assert (kept(found) == kept(FERRIES)) == (name != "articles")


def test_a_table_with_its_columns_in_another_order_is_read(tmp_path: Path) -> None:
    write(tmp_path, FERRIES)
    header, *body = rows(tmp_path, "images")
    turned = [row[::-1] for row in (header, *body)]
    with open(tmp_path / "images.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([*turned, [""] * len(header)])
    found = read(tmp_path)
    assert told(found) == []
    assert found[0].data == FERRY


LOST = [
    ("images", "images-0", "there should be 1 row of `images` for `/provider/images`, but none is there"),
    (
        "images",
        "images-1",
        "there should be 2 rows of `images` for `/images`, but there is 1; `/images/0` is missing",
    ),
    (
        "topics",
        "topics-1",
        "there should be 2 rows of `topics` for `/topics`, but there is 1; `/topics/1` is missing",
    ),
]


@pytest.mark.parametrize(("name", "which", "words"), LOST)
def test_a_lost_row_is_told_at_its_article(tmp_path: Path, name: str, which: str, words: str) -> None:
    write(tmp_path, FERRIES)
    at = int(which[-1])
    rewrite(tmp_path, name, lambda body: body[:at] + body[at + 1 :])
    found = read(tmp_path)
    ((code, message),) = told(found)
    assert code == "AK020"
    assert message.startswith(words)
    (problem,) = found[0].problems
    span = found[0].spans.value(problem.pointer)
    assert found[0].source.text[span.start : span.end] in ("1", "2")  # the cell that counts
    assert kept(found[1:]) == kept(FERRIES[1:])


def test_a_row_that_comes_twice_is_told(tmp_path: Path) -> None:
    write(tmp_path, FERRIES)
    rewrite(tmp_path, "images", lambda body: [*body, body[1]])
    message = "images.csv, row 10: `ptr` `/images/0` is used twice, first in images.csv, row 3"
    assert told(read(tmp_path)) == [("AK021", message)]
    rewrite(tmp_path, "images", lambda body: body[:-1])
    rewrite(tmp_path, "articles", lambda body: [*body, body[0]])
    assert told(read(tmp_path)) == [("AK021", "cell A5: there is an article `a` already")]


def test_rows_of_an_article_that_there_is_not_are_told_where_they_stand(tmp_path: Path) -> None:
    write(tmp_path, FERRIES)
    rewrite(tmp_path, "articles", lambda body: body[1:])
    found = read(tmp_path)
    assert kept(found[:2]) == kept(FERRIES[1:])
    strays = found[2:]
    assert {os.path.basename(one.source.path) for one in strays} == {
        "related.csv",
        "images.csv",
        "topics.csv",
    }
    assert len(strays) == 2 + 4 + 2
    assert told(strays)[0] == ("AK020", "row 2: there is no article `a` in articles.csv")
    assert (strays[0].data, strays[0].source.first_line) == (None, 2)


def put(name: str, column: str, cell: str, row: int = 0) -> Callable[[Path], None]:
    """Put a text into a cell."""

    def change(path: Path) -> None:
        at = rows(path, name)[0].index(column)
        rewrite(
            path,
            name,
            lambda body: [*body[:row], [*body[row][:at], cell, *body[row][at + 1 :]], *body[row + 1 :]],
        )

    return change


CELLS = [
    (put("images", "width:number", "wide"), "images.csv, cell F2: `wide` is not a number"),
    (put("images", "url", "\\x"), "images.csv, cell E2: `\\x` is no escape of a cell"),
    (put("images", "ptr", "images"), "images.csv, row 2: `images` is no `ptr` of a row"),
    (put("images", "ptr", ""), "images.csv, row 2: `` is no `ptr` of a row"),
    (put("images", "pos", "x"), "images.csv, cell D2: `x` is not a number"),
    (put("images", "pos", "-1"), "images.csv, cell D2: `-1` is no number of rows"),
    (put("images", "pos", "7"), "images.csv, row 2: `pos` is 7, but `ptr` `/provider/images/0`"),
    (put("images", "parent", "/related/0"), "images.csv, row 2: `parent` is `/related/0`, but `ptr`"),
    (put("images", "article_id", ""), "cell A2: there is no `article_id`"),
    (put("images", "article_id", "\\J5"), "cell A2: `\\J5` is no `article_id`"),
    (put("articles", "article_id", ""), "cell A2: there is no `article_id`"),
    (put("articles", "images#", "many"), "cell AF2: `many` is not a number"),
    (put("articles", "images#", "1.5"), "cell AF2: `1.5` is no number of rows"),
    (put("articles", "images#", "-1"), "cell AF2: `-1` is no number of rows"),
    (put("articles", "images#", ""), "images.csv, row 3: the article has no list `/images` of such rows"),
    (put("articles", "quality:number", "x"), "`x` is not a number"),
    (put("articles", "_rest", "[1]"), "`_rest` is not what artikit writes there"),
    (put("articles", "_rest", '{"/title": 1}'), "`_rest`: `/title` has a value already"),
    (put("articles", "_rest", "{"), "object is never closed"),
    (put("articles", "_order", "5"), "`_order` is not what artikit writes there"),
    (put("articles", "_newline", "x"), "`_newline` is a key of artikit's"),
    (put("topics", "value", ""), "topics.csv, row 2: `value` is empty"),
]


@pytest.mark.parametrize(("change", "words"), CELLS)
def test_a_cell_that_is_wrong_is_named(tmp_path: Path, change: Callable[[Path], None], words: str) -> None:
    write(tmp_path, FERRIES)
    change(tmp_path)
    found = read(tmp_path)
    messages = [message for _, message in told(found)]
    assert any(words in message for message in messages), messages
    assert all(
        one.problems or json.dumps(one.data) in map(json.dumps, (FERRY, {"title": "t"})) for one in found
    )


def test_any_cell_may_hold_anything(tmp_path: Path) -> None:
    """Nothing but problems or other data ever comes of it; records that were not touched stay as they are."""
    write(tmp_path, FERRIES)
    sound = {name: rows(tmp_path, name) for name in NAMES}
    marks = [
        "\\J{}",
        "\\J[]",
        "\\J5",
        '\\J"x"',
        "\\N",
        "\\E",
        "\\Y.nan",
        "",
        "-1",
        "99",
        "1e9",
        "/",
        "/images/0",
    ]
    marks += [
        '{"/images/0/x":1}',
        '{"/x/y":1,"/x":2}',
        '{"/images":["url"],"/images/0":["x","url"]}',
        "a",
        "c-a",
    ]
    chance = random.Random(1)
    for name in NAMES:
        for row, column in product(range(len(sound[name])), range(len(sound[name][0]))):
            body = [list(one) for one in sound[name]]
            body[row][column] = chance.choice(marks)
            with open(tmp_path / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(body)
            found = read(tmp_path)
            assert found
            assert all(one.problems or one.data is not None for one in found)
        with open(tmp_path / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(sound[name])
    assert kept(read(tmp_path)) == kept(FERRIES)


def test_any_byte_may_be_wrong(tmp_path: Path) -> None:
    write(tmp_path, FERRIES)
    for name in (*(f"{one}.csv" for one in NAMES), "datapackage.json"):
        sound = (tmp_path / name).read_bytes()
        for at in range(0, len(sound), 11):
            for byte in (b'"', b"\n", b"\xff", b"\0", b"", b"\\"):
                (tmp_path / name).write_bytes(sound[:at] + byte + sound[at + 1 :])
                assert all(one.problems or one.data is not None for one in read(tmp_path))
        (tmp_path / name).write_bytes(sound)


def test_a_count_that_cannot_be_read_is_one_finding(tmp_path: Path) -> None:
    write(tmp_path, FERRIES)
    put("articles", "images#", "many")(tmp_path)
    assert len(told(read(tmp_path))) == 1


def test_a_finding_in_a_row_leads_to_the_value(tmp_path: Path) -> None:
    write(tmp_path, FERRIES)
    put("images", "width:number", "wide", 3)(tmp_path)
    (problem,) = read(tmp_path)[0].problems
    assert problem.pointer == ("related", 0, "images", 0, "width")


HEADERS = [
    (lambda text: text.replace("ptr", "pointer", 1), "there is no column `ptr`"),
    (lambda text: text.replace("article_id", "id", 1), "there is no column `article_id`"),
    (lambda text: text.replace("url", "ptr", 1), "header `ptr` is used twice, first in column B"),
    (lambda text: text.replace("url", "pictures#", 1), "counts rows of a table that there is not"),
    (lambda text: text.replace("url", "_rest", 1), "`_rest` belongs into articles.csv"),
    (lambda text: text.replace("url", "a:b", 1), "cell E1: unknown type `b`"),
    (lambda text: text.replace("url", "", 1), "cell E1: the column has no header"),
    (lambda _: "", "the table is empty: it has no header"),
    (lambda _: "\ufeff\r\n", "the table is empty: it has no header"),
    (lambda text: '"a"' + text, "cell A1: text stands behind the closing quote"),
    (lambda text: text + 'a,"', "is never closed"),
    (lambda text: text + "a,b\r\n", "row 6 has 2 cells, its header 10"),
    (lambda text: text + "a\0b\r\n", "NUL byte"),
]


@pytest.mark.parametrize(("change", "words"), HEADERS)
def test_a_line_that_cannot_be_read_is_told_where_it_stands(tmp_path: Path, change: Any, words: str) -> None:
    write(tmp_path, [record(FERRY)])
    path = tmp_path / "images.csv"
    path.write_bytes(change(path.read_bytes().decode()).encode())
    found = read(tmp_path)
    first = found[0]
    assert words in told([first])[0][1]
    assert first.data is None
    assert first.source.path == str(path)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_that_is_missing_or_no_file_is_told(tmp_path: Path, name: str) -> None:
    write(tmp_path, FERRIES)
    (tmp_path / f"{name}.csv").unlink()
    assert told(read(tmp_path)) == [("AK001", f"there is no `{name}.csv` beside it")]
    (tmp_path / f"{name}.csv").symlink_to("gone.csv")
    assert told(read(tmp_path)) == [("AK001", f"{name}.csv: the link leads nowhere")]
    (tmp_path / f"{name}.csv").unlink()
    (tmp_path / f"{name}.csv").mkdir()
    assert told(read(tmp_path)) == [("AK002", f"{name}.csv: this is a folder, not a regular file")]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    write(inside, FERRIES)
    shutil.move(inside / "topics.csv", tmp_path / "secret.csv")
    (inside / "topics.csv").symlink_to(tmp_path / "secret.csv")
    assert told(read(inside)) == [("AK003", "topics.csv: the link leads out of the folder")]
    shown = tmp_path / "shown"
    shown.mkdir()
    (inside / "topics.csv").unlink()
    shutil.move(tmp_path / "secret.csv", inside / "topics.csv")
    for name in os.listdir(inside):
        (shown / name).symlink_to(inside / name)  # as what is staged is read back
    assert kept(read(shown)) == kept(FERRIES)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("{}", "AK020", "this data package was not written by artikit"),
        ("[1]", "AK020", "this data package was not written by artikit"),
        ('{"artikit": true}', "AK020", "this data package was not written by artikit"),
        ('{"artikit": 2}', "AK020", "this data package is of a later make (2)"),
        ("{", "AK020", "never closed"),
        ("", "AK020", ""),
        ('{"artikit": 1} x', "AK020", "text after the end"),
        ("\ud800", "AK005", "is not UTF-8"),
    ],
)
def test_a_package_that_is_not_ours_is_told(tmp_path: Path, text: str, code: str, words: str) -> None:
    (tmp_path / "datapackage.json").write_bytes(text.encode(errors="surrogatepass"))
    ((found, message),) = told(read(tmp_path))
    assert found == code
    assert words in message


def test_the_package_decides_neither_names_nor_paths(tmp_path: Path) -> None:
    write(tmp_path, FERRIES)
    (tmp_path / "datapackage.json").write_text(
        '\ufeff{"artikit": 1, "resources": [{"path": "../x.csv"}]}', encoding="utf-8"
    )
    assert kept(read(tmp_path)) == kept(FERRIES)


def test_tables_need_files() -> None:
    for name in ("<stdin>", "datapackage.json"):
        found = list(TABLES.read(io.BytesIO(b'{"artikit": 1}'), name, LIMITS))
        assert told(found) == [("AK001", "tables cannot be read from a stream")]


def test_a_record_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    writer = TABLES.writer(Folder(tmp_path), Terms(ARTICLE))
    writer.add(FERRIES[0])
    with pytest.raises(WriteError):
        writer.add(record({"images": [{"url": "x"}], "topics": ["\ud800"]}, origin="b.md"))
    writer.add(FERRIES[2])
    writer.close()
    assert kept(read(tmp_path)) == kept([FERRIES[0], FERRIES[2]])


def test_what_a_spreadsheet_does_not_keep_is_remarked(tmp_path: Path) -> None:
    remarks = write(tmp_path, [record({"title": "a" * 40_000, "topics": ["a" * 32_768]})])
    assert remarks == (
        "articles.csv: 1 cell holds more than the 32,767 characters that a spreadsheet keeps, first C2",
        "topics.csv: 1 cell holds more than the 32,767 characters that a spreadsheet keeps, first E2",
    )


def test_limits_hold(tmp_path: Path) -> None:
    write(tmp_path, FERRIES[:1])
    codes = {
        code
        for limits in (Limits(nodes=30), Limits(record_size=400), Limits(scalar_size=30), Limits(depth=3))
        for code, _ in told(read(tmp_path, limits))
    }
    assert codes >= {"AK031", "AK032", "AK033", "AK037"}


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    def peak(count: int) -> tuple[int, int]:
        folder = tmp_path / str(count)
        folder.mkdir()
        tracemalloc.start()
        write(folder, (record({**FERRY, "excerpt": "x" * 2_000}, origin=f"{at}.md") for at in range(count)))
        written = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        package = str(folder / "datapackage.json")
        with open(package, "rb") as file:
            assert sum(1 for one in TABLES.read(file, package, LIMITS) if not one.problems) == count
        read_ = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return written, read_

    small, large = peak(100), peak(600)
    for before, after in zip(small, large, strict=True):
        assert after < before + 400_000  # 600 such records are 2.3 MB


def test_a_run_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    script = f"""
import sys
sys.path.insert(0, {os.getcwd()!r})
from pathlib import Path
from tests.relational.test_tables import FERRIES, write
write(Path({str(tmp_path)!r}), FERRIES)
"""
    seen = []
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script], check=True, env=env)
        seen.append([(tmp_path / name).read_bytes() for name in sorted(os.listdir(tmp_path))])
    assert all(one == other for one, other in pairwise(seen))
