"""CSV and TSV files as users and vandals make them: records, places, coded problems, bounds."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import artikit
from artikit import formats
from artikit.config import Config
from artikit.reading.limits import Limits
from artikit.tabular.headers import write_headers
from artikit.tabular.rows import encode_row

from .records import plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMITS = Limits()
RECORD: dict[str, Any] = {
    "title": 'Night "ferry", returns',
    "excerpt": "Two\nlines",
    "publishedDateTime": "2021-06-14T05:30:00Z",
    "webUrl": "https://www.northquill.example/a",
    "provider": {"name": "North Quill", "domain": "northquill.example"},
    "topics": ["Harbour", "Ferries"],
    "images": [{"url": "https://northquill.example/a.png", "width": 600, "height": 400, "isCached": True}],
    "heat": -1,
}


def read(data: bytes | str, name: str = "x.csv", limits: Limits = LIMITS) -> list[artikit.Record]:
    raw = data.encode() if isinstance(data, str) else data
    return list(formats.of_path(name).read(io.BytesIO(raw), name, limits))


def told(records: list[artikit.Record]) -> list[tuple[str, str, str]]:
    """Code, message, and the text that is pointed at, of every problem."""
    found = []
    for record in records:
        for one in record.problems:
            span = one.span or record.spans.value(one.pointer)
            found.append((one.code, one.message, record.source.text[span.start : span.end]))
    return found


def table(records: list[dict[str, Any]], delimiter: str = ",") -> str:
    columns = plan(records)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(write_headers(columns))
    writer.writerows(encode_row(record, columns) for record in records)
    return out.getvalue()


@pytest.mark.parametrize(("name", "delimiter"), [("x.csv", ","), ("x.csv", ";"), ("x.TSV", "\t")])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_every_profile_is_read(name: str, delimiter: str, mark: str, end: str) -> None:
    records = read(mark + table([RECORD, RECORD], delimiter).replace("\r\n", end), name)
    assert [record.data for record in records] == [RECORD, RECORD]
    assert told(records) == []
    assert [record.source.first_line for record in records] == [2, 4]


def test_an_unended_last_row_blank_lines_and_old_line_ends_are_read() -> None:
    for text in ("\n\na:json,b\n\n1,x\n\n2,y", "a:json,b\r1,x\r\r2,y\r", "a:json,b\r\n1,x\n2,y\r"):
        assert [record.data for record in read(text)] == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]


def test_the_delimiter_is_that_of_the_header_behind_marks_and_blank_lines() -> None:
    assert [one.data for one in read('\ufeff\n\na;"b,c,d"\n1;"x;\n2"\n')] == [{"a": "1", "b,c,d": "x;\n2"}]


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\ufeff\r\n", "a,b\n", "a:json"])
def test_a_table_without_rows_has_no_records(text: str) -> None:
    assert read(text) == []


def test_an_empty_record_is_a_row_of_nothing() -> None:
    assert [one.data for one in read('a:json\n""\n1\n')] == [{}, {"a": 1}]


def test_the_source_of_a_row_is_its_text() -> None:
    first, second = read('a:json,b\n1,"x\r\ny"\r\n2,z\r\n')
    assert (first.source.text, first.source.first_line) == ('1,"x\r\ny"', 2)
    assert (second.source.text, second.source.first_line) == ("2,z", 4)
    assert first.data == {"a": 1, "b": "x\r\ny"}


def test_every_value_is_found_in_its_cell() -> None:
    (record,) = read('a.b,a.c,list:list,_rest\n"x, ""y""",z,A | B,"{""/d"":{""e"":1}}"\n')
    assert record.data == {"a": {"b": 'x, "y"', "c": "z"}, "list": ["A", "B"], "d": {"e": 1}}

    def cut(*pointer: str | int) -> str:
        span = record.spans.value(pointer)
        return record.source.text[span.start : span.end]

    assert cut("a", "b") == '"x, ""y"""'
    assert cut("a") == '"x, ""y"""'
    assert cut("a", "c") == "z"
    assert cut("list", 1) == "A | B"
    assert cut("d", "e") == '"{""/d"":{""e"":1}}"'
    assert cut() == cut("none") == record.source.text


def test_the_reserved_columns_are_taken_out_as_in_every_data_file() -> None:
    (record,) = read('_path,title,_body,_newline\na/b.md,t1,"text\n","\\J""\\r\\n"""\n')
    assert (record.origin, record.data, record.body, record.newline) == (
        "a/b.md",
        {"title": "t1"},
        "text\n",
        "\r\n",
    )
    assert told(read("_path,title\n\\N,t1\n")) == [
        ("AK018", "`_path` is a key of artikit's and must be text", "\\N")
    ]


def test_a_foreign_table_is_all_text_and_its_dots_lead_into_objects() -> None:
    text = "title,provider.name,Price [EUR],..,a:b\n007,\\N,'x,=1,\n,,,,\n"
    assert [record.data for record in read(text)] == [
        {"title": "007", "provider": {"name": "\\N"}, "Price [EUR]": "'x", "..": "=1"},
        {},
    ]
    assert [r.data for r in read("a;b,c;d\n1;2,3;4\n")] == [{"a": "1", "b,c": "2,3", "d": "4"}]


def test_a_quote_inside_a_bare_cell_is_a_quote() -> None:
    (record,) = read('a,b:json\n6" pipe,"[""x""]"\n')
    assert record.data == {"a": '6" pipe', "b": ["x"]}


PROBLEMS = [
    ("a:json,b\n1\n2,x\n", [("AK020", "row 2 has 1 cell, its header 2", "1")]),
    ("a:json,b\n1,x,y,z\n2,x\n", [("AK020", "row 2 has 4 cells, its header 2", "y")]),
    ('a:json,b\n1,"x"y\n2,x\n', [("AK020", "cell B2: text stands behind the closing quote", '"x"')]),
    (
        'a:json,b\n1,"x\n2,x\n',
        [("AK020", "cell B2: the quote that opens the cell is never closed", '"x\n2,x')],
    ),
    ("a:number\n\n1\n1,5\n", [("AK020", "row 4 has 2 cells, its header 1", "5")]),
    ('a:number\n\n1\n"1,5"\n', [("AK020", "cell A4: `1,5` is not a number", '"1,5"')]),
    ("a,b:bool\nx,WAHR\n", [("AK020", "cell B2: `WAHR` is not true or false", "WAHR")]),
    ("a:json,b\n1,\\X\n", [("AK020", "cell B2: `\\X` is no escape of a cell", "\\X")]),
    ("a:json,b,b\n1,2,3\n", [("AK021", "cell C1: header `b` is used twice, first in column B", "b")]),
    (
        "a:json,,c|d\n1,2,3\n",
        [
            ("AK020", "cell B1: the column has no header", ""),
            ("AK020", "cell C1: header `c|d` has a bare `|`", "c|d"),
        ],
    ),
    ("a,b\n1,2\n,,\n", [("AK020", "row 3 has 3 cells, its header 2", "")]),
    (b"a,b\n1,\xe9\n3,4\n", [("AK005", "byte 0xE9 at offset 2 is not UTF-8", "\ufffd")]),
    (b"a,\xe9\n1,2\n", [("AK005", "byte 0xE9 at offset 2 is not UTF-8", "\ufffd")]),
    (b"a,b\n1,x\0y\n3,4\n", [("AK007", "NUL byte at offset 3; this is not a text file", "\0")]),
    ("\ufeffa,b\n1,2\n".encode("utf-16-le"), [("AK006", "the file is UTF-16, not UTF-8", "")]),
    ("a,a.b\n1,2\n3,\n", [("AK020", "cell B2: `a` has a value already, in column A", "2")]),
    (
        'a:json\n"{""x"":1,""x"":2}"\n',
        [("AK021", "cell A2: the key `x` stands twice in this mapping", '"{""x"":1,""x"":2}"')],
    ),
]


@pytest.mark.parametrize(("text", "problems"), PROBLEMS)
def test_what_is_wrong_is_told_at_its_cell(text: bytes | str, problems: list[tuple[str, str, str]]) -> None:
    assert told(read(text)) == problems


def test_a_bad_row_does_not_hide_the_next() -> None:
    records = read(b'a:json,b\n1\n2,\xe9\n3,x\0\n4,"x"y\n5,x\n')
    assert [record.data for record in records] == [None, None, None, None, {"a": 5, "b": "x"}]
    assert [record.source.first_line for record in records] == [2, 3, 4, 5, 6]


def test_limits_hold_in_every_cell_and_over_the_row() -> None:
    small = replace(LIMITS, scalar_size=10, nodes=20, record_size=200, depth=3)

    def codes(text: str) -> list[str]:
        return [code for code, _, _ in told(read(text, limits=small))]

    assert codes("a:json,b\n1," + "x" * 11 + "\n") == ["AK037"]
    assert codes('a:json,b\n"[1,2,3]",' + "x" * 10 + "\n") == []
    row = ",".join(['"[1,2,3,4,5]"'] * 4)
    assert codes("a:json,b:json,c:json,d:json\n" + row + "\n") == ["AK033"]
    assert codes(",".join(f"c{n}" for n in range(11)) + "\n") == ["AK033"]
    assert codes("a:json,b\n1," + "x" * 300 + "\n") == ["AK031"]
    assert codes("a.b.c.d:json\n1\n") == ["AK032"]
    assert codes("a:json\n[[[[]]]]\n") == ["AK032"]


class _Endless(io.RawIOBase):
    """A file of a header and one row that never ends, as big as it is asked for."""

    def __init__(self, size: int, begin: bytes) -> None:
        self.left = size
        self.begin = io.BytesIO(begin)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.begin.read(len(buffer))
        if not data and self.left > 0:
            data = b"x" * min(len(buffer), self.left)
            self.left -= len(data)
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("begin", [b"a,b\n1,", b'a,b\n1,"', b""])
def test_a_line_of_50_mb_meets_the_limit(begin: bytes) -> None:
    file = io.BufferedReader(_Endless(50_000_000, begin))
    found = list(formats.of_path("x.csv").read(file, "x.csv", LIMITS))
    assert [one.code for record in found for one in record.problems] == ["AK031"]


def test_what_lies_beyond_the_limit_is_not_kept_in_memory() -> None:
    small = replace(LIMITS, record_size=100_000)
    file = io.BufferedReader(_Endless(30_000_000, b'a,b\n1,"'))
    tracemalloc.start()
    found = list(formats.of_path("x.csv").read(file, "x.csv", small))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.code for record in found for one in record.problems] == ["AK031"]
    assert peak < 8_000_000


def test_behind_a_row_that_is_too_long_the_next_is_read() -> None:
    small = replace(LIMITS, record_size=20)
    long = '"' + "x\n" * 100_000 + '",2\n'
    found = read("a:json,b\n" + long + "1,x\n", limits=small)
    assert [record.data for record in found] == [None, {"a": 1, "b": "x"}]
    assert [record.source.first_line for record in found] == [2, 100_003]


def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(count: int) -> int:
        head, row = table([RECORD]).split("\r\n", 1)
        file = io.BytesIO((head + "\r\n" + row * count).encode())
        tracemalloc.start()
        assert sum(1 for _ in formats.of_path("x.csv").read(file, "x.csv", LIMITS)) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(2_000) < peak(200) + 100_000


def test_the_file_stays_open_for_its_owner_and_the_limit_of_the_csv_module_as_it_was() -> None:
    before = csv.field_size_limit()
    file = io.BytesIO(b"a,b\n" + b"x" * 200_000 + b",y\n1,2\n")
    records: Iterator[artikit.Record] = iter(formats.of_path("x.csv").read(file, "x.csv", LIMITS))
    next(records)
    del records
    assert not file.closed
    assert csv.field_size_limit() == before


BYTES = st.one_of(
    st.binary(max_size=60),
    st.lists(
        st.sampled_from(
            [
                b'"',
                b",",
                b";",
                b"\t",
                b"\r",
                b"\n",
                b"\r\n",
                b"a",
                b"=",
                b"'",
                b"\\",
                b"\\J",
                b"\\u",
                b":",
                b":json",
                b":number",
                b".",
                b"_",
                b"_rest",
                b"_order",
                b"{",
                b"}",
                b'{""/a"":1}',
                b"\xef\xbb\xbf",
                b"\xff",
                b"\0",
                b"\xc3",
                b"1",
                b"[[",
                b"\\N",
                b"|",
                b"#",
            ]
        ),
        max_size=40,
    ).map(b"".join),
)


@settings(max_examples=2_000, derandomize=True, deadline=None, database=None)
@given(
    BYTES,
    st.sampled_from(["x.csv", "x.tsv"]),
    st.sampled_from([b"", b"a:json,b,_rest,_order\n", b"a,b.c\n", b"a:json\tb\n"]),
)
def test_any_bytes_give_records_or_coded_problems(data: bytes, name: str, head: bytes) -> None:
    for record in read(head + data, name):
        assert record.data is not None or record.problems
        end = len(record.source.text)
        for span in record.spans.values.values():
            assert 0 <= span.start <= span.end <= end
        for problem in record.problems:
            span = problem.span or record.spans.value(problem.pointer)
            assert 0 <= span.start <= span.end <= end
        list(artikit.check([record]))


@settings(max_examples=750, derandomize=True, deadline=None, database=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=6)
            | st.text('",\r\n a', max_size=5),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_the_csv_module_writes_is_read_as_it_was(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["k", "l"], *rows])
    found = [record.data for record in read(out.getvalue())]
    assert found == [{key: text for key, text in zip("kl", row, strict=True) if text} for row in rows]


@pytest.mark.parametrize(("name", "delimiter"), [("x.csv", ","), ("x.csv", ";"), ("x.tsv", "\t")])
def test_a_wrong_value_in_row_812_is_told_at_its_line_and_cell(
    name: str, delimiter: str, tmp_path: Path
) -> None:
    sound = {key: value for key, value in RECORD.items() if key != "excerpt"}
    bad = {**sound, "publishedDateTime": "2021-06-14T25:30:00Z", "heat": "hot"}
    text = table([sound] * 810 + [bad, sound], delimiter)
    path = tmp_path / name
    path.write_bytes(text.encode())
    found = list(artikit.check(artikit.load(path), schema="article"))
    line = text.split("\r\n")[811]
    cut = [(one.start.line, line[one.start.column - 1 : one.end.column - 1], one.code) for one in found]
    assert cut == [(812, "2021-06-14T25:30:00Z", "AK105"), (812, "'hot", "AK103")]


def test_lines_are_counted_through_cells_of_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(table([RECORD] * 3 + [{**RECORD, "heat": None}]).encode())
    (found,) = artikit.check(artikit.load(path), config=Config(select=("AK1",)))
    assert (found.start.line, found.pointer) == (9, ("heat",))


def artikit_validate(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "artikit", "validate", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.mark.parametrize("name", ["x.csv", "x.tsv"])
def test_the_command_line_validates_tables(name: str, tmp_path: Path) -> None:
    delimiter = "," if name == "x.csv" else "\t"
    (tmp_path / name).write_bytes(table([RECORD, RECORD], delimiter).encode())
    run = artikit_validate(name, "--ignore", "line-break-in-text", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, "")
    assert "2 records checked" in run.stderr
    bad = {**RECORD, "heat": 1.5}
    (tmp_path / name).write_bytes(table([RECORD, bad], delimiter).encode().replace(b"1.5", b"1.5x"))
    run = artikit_validate(name, "--output-format", "concise", "--ignore", "line-break-in-text", cwd=tmp_path)
    assert run.returncode == 1
    assert run.stdout.startswith(f"{name}:5:")
    assert run.stdout.endswith(
        f"AK020[syntax-error] cell {chr(65 + len(plan([RECORD])) - 1)}3: `1.5x` is not a number\n"
    )
