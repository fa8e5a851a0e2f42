"""Several reports of one run, into files and on standard output."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from artikit.errors import UsageError
from artikit.reports import Target, Wants, names, render_all, targets, wants
from artikit.reports import _several as several

from .samples import EVERY_KIND, made, rendered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from artikit.model import Diagnostic

FILES = [name for name in names() if name != "full"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*values: str, found: list[Diagnostic] = EVERY_KIND, baselined: bool = True) -> str:
    """Write reports of a stream that can be read once; return what goes to standard output."""
    out = io.StringIO()
    render_all(iter(found), targets(values), out, colour=False, baselined=baselined)
    return out.getvalue()


def text(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


@pytest.mark.parametrize("name", FILES)
def test_a_file_holds_what_standard_output_would_show(name: str) -> None:
    assert write(f"{name}:report") == ""
    assert text("report") == write(name) == rendered(name, EVERY_KIND)


def test_all_reports_of_one_run_at_once() -> None:
    shown = write(*(f"{name}:out/{name}.txt" for name in FILES), "github")
    assert shown == rendered("github", EVERY_KIND)
    for name in FILES:
        assert text(f"out/{name}.txt") == rendered(name, EVERY_KIND)
    assert sorted(os.listdir("out")) == sorted(f"{name}.txt" for name in FILES)


@pytest.mark.parametrize("name", FILES)
def test_known_findings_go_to_those_reports_that_want_them(name: str) -> None:
    new = [one for one in EVERY_KIND if not one.baselined]
    wanted = rendered(name, EVERY_KIND if name == "sarif" else new)
    assert wanted != rendered(name, new if name == "sarif" else EVERY_KIND)
    assert write(name, baselined=False) == wanted
    assert write(f"{name}:report", "concise" if name != "concise" else "json", baselined=False)
    assert text("report") == wanted


def test_a_dash_is_standard_output() -> None:
    assert write("concise:-", "json:./-") == rendered("concise", EVERY_KIND)
    assert text("-") == rendered("json", EVERY_KIND)


def test_the_order_of_the_targets_does_not_matter() -> None:
    assert write("concise", "sarif:a.sarif") == write("sarif:b.sarif", "concise")
    assert text("a.sarif") == text("b.sarif")


def test_standard_output_is_written_while_findings_come() -> None:
    out = io.StringIO()

    def found() -> Iterator[Diagnostic]:
        for line in range(1, 4):
            yield made(line=line)
            assert out.getvalue().count("\n") == line

    render_all(found(), targets(["jsonl", "gitlab:report.json"]), out, colour=False)
    assert text("report.json").count("fingerprint") == 3


@pytest.mark.parametrize("name", FILES)
def test_a_run_that_fails_before_anything_is_found_leaves_standard_output_empty(name: str) -> None:
    out = io.StringIO()

    def found() -> Iterator[Diagnostic]:
        yield from ()
        raise UsageError("nothing to check")

    with pytest.raises(UsageError):
        render_all(found(), targets([name]), out, colour=False)
    assert out.getvalue() == ""


def test_many_findings_go_by_way_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(several, "_IN_MEMORY", 10)
    assert write("concise", "jsonl:a", "gitlab:b") == rendered("concise", EVERY_KIND)
    assert text("a") == rendered("jsonl", EVERY_KIND)
    assert text("b") == rendered("gitlab", EVERY_KIND)


def test_without_findings_every_file_is_whole_and_valid() -> None:
    write(*(f"{name}:{name}" for name in FILES), found=[])
    for name in FILES:
        assert text(name) == rendered(name, [])


def test_a_run_that_fails_leaves_the_files_as_they_were(folder: Path) -> None:
    (folder / "old.sarif").write_text("old", encoding="utf-8")

    def found() -> Iterator[Diagnostic]:
        yield made()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_all(found(), targets(["sarif:old.sarif", "junit:new/new.xml"]), io.StringIO(), colour=False)
    assert text("old.sarif") == "old"
    assert sorted(os.listdir(folder)) == [".git", "old.sarif"]


def test_a_report_takes_the_place_of_an_older_one() -> None:
    write("gitlab:report.json")
    write("gitlab:report.json", found=[])
    assert text("report.json") == "[]\n"


def test_a_target_that_cannot_be_written_is_known_before_anything_is_checked(folder: Path) -> None:
    def checked() -> Diagnostic:
        pytest.fail("a record was checked")

    (folder / "file").touch()
    for target, error in ((f"sarif:{folder}", UsageError), ("sarif:file/report", OSError)):
        with pytest.raises(error):
            render_all(
                (checked() for _ in range(1)), targets([target, "concise"]), io.StringIO(), colour=False
            )


def test_a_summary_is_added_to_what_the_step_has_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "summary").write_text("earlier\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary"))
    write("markdown:summary")
    assert text("summary") == "earlier\n" + rendered("markdown", EVERY_KIND)
    (folder / "summary").write_text("no line end", encoding="utf-8")
    write("markdown:summary")
    assert text("summary") == "no line end\n" + rendered("markdown", EVERY_KIND)
    (folder / "summary").write_text("", encoding="utf-8")
    write("markdown:summary")
    assert text("summary") == rendered("markdown", EVERY_KIND)


def test_targets_are_names_and_files() -> None:
    assert targets([]) == []
    assert targets(["github", "sarif:a:b.sarif", "markdown:C:\\x.md"]) == [
        Target("github"),
        Target("sarif", "a:b.sarif"),
        Target("markdown", "C:\\x.md"),
    ]


@pytest.mark.parametrize(
    "values, message",
    [
        (["sarf"], "no report `sarf`; did you mean `sarif`?"),
        (["sarf:x"], "no report `sarf`; did you mean `sarif`?"),
        (["_json"], "no report `_json`"),
        ([""], "no report ``; there are concise, full"),
        (["sarif:"], "`sarif:` names no file behind the colon"),
        (
            ["sarif", "github"],
            "`sarif` and `github` cannot both go to standard output; give one a file: `sarif:FILE`",
        ),
        (["sarif:x", "github", "github"], "`github` and `github` cannot both"),
        (["github", "sarif:-"], "`github` and `sarif` cannot both"),
    ],
)
def test_what_cannot_be_is_refused(values: list[str], message: str) -> None:
    with pytest.raises(UsageError) as raised:
        targets(values)
    assert message in str(raised.value)


def test_two_reports_cannot_be_one_file() -> None:
    with pytest.raises(UsageError, match="are the same file"):
        write("sarif:x", "gitlab:./x")


def test_what_reports_want_is_asked_for_once_and_nothing_else() -> None:
    assert wants(targets(["concise"])) == Wants()
    assert wants(targets(["full"])) == Wants(frames=True)
    assert wants(targets(["sarif:a", "gitlab"])) == Wants(fingerprints=True, baselined=True)
    assert wants(targets(["rdjson", "full:x"])) == Wants(frames=True, byte_columns=True)
