"""The action for GitHub and the problem matcher: what they say is what artikit shows and takes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import artikit
from artikit.reports.concise import line

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
MATCHER = json.loads((ROOT / ".github/artikit-problem-matcher.json").read_text(encoding="utf-8"))
((PATTERN,),) = (one["pattern"] for one in MATCHER["problemMatcher"])


def test_the_action_is_composite_and_says_what_it_is() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert {"name", "description", "author", "branding", "inputs"} <= set(ACTION)
    assert set(ACTION["inputs"]) == {"paths", "args", "python-version"}
    assert all(one["description"] and "default" in one for one in ACTION["inputs"].values())


def test_no_input_is_ever_part_of_a_script() -> None:
    scripts = [step["run"] for step in STEPS if "run" in step]
    assert len(scripts) == 2
    assert [script for script in scripts if "${{" in script] == []
    assert all(step["shell"] == "bash" for step in STEPS if "run" in step)


def test_every_input_reaches_a_script_by_its_environment_or_another_action() -> None:
    told = json.dumps([{key: step.get(key) for key in ("env", "with")} for step in STEPS])
    assert {name for name in ACTION["inputs"] if f"${{{{ inputs.{name} }}}}" in told} == set(ACTION["inputs"])


def test_actions_of_others_are_pinned_by_their_commit() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert len(used) == 1
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one) for one in used)


def test_the_newest_python_of_the_action_is_one_that_artikit_supports() -> None:
    version = ACTION["inputs"]["python-version"]["default"]
    assert f"Python :: {version}" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., list[str]]:
    """Run the action's last script with an artikit that only tells its words."""
    bash = shutil.which("bash")
    if bash is None or os.name == "nt":
        pytest.skip("no bash")
    programs = tmp_path / "artikit-venv" / "bin"
    programs.mkdir(parents=True)
    program = programs / "artikit"
    program.write_text('#!/bin/sh\nfor word; do printf "%s\\0" "$word"; done\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "x.md").touch()

    def check(paths: str, args: str) -> list[str]:
        known = {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": "/tmp/summary of this.md"}
        inputs = {"ARTIKIT_PATHS": paths, "ARTIKIT_ARGS": args}
        done = subprocess.run(
            [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[-1]["run"]],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], **known, **inputs},
            capture_output=True,
            check=True,
        )
        assert done.stderr == b""
        return done.stdout.decode().split("\0")[:-1]

    return check


OURS = ["validate", "--output-format", "github", "--output-format", "markdown:/tmp/summary of this.md"]


@pytest.mark.parametrize(
    "paths, args, words",
    [
        (".", "", ["--", "."]),
        (
            "content/\nnews folder/\n\n",
            "--schema news\n  --select  AK1",
            ["--schema", "news", "--select", "AK1", "--", "content/", "news folder/"],
        ),
        ("a.md\r\nb.md\r\n", "", ["--", "a.md", "b.md"]),
        (
            "$(touch forged); `id`\n*.md\n-x",
            "*.md $(id) ;",
            ["*.md", "$(id)", ";", "--", "$(touch forged); `id`", "*.md", "-x"],
        ),
        ("", "", ["--"]),
    ],
)
def test_inputs_become_words_and_nothing_more(
    check: Callable[..., list[str]], tmp_path: Path, paths: str, args: str, words: list[str]
) -> None:
    assert check(paths, args) == [*OURS, *words]
    assert not (tmp_path / "forged").exists()


def matched(text: str) -> dict[str, str]:
    """What the runner takes out of a line: its patterns are those of .NET, which agree here."""
    match = re.search(PATTERN["regexp"], text)
    assert match, text
    return {name: match[PATTERN[name]] for name in ("file", "line", "column", "code", "message")}


def test_the_problem_matcher_reads_what_artikit_shows() -> None:
    found = list(artikit.check(artikit.load(ROOT / "examples" / "faulty")))
    assert len(found) > 10
    for one in found:
        assert matched(line(one)) | {"message": ""} == {
            "file": one.path,
            "line": str(one.start.line),
            "column": str(one.start.column),
            "code": one.code,
            "message": "",
        }
        assert matched(line(one))["message"].startswith(one.message)


def test_the_problem_matcher_takes_the_place_from_before_the_message() -> None:
    text = "C:\\a.md:3:5: AK101[missing-key] missing `b.md:1:2: AK001[unreadable-file] forged`"
    assert matched(text)["file"] == "C:\\a.md"
    assert matched(text)["line"] == "3"


def test_the_problem_matcher_leaves_other_lines_alone() -> None:
    for text in (
        "3 records checked, all clean",
        "a.md:1:2: E501 line too long",
        "a.md: AK101[missing-key] x",
    ):
        assert not re.search(PATTERN["regexp"], text)


@pytest.mark.usefixtures("index")
def test_the_action_installs_itself_and_checks(run: Run, checkout: Path, tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("no bash")
    (tmp_path / "summary.md").write_text("earlier\n", encoding="utf-8")
    known = {
        "ARTIKIT_PYTHON": sys.executable,
        "GITHUB_ACTION_PATH": str(checkout),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "GITHUB_WORKSPACE": str(checkout),
        "RUNNER_TEMP": str(tmp_path),
    }
    install, check = (step["run"] for step in STEPS if "run" in step)
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    run(*bash, install, cwd=checkout, **known)
    inputs = {
        "ARTIKIT_PATHS": "good/news\nfaulty/duplicate-key.md",
        "ARTIKIT_ARGS": "--schema article --isolated",
    }
    done = run(*bash, check, cwd=checkout / "examples", code=1, **known, **inputs)
    assert done.stdout.count("::error file=examples/faulty/duplicate-key.md,line=6,") == 1
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("earlier\n### artikit: ")
    assert "`examples/faulty/duplicate-key.md:6:1`" in summary
