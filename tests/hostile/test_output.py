"""Untrusted text in every report: no terminal escape, no CI command, no markup gets through."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest

from artikit.reports import names

if TYPE_CHECKING:
    from pathlib import Path

    from .sandbox import Ended, Sandbox

REPORTS = list(names())
NASTY = [
    "[/]",
    "[/red]",
    "[red]x[/red]",
    "[link=https://example.com]x[/link]",
    ":smile:",
    "::error::forged",
    "::error file=x.md,line=1::forged",
    "  ::set-output name=x::y",
    "::stop-commands::x",
    "##[error]forged",
    "x ##[add-mask]y",
    "#\u200b#[error]z",
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://example.com\x07link\x1b]8;;\x07",
    "\x9b31mred",
    "\x07\x08\x0b\x0c\x7f\0",
    "\u202egnp.exe",
    "\u2066x\u2069\u200f",
    "a\nb::error::c\n::error::d",
    "a\r::error::b",
    "a\u2028::error::b\u2029c\x85d",
    "%0A::error::x%0D",
    "\ufeffx\u00ad\u200b",
    "\U000e0041\U000e007f",
    "%s {} {0} $x `x` <b> & \"' \\",
]
_ALLOWED = re.compile(
    r"[^\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]*"
)
_OURS = re.compile(r"\x1b\[[0-9;]*m")


def commands(output: str) -> list[str]:
    """What GitHub's runner takes for commands: `TryParseV2` and `TryParse` of actions/runner, ActionCommand.cs."""
    found = []
    for line in re.split("\r\n|\n|\r", output):
        trimmed = line.lstrip()
        end = trimmed.find("::", 2)
        if trimmed.startswith("::") and end >= 0:
            found.append(trimmed[2:end].split(" ", 1)[0])
            continue
        start = line.find("##[")
        end = line.find("]", start)
        if start >= 0 and end >= 0:
            found.append(line[start + 3 : end].split(" ", 1)[0])
    return found


def unprintable(output: str, *, colour: bool) -> list[str]:
    """Lines with anything but printable characters and, with colour, the sequences that rich writes."""
    lines = output.split("\n")
    if colour:
        lines = [_OURS.sub("", line) for line in lines]
    return [line for line in lines if not _ALLOWED.fullmatch(line)]


TALK = re.compile(
    r"[\d,]+ records? checked, |[\d,]+ files share this cause: AK\d{3} |  `?artikit |[\d,]+ more causes? |not compared "
)
"""How each line on standard error begins: text of a record cannot begin one of its own."""


def hold(ended: Ended, report: str, *, colour: bool = False) -> None:
    """Hold what holds for every report, whatever is in the records."""
    out, err = ended.out.decode(), ended.err.decode()
    assert not unprintable(out, colour=colour)
    assert not unprintable(err, colour=False)
    assert commands(err) == []
    assert [line for line in err.split("\n")[:-1] if not TALK.match(line)] == []
    if report == "github":
        assert set(commands(out)) <= {"error", "warning", "notice"}
        assert len(commands(out)) <= 30
    else:
        assert commands(out) == []


def records(nasty: str) -> dict[str, str]:
    """Files in which the text stands as a value, as a key, and where a reader stumbles over it."""
    quoted = json.dumps(nasty)
    value = {"width": nasty, "provider": nasty, "publishedDateTime": nasty, "webUrl": nasty, "title": [nasty]}
    return {
        "value.md": f"---\n{json.dumps({**value, 'related': [value], 'images': [value]})}\n---\n{nasty}\n",
        "key.md": f"---\n{quoted}: 1\n{quoted}: 2\nexerpt: x\nrelated: [{{{quoted}: {{{quoted}: 1}}}}]\n---\n",
        "raw.md": f"---\ntitle: {nasty}\n{nasty}\n---\n",
        "head.md": f"---{nasty}\ntitle: x\n---\n",
        "text.md": f"{nasty}\n",
        "alias.md": f"---\na: *{nasty}\n---\n",
        "tag.md": f"---\na: !{nasty} x\n---\n",
        "value.json": json.dumps(value),
        "raw.json": f'{{"a": {nasty}}}',
        "key.json": f"{{{quoted}: 1, {quoted}: 2}}",
        "word.json": f'{{{nasty}: "{nasty}"}}',
        "lines.jsonl": f"{json.dumps(value)}\n{{{nasty}\n",
        "raw.yaml": f"a: b\n{nasty}: c\n",
        "toml.md": f'+++\n{nasty} = 1\n"{nasty}" = "{nasty}"\n+++\n',
        "table.md": f"+++\n[{nasty}]\na = {nasty}\n+++\n",
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every nasty text in every place."""
    folder = tmp_path_factory.mktemp("nasty")
    for number, nasty in enumerate(NASTY):
        for name, text in records(nasty).items():
            (folder / f"{number:02}-{name}").write_bytes(text.encode())
    return folder


@pytest.mark.parametrize("colour", ["FORCE_COLOR", "NO_COLOR"])
@pytest.mark.parametrize("report", REPORTS)
def test_nasty_text_in_records(report: str, colour: str, sandbox: Sandbox, folder: Path) -> None:
    files = sorted(os.listdir(folder))
    options = ("--schema", "news", "--output-format", report)
    ended = sandbox.validate(*options, *files, cwd=folder, env={colour: "1"})
    assert ended.code == 1
    hold(ended, report, colour=colour == "FORCE_COLOR" and report == "full")


def test_every_finding_is_a_command_or_a_line(sandbox: Sandbox, folder: Path) -> None:
    github, listed = (
        sandbox.validate(
            "--schema", "news", "--output-format", report, *sorted(os.listdir(folder)), cwd=folder
        )
        for report in ("github", "jsonl")
    )
    assert github.out.count(b"\n") - 1 == len(listed.findings) > 2_000


@pytest.mark.parametrize("report", REPORTS)
def test_nasty_text_in_names(report: str, sandbox: Sandbox, tmp_path: Path) -> None:
    names = [text.replace("/", "_").replace("\0", "_") + ".md" for text in NASTY]
    for name in [*names, "-x.md", "x\udcff\udc9b.md"]:
        (tmp_path / name).write_text("---\n1: x\n---\n")
    (tmp_path / "::error::folder").mkdir()
    for number in range(9):
        (tmp_path / "::error::folder" / f"{number}.md").write_text("text")
    ended = sandbox.validate("--select", "AK0", "--output-format", report, ".", cwd=tmp_path)
    assert ended.code == 1
    sign = {"sarif": b'"ruleId": "AK022"', "markdown": b".md:2:1"}.get(report, b"AK022")
    assert ended.out.count(sign) == len(names) + 2
    hold(ended, report)


@pytest.mark.parametrize("nasty", [text for text in NASTY if "\0" not in text], ids=ascii)
def test_nasty_text_in_arguments(nasty: str, sandbox: Sandbox, tmp_path: Path) -> None:
    """Hooks hand on the names of files, and a pull request can name a file as it likes."""
    for arguments in ([nasty], ["--schema", nasty, "."], ["--select", nasty, "."], [f"--{nasty}"]):
        ended = sandbox.validate(*arguments, cwd=tmp_path)
        assert ended.code == 2
        assert not ended.out
        assert commands(ended.err.decode()) == []
        assert not unprintable(ended.err.decode(), colour=False)


def test_the_runner_is_understood() -> None:
    lines = [
        "::error file=x::y",
        "  ::warning::z",
        "a ##[error]b",
        "##[command]c",
        "x ::error::y",
        "::error",
        "##[x",
    ]
    assert commands("\n".join(lines)) == ["error", "warning", "error", "command"]
