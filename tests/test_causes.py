"""Findings are grouped by what made them, and the command that mends a group is named."""

from __future__ import annotations

from dataclasses import replace

from artikit.causes import _MOST, SHARED, Causes
from artikit.model import Diagnostic, Fix, Pointer, Position

START = Position(1, 1)
SAFE, UNSAFE = Fix("mend", ()), Fix("mend", (), safe=False)


def finding(
    path: str,
    message: str = "`excerpt` is not trimmed",
    pointer: Pointer = ("excerpt",),
    code: str = "AK230",
    fix: Fix | None = None,
) -> Diagnostic:
    return Diagnostic(path, START, START, code, "untrimmed-text", message, "warning", pointer, fix=fix)


def told(
    *findings: Diagnostic, least: int = 2, paths: tuple[str, ...] = (), options: tuple[str, ...] = ()
) -> list[str]:
    causes = Causes()
    for one in findings:
        causes.count([one])
    return list(causes.lines(paths, options, least))


def test_a_cause_is_told_with_the_number_of_its_files_and_what_mends_it() -> None:
    findings = [finding(f"{number}.md", fix=SAFE) for number in range(312)]
    assert told(*findings, paths=(".",)) == [
        "312 files share this cause: AK230 untrimmed-text at /excerpt: `excerpt` is not trimmed",
        "  `artikit fix --select AK230` mends them",
    ]


def test_few_files_share_nothing() -> None:
    findings = [finding(f"{number}.md") for number in range(SHARED - 1)]
    assert told(*findings, least=SHARED) == []
    assert len(told(*findings, finding("x.md"), least=SHARED)) == 2


def test_files_are_counted_not_findings() -> None:
    twice = [finding(path, pointer=("related", index, "title")) for path in "ab" for index in range(3)]
    assert told(*twice)[0].startswith("2 files share this cause: AK230 untrimmed-text at /related/*/title: ")


def test_numbers_and_quotations_do_not_part_a_cause_but_names_and_places_do() -> None:
    same = [finding(f"{number}.md", f"`heat` is {number}, in “Title {number}”") for number in range(3)]
    assert told(*same)[0].endswith(": `heat` is …, in …")
    apart = [
        finding("a.md", "unknown key `exerpt`"),
        finding("b.md", "unknown key `titel`"),
        finding("c.md", "unknown key `exerpt`", ("related", 0, "exerpt")),
        finding("d.md", "unknown key `exerpt`", code="AK102"),
    ]
    assert told(*apart) == []
    assert len(told(*apart, finding("e.md", "unknown key `titel`"))) == 2
    long = [finding(f"{name}.md", f"no `{name * 50}.md`") for name in "ab"]
    assert told(*long)[0].endswith(": no …")


def test_the_command_says_what_it_cannot_mend_and_what_is_unsafe() -> None:
    assert told(finding("a.md"), finding("b.md"))[1] == "  `artikit rule AK230` says what to do"
    unsafe = told(finding("a.md", fix=UNSAFE), finding("b.md", fix=UNSAFE))
    assert (
        unsafe[1] == "  `artikit fix --select AK230 --unsafe` mends them; look at what it changes with --diff"
    )
    part = told(finding("a.md", fix=SAFE), finding("b.md"), finding("c.md", fix=UNSAFE), paths=("a b", "-x"))
    assert part[1] == "  `artikit fix --select AK230 'a b' ./-x` mends 1 of 3"


def test_the_command_has_the_options_by_which_records_were_judged() -> None:
    findings = [finding(path, fix=SAFE) for path in "ab"]
    line = told(*findings, paths=("a b",), options=("--schema", "my news", "--isolated"))[1]
    assert line == "  `artikit fix --select AK230 --schema 'my news' --isolated 'a b'` mends them"


def test_a_command_for_hundreds_of_paths_does_not_list_them() -> None:
    findings = [finding(path, fix=SAFE) for path in "ab"]
    line = told(*findings, paths=tuple(f"news/{number}.md" for number in range(300)))[1]
    assert line == "  `artikit fix --select AK230` with the same paths mends them"


def test_the_commonest_come_first_and_only_some_are_told() -> None:
    findings = [
        finding(f"{number}.md", f"`k{'x' * name}`") for name in range(7) for number in range(name + 2)
    ]
    lines = told(*findings)
    assert [line.split()[0] for line in lines[:10:2]] == ["8", "7", "6", "5", "4"]
    assert lines[10:] == ["2 more causes are shared by 2 files or more; --statistics names them"]
    causes = Causes()
    causes.count(findings)
    assert len(list(causes.lines(least=2, every=True))) == 14


def test_a_grave_cause_comes_before_a_common_one() -> None:
    common = [finding(f"{number}.md") for number in range(20)]
    grave = [
        replace(finding(f"{number}.md", "`title` is missing", code="AK101"), severity="error")
        for number in range(10)
    ]
    lines = told(*common, *grave)
    assert [line.split(": ")[1].split()[0] for line in lines[::2]] == ["AK101", "AK230"]


def test_hostile_text_forges_nothing() -> None:
    findings = [finding(path, "::error::\x1b[2J\n\u202e`x`", ("\x1b",)) for path in "ab"]
    lines = told(*findings, paths=("\n::error::",))
    assert all(line.isprintable() for line in lines)
    assert not [line for line in lines if line.lstrip().startswith("::")]


def test_memory_does_not_grow_with_the_causes() -> None:
    causes = Causes()
    for number in range(3 * _MOST):
        causes.count([finding("a.md", f"`{'x' * (number % 40)}{chr(97 + number % 26)}`", (f"k{number}",))])
        if number % 100 == 0:
            causes.count([finding(f"{number}.md")])
    assert len(causes._causes) <= _MOST
    (shared,) = causes.shared()
    assert shared.files == 3 * _MOST // 100
