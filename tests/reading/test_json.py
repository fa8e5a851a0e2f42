"""The JSON reader: agreement with `json.loads`, exact places, plain words, bounded time."""

from __future__ import annotations

import json
import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artikit.reading import codes
from artikit.reading.json import read_json, read_json_items, trailing
from artikit.reading.limits import Limits

LIMITS = Limits()
SPACE = st.text(" \t\n\r", max_size=3)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**400), 10**400)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
)
HOSTILE = st.text(st.sampled_from("{}[]:,\"\\ \n\t/#'u0d8e1-+.EatrufalsnN\x07\ud800é")) | st.text()


def canonical(value):
    """Text that differs wherever type, value or order of keys differ."""
    return repr(value)


def at(value, pointer):
    for step in pointer:
        value = value[step]
    return value


def only(reading):
    (problem,) = reading.problems
    return problem


@st.composite
def json_texts(draw):
    indent, ascii_only = draw(st.sampled_from([None, 0, 2, "\t"])), draw(st.booleans())
    text = json.dumps(draw(VALUES), indent=indent, ensure_ascii=ascii_only)
    return draw(SPACE) + text + draw(SPACE)


@given(json_texts(), st.booleans())
def test_agrees_with_the_standard_library_on_all_valid_json(text, spans):
    reading = read_json(text, LIMITS, spans=spans)
    assert reading.ok
    assert reading.problems == ()
    assert canonical(reading.data) == canonical(json.loads(text))
    assert reading.end == len(text.rstrip(" \t\n\r"))
    assert trailing(text, reading.end) is None


@given(HOSTILE, st.booleans(), st.booleans())
def test_any_text_is_read_or_explained_and_never_raises(text, spans, members):
    reading = read_json(text, LIMITS, spans=spans, members=members)
    for problem in reading.problems:
        assert problem.message
        assert "\n" not in problem.message
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
    if not reading.ok:
        assert reading.data is None
        assert reading.problems
    list(read_json_items(text, LIMITS, spans=spans))


@given(HOSTILE)
def test_what_it_takes_without_a_problem_the_standard_library_takes_too(text):
    reading = read_json(text, LIMITS)
    if reading.ok and not reading.problems and trailing(text, reading.end) is None:
        assert canonical(reading.data) == canonical(json.loads(text))


@given(HOSTILE)
def test_what_the_standard_library_takes_is_never_a_syntax_error(text):
    try:
        json.loads(text)
    except ValueError:
        return
    assert read_json(text, LIMITS).ok


@given(json_texts(), st.text(max_size=5))
def test_spans_cut_exactly_the_value_and_the_key(text, before):
    whole = before + text
    reading = read_json(whole, LIMITS, start=len(before), spans=True)
    for pointer, span in reading.spans.values.items():
        assert canonical(json.loads(whole[slice(*span)])) == canonical(at(reading.data, pointer))
    for pointer, span in reading.spans.keys.items():
        assert json.loads(whole[slice(*span)]) == pointer[-1]
    nodes: list[tuple[str | int, ...]] = [()]
    for pointer in nodes:
        value = at(reading.data, pointer)
        steps = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        nodes += [(*pointer, step) for step in steps]
    assert set(reading.spans.values) == set(nodes)
    assert set(reading.spans.keys) == {
        pointer for pointer in nodes if pointer and isinstance(pointer[-1], str)
    }


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), VALUES), SPACE)
def test_members_without_braces_are_read_as_one_object(data, space):
    text = space + json.dumps(data)[1:-1] + space
    reading = read_json("---" + text + "}", LIMITS, start=3, end=3 + len(text), members=True)
    assert canonical(reading.data) == canonical(data)
    assert reading.end == 3 + len(text)


@given(st.lists(VALUES), SPACE)
def test_items_of_an_array_come_one_by_one_with_places_of_their_own(values, space):
    text = space + "[" + f"{space},{space}".join(json.dumps(value) for value in values) + space + "]" + space
    readings = list(read_json_items(text, LIMITS, spans=True))
    assert canonical([reading.data for reading in readings]) == canonical(values)
    for reading in readings:
        start, end = reading.spans.values[()]
        assert canonical(json.loads(text[start:end])) == canonical(reading.data)
        assert end == reading.end


# text, characters pointed at, words of the message, words of the help, pointer
FAULTS = {
    "empty text": ("", (0, 0), "no text", "", ()),
    "unclosed text": ('{"a": "b}', (6, 7), "text is never closed", "", ("a",)),
    "unclosed text behind an escaped quote": ('"a\\"', (0, 1), "text is never closed", "", ()),
    "unclosed text that ends in a backslash": ('"a\\', (0, 1), "text is never closed", "", ()),
    "unclosed object": ('{"a": 1', (0, 1), "object is never closed: its `}`", "", ()),
    "unclosed object after a key": ('{"a"', (0, 1), "object is never closed", "", ()),
    "unclosed object after a colon": ('{"a": ', (0, 1), "object is never closed", "", ()),
    "unclosed object after a comma": ('{"a": 1, ', (0, 1), "object is never closed", "", ()),
    "unclosed array": ('{"a": [1,', (6, 7), "array is never closed: its `]`", "", ("a",)),
    "trailing comma in an object": ('{"a": 1 , }', (8, 9), "comma after the last value", "remove", ()),
    "trailing comma in an array": ("[1,\n]", (2, 3), "comma after the last value", "remove", ()),
    "missing comma": (
        '{"title": "x" "b": 1}',
        (14, 15),
        "expected `,` or `}` after the value of `title`",
        "",
        ("title",),
    ),
    "missing comma in an array": ("[1 2]", (3, 4), "expected `,` or `]` after item 1", "", ()),
    "quote inside a text": ('{"a": "b "c" d"}', (10, 11), "after the value of `a`", 'write `\\"`', ("a",)),
    "wrong closing bracket": ("[1}", (2, 3), "expected `,` or `]`", "", ()),
    "missing colon": ('{"a" 1}', (5, 6), "expected `:` after the key `a`", "", ("a",)),
    "single quotes": ("['a']", (1, 2), "single quotes", "double quotes", (0,)),
    "typographic quotes": ("[\u201ca\u201d]", (1, 2), "wrong quotes", "double quotes", (0,)),
    "key in single quotes": ("{'a': 1}", (1, 2), "wrong quotes", "double quotes", ()),
    "key without quotes": ("{web-url: 1}", (1, 8), "key `web-url` has no quotes", "double quotes", ()),
    "no key": ("{,}", (1, 2), "expected a key, found `,`", "", ()),
    "line comment": ('{"a": 1 // x\n}', (8, 10), "JSON has no comments", "remove", ("a",)),
    "block comment before a key": ('{/* x */ "a": 1}', (1, 3), "JSON has no comments", "remove", ()),
    "comment before the colon": ('{"a" # x\n: 1}', (5, 6), "JSON has no comments", "remove", ("a",)),
    "hash comment": ("# x\n{}", (0, 1), "JSON has no comments", "remove", ()),
    "unknown escape": ('["a\\q"]', (3, 5), "`\\q` is no escape", "`\\\\`", (0,)),
    "short escape": ('"\\u12"', (1, 6), "is no escape", "four hexadecimal", ()),
    "leading zero": ("[01]", (1, 3), "`01` begins with a zero", "remove", (0,)),
    "plus sign": ("[+1]", (1, 3), "`+1` begins with a plus sign", "remove", (0,)),
    "no digit before the point": ("[-.5]", (1, 4), "no digit before the point", "0 before", (0,)),
    "no digit behind the point": ("[1.]", (1, 3), "no digit behind the point", "0 behind", (0,)),
    "hexadecimal number": ("[0x1F]", (1, 5), "hexadecimal", "decimal", (0,)),
    "date without quotes": ("[2024-01-02]", (1, 11), "`2024-01-02` is no number", "double quotes", (0,)),
    "Python's True": ("[True]", (1, 5), "`True` is no word", "write `true`", (0,)),
    "Python's None": ("[None]", (1, 5), "`None` is no word", "write `null`", (0,)),
    "undefined": ("[undefined]", (1, 10), "`undefined` is no word", "write `null`", (0,)),
    "text without quotes": ("[hello]", (1, 6), "`hello` has no quotes", "double quotes", (0,)),
    "missing value": ('{"a": , "b": 1}', (6, 7), "expected a value, found `,`", "", ("a",)),
    "byte order mark": ("\ufeff{}", (0, 1), "found U+FEFF", "", ()),
}


@pytest.mark.parametrize("text, span, message, way_out, pointer", FAULTS.values(), ids=FAULTS)
def test_a_syntax_error_is_told_in_plain_words_at_its_place(text, span, message, way_out, pointer):
    reading = read_json(text, LIMITS)
    problem = only(reading)
    assert (reading.ok, reading.data, problem.code) == (False, None, codes.SYNTAX_ERROR)
    assert (problem.span, problem.pointer) == (span, pointer)
    assert message in problem.message
    assert way_out in problem.help


@pytest.mark.parametrize("text", ['"a": 1,', '"a":', '"a": 1}', '"a": 1 "b": 2', "[1]", '"a": 1, {'])
def test_faulty_members_without_braces_are_a_syntax_error(text):
    reading = read_json(text, LIMITS, members=True)
    assert only(reading).code == codes.SYNTAX_ERROR
    assert not reading.ok


def test_a_message_stays_one_short_line_whatever_the_key():
    reading = read_json('{"a\\n\u202e' + "x" * 500 + '" 1}', LIMITS)
    message = only(reading).message
    assert "\\u000a\\u202e" in message
    assert len(message) < 150


def test_what_follows_the_value_is_left_to_the_caller():
    text = '  {"a": 1}\n# body'
    reading = read_json(text, LIMITS)
    assert (reading.data, reading.end) == ({"a": 1}, 10)
    assert trailing(text, reading.end).span == (11, 12)
    assert "comments" in trailing(text, reading.end).message
    assert "text after the end of the value" in trailing("{} x", 2).message


@pytest.mark.parametrize("token", ["NaN", "Infinity", "-Infinity", "1e999999", "-1e999999"])
def test_a_number_that_is_not_finite_is_a_problem_and_null(token):
    reading = read_json(f'{{"a": [{token}], "b": 1}}', LIMITS)
    problem = only(reading)
    assert reading.data == {"a": [None], "b": 1}
    assert (problem.code, problem.pointer) == (codes.NOT_FINITE, ("a", 0))
    assert problem.span == (7, 7 + len(token))


def test_integers_have_any_size_within_the_limit_and_keep_their_type():
    reading = read_json(f"[{'9' * 1000}, -0, 1.0, 1e2, -0.0]", LIMITS)
    assert canonical(reading.data) == canonical([10**1000 - 1, 0, 1.0, 100.0, -0.0])
    assert math.copysign(1, reading.data[4]) == -1


@pytest.mark.parametrize("spans", [False, True])
def test_the_first_of_two_equal_keys_counts_and_both_places_are_told(spans):
    text = '{"a": {"x": 1}, "\\u0061": {"x": 2, "y": 3, "y": 4}, "b": 5}'
    reading = read_json(text, LIMITS, spans=spans)
    outer, inner = reading.problems
    assert reading.data == {"a": {"x": 1}, "b": 5}
    assert (outer.code, outer.pointer, text[slice(*outer.span)]) == (codes.DUPLICATE_KEY, ("a",), '"\\u0061"')
    assert "`a`" in outer.message
    assert [(text[slice(*note.span)], note.message) for note in outer.notes] == [('"a"', "first here")]
    assert inner.pointer == ("a", "y")
    if spans:
        assert text[slice(*reading.spans.values[("a", "x")])] == "1"
        assert ("a", "y") not in reading.spans.values
        assert reading.spans.keys[("a",)] == (1, 4)


@pytest.mark.parametrize(
    "text, data, span",
    [
        ('["x\\ud800"]', ["x\ufffd"], (3, 9)),
        ('["\\ude00\\ud83d"]', ["\ufffd\ufffd"], (2, 8)),
        ('["\\ud83d\\ude00\\ud800"]', ["\U0001f600\ufffd"], (14, 20)),
        ('["\\\\ud800\\uDFFF"]', ["\\ud800\ufffd"], (9, 15)),
        ('["\ud800"]', ["\ufffd"], (2, 3)),
    ],
    ids=["escaped", "wrong order", "after a pair", "after an escaped backslash", "raw"],
)
def test_half_a_character_is_a_problem_and_replaced(text, data, span):
    reading = read_json(text, LIMITS)
    problem = only(reading)
    assert reading.data == data
    assert (problem.code, problem.span, problem.pointer) == (codes.LONE_SURROGATE, span, (0,))


def test_a_key_with_half_a_character_is_named_as_it_was_saved():
    reading = read_json('{"\\ud800": 1}', LIMITS, spans=True)
    assert reading.data == {"\ufffd": 1}
    assert only(reading).pointer == ("\ufffd",)
    assert reading.spans.keys[("\ufffd",)] == (1, 9)


def test_a_raw_control_character_is_kept_and_reported_once_per_text():
    reading = read_json('{"a": "b\x07c\n", "d\t": 1}', LIMITS)
    first, second = reading.problems
    assert reading.data == {"a": "b\x07c\n", "d\t": 1}
    assert (first.code, first.span, first.pointer) == (codes.CONTROL_CHARACTER, (8, 9), ("a",))
    assert "U+0007" in first.message
    assert "`\\u0007`" in first.message
    assert second.pointer == ("d\t",)
    assert "`\\t`" in second.message


BOMBS = {
    "many open arrays": ("[" * 100_000, codes.NESTED_TOO_DEEP, "limits.depth"),
    "many open objects": ('{"a":' * 100_000, codes.NESTED_TOO_DEEP, "limits.depth"),
    "closed nested arrays": ("[" * 100_000 + "]" * 100_000, codes.NESTED_TOO_DEEP, "limits.depth"),
    "many items": ("[0" + ",0" * 500_000 + "]", codes.TOO_MANY_NODES, "limits.nodes"),
    "many members": ('{"a":0' + ',"a":0' * 500_000 + "}", codes.TOO_MANY_NODES, "limits.nodes"),
    "long text": ('"' + "x" * 5_000_000 + '"', codes.SCALAR_TOO_LONG, "limits.scalar-size"),
    "long text of escapes": ('"' + "\\n" * 5_000_000 + '"', codes.SCALAR_TOO_LONG, "limits.scalar-size"),
    "long key": ('{"' + "x" * 5_000_000 + '": 1}', codes.SCALAR_TOO_LONG, "limits.scalar-size"),
    "long integer": ("9" * 3_000_000, codes.NUMBER_TOO_LONG, "limits.number-digits"),
    "long fraction": ("0." + "9" * 3_000_000, codes.NUMBER_TOO_LONG, "limits.number-digits"),
    "long number that is none": ("9" * 3_000_000 + "x", codes.SYNTAX_ERROR, ""),
    "much white space": ("[" + " " * 17_000_000 + "]", codes.RECORD_TOO_LARGE, "limits.record-size"),
    "unclosed text of escapes": ('"' + "\\n" * 1_000_000, codes.SYNTAX_ERROR, ""),
}


@pytest.mark.parametrize("text, code, option", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_quickly(text, code, option):
    begin = time.process_time()
    reading = read_json(text, LIMITS)
    assert time.process_time() - begin < 15
    assert not reading.ok
    assert reading.problems[-1].code == code
    assert option in reading.problems[-1].message


def test_values_exactly_at_the_limits_are_read():
    limits = Limits(depth=2, nodes=5, scalar_size=3, number_digits=3, record_size=20)
    assert read_json('{"abc": ["abc",123]}', limits).ok
    assert only(read_json("[[[]]]", limits)).code == codes.NESTED_TOO_DEEP
    assert only(read_json("[1,2,3,4,5]", limits)).code == codes.TOO_MANY_NODES
    assert only(read_json('"abcd"', limits)).code == codes.SCALAR_TOO_LONG
    assert only(read_json('["a\\ncd"]', limits)).code == codes.SCALAR_TOO_LONG
    assert only(read_json("1234", limits)).code == codes.NUMBER_TOO_LONG
    assert only(read_json('{"abc": ["abc", 123]}', limits)).code == codes.RECORD_TOO_LARGE


def test_a_limit_beyond_what_python_converts_raises_nothing():
    assert only(read_json("9" * 10_000, Limits(number_digits=20_000))).code == codes.NUMBER_TOO_LONG


@pytest.mark.parametrize(
    "text, good, message, span",
    [
        ("[1, 2", [1, 2], "array is never closed", (0, 1)),
        ("[1, 2,]", [1, 2], "comma after the last value", (5, 6)),
        ("[1 2]", [1], "after item 1", (3, 4)),
        ("[1, x, 2]", [1], "`x` has no quotes", (4, 5)),
        ("[1] 2", [1], "text after the end of the value", (4, 5)),
        ("{} x", [{}], "text after the end of the value", (3, 4)),
        ("[", [], "array is never closed", (0, 1)),
        ("", [], "no text", (0, 0)),
    ],
)
def test_items_before_a_syntax_error_are_saved(text, good, message, span):
    *readings, last = read_json_items(text, LIMITS)
    assert [reading.data for reading in readings] == good
    assert not last.ok
    assert message in only(last).message
    assert only(last).span == span


def test_items_are_read_lazily_and_each_has_limits_of_its_own():
    items = read_json_items("[[1], [2], [3, 3, 3, 3]]", Limits(nodes=2))
    assert [next(items).data, next(items).data] == [[1], [2]]
    assert only(next(items)).code == codes.TOO_MANY_NODES
    assert next(items, None) is None


def test_an_array_without_items_has_no_readings():
    assert list(read_json_items(" [ ] ", LIMITS)) == []
