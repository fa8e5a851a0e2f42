"""The table for GitHub's summary, read back by an independent parser of Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from artikit.reports.markdown import _cell, _code

from .samples import DIAGNOSTICS, EVERY_KIND, NASTY, made, rendered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from artikit.model import Diagnostic

PARSER = MarkdownIt("commonmark").enable("table")
MEBIBYTE = 1024 * 1024


def cells(text: str) -> list[list[Token]]:
    """Rows of the one table in a text, each a list of the cells' contents."""
    rows: list[list[Token]] = []
    for token in PARSER.parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows and token.level >= 3:
            rows[-1].append(token)
    return rows[1:]


def shown(cell: Token) -> str:
    assert {child.type for child in cell.children or []} <= {"text", "code_inline"}
    return "".join(child.content for child in cell.children or [])


def table(diagnostics: Iterable[Diagnostic]) -> list[list[str]]:
    text = rendered("markdown", diagnostics)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", text)
    rows = [[shown(cell) for cell in row] for row in cells(text)]
    assert {len(row) for row in rows} <= {4}
    return rows


def test_findings_stand_in_a_table_rule_by_rule_and_the_worst_first() -> None:
    rows = table(EVERY_KIND)
    assert len(rows) == len(EVERY_KIND)
    assert [(row[0], row[1]) for row in rows if row[0]] == [
        ("error", "AK021 duplicate-key"),
        ("error", "AK101 missing-key"),
        ("error", "AK102 unknown-key"),
        ("warning", "AK101 missing-key"),
        ("info", "AK101 missing-key"),
        ("error, baselined", "AK101 missing-key"),
    ]
    assert rows[1][2:] == ["missing webUrl in related[1] “Ladders of the north”", "news/a.md:3:5"]


def test_a_heading_sums_up() -> None:
    several = [
        made(),
        made(path="b.md"),
        made(severity="warning"),
        made(severity="info"),
        made(severity="info"),
    ]
    assert rendered("markdown", several).startswith(
        "### artikit: 2 errors, 1 warning, 2 remarks in 2 files\n\n"
    )
    assert rendered("markdown", [made()]).startswith("### artikit: 1 error in 1 file\n\n")
    assert rendered("markdown", []) == "### artikit: nothing found\n"


def test_the_heading_tells_what_is_new_from_what_is_known() -> None:
    known = [made(path=f"{number}.md", baselined=True) for number in range(1_200)]
    assert rendered("markdown", [made(), *known]).startswith(
        "### artikit: 1 error in 1 file, 1,200 in the baseline\n\n| Level "
    )
    assert rendered("markdown", known[:2]).startswith(
        "### artikit: nothing new found, 2 in the baseline\n\n| Level "
    )


def test_fifty_rows_are_shown_and_the_rest_is_counted() -> None:
    rows = table(made(line=line) for line in range(1, 3_001))
    assert [row[3] for row in rows[:50]] == [f"news/a.md:{line}:5" for line in range(1, 51)]
    assert [row[2] for row in rows[50:]] == ["and 2,950 more of AK101"]


def test_a_common_fault_leaves_room_for_the_others() -> None:
    common = [made(line=line) for line in range(1, 1_000)]
    rare = [made(code=f"AK2{number:02}", name="rare", severity="warning") for number in range(20)]
    rows = [row for row in table([*common, *rare]) if row[3]]
    assert len(rows) == 50
    assert sum(row[1].endswith("rare") for row in rows) == 20


def test_of_more_rules_than_rows_the_rest_is_told() -> None:
    text = rendered("markdown", (made(code=f"AK{number}", line=1) for number in range(100, 160)))
    assert text.endswith("\nand 10 more, of 10 other rules\n")
    assert len(cells(text)) == 50


def test_names_in_a_message_are_set_as_code_where_all_else_is_words() -> None:
    assert (
        _cell("unknown key `exerpt`; did you mean `excerpt`?")
        == "unknown key `exerpt`; did you mean `excerpt`?"
    )
    assert _cell("missing `webUrl` in “Ladders of the north”") == "missing `webUrl` in “Ladders of the north”"
    assert _cell("the key `a|b` stands twice") == "the key `a\\|b` stands twice"


@pytest.mark.parametrize(
    "lively",
    [
        "see @octocat",
        "fixes #1",
        "GH-1",
        "www.evil.example",
        "x :smile: y",
        "in 0123abc",
        "*b*",
        "a_b_c",
        "<b>",
        "$x$",
    ],
)
def test_what_github_would_make_something_of_is_code(lively: str) -> None:
    assert _cell(f"`name` is “{lively}”") == f"`` `name` is “{lively}” ``"


def markdown_row(*contents: str) -> str:
    return f"| a | b |\n| --- | --- |\n| {' | '.join(contents)} |\n"


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
def test_nasty_text_is_shown_as_it_is(nasty: str) -> None:
    ((first, last),) = [[shown(cell) for cell in row] for row in cells(markdown_row(_code(nasty), "end"))]
    assert last == "end"
    if nasty.isprintable() and len(nasty) < 300 and not re.search(r"\\\||##\[", nasty):
        assert first == nasty


@settings(max_examples=1_000, deadline=None)
@given(st.text(min_size=1) | st.text(alphabet="`|\\ a<@", min_size=1))
def test_no_text_leaves_its_cell(text: str) -> None:
    for write in (_code, _cell):
        ((first, last),) = cells(markdown_row(write(text), "end"))
        assert shown(last) == "end"
        assert shown(first) or not text.strip()


def test_the_longest_report_is_far_from_githubs_limit() -> None:
    wide = [made("\u202e" * 10_000, "\u202e" * 3_000, code=f"AK{number}") for number in range(100, 300)]
    assert len(rendered("markdown", wide).encode()) < MEBIBYTE / 10
    faces = [made("😀" * 10_000, "😀" * 3_000, code=f"AK{number}") for number in range(100, 300)]
    assert len(rendered("markdown", faces).encode()) < MEBIBYTE / 4


@settings(max_examples=300, deadline=None)
@given(DIAGNOSTICS)
def test_any_text_stays_text(diagnostics: list[Diagnostic]) -> None:
    rows = table(diagnostics)
    assert len([row for row in rows if row[3]]) == len(diagnostics)
