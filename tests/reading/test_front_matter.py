"""Fences: what is front matter, what only looks like it, and a body that stays byte for byte."""

from __future__ import annotations

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.model import Record, Source
from artikit.reading.decoding import decode
from artikit.reading.front_matter import read_front_matter
from artikit.reading.handlers import JSON, TOML, YAML, FrontMatterError
from artikit.reading.limits import Limits


def read(text: str) -> Record:
    return read_front_matter(Source("x.md", text), Limits())


def codes(text: str) -> list[str]:
    return [problem.code for problem in read(text).problems]


@pytest.mark.parametrize(
    ("text", "data", "body"),
    [
        ("---\na: 1\n---\nbody\n", {"a": 1}, "body\n"),
        ("---\na: 1\n---\n\n  body\n\n\n", {"a": 1}, "\n  body\n\n\n"),
        ("---\r\na: 1\r\n---\r\nb\r\n", {"a": 1}, "b\r\n"),
        ("---\ra: 1\r---\rb", {"a": 1}, "b"),
        ("--- \t\na: 1\n---  \nb", {"a": 1}, "b"),
        ("---\na: 1\n...\nb", {"a": 1}, "b"),
        ("---\na: 1\n---", {"a": 1}, ""),
        ("---\na: |\n  x\n  --- y\n---\n--- z\n---\n", {"a": "x\n--- y\n"}, "--- z\n---\n"),
        ("+++\na = 1\nd = 2021-05-20T12:42:00Z\n+++\nb", {"a": 1, "d": "2021-05-20T12:42:00Z"}, "b"),
        (';;;\n"a": 1, "b": [2]\n;;;\nx', {"a": 1, "b": [2]}, "x"),
        (';;;\n{"a": 1}\n;;;\nx', {"a": 1}, "x"),
        ('{\n  "a": {"b": "}"}\n}\n\nbody', {"a": {"b": "}"}}, "\nbody"),
        ('{"a": 1}\nbody', {"a": 1}, "body"),
        ('{"a": 1}', {"a": 1}, ""),
        ('---\nkey with blanks: 1\n"quoted: key": 2\n---\n', {"key with blanks": 1, "quoted: key": 2}, ""),
    ],
)
def test_front_matter_is_read_and_the_body_stays_as_it_is(text: str, data: object, body: str) -> None:
    record = read(text)
    assert (record.data, record.body, record.problems) == (data, body, ())


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        ("---\na: 1\n---\nb\r\n", "\n"),
        ("---\r\na: 1\r\n---\r\nb\n", "\r\n"),
        ("---\ra: 1\r---\rb\n", "\r"),
        ("---  \r\na: 1\n---\n", "\r\n"),
        ("\ufeff---\r\na: 1\n---\n", "\r\n"),
        ("+++\r\na = 1\r\n+++\r\n", "\r\n"),
        (';;;\r\n"a": 1\n;;;\n', "\r\n"),
        (";;;\r;;;\n", "\r"),
        ('{\r\n"a": 1\n}\n', "\r\n"),
        ('{"a":\r1\n}\n', "\r"),
        ('{"a": 1}\r\nb\n', "\r\n"),
        ('{"a": 1}', "\n"),
        ("\n\n---\r\na: 1\r\n---\r\n", "\r\n"),
        ("--- # settings\r\na: 1\r\n---\r\n", "\r\n"),
        ("---\r\na: [\r\n---\r\n", "\r\n"),
        ("no front matter\r\n", "\n"),
    ],
)
def test_the_line_end_of_a_record_is_the_first_one_of_its_front_matter(text: str, newline: str) -> None:
    assert read(text).newline == newline


@pytest.mark.parametrize(
    ("text", "code", "read_on"),
    [
        ("\n\n---\ntitle: x\n---\n", "AK011", True),
        ("  ---\ntitle: x\n---\n", "AK011", True),
        ("----\ntitle: x\n---\n", "AK012", True),
        ("----\ntitle: x\n----\n", "AK012", False),
        ("—\ntitle: x\n---\n", "AK012", True),
        ("–––\ntitle: x\n---\n", "AK012", True),
        ("--\ntitle: x\n---\n", "AK012", True),
        ("--- # settings\ntitle: x\n---\n", "AK013", True),
        ("---yaml\ntitle: x\n---\n", "AK014", True),
        ('---json\n{"title": "x"}\n---\n', "AK014", True),
        ("---toml\ntitle = 'x'\n---\n", "AK014", True),
        ("---js\ntitle: x\n---\n", "AK014", False),
        ("---\ntitle: x\nno end", "AK015", False),
        ("+++\ntitle = 'x'\n", "AK015", False),
        ("---\ntitle: x\n ---\nbody", "AK015", False),
        ("---\n---\nbody", "AK016", False),
        ("---\n# a comment\n\n---\n", "AK016", False),
        ("+++\n+++\n", "AK016", False),
        (";;;\n;;;\n", "AK016", False),
        ("{\n}\n", "AK016", False),
        ("---\n- a\n- b\n---\n", "AK017", False),
        ("---\njust text\n---\n", "AK017", False),
        ("---\n42\n---\n", "AK017", False),
        ("# A heading\n\nand text", "AK010", False),
        ("", "AK010", False),
        (" \n\n", "AK010", False),
        ("---\n\nA thematic break before text.\n", "AK010", False),
        ("\n---\n\nA thematic break before text.\n", "AK010", False),
        ("-----\n\ntext\n", "AK010", False),
        ("- a list\n- of things\n", "AK010", False),
        ("{% include x %}\ntext", "AK010", False),
        ("{{ page.title }}\ntext", "AK010", False),
        ("{: .class }\ntext", "AK010", False),
    ],
)
def test_every_near_miss_has_its_code_and_is_read_on_where_the_intent_is_clear(
    text: str, code: str, read_on: bool
) -> None:
    record = read(text)
    assert codes(text) == [code]
    assert record.data == ({"title": "x"} if read_on else None)
    if code != "AK010":
        assert record.problems[0].help


def test_a_line_that_comes_close_to_the_closing_fence_is_shown_beside_the_unclosed_one() -> None:
    text = "---\ntitle: x\n-----\nbody\n"
    problem = read(text).problems[0]
    assert [text[slice(*note.span)] for note in problem.notes] == ["-----"]


def test_a_byte_order_mark_is_told_and_the_record_read() -> None:
    decoded = decode(b"\xef\xbb\xbf---\na: 1\n---\nb")
    record = read_front_matter(Source("x", decoded.text), Limits(), decoded.problems)
    assert [problem.code for problem in record.problems] == ["AK008"]
    assert (record.data, record.body) == ({"a": 1}, "b")
    source = Source("x", decoded.text)
    assert source.position(1) == (1, 1)
    assert source.position(5) == (2, 1)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        ("---\na: é\n---\n".encode("utf-16"), "AK006", "UTF-16"),
        ("---\na: 1\n---\n".encode("utf-16-le"), "AK006", "UTF-16"),
        ("---\na: 1\n---\n".encode("utf-16-be"), "AK006", "UTF-16"),
        ("---\ntitle: caf\xe9\n---\n".encode("latin-1"), "AK005", "byte 0xE9 at offset 14"),
        (b"---\na: \xe2\x82", "AK005", "byte 0xE2 at offset 7"),
        (b"---\na: \xed\xa0\x80\n---\n", "AK005", "byte 0xED at offset 7"),
        (b"---\na: 1\n---\nx\0y", "AK007", "NUL byte at offset 14"),
    ],
)
def test_what_is_not_utf_8_is_told_with_its_offset(data: bytes, code: str, words: str) -> None:
    decoded = decode(data)
    assert [problem.code for problem in decoded.problems] == [code]
    assert words in decoded.problems[0].message
    assert not decoded.ok


@settings(deadline=None, max_examples=300)
@given(st.text(), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["---", "+++", ";;;"]))
def test_no_byte_of_a_body_is_lost(body: str, newline: str, fence: str) -> None:
    head = newline.join(
        [fence, '"a": 1' if fence == ";;;" else "a = 1" if fence == "+++" else "a: 1", fence, ""]
    )
    if newline == "\r" and fence == "+++":
        return  # TOML knows no lone CR
    if newline == "\r" and body.startswith("\n"):
        return  # the two make one line end
    record = read(head + body)
    assert record.data == {"a": 1}
    assert record.body == body
    assert record.newline == newline


@settings(deadline=None, max_examples=500)
@given(st.text("-+;#{}\"'abc: =\n\r\t .—\ufeff[]", max_size=60))
def test_no_head_of_a_text_makes_the_reader_fail(text: str) -> None:
    record = read(text)
    assert record.data is not None or record.problems


def test_python_frontmatter_gets_our_values_through_the_handlers() -> None:
    post = frontmatter.loads("---\nno: no\nat: 2021-05-20T12:42:00Z\nn: 010\n---\n\nbody\n", handler=YAML)
    assert post.metadata == {"no": "no", "at": "2021-05-20T12:42:00Z", "n": 10}
    assert post.content == "body"
    assert frontmatter.loads("+++\na = 2021-05-20\n+++\nb", handler=TOML).metadata == {"a": "2021-05-20"}
    assert frontmatter.loads('{"a": 1}\nb', handler=JSON).metadata == {"a": 1}
    assert frontmatter.loads("no front matter", handler=YAML).content == "no front matter"


def test_the_handlers_say_where_front_matter_is_broken() -> None:
    with pytest.raises(FrontMatterError, match="line 2, column 1: the key `a` stands twice"):
        frontmatter.loads("---\na: 1\na: 2\n---\n", handler=YAML)
    with pytest.raises(FrontMatterError, match="keys with values"):
        frontmatter.loads("---\n- a\n---\n", handler=YAML)


@settings(deadline=None, max_examples=200)
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12),
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)
        | st.sampled_from(
            ["1e3", "no", "0o7", "010", "1.", ".5", "2021-05-20", "12:30", "~", "", "<<", "=", "0x1f", "1_0"]
        ),
    )
)
def test_what_the_yaml_handler_exports_is_read_back_equal(data: dict[str, object]) -> None:
    assert YAML.load(YAML.export(data)) == data


def test_posts_come_and_go_without_loss() -> None:
    record = read("---\ncontent: x\nhandler: y\nat: 2021-05-20T12:42:00Z\n---\n  body\n\n")
    post = record.to_post()
    assert post.metadata == {"content": "x", "handler": "y", "at": "2021-05-20T12:42:00Z"}
    again = Record.from_post(post)
    assert (again.data, again.body) == (record.data, record.body)
    plain = frontmatter.loads(
        "---\nat: 2021-05-20T12:42:00Z\nday: 2021-05-20\nelse: 2021-05-20T12:42:00+02:00\n---\nb"
    )
    assert Record.from_post(plain).data == {
        "at": "2021-05-20T12:42:00Z",
        "day": "2021-05-20",
        "else": "2021-05-20T12:42:00+02:00",
    }
