"""Tables that are written: every record comes back as it was, whatever is in it and whoever saved it again."""

from __future__ import annotations

import csv
import io
import random
import tracemalloc
import weakref
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit import formats
from artikit.errors import WriteError
from artikit.schema.library import document_of
from artikit.tabular.extent import Extent
from artikit.tabular.writing import TableWriter
from artikit.writing.spool import Spool
from artikit.writing.terms import Terms

from .records import (
    LIMITS,
    RECORDS,
    STEADY,
    TEXTS,
    TORTURE,
    TRIGGERS,
    VALUES,
    cells_of,
    exact,
    read,
    record_of,
    same,
    write,
)

PROFILES = [
    ("csv", "plain", ","),
    ("csv", "excel", ","),
    ("csv", "excel-eu", ";"),
    ("tsv", "plain", "\t"),
    ("tsv", "excel", "\t"),
]
SCHEMA: dict[str, Any] = {
    "properties": {
        "b": {"properties": {"e": {"type": "number"}, "a": {}, "": {"type": "string"}}},
        "a": {"type": "array", "items": {"type": "string"}},
        "": {"type": "boolean"},
        "e": {"type": "object"},
        "=x": {"type": "string", "format": "date-time"},
    }
}
DOCUMENTS = [True, SCHEMA, document_of("article", ".")]
ARTICLE: dict[str, Any] = {
    "title": 'Night "ferry", returns',
    "publishedDateTime": "2021-06-14T05:30:00Z",
    "webUrl": "https://www.northquill.example/a",
    "provider": {"name": "North Quill", "domain": "northquill.example"},
    "topics": ["Harbour", "Ferries"],
    "images": [{"url": "https://northquill.example/a.png", "width": 600, "isCached": True}],
    "heat": -1,
}


@st.composite
def whole_records(draw: st.DrawFn) -> Any:
    """Data with body, place and line end."""
    data = draw(RECORDS.filter(lambda one: not one.keys() & {"_path", "_body", "_newline"}))
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return record_of(data, draw(TEXTS), draw(st.none() | TEXTS), newline)


@settings(STEADY, max_examples=750)
@given(
    st.lists(whole_records(), min_size=1, max_size=4),
    st.sampled_from(PROFILES),
    st.sampled_from(DOCUMENTS),
)
def test_any_records_come_back_from_every_profile(records, profile, document) -> None:
    name, table, delimiter = profile
    data, remarks = write(records, name, table, document)
    assert exact(read(data, name)) == exact(records)
    assert remarks == ()
    header, *rows = cells_of(data, delimiter)
    assert len(rows) == len(records)
    assert all(len(row) == len(header) for row in rows)
    for cell in (*header, *(cell for row in rows for cell in row)):
        assert not cell.startswith(TRIGGERS) or float(cell) <= 0  # -5, -0.0
        assert "\r" not in cell
        assert "\0" not in cell
    for name in {"_order", "_rest"} & set(header):
        filled = any(row[header.index(name)] for row in rows)
        assert filled or header == ["_rest"], "there only where it is needed"


@settings(STEADY, max_examples=400)
@given(
    st.lists(whole_records(), min_size=1, max_size=3),
    st.sampled_from(PROFILES),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\r\n", "\n"]),
)
def test_what_the_csv_module_reads_and_writes_again_is_the_same(records, profile, quoting, end) -> None:
    name, table, delimiter = profile
    cells = cells_of(write(records, name, table)[0], delimiter)
    if delimiter == ";" and len(cells[0]) == 1 and quoting == csv.QUOTE_MINIMAL:
        return  # with one column nothing tells the delimiter, and this writer quotes for its own alone
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(cells)
    assert exact(read(out.getvalue().encode(), name)) == exact(records)


@pytest.mark.parametrize(("name", "table", "delimiter"), PROFILES)
@pytest.mark.parametrize("document", DOCUMENTS, ids=["no schema", "small schema", "article"])
def test_the_torture_record_comes_back(name, table, delimiter, document) -> None:
    records = [
        record_of(TORTURE, "# One\r\n\ttwo \n", "=a/ü, b.md", "\r\n"),
        record_of(dict(reversed(TORTURE.items())), "\ufeff", "", "\r"),
        record_of(ARTICLE),
        record_of({}, " "),
    ]
    data, _ = write(records, name, table, document)
    assert exact(read(data, name)) == exact(records)
    assert cells_of(data, delimiter)[0][-2:] == ["_order", "_rest"] or document is True


def test_a_table_looks_so_byte_by_byte() -> None:
    record = record_of({**ARTICLE, "subtitle": "1/2"}, "Two\nlines", "2021/ferry.md", "\r\n")
    assert write([record], document=document_of("article", "."))[0].decode() == (
        "title,publishedDateTime:datetime,webUrl,heat:number,provider.name,provider.domain,topics:list,"
        "images:json,_path,_body,_newline,_order,_rest\r\n"
        '"Night ""ferry"", returns",2021-06-14T05:30:00Z,https://www.northquill.example/a,-1,'
        "North Quill,northquill.example,Harbour | Ferries,"
        '"[{""url"":""https://northquill.example/a.png"",""width"":600,""isCached"":true}]",2021/ferry.md,'
        '"Two\nlines","\\J""\\r\\n""",'
        '"{"""":[""title"",""publishedDateTime"",""webUrl"",""provider"",""topics"",""images"",""heat"",'
        '""subtitle""]}",'
        '"{""/subtitle"":""1/2""}"\r\n'
    )


@pytest.mark.parametrize(
    ("name", "table", "begin"),
    [
        ("csv", "plain", b"a:list,b\r\n"),
        ("csv", "excel", b"\xef\xbb\xbfa:list,b\r\n"),
        ("csv", "excel-eu", b"\xef\xbb\xbfa:list;b\r\n"),
        ("tsv", "plain", b"a:list\tb\r\n"),
        ("tsv", "excel", b"\xef\xbb\xbfa:list\tb\r\n"),
        ("tsv", "excel-eu", b"\xef\xbb\xbfa:list\tb\r\n"),
    ],
)
def test_a_profile_begins_so(name, table, begin) -> None:
    data, _ = write([record_of({"a": ["x", "y"], "b": "ü"})], name, table)
    assert data.startswith(begin)
    assert data.endswith("ü\r\n".encode())


@pytest.mark.parametrize(("name", "table"), [profile[:2] for profile in PROFILES])
@pytest.mark.parametrize("text", ["a,b", "a;b", "a\tb", 'a"b', '"', "\n", "a", "", "a,b;c\td"])
def test_a_table_of_one_column_hides_no_cell(name, table, text) -> None:
    records = [record_of({"k": text}), record_of({}), record_of({"k": "z"})]
    data, _ = write(records, name, table)
    assert exact(read(data, name)) == exact(records)


@pytest.mark.parametrize(("name", "table", "delimiter"), PROFILES)
def test_only_what_needs_quotes_is_quoted(name, table, delimiter) -> None:
    others = ",;\t".replace(delimiter, "")
    data, _ = write(
        [record_of({"a": f"it's{others}x", "b": 'q"', "c": f"x{delimiter}y", "d": "l\nm"})], name, table
    )
    row = data.decode().split("\r\n")[1]
    assert row == delimiter.join([f"it's{others}x", '"q"""', f'"x{delimiter}y"', '"l\nm"'])


@pytest.mark.parametrize("table", ["plain", "excel", "excel-eu"])
@pytest.mark.parametrize("document", [True, SCHEMA])
def test_no_records_are_an_empty_file(table, document) -> None:
    assert write([], "csv", table, document) == (b"", ())
    assert read(b"") == []


@pytest.mark.parametrize("count", [1, 3])
def test_records_of_nothing_are_counted(count) -> None:
    for document in (True, SCHEMA):
        data, _ = write([record_of({})] * count, document=document)
        assert exact(read(data)) == exact([record_of({})] * count)


def test_ragged_records_with_keys_in_any_order_share_their_columns() -> None:
    records = [
        record_of(one, origin="o.md" if at % 2 else None)
        for at, one in enumerate(
            [
                {"a": 1, "c": {"x": 1}},
                {"c": {"y": "t", "x": 2}, "a": None},
                {"d": [], "b": {}, "a": {"z": 1}},
                {},
                {"e": 1, "a": 1},
                {"c": "scalar"},
            ]
        )
    ]
    data, _ = write(records)
    assert exact(read(data)) == exact(records)
    header = cells_of(data, ",")[0]
    assert header == [
        *("d:list", "b:json", "e:number", "a:number", "a.z:number", "c", "c.y", "c.x:number"),
        *("_path", "_order"),
    ]


@pytest.mark.parametrize(
    ("records", "has_order"),
    [
        ([{"title": "t", "excerpt": "e", "mine": 1}], False),
        ([{"excerpt": "e", "mine": 1, "heat": 2}, {"title": "t", "heat": 1}], True),
        ([{"provider": {"name": "n", "mine": 1}, "mine": 1}], False),
        ([{"provider": {"name": "n", "mine": 1}, "topics": ["t"]}], False),
        ([{"provider": {"mine": 1}, "topics": ["t"]}], True),
        ([{"topics": ["t"], "provider": {"mine": 1}}], False),
        ([{"provider": {"mine": 1, "name": "n"}}], True),
        ([{"excerpt": "e", "title": "t"}], True),
    ],
)
def test_unknown_keys_ask_for_the_order_only_where_known_ones_follow(records, has_order) -> None:
    whole = [record_of(one, "b", "p") for one in records]
    data, _ = write(whole, document=document_of("article", "."))
    assert exact(read(data)) == exact(whole)
    assert ("_order" in cells_of(data, ",")[0]) == has_order


def test_reserved_columns_stand_behind_the_others_and_need_no_order() -> None:
    records = [
        record_of({"title": "t"}, "b"),
        record_of({"title": "t", "excerpt": "e"}, "b", "p"),
        record_of({"excerpt": "e", "new": 1}, "", "p", "\r\n"),
        record_of({"other": 1}),
    ]
    reserved = ["_path", "_body", "_newline"]
    free = cells_of(write(records)[0], ",")[0]
    assert free == ["title", "excerpt", "new:number", "other:number", *reserved]
    known = cells_of(write(records, document=document_of("article", "."))[0], ",")[0]
    assert known == ["title", "excerpt", *reserved, "_rest"]


def test_keys_too_long_for_a_header_go_to_the_rest() -> None:
    long = "k" * 2_000_000
    records = [
        record_of({"a": {long: 1}, "b": 1}),
        record_of({long: "x", "a": 1}),
        record_of({"b": 1, "a": {long: {}}}),
    ]
    data, remarks = write(records)
    assert exact(read(data)) == exact(records)
    assert len(data.split(b"\r\n")[0]) < 100
    assert remarks[0].startswith("4 cells hold more than the 32,767 characters")


def test_many_columns_are_cut_at_a_thousand_and_the_rest_is_kept() -> None:
    records = [record_of({f"k{at}": at for at in range(1_500)}), record_of({"k1499": 1, "k3": {"x": 1}})]
    data, remarks = write(records)
    assert exact(read(data)) == exact(records)
    assert len(cells_of(data, ",")[0]) == 1_002
    assert remarks == ()


def test_too_many_orders_of_keys_to_keep_in_mind_get_their_column_at_once() -> None:
    keys = [f"k{at}" for at in range(150)]
    dice = random.Random(1)
    samples = [sorted(dice.sample(range(150), 140)) for _ in range(800)]
    records = [record_of(dict.fromkeys([keys[at] for at in sample], 1)) for sample in samples]
    first = record_of(dict.fromkeys(keys, 1))
    assert "_order" not in cells_of(write([first, *records[:600]])[0], ",")[0]
    assert "_order" in cells_of(write([first, *records])[0], ",")[0]
    last = record_of(dict.fromkeys(reversed(keys), 1))
    data, _ = write([first, *records, last])
    assert exact(read(data)) == exact([first, *records, last])


@pytest.mark.parametrize(("name", "table", "delimiter"), PROFILES)
def test_no_cell_is_run_by_a_spreadsheet(name, table, delimiter) -> None:
    texts = [f"{sign}{rest}" for sign in TRIGGERS for rest in ("", "1+1", "cmd|' /C calc'!A0", '"x",;\ty')]
    records = [
        record_of({text: text, "in": {text: [text]}, "list": [text, text]}, text, text) for text in texts
    ]
    data, _ = write(records, name, table)
    assert exact(read(data, name)) == exact(records)
    cells = [cell for row in cells_of(data, delimiter) for cell in row]
    assert len(cells) > 4 * len(texts)
    assert [cell for cell in cells if cell.startswith(TRIGGERS)] == []


def test_equal_records_give_equal_bytes() -> None:
    records = [record_of(TORTURE, "b", "p"), record_of(ARTICLE), record_of({"z": {"y": 1}, "a": 1})]
    first = write(records, "csv", "excel", SCHEMA)
    assert all(write(records, "csv", "excel", SCHEMA) == first for _ in range(3))


class _Text(str):
    """A text that can be watched."""

    __slots__ = ("__weakref__",)


def test_a_record_is_not_kept_in_memory() -> None:
    writer = formats.by_name("csv").writer(io.BytesIO(), Terms(document=SCHEMA))
    body, value = _Text("body"), _Text("text")
    record = record_of({"a": [value], "new": value}, body)
    watched = [weakref.ref(one) for one in (record, body, value)]
    writer.add(record)
    del record, body, value
    assert [one() for one in watched] == [None, None, None]
    assert writer.close() == ()


def test_memory_does_not_grow_with_the_records(tmp_path) -> None:
    def peak(count: int) -> int:
        with (tmp_path / "x.csv").open("wb") as out:
            writer = formats.by_name("csv").writer(out, Terms())
            tracemalloc.start()
            for number in range(count):
                writer.add(record_of({"n": number, "title": "t"}, "x" * 20_000, f"{number}.md"))
            writer.close()
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return found

    peak(2)
    assert peak(400) < peak(40) + 100_000


@settings(STEADY, max_examples=1_000)
@given(st.lists(VALUES, max_size=5))
def test_a_spool_gives_back_what_it_got(values) -> None:
    spool = Spool()
    for value in values:
        spool.add(value)
    assert len(spool) == len(values)
    for _ in range(2):
        assert same(list(spool), values)
    spool.close()


def test_a_spool_holds_large_numbers_and_makes_plain_what_is_derived() -> None:
    spool = Spool()
    values = [10**4_299, -(10**4_299), -0.0, 5e-324, {"k": 2**64}]
    for value in (*values, {"t": _Text("derived")}):
        spool.add(value)
    *found, derived = spool
    assert same(found, values)
    assert same(derived, {"t": "derived"})
    with pytest.raises(TypeError):
        spool.add(object())
    assert len(list(spool)) == len(values) + 1


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_writer_leaves_no_open_file_even_if_it_is_never_closed(is_closed) -> None:
    writer = TableWriter(io.BytesIO(), Terms(), ",")
    writer.add(record_of({"a": 1}))
    file = writer._spool._file
    assert not file.closed
    if is_closed:
        writer.close()
    else:
        del writer
    assert file.closed


def _inside_itself() -> dict[str, Any]:
    data: dict[str, Any] = {"a": []}
    data["a"].append(data)
    return data


BAD: list[tuple[Any, tuple[str | int, ...], str]] = [
    ({"a": {"b": float("nan")}}, ("a", "b"), "`nan` is no number that JSON can hold"),
    ({"a": [1, float("-inf")]}, ("a", 1), "`-inf` is no number that JSON can hold"),
    ({"a": ["x\ud83d"]}, ("a", 0), "U+D83D is half a character, which no text file can hold"),
    ({"a": {"\udc80": 1}}, ("a", "\udc80"), "U+DC80 is half a character"),
    ({"a": {1: 1}}, ("a",), "the key `1` is no text"),
    ({"a": {None: 1}}, ("a",), "the key `None` is no text"),
    ({"a": b"x"}, ("a",), "the value is a bytes, which JSON does not have"),
    ({"a": (1, 2)}, ("a",), "the value is a tuple"),
    ({"a": {1, 2}}, ("a",), "the value is a set"),
    ({"a": 10**5_000}, ("a",), "the number has more digits than Python prints"),
    ({"_path": 1}, ("_path",), "the record has a key `_path` of its own"),
    ({"title": "t", "_newline": "\n"}, ("_newline",), "the record has a key `_newline` of its own"),
]


@pytest.mark.parametrize(("data", "pointer", "words"), BAD)
def test_what_no_table_can_hold_is_refused_and_nothing_of_it_kept(data, pointer, words) -> None:
    out = io.BytesIO()
    writer = formats.by_name("csv").writer(out, Terms())
    writer.add(record_of({"x": 1}))
    with pytest.raises(WriteError) as caught:
        writer.add(record_of({"only here": 1, **data}))
    assert words in str(caught.value)
    assert caught.value.pointer == pointer
    writer.add(record_of({"x": 2}))
    assert writer.close() == ()
    assert out.getvalue() == b"x:number\r\n1\r\n2\r\n"


def test_data_inside_itself_is_refused() -> None:
    writer = formats.by_name("csv").writer(io.BytesIO(), Terms())
    with pytest.raises(WriteError, match="nested deeper than 500 levels, or inside itself"):
        writer.add(record_of(_inside_itself()))
    assert writer.close() == ()


def test_a_place_that_is_no_text_is_refused() -> None:
    writer = formats.by_name("csv").writer(io.BytesIO(), Terms())
    with pytest.raises(WriteError) as caught:
        writer.add(record_of({}, origin="caf\udce9.md"))
    assert caught.value.pointer == ("_path",)


def test_data_as_deep_as_it_may_be_is_written() -> None:
    data: Any = []
    for _ in range(498):
        data = [data]
    written, _ = write([record_of({"a": data})])
    assert written == b"a:json\r\n" + b"[" * 499 + b"]" * 499 + b"\r\n"


def test_cells_longer_than_a_spreadsheet_keeps_are_told_once() -> None:
    fits, long = "x" * 32_767, "x" * 32_768
    assert write([record_of({"a": fits, "b": fits})])[1] == ()
    assert write([record_of({"a": 1}), record_of({"a": 2}, long)])[1] == (
        "1 cell holds more than the 32,767 characters that a spreadsheet keeps, first B3",
    )
    wide = {f"k{at}": "x" for at in range(40)}
    assert write([record_of(wide), record_of({**wide, "k27": long, "k39": long}), record_of(wide, long)])[
        1
    ] == ("3 cells hold more than the 32,767 characters that a spreadsheet keeps, first AB3",)


def test_rows_and_columns_beyond_those_of_a_spreadsheet_are_told() -> None:
    extent = Extent(rows=1_048_575)
    extent.take(["x"] * 16_384)
    assert extent.remarks() == ()
    extent.take(["x"] * 16_385)
    assert extent.remarks() == (
        "the table has 1,048,577 rows, of which a spreadsheet keeps 1,048,576",
        "the table has 16,385 columns, of which a spreadsheet keeps 16,384",
    )


def test_a_schema_of_more_keys_than_a_spreadsheet_has_columns_gives_a_table_that_can_be_read() -> None:
    names = [f"k{at}" for at in range(17_000)]
    document = {"properties": {name: {"type": "number"} for name in names}}
    records = [record_of(dict.fromkeys(names, 1), "b")]
    data, remarks = write(records, document=document)
    assert exact(read(data)) == exact(records)
    assert remarks == ("the table has 16,386 columns, of which a spreadsheet keeps 16,384",)


def test_lists_longer_than_one_text_may_be_come_back() -> None:
    records = [record_of({"list": ["x" * 1_000_000] * 6})]
    assert exact(read(write(records)[0])) == exact(records)


def test_as_many_keys_as_a_record_may_have_come_back_in_their_order() -> None:
    keys = [f"k{at}" for at in range((LIMITS.nodes - 1) // 2 - 2)]
    records = [record_of({"title": "first", **dict.fromkeys(keys, 1), "excerpt": "last"})]
    data, _ = write(records, document=document_of("article", "."))
    assert exact(read(data)) == exact(records)
    assert data.startswith(b"title,excerpt,_order,_rest\r\n")
