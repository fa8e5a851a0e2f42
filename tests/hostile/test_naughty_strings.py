"""The Big List of Naughty Strings as titles, keys and file names: read back equal, shown safely."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from artikit.api import load

from .sandbox import ROOT
from .test_output import REPORTS, hold

if TYPE_CHECKING:
    from pathlib import Path

    from .sandbox import Sandbox

LIST = ROOT / ".test-data" / "naughty-strings" / "resources" / "blns.json"
if not LIST.exists():
    pytest.skip("naughty-strings is not in .test-data; run tests/fetch_data.py", allow_module_level=True)
STRINGS: list[str] = json.loads(LIST.read_text(encoding="utf-8"))


def _key(text: str) -> str:
    """Keep it below the 1,024 characters that YAML allows, escapes included."""
    return text[:150]


def _data(text: str) -> dict[str, object]:
    return {"title": text, "x": {_key(text): text}}


def _containers(text: str) -> dict[str, str]:
    """Give files of each format in which the text is the title and a key."""
    data = _data(text)
    record, escaped = json.dumps(data, ensure_ascii=False), json.dumps(data)
    yaml = f"title: {json.dumps(text)}\nx:\n  ? {json.dumps(_key(text))}\n  : {json.dumps(text)}\n"
    return {
        "a.md": f"---\n{yaml}---\n{text}\n",
        "b.md": f"---\n{escaped}\n---\n{text}\n",
        "c.md": f";;;\n{record}\n;;;\n{text}\n",
        "d.md": f"{escaped}\n{text}\n",
        "e.json": record,
        "f.jsonl": f"{record}\n{escaped}\n",
        "g.yaml": yaml,
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every string in every container, and in the name of a file where a name can hold it."""
    folder = tmp_path_factory.mktemp("naughty")
    for number, text in enumerate(STRINGS):
        for name, content in _containers(text).items():
            (folder / f"{number:03}-{name}").write_text(content, encoding="utf-8", newline="")
        name = text.replace("/", "_").replace("\0", "_").encode()[:200].decode(errors="ignore") + ".md"
        if not name.startswith("."):
            (folder / "names").mkdir(exist_ok=True)
            (folder / "names" / name).write_text("---\n1: x\n---\n")
    return folder


def test_values_are_read_back_equal(folder: Path) -> None:
    for number, text in enumerate(STRINGS):
        for name in _containers(text):
            for record in load(folder / f"{number:03}-{name}"):
                assert not record.problems, (text, name, record.problems)
                assert record.data == _data(text)
                assert not name.endswith(".md") or record.body == f"{text}\n"


@pytest.mark.parametrize("report", REPORTS)
def test_reports_are_safe(report: str, sandbox: Sandbox, folder: Path) -> None:
    files = sorted(name for name in os.listdir(folder) if name.endswith(("a.md", "e.json")))
    options = ("--schema", "news", "--output-format", report)
    ended = sandbox.validate(*options, *files, "names", cwd=folder, seconds=60)
    assert ended.code == 1
    hold(ended, report)


def test_every_finding_is_a_command_or_a_line(sandbox: Sandbox, folder: Path) -> None:
    github, listed = (
        sandbox.validate("--select", "AK0", "--output-format", report, "names", cwd=folder)
        for report in ("github", "jsonl")
    )
    assert github.out.count(b"\n") - 1 == len(listed.findings) > 400
