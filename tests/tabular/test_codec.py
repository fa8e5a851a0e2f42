"""artikit CSV 1 by the letter: every rule with the exact text of its cell; and hostile records, thousands."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.formats.csv import read as read_csv
from artikit.formats.tsv import read as read_tsv
from artikit.reading import codes
from artikit.reading.limits import Limits
from artikit.schema.library import document_of
from artikit.tabular.cells import decode_cell, encode_cell
from artikit.tabular.headers import ORDER, REST, Column, read_headers, write_header, write_headers
from artikit.tabular.known import columns_of
from artikit.tabular.rows import decode_row, encode_row

from .records import KEYS, RECORDS, SCALARS, STEADY, TORTURE, TRIGGERS, VALUES, plan, same

if TYPE_CHECKING:
    from artikit.tabular.headers import Type

LIMITS = Limits()


def sorted_out(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Split a record's own keys, in their order, from the reserved ones, whose places mean nothing."""
    reserved = [key for key in ("_path", "_body", "_newline") if key in data]
    return [{key: data[key] for key in data if key not in reserved}, {key: data[key] for key in reserved}]


def there_and_back(records: list[dict[str, Any]], columns: tuple[Column, ...]) -> list[list[str]]:
    """Encode and decode, in memory and through files of both formats; the cells for who wants more."""
    header = write_headers(columns)
    rows = [encode_row(record, columns) for record in records]
    for cell in header:
        assert cell[:1] not in TRIGGERS, cell
        assert cell, "a header is never empty"
    for row in rows:
        for cell, column in zip(row, columns, strict=True):
            number = column.type == "number" and cell[:1] == "-" and float(cell) <= 0
            assert number or not cell.startswith(TRIGGERS), (column, cell)
            assert "\r" not in cell
            assert "\0" not in cell
    found = read_headers(header, LIMITS)
    assert found == (columns, (), True)
    for record, row in zip(records, rows, strict=True):
        decoded = decode_row(row, columns)
        assert decoded.faults == ()
        assert same(sorted_out(record), sorted_out(decoded.data)), (record, decoded.data)
    for reader, delimiter in ((read_csv, ","), (read_csv, ";"), (read_tsv, "\t")):
        if delimiter == ";" and len(columns) == 1:
            continue
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows([header, *rows])
        plain = [sorted_out(one)[0] for one in records]
        read = list(reader(io.BytesIO(("\ufeff" + out.getvalue()).encode()), "x", LIMITS))
        told = {problem.code for one in read for problem in one.problems}
        assert told <= ({codes.RESERVED_KEY} if plain != records else set())
        assert same([one.data for one in read], plain)
    return rows


HEADERS = [
    (("title",), "string", "title"),
    (("provider", "name"), "string", "provider.name"),
    (("images",), "json", "images:json"),
    (("heat",), "number", "heat:number"),
    (("a.b", "c:d"), "list", r"a\.b.c\:d:list"),
    (("a[0]",), "bool", r"a\[0\]:bool"),
    (("a\\b", "|", "#", "'"), "string", r"a\\b.\|.\#.\'"),
    (("",), "string", r"\e"),
    (("", "e", ""), "datetime", r"\e.e.\e:datetime"),
    (('say "x", y; z',), "string", r"say \u0022x\u0022\u002c y\u003b z"),
    (("7up", "_x", "x_7"), "string", r"\u0037up.\u005fx.x_7"),
    (("=1", "+", "-", "@", "%"), "string", r"\u003d1.\u002b.\u002d.\u0040.\u0025"),
    (
        ("\uff1d\uff1d", "\uff0b", "\uff0d", "\uff20"),
        "string",
        "\\u003d".replace("003d", "ff1d") + "\uff1d.\\uff0b.\\uff0d.\\uff20",
    ),
    (("\t\r\n\0",), "string", r"\u0009\u000d\u000a\u0000"),
    ((" ", " a b "), "string", r"\u0020.\u0020a b\u0020"),
    (("_order",), "string", r"\u005forder"),
    (("_rest", "x"), "string", r"\u005frest.x"),
    (("_path",), "string", "_path"),
    (("_body",), "json", "_body:json"),
    (("_path", "x"), "string", r"\u005fpath.x"),
    (("a:json",), "string", r"a\:json"),
    (("a\\",), "number", r"a\\:number"),
    (("ümlaut 日本 \U0001f600",), "string", "ümlaut 日本 \U0001f600"),
]


@pytest.mark.parametrize(("path", "type_", "text"), HEADERS)
def test_a_header_is_written_so_and_read_back(path, type_, text) -> None:
    assert write_header(Column(path, type_)) == text
    assert read_headers([text, "x:json"], LIMITS).columns[0] == (path, type_)
    assert read_headers([text, "x:json"], LIMITS).faults == ()


def test_the_columns_of_order_and_rest_have_names_of_their_own() -> None:
    assert write_headers([Column(("_order",)), ORDER, REST]) == [r"\u005forder", "_order", "_rest"]
    assert read_headers([r"\u005forder", "_order", "_rest"], LIMITS) == (
        (Column(("_order",)), ORDER, REST),
        (),
        True,
    )


def test_a_table_of_texts_alone_still_tells_whose_it_is() -> None:
    assert write_headers([Column(("title",)), Column(("excerpt",))]) == ["title:string", "excerpt"]
    assert read_headers(["title:string", "excerpt"], LIMITS).typed
    assert not read_headers(["title", "excerpt", r"a\:json", "a:b"], LIMITS).typed


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "AK020", "the column has no header"),
        ("a:integer", "AK020", "unknown type `integer` in header `a:integer`"),
        ("a\\x", "AK020", "a backslash that escapes nothing"),
        ("a\\", "AK020", "a backslash that escapes nothing"),
        ("a\\u12", "AK020", "a backslash that escapes nothing"),
        ("a[0]", "AK020", "a bare `[`"),
        ("a|b", "AK020", "a bare `|`"),
        ("images#", "AK020", "a bare `#`"),
        ("a..b", "AK020", "an empty key"),
        (".a", "AK020", "an empty key"),
        ("a.", "AK020", "an empty key"),
        (":json", "AK020", "an empty key"),
        ("_id", "AK020", "unknown reserved column `_id`"),
        ("y:list", "AK021", "header `y:list` is used twice, first in column A"),
        (r"\u005fpath", "AK021", "is used twice, first in column B"),
        ("\\ud83d", "AK027", "half a character"),
        (".".join("a" * 70), "AK032", "nested more than 64 deep"),
    ],
)
def test_a_header_that_cannot_be_read_says_why(text, code, words) -> None:
    (fault,) = read_headers(["y:json", "_path", text], LIMITS).faults
    assert (fault.code, fault.column) == (code, 2)
    assert words in fault.message


def test_a_pair_of_halves_in_a_header_is_a_character() -> None:
    assert read_headers([r"\ud83d\ude00:json"], LIMITS).columns == (Column(("\U0001f600",), "json"),)


CELLS = [
    # the marks
    ("string", None, r"\N"),
    ("number", None, r"\N"),
    ("json", None, r"\N"),
    ("string", "", r"\E"),
    ("list", "", r"\E"),
    ("string", [], r"\J[]"),
    ("string", {}, r"\J{}"),
    ("list", [], r"\J[]"),
    ("json", [], "[]"),
    ("json", {}, "{}"),
    ("number", 12345678901234567890, r"\J12345678901234567890"),
    ("number", 999999999999999, "999999999999999"),
    ("number", 1234567890123456, r"\J1234567890123456"),
    ("number", 0.1 + 0.2, r"\J0.30000000000000004"),
    # text as it is
    ("string", "Night ferry returns", "Night ferry returns"),
    ("string", 'a, "b"; c', 'a, "b"; c'),
    ("string", "two\nlines\n", "two\nlines\n"),
    ("string", "COVID-19", "COVID-19"),
    ("string", "2021-05-20T12:42:00Z", "2021-05-20T12:42:00Z"),
    # text that no tool is sure to keep
    ("string", "a\rb", r'\J"a\rb"'),
    ("string", "a\r\n", r'\J"a\r\n"'),
    ("string", " a", r'\J" a"'),
    ("string", "a ", r'\J"a "'),
    ("string", "a\t", r'\J"a\t"'),
    ("string", "\u00a0a", '\\J"\u00a0a"'),
    ("string", "a\0", r'\J"a\u0000"'),
    ("string", "\0a", r'\J"\u0000a"'),
    ("string", "\x85", r'\J"\u0085"'),
    ("string", "\x7f", r'\J"\u007f"'),
    ("string", "\ufeffa", r'\J"\ufeffa"'),
    # the guard
    ("string", "'a", "''a"),
    ("string", "''", "'''"),
    ("string", "\\N", "'\\N"),
    ("string", "=1+1", "'=1+1"),
    ("string", "+49 30", "'+49 30"),
    ("string", "-a", "'-a"),
    ("string", "@me", "'@me"),
    ("string", "|a", "'|a"),
    ("string", "%a", "'%a"),
    ("string", "\ta", "'\ta"),
    ("string", "\na", "'\na"),
    *[("string", f"{sign}a", f"'{sign}a") for sign in "＝＋－＠"],
    *[
        ("string", text, f"'{text}")
        for text in (
            *(
                "007",
                "7",
                "1e5",
                "1E5",
                "1.10",
                "1,000",
                "1.000,5",
                "50 %",
                "$5",
                "5 €",
                "(5)",
                "12345678901234567",
            ),
            *("1/2", "1 1/2", "12:30", "12:30:45", "1:30 PM", "2021-05-20", "20.05.2021", "5/20/21", "5-1"),
            *("May 20, 2021", "20 May", "MARCH1", "SEPT2", "20. März 2021", "2021-05-20T12:42:00"),
            *(
                "true",
                "TRUE",
                "False",
                "wahr",
                "no",
                "NULL",
                "NaN",
                "N/A",
                "#N/A",
                "#REF!",
                "0xff",
                "inf",
                "١٢",
            ),
        )
    ],
    # texts in typed columns
    ("number", "abc", "'abc"),
    ("bool", "abc", "'abc"),
    ("list", "abc", "'abc"),
    ("json", "abc", "'abc"),
    ("datetime", "soon", "'soon"),
    ("number", "5", "'5"),
    ("list", " a", r'\J" a"'),
    # numbers
    ("number", 5, "5"),
    ("number", -5, "-5"),
    ("number", 0, "0"),
    ("number", 1.0, "1.0"),
    ("number", -0.0, "-0.0"),
    ("number", 1.1, "1.1"),
    ("number", 1e20, "1e+20"),
    ("number", 5e-324, "5e-324"),
    ("number", 1.7976931348623157e308, r"\J1.7976931348623157e+308"),
    ("number", True, r"\Jtrue"),
    ("string", 5, r"\J5"),
    ("string", -5, r"\J-5"),
    ("json", -5, r"\J-5"),
    ("list", 5, r"\J5"),
    # truth
    ("bool", True, "true"),
    ("bool", False, "false"),
    ("bool", 1, r"\J1"),
    ("string", True, r"\Jtrue"),
    ("json", True, r"\Jtrue"),
    # moments
    ("datetime", "2021-05-20T12:42:00Z", "2021-05-20T12:42:00Z"),
    ("datetime", "2021-05-20T25:42:00.5+02:00", "2021-05-20T25:42:00.5+02:00"),
    ("datetime", "2021-05-20", "'2021-05-20"),
    ("datetime", "2021-05-20T12:42:00", "'2021-05-20T12:42:00"),
    # lists
    ("list", ["A", "B"], "A | B"),
    ("list", ["A"], "A"),
    ("list", ["a|b", "c\\d"], r"a\|b | c\\d"),
    ("list", ["1", "2"], "1 | 2"),
    ("list", ["1"], r'\J["1"]'),
    ("list", ["=a", "b"], r'\J["=a","b"]'),
    ("list", ["'a"], r"""\J["'a"]"""),
    ("list", ["\\a"], r'\J["\\a"]'),
    ("list", ["|a"], r'\J["|a"]'),
    ("list", ["a", ""], r'\J["a",""]'),
    ("list", ["a", " b"], r'\J["a"," b"]'),
    ("list", ["a\nb"], r'\J["a\nb"]'),
    ("list", ["a\x07b"], r'\J["a\u0007b"]'),
    ("list", ["a", 1], r'\J["a",1]'),
    # JSON
    ("json", [{"a": 1, "b": "ü"}], '[{"a":1,"b":"ü"}]'),
    ("json", {"a\u2028": "\x7f\ufeff"}, r'{"a\u2028":"\u007f\ufeff"}'),
    ("string", {"a": 1}, r'\J{"a":1}'),
]


@pytest.mark.parametrize(("type_", "value", "text"), CELLS)
def test_a_cell_is_written_so_and_read_back(type_, value, text) -> None:
    assert encode_cell(value, type_) == text
    cell = decode_cell(text, type_, LIMITS)
    assert cell.faults == ()
    assert same(cell.value, value)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("string", "0012", "0012"),
        ("string", "'0012", "0012"),
        ("string", "=1", "=1"),
        ("list", "A|B", ["A", "B"]),
        ("list", "A  |B", ["A", "B"]),
        ("bool", "TRUE", True),
        ("number", "1E+05", 1e5),
        ("number", "-0", 0),
        ("datetime", "2021-05-20", "2021-05-20"),
        ("json", '{ "a" : [ ] }', {"a": []}),
        ("string", r"\J [1, 2] ", [1, 2]),
        ("string", r"\Y0x1F", 31),
        ("string", r"\Y~", None),
        ("string", r"\Yyes", "yes"),
        ("string", r"\Y2021-05-20", "2021-05-20"),
    ],
)
def test_what_people_and_tools_write_is_read(type_, text, value) -> None:
    cell = decode_cell(text, type_, LIMITS)
    assert cell.faults == ()
    assert same(cell.value, value)


@pytest.mark.parametrize(
    ("type_", "text", "code", "words"),
    [
        ("string", "\\", "AK020", "is no escape"),
        ("string", r"\X", "AK020", "is no escape"),
        ("string", r"\Na", "AK020", "is no escape"),
        ("string", r"\E ", "AK020", "is no escape"),
        ("string", r"\Y", "AK020", "is no escape"),
        ("string", r"\J", "AK020", ""),
        ("string", r"\J1 2", "AK020", "after the end"),
        ("string", r"\J{", "AK020", "never closed"),
        ("json", "abc", "AK020", ""),
        ("json", '{"a":1,"a":2}', "AK021", "stands twice"),
        ("json", r'"\ud800"', "AK027", "half a character"),
        ("json", "NaN", "AK026", ""),
        ("string", r"\Y.nan", "AK026", "`.nan` is not a number that JSON has"),
        ("number", "1,5", "AK020", "`1,5` is not a number"),
        ("number", "abc", "AK020", "`abc` is not a number"),
        ("number", "007", "AK020", "`007` is not a number"),
        ("number", " 1", "AK020", "is not a number"),
        ("number", "1e999", "AK026", "is not a number that JSON has"),
        ("number", "1" * 1_001, "AK038", "more than 1,000 digits"),
        ("string", r"\Y" + "1" * 1_001, "AK038", "more than 1,000 digits"),
        ("bool", "WAHR", "AK020", "`WAHR` is not true or false"),
        ("bool", "1", "AK020", "`1` is not true or false"),
        ("datetime", "20.05.2021", "AK020", "is not a date with time and zone"),
        ("list", "A | | B", "AK020", "an empty item"),
        ("list", "A |", "AK020", "an empty item"),
        ("list", r"A\B", "AK020", "a bare backslash"),
        ("json", "[" * 65 + "]" * 65, "AK032", "64 deep"),
    ],
)
def test_a_cell_that_cannot_be_read_says_why(type_, text, code, words) -> None:
    (fault,) = decode_cell(text, type_, LIMITS).faults
    assert fault.code == code
    assert words in fault.message


def test_what_is_not_finite_is_written_as_yaml_does() -> None:
    assert [encode_cell(x, "number") for x in (math.nan, math.inf, -math.inf)] == [
        r"\Y.nan",
        r"\Y.inf",
        r"\Y-.inf",
    ]


def test_the_torture_record_comes_back() -> None:
    columns = plan([TORTURE])
    assert {column.type for column in columns} >= {"string", "number", "bool", "list", "json", "datetime"}
    assert ORDER not in columns
    assert REST not in columns
    there_and_back([TORTURE], columns)


def test_the_torture_record_comes_back_beside_others_and_backwards() -> None:
    backwards = {
        key: dict(reversed(value.items())) if isinstance(value, dict) else value
        for key, value in reversed(TORTURE.items())
    }
    records = [TORTURE, backwards, {}, {"null": {"deep": {}}, "provider": "scalar"}, {"": ""}]
    columns = plan(records)
    assert columns[-1] == ORDER
    there_and_back(records, columns)
    for most in (0, 1, 5):
        columns = plan(records, most=most)
        assert len(columns) <= most + 2
        there_and_back(records, columns)


def test_the_torture_record_comes_back_through_the_columns_of_a_schema() -> None:
    known = columns_of(document_of("article", "."))
    columns = plan([TORTURE, {"title": 5, "provider": None}], known)
    assert columns == (
        Column(("title",)),
        Column(("provider", "name")),
        Column(("provider", "domain")),
        ORDER,
        REST,
    )
    there_and_back([TORTURE, {"title": 5, "provider": None}], columns)


def test_a_schema_gives_columns_their_order_and_types() -> None:
    columns = {".".join(one.path): one.type for one in columns_of(document_of("news", "."))}
    assert list(columns)[:2] == ["category", "title"]
    expected = {
        "title": "string",
        "publishedDateTime": "datetime",
        "provider.name": "string",
        "provider.images": "json",
        "topics": "list",
        "images": "json",
        "related": "json",
        "heat": "number",
        "published": "bool",
    }
    assert {name: columns[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("schema", "type_"),
    [
        ({"type": "array", "items": {"type": ["string", "null"]}}, "list"),
        ({"type": "array", "items": {"type": ["string", "integer"]}}, "json"),
        ({"type": "array"}, "list"),
        ({"type": ["null", "integer"]}, "number"),
        ({"type": ["number", "integer"]}, "number"),
        ({"type": ["string", "integer"]}, "string"),
        ({"type": ["string", "object"]}, "json"),
        ({"type": "string", "format": "date-time"}, "datetime"),
        ({"enum": [1, 2, None]}, "number"),
        ({"const": True}, "bool"),
        ({"allOf": [{"type": "array"}, {"items": {"$ref": "#/$defs/name"}}]}, "list"),
        (True, "string"),
    ],
)
def test_a_schema_tells_the_type_of_a_column(schema: Any, type_: Type) -> None:
    document = {"properties": {"x": schema}, "$defs": {"name": {"type": "string"}}}
    assert columns_of(document) == (Column(("x",), type_),)


def test_a_schema_that_refers_to_itself_ends(tmp_path) -> None:
    path = tmp_path / "tree.schema.json"
    path.write_text('{"properties": {"name": {"type": "string"}, "child": {"$ref": "#"}}}')
    assert columns_of(document_of(str(path), str(tmp_path))) == (
        Column(("name",)),
        Column(("child",), "json"),
    )


ORDERED = {"title": "tt", "provider": {"domain": "d", "name": "nq"}, "x": 1}
KNOWN = (Column(("provider", "name")), Column(("provider", "domain")), Column(("title",)))


def test_order_and_rest_by_the_letter() -> None:
    row = encode_row(ORDERED, (*KNOWN, ORDER, REST))
    assert row == ["nq", "d", "tt", '{"":["title","provider","x"],"/provider":["domain","name"]}', '{"/x":1}']
    row = encode_row({"provider": {"name": "nq", "a/b~": {"c": 1}}, "title": None}, (*KNOWN, ORDER, REST))
    assert row == ["nq", "", r"\N", "", '{"/provider/a~1b~0":{"c":1}}']
    assert encode_row({"title": "tt"}, KNOWN) == ["", "", "tt"]
    assert encode_row({"provider": "p", "title": {}}, (*KNOWN, REST, ORDER))[2:] == [
        r"\J{}",
        '{"/provider":"p"}',
        '{"":["provider","title"]}',
    ]


@pytest.mark.parametrize("columns", [(*KNOWN, ORDER), (*KNOWN, REST), KNOWN])
def test_columns_that_would_lose_something_are_refused(columns) -> None:
    with pytest.raises(ValueError, match=r"the columns have no `_(order|rest)`"):
        encode_row(ORDERED, columns)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["n", "d", "t", "", '{"/provider/name":1}'], "`provider.name` has a value already, in column A"),
        (["n", "d", "t", "", '{"/title":1}'], "`title` has a value already, in column C"),
        (["n", "", "", "", '{"/provider":1}'], "`provider` has a value already, in column A"),
        (["", "", "t", "", '{"/title/x":1}'], "`title` has a value already, in column C"),
        (["", "", "", "", '{"title":1}'], "`title` in `_rest` is no pointer to a key"),
        (["", "", "", "", '{"":{}}'], "`` in `_rest` is no pointer to a key"),
        (["", "", "", "", "[1]"], "`_rest` is not what artikit writes there"),
        (["", "", "", "{", ""], "object is never closed"),
        (["", "", "", '["title"]', ""], "`_order` is not what artikit writes there"),
        (["", "", "", '{"":"title"}', ""], "`_order` is not what artikit writes there"),
        (["", "", "", '{"":[1]}', ""], "`_order` is not what artikit writes there"),
        (["", "", "", "text", ""], ""),
    ],
)
def test_a_row_that_contradicts_itself_is_a_fault(cells, words) -> None:
    (fault,) = decode_row(cells, (*KNOWN, ORDER, REST)).faults
    assert fault.code == codes.SYNTAX_ERROR
    assert words in fault.message
    assert cells[fault.column] != ""


def test_a_value_and_an_object_at_one_place_are_two_columns_and_never_both() -> None:
    columns = plan([{"a": 1}, {"a": {"b": 2}}, {"a": {}}, {"a": None}])
    assert columns == (Column(("a",), "number"), Column(("a", "b"), "number"))
    there_and_back([{"a": 1}, {"a": {"b": 2}}, {"a": {}}, {"a": None}], columns)
    (fault,) = decode_row([r"\J{}", "2"], columns).faults
    assert fault.message == "`a` has a value already, in column A"
    (fault,) = decode_row(["2", r"\J{}"], tuple(reversed(columns))).faults
    assert fault.message == "`a` has a value already, in column A"


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        ([None], "string"),
        ([5, 6.5, "x"], "number"),
        ([5, "x", "y"], "string"),
        ([True, None], "bool"),
        (["2021-05-20T12:42:00Z"], "datetime"),
        (["2021-05-20T12:42:00Z", "x"], "string"),
        ([["a"], []], "list"),
        ([[]], "list"),
        ([["a"], [{}], []], "json"),
    ],
)
def test_a_column_takes_the_type_of_most_values(values, type_) -> None:
    assert plan([{"a": value} for value in values]) == (Column(("a",), type_),)


def test_an_order_of_keys_that_are_gone_or_new_does_no_harm() -> None:
    row = decode_row(
        ["n", "", "t", '{"":["gone","title"],"/no":["x"],"/title":["y"]}', ""], (*KNOWN, ORDER, REST)
    )
    assert row.faults == ()
    assert same(row.data, {"title": "t", "provider": {"name": "n"}})


def test_keys_keep_near_their_neighbours_so_that_few_rows_need_an_order() -> None:
    assert [one.path for one in plan([{"a": 1, "c": 1}, {"a": 1, "b": 1, "c": 1}])] == [
        ("a",),
        ("b",),
        ("c",),
    ]


TYPE = st.sampled_from(["string", "number", "bool", "datetime", "list", "json"])


@settings(STEADY, max_examples=700)
@given(st.lists(RECORDS, min_size=1, max_size=4))
def test_any_records_come_back(records) -> None:
    there_and_back(records, plan(records))


@settings(STEADY, max_examples=500)
@given(st.lists(RECORDS, min_size=1, max_size=3), st.integers(0, 4))
def test_any_records_come_back_through_few_columns(records, most) -> None:
    columns = plan(records, most=most)
    there_and_back(records, columns)


@settings(STEADY, max_examples=1_000)
@given(RECORDS, st.dictionaries(st.lists(KEYS, min_size=1, max_size=3).map(tuple), TYPE, max_size=6))
def test_any_record_comes_back_through_any_columns(record, chosen) -> None:
    columns = (*(Column(path, type_) for path, type_ in chosen.items()), ORDER, REST)
    there_and_back([record], columns)
    there_and_back([record], plan([record], columns[:-2]))


@settings(STEADY, max_examples=1_500)
@given(SCALARS | VALUES, TYPE)
def test_any_value_comes_back_through_a_column_of_any_type(value, type_) -> None:
    text = encode_cell(value, type_)
    assert text
    cell = decode_cell(text, type_, LIMITS)
    assert cell.faults == ()
    assert same(cell.value, value)


@settings(STEADY, max_examples=1_000)
@given(st.text(max_size=20), TYPE)
def test_any_text_in_a_cell_is_read_or_told(text, type_) -> None:
    if text:
        cell = decode_cell(text, type_, LIMITS)
        assert cell.faults or json.dumps(cell.value)


@settings(STEADY, max_examples=1_000)
@given(st.lists(st.text(max_size=8), max_size=5))
def test_any_header_line_is_read_or_told(cells) -> None:
    header = read_headers(cells, LIMITS)
    assert header.faults or len(header.columns) == len(cells)
