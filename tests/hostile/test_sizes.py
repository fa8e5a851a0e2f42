"""Much of something: of comments, of keys, of text, of bytes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from .table import Case, each, judge, yaml

if TYPE_CHECKING:
    from pathlib import Path

    from .sandbox import Sandbox

MIB = 1 << 20

SIZES = [
    Case("250,000 comment lines", lambda: yaml("# comment\n" * 250_000 + "a: b"), "", 0),
    Case("a comment of 5 MB", lambda: yaml("# " + "x" * 5_000_000 + "\na: b"), "", 0),
    Case("20,000 keys", lambda: yaml("\n".join(f"k{n}: v" for n in range(20_000))), "", 0),
    Case("25,001 keys", lambda: yaml("\n".join(f"k{n}: v" for n in range(25_001))), "AK033"),
    Case("50,001 list items", lambda: yaml("a:\n" + "- b\n" * 50_001), "AK033"),
    Case("the same key 20,000 times", lambda: yaml("a: b\n" * 20_000), "AK021"),
    Case("a key of 1,000 characters", yaml("k" * 1_000 + ": v"), "", 0),
    Case("a key of 1,100 characters", yaml("k" * 1_100 + ": v"), "AK020"),
    Case("a quoted key of 1,100 characters", yaml('"' + "k" * 1_100 + '": v'), "AK020"),
    Case("a long key behind a question mark", yaml("? " + "k" * 1_100 + "\n: v"), "", 0),
    Case("a megabyte of words before a colon", yaml("k " * 500_000 + ": v"), "AK020"),
    Case("a line of 5 MB", lambda: yaml("a: " + "x" * 5_000_000), "AK037"),
    Case("a line of 3 MB", lambda: yaml("a: " + "x" * 3_000_000), "", 0),
    Case("a key of 5 MB", lambda: yaml("x" * 5_000_000), "AK037"),
    Case("a quoted text of 3 MB of escapes", lambda: yaml('a: "' + "\\x41" * 750_000 + '"'), "", 0),
    Case(
        "3 MB of backslashes and half a pair", lambda: yaml('a: "' + "\\\\" * 1_500_000 + '\\ud800"'), "AK027"
    ),
    Case("3 MB of pairs of surrogates", lambda: yaml('a: "' + "\\ud83d\\ude00" * 250_000 + '"'), "", 0),
    Case("a folded text of 3 MB", lambda: yaml("a: >\n" + "  word word\n" * 250_000), "", 0),
    Case("a literal text of blank lines", lambda: yaml("a: |\n" + "\n" * 3_000_000 + "  x"), "", 0),
    Case("a plain text over many lines", lambda: yaml("a:\n" + "  word word\n" * 250_000), "", 0),
    Case("a body line of 5 MB", lambda: yaml("a: b") + "x" * 5_000_000, "", 0),
    Case("front matter of 17 MB", lambda: yaml("a: b\n" + "# comment\n" * 1_800_000), "AK031"),
    Case("1,000 documents", lambda: "a: b\n---\n" * 999 + "a: b", "", 0, "x.yaml"),
    Case("1,000 items", lambda: "- a: b\n" * 1_000, "", 0, "x.yaml"),
    Case("5 MB of line ends in a data file", lambda: "\n" * 5_000_000 + "a: b", "", 0, "x.yaml"),
    Case("5 MB of spaces in a data file", lambda: " " * 5_000_000 + "a: b", "", 0, "x.yaml"),
    Case("5 MB of anchors", lambda: yaml("a: [" + "&a b," * 24_000 + "]"), "", 0),
]


@each(SIZES)
def test_much(case: Case, sandbox: Sandbox, tmp_path: Path) -> None:
    assert judge(case, sandbox, tmp_path) == case.verdict


@pytest.mark.parametrize("name", ["x.md", "x.json", "x.yaml"])
def test_a_file_beyond_the_limit_is_not_read(name: str, sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    os.truncate(tmp_path / name, 65 * MIB)
    ended = sandbox.validate("--output-format", "jsonl", name, cwd=tmp_path)
    assert (ended.codes, ended.code) == ({"AK004"}, 1)


def test_a_line_beyond_the_limit_does_not_hide_the_next(sandbox: Sandbox, tmp_path: Path) -> None:
    with (tmp_path / "x.jsonl").open("wb") as file:
        file.write(b'{"a": 1}\n{"a": "')
        file.write(b"x" * (65 * MIB))
        file.write(b'"}\n{"a": NaN}\n')
    ended = sandbox.validate("--select", "AK0", "--output-format", "jsonl", "x.jsonl", cwd=tmp_path)
    found = [(finding["code"], finding["location"]) for finding in ended.findings]
    assert found == [("AK031", {"row": 2, "column": 1}), ("AK026", {"row": 3, "column": 7})]


@pytest.mark.parametrize("report", ["full", "concise", "github"])
def test_many_findings_in_one_long_line(report: str, sandbox: Sandbox, tmp_path: Path) -> None:
    """A report that keeps or measures the whole line for each finding takes gigabytes and minutes."""
    images = ",".join('{"width": "600px"}' for _ in range(500))
    (tmp_path / "x.jsonl").write_text('{"text": "' + "x" * 3_000_000 + '", "images": [' + images + "]}")
    ended = sandbox.validate("--output-format", report, "x.jsonl", cwd=tmp_path, seconds=8)
    assert ended.code == 1
    assert ended.out.count(b"600px") >= 500


def test_numbers_that_overflow_a_validator(sandbox: Sandbox, tmp_path: Path) -> None:
    huge = "9" * 1_000
    (tmp_path / "x.md").write_text(
        yaml(f"quality: {huge}\nheat: -{huge}\nimages: [{{width: {huge}, height: 1e308}}]")
    )
    ended = sandbox.validate("--schema", "news", "--output-format", "jsonl", "x.md", cwd=tmp_path)
    assert ended.code == 1
