"""Workflow commands, taken apart as GitHub's runner does it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings

from artikit.model import Position

from .samples import DIAGNOSTICS, EVERY_KIND, made, rendered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest

    from artikit.model import Diagnostic

UNESCAPED = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


class Command(NamedTuple):
    """One annotation as the runner reads it."""

    level: str
    properties: dict[str, str]
    message: str


def unescaped(text: str) -> str:
    return re.sub("%(0D|0A|3A|2C|25)", lambda match: UNESCAPED[match[0]], text)


def read(line: str) -> Command | None:
    """Read a line by the rules of actions/runner, ActionCommand.cs."""
    match = re.match(r"\s*::([^ :]+)(?: (.*?))?::(.*)", line)
    if not match:
        return None
    listed = [pair.partition("=") for pair in (match[2] or "").split(",")]
    return Command(match[1], {key: unescaped(value) for key, _, value in listed}, unescaped(match[3]))


def split(diagnostics: Iterable[Diagnostic]) -> tuple[list[Command], list[str]]:
    """Annotations, and the lines that are none."""
    text = rendered("github", diagnostics)
    assert "##[" not in text
    lines = re.split("\r\n|\r|\n", text)
    assert lines.pop() == ""
    commands = [command for line in lines if (command := read(line))]
    return commands, [line for line in lines if not read(line)]


def test_every_part_of_a_finding_comes_through() -> None:
    commands, rest = split([made("100 % of `a`", "a,b:c.md", help="mend it")])
    place = {"file": "a,b:c.md", "line": "3", "endLine": "3", "col": "5", "endColumn": "9"}
    title = {"title": "artikit AK101 missing-key"}
    assert commands == [Command("error", place | title, "100 % of `a`; mend it")]
    assert rest == []


def test_columns_are_left_out_where_a_finding_has_several_lines() -> None:
    ((_, properties, _),), _ = split([made(start=Position(3, 5), end=Position(4, 2))])
    assert properties == {
        "file": "news/a.md",
        "line": "3",
        "endLine": "4",
        "title": "artikit AK101 missing-key",
    }


def test_ten_of_each_level_are_annotations_the_worst_first_and_the_rest_is_listed() -> None:
    several = [
        made(line=line, severity=level) for line in range(1, 14) for level in ("info", "warning", "error")
    ]
    commands, rest = split(several)
    assert [one.level for one in commands] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert [int(one.properties["line"]) for one in commands] == [*range(1, 11)] * 3
    assert len(rest) == 10
    assert rest[0] == "news/a.md:11:5: AK101[missing-key] missing `webUrl`"
    assert rest[-1] == (
        "9 findings are listed above, not shown as annotations: GitHub shows 10 of each level a step"
    )


def test_few_findings_are_annotations_alone() -> None:
    assert [len(part) for part in split([made()] * 10)] == [10, 0]
    assert split([]) == ([], [])
    assert split([made()] * 11)[1][-1].startswith("1 finding is listed above")


def test_what_is_in_the_baseline_is_listed_and_no_annotation() -> None:
    commands, rest = split([made(baselined=True), made("new")])
    assert [one.message for one in commands] == ["new"]
    assert rest[0].startswith("news/a.md:3:5: ")
    assert rest[1:] == ["1 finding is listed above, not shown as annotations: in the baseline"]


def test_it_is_said_why_a_finding_is_no_annotation() -> None:
    _, rest = split([*[made()] * 12, *[made(baselined=True)] * 3])
    assert rest[-2:] == [
        "2 findings are listed above, not shown as annotations: GitHub shows 10 of each level a step",
        "3 findings are listed above, not shown as annotations: in the baseline",
    ]


def test_a_path_is_told_from_the_top_of_the_workspace(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (top / "checkout" / "site").mkdir(parents=True)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(top / "checkout"))
    monkeypatch.chdir(top / "checkout" / "site")
    for path in ("a.md", "./a.md", str(top / "checkout/site/a.md")):
        assert split([made(path=path)])[0][0].properties["file"] == "site/a.md"


def test_other_records_are_named_in_the_message() -> None:
    other = next(one for one in EVERY_KIND if one.notes and one.notes[0].path)
    assert split([other])[0][0].message == "`webUrl` is that of another record; the other record: old/a.md:7"


@settings(max_examples=500, deadline=None)
@given(DIAGNOSTICS)
def test_any_text_stays_text(diagnostics: list[Diagnostic]) -> None:
    commands, rest = split(diagnostics)
    live = [one for one in diagnostics if not one.baselined]
    assert len(commands) == len(live)
    assert len(rest) == (len(diagnostics) - len(live) + 1 if len(diagnostics) > len(live) else 0)
    assert {one.level for one in commands} <= {"error", "warning", "notice"}
    assert all(
        set(one.properties) == {"file", "line", "endLine", "col", "endColumn", "title"} for one in commands
    )
