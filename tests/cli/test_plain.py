"""`artikit validate PATH...` goes past Typer, and says the same as if it had not."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.cli.checking_asked import Asked
from artikit.cli.plain import plain_arguments
from artikit.cli.program import program
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

_ALL_BY_TYPER = "from artikit import cli; cli.plain_arguments = lambda words: None; cli.run()"


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
    assert plain_arguments(words) == {"paths": paths}
    directly = ran("from artikit import cli; cli.run()", words, tree)
    assert directly == ran(_ALL_BY_TYPER, words, tree)
    assert directly[0] == code


@pytest.mark.parametrize(
    "words",
    [
        ["--quiet", "good.md", "bad.md"],
        ["good.md", "-q"],
        ["--force-exclude", "good.md"],
        ["--output-format", "github", "bad.md", "--statistics"],
        ["--output-format=json", "--output-format", "sarif:out.sarif", "--exit-zero", "."],
        ["--select", "AK1", "--ignore=AK105", "--schema", "news", "bad.md"],
        ["--jobs", "2", "-j", "1", "--no-cache", "--cache-dir", "x", "."],
        ["--cache-key=hash", "--cache-dir", "x", "--profile", "."],
        ["--schema=", "good.md"],
        ["--now", "2022-01-01T00:00:00Z", "--isolated", "--config", "none.toml"],
        ["--now", "soon"],
        ["--allow-empty", "--corpus", "a b"],
    ],
    ids=" ".join,
)
def test_usual_options_are_taken_as_typer_takes_them(words: list[str], tree: Path) -> None:
    words = ["validate", *words]
    taken = plain_arguments(words)
    assert taken is not None
    assert {**DEFAULTS, **taken} == by_typer(words)
    if "--profile" not in words:  # which tells times
        assert ran("from artikit import cli; cli.run()", words, tree) == ran(_ALL_BY_TYPER, words, tree)


DEFAULTS = {name: one.default for name, one in inspect.signature(Asked).parameters.items()}
COMMAND = typer.main.get_command(program(["validate"])).commands["validate"]  # type: ignore[attr-defined]
PATHS = ["a.md", ".", "x y", "é", "=", "a=b", ""]
VALUES = [
    "news",
    "AK1,AK2",
    "1",
    "0",
    "-1",
    "007",
    "1000",
    "²",
    "",
    "-",
    "--",
    "-q",
    "hash",
    "stat",
    "=",
    "a=b",
]


def by_typer(words: list[str]) -> dict[str, Any] | None:
    """What Typer gives the command; None where it refuses the words."""
    try:
        params = COMMAND.make_context("validate", words[1:]).params
    except (typer.TyperException, typer.Exit):
        return None
    return {name: list(one) or None if isinstance(one, tuple) else one for name, one in params.items()}


@pytest.mark.skipif(os.name == "nt", reason="Typer reads all of them there")
@settings(max_examples=1_500, deadline=None)
@given(
    st.lists(
        st.sampled_from(PATHS)
        | st.sampled_from(
            [f"--{name.replace('_', '-')}" for name in DEFAULTS] + ["-q", "-j", "--no", "-h", "-j2"]
        )
        | st.tuples(st.sampled_from(sorted(DEFAULTS)), st.sampled_from(VALUES)).map(
            lambda pair: f"--{pair[0].replace('_', '-')}={pair[1]}"
        )
        | st.sampled_from(VALUES),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_taken_is_what_typer_takes(words: list[str]) -> None:
    words = ["validate", *words]
    taken = plain_arguments(words)
    if taken is not None:
        assert {**DEFAULTS, **taken} == by_typer(words)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["validate"],
        ["validate", "-"],
        ["validate", "--", "-x.md"],
        ["validate", "--help"],
        ["validate", "--no-such", "a.md"],
        ["validate", "--quiet=yes", "a.md"],
        ["validate", "--schema"],
        ["validate", "--schema", "-x", "a.md"],
        ["validate", "--jobs", "0"],
        ["validate", "-j2"],
        ["validate", "--cache-key", "md5"],
        ["validate", "--output_format", "json"],
        ["validate", "--fail-level", "warning", "a.md"],
        ["--version", "validate", "a.md"],
        ["convert", "a.md"],
    ],
    ids=" ".join,
)
def test_whatever_is_not_plain_is_left_to_typer(words: list[str]) -> None:
    assert plain_arguments(words) is None


def test_the_command_takes_what_typer_gives_it_with_the_same_defaults() -> None:
    told, taken = (inspect.signature(one).parameters for one in (validate, Asked))
    assert [(one.name, one.default) for one in told.values()] == [
        (one.name, one.default) for one in taken.values()
    ]
