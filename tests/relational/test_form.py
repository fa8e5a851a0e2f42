"""The form itself: which tables a schema asks for, records to rows and rows to records, names of articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from artikit.errors import WriteError
from artikit.reading.limits import Limits
from artikit.relational.describing import layout_of
from artikit.relational.ids import content_of, name_of, numbered
from artikit.relational.joining import join
from artikit.relational.relations import describe, described, relations_of
from artikit.relational.splitting import split
from artikit.relational.values import fits
from artikit.schema.library import bundle, load

from .records import ARTICLE, FERRY, LIMITS, TORTURE, Chance, record

if TYPE_CHECKING:
    from artikit.relational.layout import Row

LAYOUT = layout_of(ARTICLE)


def anything(*_: Any) -> bool:
    return True


def nothing(*_: Any) -> bool:
    return False


def columns(layout: Any, table: str) -> dict[str, str]:
    return {".".join(one.path): one.kind for one in layout.by_name[table].columns}


def test_the_tables_are_those_of_the_schema() -> None:
    assert [table.name for table in LAYOUT.tables] == ["articles", "related", "images", "topics"]
    articles = columns(LAYOUT, "articles")
    expected = {
        "title": "string",
        "publishedDateTime": "datetime",
        "ratings.count": "integer",
        "ratings.average": "number",
        "published": "bool",
        "provider.name": "string",
        "provider.images": "count",
        "provider.authors": "json",
        "tags": "list",
        "topics": "count",
        "images": "count",
        "related": "count",
    }
    assert {name: articles[name] for name in expected} == expected
    assert list(articles)[:2] == ["category", "title"]
    assert columns(LAYOUT, "topics") == {"": "string"}
    assert columns(LAYOUT, "images")["width"] == "integer"
    assert columns(LAYOUT, "related")["images"] == "count"


def test_a_schema_that_knows_no_key_gets_the_tables_of_articles() -> None:
    assert layout_of(True) == layout_of({"type": "object"}) == LAYOUT


def test_tables_follow_the_schema_wherever_it_has_such_lists() -> None:
    tree = {
        "properties": {
            "images": {"type": "array", "items": {"type": "string"}},
            "box": {
                "properties": {"images": {"type": ["array", "null"], "items": {"properties": {"url": {}}}}}
            },
            "related": {"type": "array", "items": {"$ref": "#"}},
            "topics": {"type": "array", "items": {"type": "integer"}},
            "kind": {"const": True},
            "size": {"enum": [1, 2.5]},
            "_path": {"type": "string"},
        }
    }
    layout = layout_of(tree)
    assert columns(layout, "images") == {"": "string", "url": "string"}
    inside = {"images": "count", "box.images": "count", "related": "count", "topics": "json", "kind": "bool"}
    assert columns(layout, "articles") == {**inside, "size": "number"}
    assert columns(layout, "related") == {**inside, "size": "number", "_path": "string"}
    assert columns(layout, "topics") == {}


def test_the_columns_of_news_have_the_types_of_their_values() -> None:
    assert columns(layout_of(bundle(load("news", "."))), "images")["isCached"] == "bool"


def test_a_schema_that_turns_in_itself_or_is_endlessly_wide_ends() -> None:
    turning = {"properties": {"child": {"$ref": "#"}, "images": {"type": "array", "items": {"$ref": "#"}}}}
    assert columns(layout_of(turning), "images") == {"child": "json", "images": "count"}
    wide = {"properties": {f"k{at}": {"type": "string"} for at in range(5_000)}}
    assert len(layout_of(wide).articles.columns) == 900


def test_columns_are_described_so_that_reading_needs_no_schema() -> None:
    for layout in (LAYOUT, layout_of(bundle(load("topic", ".")))):
        relations = relations_of(layout)
        assert described(json.loads(describe(relations))) == relations


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"articles": [], "related": [], "images": []},
        {"articles": [["a", "string"]], "related": [], "images": [], "topics": []},
        {"articles": [["a", "blob", "a"]], "related": [], "images": [], "topics": []},
        {"articles": [["a", "count", "a"]], "related": [], "images": [], "topics": []},
        {"articles": [["a", "string", "a"], ["b", "string", "a"]], "related": [], "images": [], "topics": []},
        {"articles": [["a", "string", 1]], "related": [], "images": [], "topics": []},
        {"articles": "x", "related": [], "images": [], "topics": []},
    ],
)
def test_a_description_that_artikit_does_not_write_is_refused(value) -> None:
    assert described(value) is None


def test_names_of_columns_do_not_clash_in_sql() -> None:
    schema = {
        "properties": {
            name: {"type": "string"}
            for name in ("article_id", "weburl", "webUrl", "a", "a-b", "a_b", "", "é", "rowid", "_position")
        }
    }
    names = relations_of(layout_of(schema))[0].names
    assert names == (
        *("article_id_2", "weburl", "webUrl_2", "a", "a_b", "a_b_2", "_", "__2", "rowid_2", "_position_2"),
    )


def test_rows_by_the_letter() -> None:
    found = split(FERRY, LAYOUT, anything)
    rows = [(row.table.name, row.ptr, row.parent, row.pos) for row in found.rows]
    assert rows == [
        ("articles", "", None, None),
        ("images", "/provider/images/0", "/", 0),
        ("topics", "/topics/0", "/", 0),
        ("topics", "/topics/1", "/", 1),
        ("images", "/images/0", "/", 0),
        ("images", "/images/1", "/", 1),
        ("related", "/related/0", "/", 0),
        ("related", "/related/1", "/", 1),
        ("images", "/related/0/images/0", "/related/0", 0),
    ]
    assert found.order == {}
    assert found.rest == {}


def test_the_order_and_the_rest_by_the_letter() -> None:
    data = {
        "x": 1,
        "title": "t",
        "images": [{"z/": 1, "url": "u"}, {}],
        "provider": {"domain": "d", "name": "n"},
    }
    found = split(data, LAYOUT, anything)
    assert found.order == {
        "": ["x", "title", "images", "provider"],
        "/provider": ["domain", "name"],
        "/images/0": ["z/", "url"],
    }
    assert found.rest == {"/x": 1, "/images/0/z~1": 1}


def test_a_list_that_is_not_all_rows_stays_whole() -> None:
    data = {"images": [{}, 1], "topics": ["a", None], "related": {"0": {}}, "provider": {"images": {}}}
    found = split(data, LAYOUT, anything)
    assert found.rest == {f"/{key}": data[key] for key in ("images", "topics", "related")} | {
        "/provider/images": {}
    }
    assert len(found.rows) == 1


def there_and_back(data: dict[str, Any], fit: Any) -> None:
    found = split(data, LAYOUT, fit)
    order, rest = (json.loads(json.dumps(one)) or None for one in (found.order, found.rest))
    joined = join(found.rows[0], reversed(found.rows[1:]), order, rest, LIMITS)
    assert joined.faults == []
    assert json.dumps(joined.data) == json.dumps(data)


@pytest.mark.parametrize("fit", [anything, nothing, fits])
@pytest.mark.parametrize("data", [FERRY, TORTURE, {}, dict(reversed(TORTURE.items()))])
def test_the_torture_record_comes_back(data, fit) -> None:
    there_and_back(data, fit)


def test_any_record_comes_back() -> None:
    for seed in range(12_000):
        data = Chance(seed).data()
        for fit in (anything, nothing, fits):
            there_and_back(data, fit)


def joined(
    change: Any, limits: Limits = LIMITS, order: Any = None, rest: Any = None
) -> list[tuple[str, str]]:
    found = split(FERRY, LAYOUT, anything)
    rows = [row._replace(place=f"row {at}") for at, row in enumerate(found.rows)]
    rows = change(rows) or rows
    faults = join(rows[0], rows[1:], order, rest, limits).faults
    return [(fault.code, fault.message) for fault in faults]


def without(at: int) -> Any:
    return lambda rows: rows[:at] + rows[at + 1 :]


def changed(at: int, **values: Any) -> Any:
    return lambda rows: [*rows[:at], rows[at]._replace(**values), *rows[at + 1 :]]


def same(rows: list[Row]) -> list[Row]:
    return rows


CONTRADICTIONS = [
    (
        without(4),
        ["row 0: there should be 2 rows of `images` for `/images`, but there is 1; `/images/0` is missing"],
    ),
    (
        without(5),
        ["row 0: there should be 2 rows of `images` for `/images`, but there is 1; `/images/1` is missing"],
    ),
    (
        without(8),
        [
            "row 6: there should be 1 row of `images` for `/related/0/images`, but none is there",
        ],
    ),
    (
        without(6),
        [
            "row 0: there should be 2 rows of `related` for `/related`, but there is 1; `/related/0` is missing",
            "row 8: the article has no list `/related/0/images` of such rows",
        ],
    ),
    (
        changed(4, ptr="/images/1", pos=1),
        ["row 5: `ptr` `/images/1` is used twice", "there should be 2 rows"],
    ),
    (changed(4, ptr="/pictures/0"), ["there should be 2 rows", "row 4: the article has no list `/pictures`"]),
    (changed(4, ptr="images/0"), ["row 4: `images/0` is no `ptr` of a row", "there should be 2 rows"]),
    (changed(4, ptr="/images/00"), ["row 4: `/images/00` is no `ptr` of a row", "there should be 2 rows"]),
    (changed(4, ptr=""), ["row 4: `` is no `ptr` of a row", "there should be 2 rows"]),
    (changed(4, ptr="/images/7", pos=7), ["but there are 2; `/images/0` is missing"]),
    (changed(4, pos=1), ["row 4: `pos` is 1, but `ptr` `/images/0`"]),
    (changed(8, parent="/"), ["row 8: `parent` is `/`, but `ptr` `/related/0/images/0`"]),
    (changed(2, cells=()), ["row 2: `value` is empty"]),
    (changed(2, cells=((0, {}),)), ["row 2: `value` is no text, or there are other fields"]),
    (changed(2, cells=((0, 5),)), ["row 2: `value` is no text, or there are other fields"]),
    (
        changed(4, table=LAYOUT.by_name["topics"], cells=((0, "x"),)),
        ["there should be 2 rows", "row 4: the article"],
    ),
]


@pytest.mark.parametrize(("change", "words"), CONTRADICTIONS)
def test_rows_that_contradict_each_other_are_told(change, words) -> None:
    found = joined(change)
    assert len(found) == len(words)
    for (code, message), part in zip(found, words, strict=True):
        assert code in ("AK020", "AK021")
        assert part in message


def test_the_order_of_rows_and_what_they_do_not_say_do_no_harm() -> None:
    assert joined(lambda rows: [rows[0], *reversed(rows[1:])]) == []
    assert joined(lambda rows: [row._replace(parent=None, pos=None) for row in rows]) == []


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ([], "`_rest` is not what artikit writes there"),
        ({"x": 1}, "`x` in `_rest` is no pointer to a key"),
        ({"": 1}, "`` in `_rest` is no pointer to a key"),
        ({"/title": 1}, "`_rest`: `/title` has a value already"),
        ({"/title/x": 1}, "`_rest`: `/title/x` has a value already, or cannot have one"),
        ({"/images/0": 1}, "`/images/0` has a value already, or cannot have one"),
        ({"/images/2/x": 1}, "`/images/2/x` has a value already, or cannot have one"),
        ({"/images/00/x": 1}, "`/images/00/x` has a value already, or cannot have one"),
        ({"/images/-/x": 1}, "`/images/-/x` has a value already, or cannot have one"),
        ({"/topics/0/x": 1}, "`/topics/0/x` has a value already, or cannot have one"),
        ({"/new": {}, "/new/x": 1}, "`/new/x` has a value already, or cannot have one"),
        ({"/a" * 65: 1}, "is no pointer to a key"),
    ],
)
def test_a_rest_that_fits_nowhere_is_told(rest, words) -> None:
    ((code, message),) = joined(same, rest=rest)
    assert code == "AK020"
    assert words in message


@pytest.mark.parametrize("order", [[], "x", {"": "title"}, {"": [1]}, {"": None}])
def test_an_order_that_is_none_is_told(order) -> None:
    assert joined(same, order=order) == [("AK020", "`_order` is not what artikit writes there")]


def test_an_order_of_what_is_gone_does_no_harm() -> None:
    assert joined(same, order={"/gone/0": ["x"], "/images/9": ["x"], "/images/x": [], "/title": ["x"]}) == []


def test_a_record_beyond_the_limits_is_told_and_dropped() -> None:
    assert [code for code, _ in joined(same, Limits(nodes=30))] == ["AK033"]
    assert "AK032" in [code for code, _ in joined(same, Limits(depth=3))]


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("content/2021/Night Ferry.md", "content-2021-night-ferry"),
        ("./a.md", "a"),
        ("日本.md", "日本"),
        ("2021-05-20.markdown", "2021-05-20"),
        ("a" * 200 + ".md", "a" * 100 + "-" + "2929fc3c"),
    ],
)
def test_a_path_names_an_article(origin, name) -> None:
    found = record(FERRY, origin=origin)
    assert name_of(found, content_of(found)) == name


def test_without_a_path_the_address_names_an_article_and_else_its_content() -> None:
    first, second = record(FERRY), record({**FERRY, "title": "x"}, "body")
    assert name_of(first, content_of(first)) == name_of(second, content_of(second))
    bare = [
        record({"title": "a"}),
        record({"title": "b"}),
        record({"title": "a"}, "x"),
        record({"webUrl": ""}),
    ]
    names = {name_of(one, content_of(one)) for one in bare}
    assert len(names) == 4
    assert all(len(name) == 16 for name in names)
    assert name_of(record({}, origin="---.md"), b"") == name_of(record({}, origin="---.md"), b"x")


def test_names_that_are_taken_get_numbers() -> None:
    names = numbered("a")
    assert [next(names) for _ in range(3)] == ["a", "a-2", "a-3"]


@pytest.mark.parametrize(
    ("found", "pointer"),
    [
        (record({"a": [float("nan")]}), ("a", 0)),
        (record({"a": float("inf")}), ("a",)),
        (record({"\ud800": 1}), ("\ud800",)),
        (record({"a": {"b": "\udfff"}}), ("a", "b")),
        (record({}, body="\ud800"), ("_body",)),
        (record({}, origin="\udcff.md"), ("_path",)),
    ],
)
def test_what_no_reader_takes_back_is_refused_with_its_place(found, pointer) -> None:
    with pytest.raises(WriteError) as raised:
        content_of(found)
    assert raised.value.pointer == pointer
