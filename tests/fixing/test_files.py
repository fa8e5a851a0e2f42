"""Files of several records: lines are mended one by one, lists as a whole, tables not at all."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from artikit.fixing.rounds import mend
from artikit.model import Diagnostic, Edit, Record, Span
from artikit.reading.limits import Limits

from .mending import CONFIG, REPEATED, finding, mended, read, run

LINES = ['{"title": "a", "title": "a"}', "", '{"title": "b"}', '{"broken', '{"title": "c", "exerpt": "x"}']


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_lines_are_mended_one_by_one(line_end: str, last: str) -> None:
    data = ("\ufeff" + line_end.join(LINES) + last).encode()
    new, left, tally = run(data, "x.jsonl")
    wanted = line_end.join(['{"title": "a"}', *LINES[1:4], '{"title": "c", "excerpt": "x"}']) + last
    assert new.decode() == wanted
    assert tally.fixed.total() == 3
    assert {one.partition(":")[0] for one in left} == {"1", "3", "4", "5"}
    assert "4:AK020" in left


def test_a_line_beyond_the_limit_is_passed_on_whole() -> None:
    limits = Limits(record_size=100)
    data = b'{"title": "a", "title": "a"}\n{"x": "' + b"y" * 5000 + b'"}\n{"title": "b", "title": "b"}'
    new, left, _ = run(data, "x.jsonl", limits=limits)
    assert new == data.replace(b', "title": "a"', b"").replace(b', "title": "b"', b"")
    assert "2:AK031" in left


def test_utf_16_is_passed_on_whole() -> None:
    data = '{"title": "a"}\n{"title": "b"}\n'.encode("utf-16")
    assert run(data, "x.jsonl")[0] == data


def test_a_file_beyond_the_limit_is_passed_on_whole() -> None:
    data = REPEATED.encode() + b"x" * 5000
    new, left, _ = run(data, "x.md", limits=Limits(file_bytes=1000))
    assert (new, left) == (data, ["1:AK004"])


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        (
            "x.json",
            '[{"a": 1, "a": 1},\n {"b": 2},\n {"c": [], "c": []}]\n',
            '[{"a": 1},\n {"b": 2},\n {"c": []}]\n',
        ),
        (
            "x.yaml",
            "- a: 1\n  a: 1\n# two\n- b: 2\n- c: x\n  d: y\n  c: x\n",
            "- a: 1\n# two\n- b: 2\n- c: x\n  d: y\n",
        ),
        ("x.yaml", "a: 1\na: 1\n---\n# two\nb: 2\nb: 2\n", "a: 1\n---\n# two\nb: 2\n"),
        ("x.json", '{"a": 1, "a": 1}', '{"a": 1}'),
    ],
)
def test_records_in_one_text_are_mended_together(path: str, text: str, wanted: str) -> None:
    config = replace(CONFIG, select=("AK021",))
    assert mended(text.encode(), path, config=config).data.decode() == wanted


def test_a_bad_fix_in_one_record_keeps_no_other_back() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        start, end = record.spans.value(())
        text = record.source.text
        return tuple(
            finding((Edit(Span(start + at, start + at + 1), new),))
            for old, new in (("1", "9"), ("x", '"x"'))
            if (at := text[start:end].find(f" {old}") + 1)
        )

    text = "- a: 1\n- b: x\n- c: 1\n  d: x\n"
    found = mend(text.encode(), partial(read, path="x.yaml"), judge)
    assert found.data.decode() == '- a: 1\n- b: "x"\n- c: 1\n  d: "x"\n'


def test_tables_are_judged_and_not_mended() -> None:
    data = "\ufefftitle\r\nFog\r\n".encode()
    new, left, tally = run(data, "x.csv")
    assert (new, bool(left), tally.files) == (data, True, 0)
