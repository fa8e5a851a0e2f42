"""`artikit validate PATH...` goes past Typer, and says the same as if it had not."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from artikit import cli
from artikit.cli.checking import check
from artikit.cli.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

SOUND = """---
title: Fog bell
publishedDateTime: 2021-06-17T05:30:00Z
webUrl: "https://www.northquill.example/fog"
provider:
  name: North Quill
  domain: northquill.example
---
"""
FAULTY = SOUND.replace("05:30", "25:30")

_ALL_BY_TYPER = "from artikit import cli; cli._is_plain = lambda words: False; cli.run()"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "good.md").write_text(SOUND, encoding="utf-8")
    (tmp_path / "bad.md").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "*.md").write_text(FAULTY, encoding="utf-8")
    return tmp_path


def ran(code: str, words: list[str], folder: Path) -> tuple[int, bytes, bytes]:
    run = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=folder, capture_output=True, check=False, timeout=60
    )
    return run.returncode, run.stdout, run.stderr


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["good.md"], 0),
        (["bad.md"], 1),
        (["good.md", "bad.md", "good.md"], 1),
        (["."], 1),
        (["a b/*.md", "a b"], 1),
        (["missing.md"], 2),
        ([""], 2),
    ],
    ids=str,
)
def test_plain_paths_are_checked_as_typer_would_have_them_checked(
    paths: list[str], code: int, tree: Path
) -> None:
    words = ["validate", *paths]
    assert cli._is_plain(words) == (os.name != "nt")
    directly = ran("from artikit import cli; cli.run()", words, tree)
    assert directly == ran(_ALL_BY_TYPER, words, tree)
    assert directly[0] == code


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["validate"],
        ["validate", "-"],
        ["validate", "--", "-x.md"],
        ["validate", "a.md", "--quiet"],
        ["validate", "-q", "a.md"],
        ["--version", "validate", "a.md"],
        ["convert", "a.md"],
    ],
    ids=" ".join,
)
def test_whatever_may_be_an_option_is_left_to_typer(words: list[str]) -> None:
    assert not cli._is_plain(words)


def test_the_command_takes_what_typer_gives_it_with_the_same_defaults() -> None:
    told, taken = (inspect.signature(one).parameters for one in (validate, check))
    assert [(one.name, one.default) for one in told.values()] == [
        (one.name, one.default) for one in taken.values()
    ]
