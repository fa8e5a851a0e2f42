"""GitLab's Code Quality, read as its documentation says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from artikit.sources import STDIN_NAME

from .samples import DIAGNOSTICS, EVERY_KIND, made, rendered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from artikit.model import Diagnostic

ENTRY = {
    "type": "object",
    "additionalProperties": False,
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": {"type": "string", "minLength": 1},
        "check_name": {"type": "string", "pattern": "^[a-z-]+$"},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "lines"],
            "properties": {
                "path": {"type": "string", "pattern": "^(?!\\./)"},
                "lines": {
                    "type": "object",
                    "required": ["begin"],
                    "properties": {"begin": {"type": "integer", "minimum": 1}},
                },
            },
        },
    },
}
REPORT = Draft202012Validator({"type": "array", "items": ENTRY})


def entries(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(rendered("gitlab", diagnostics))
    assert [error.message for error in REPORT.iter_errors(found)] == []
    assert len({one["fingerprint"] for one in found}) == len(found)
    return found


def test_findings_of_every_kind_are_as_gitlab_wants_them() -> None:
    assert len(entries(EVERY_KIND)) == len(EVERY_KIND)


def test_no_findings_are_an_empty_list() -> None:
    assert entries([]) == []


def test_severities_are_those_of_gitlab() -> None:
    found = entries(made(severity=severity) for severity in ("error", "warning", "info"))
    assert [one["severity"] for one in found] == ["major", "minor", "info"]


def test_the_description_names_the_code_because_gitlab_does_not() -> None:
    assert entries([made()])[0]["description"] == "AK101[missing-key] missing `webUrl`"


def test_a_fingerprint_knows_no_lines() -> None:
    first, moved = (entries([made(line=line)] * 3) for line in (3, 99))
    assert [one["fingerprint"] for one in first] == [one["fingerprint"] for one in moved]
    assert entries([made(fingerprint="0" * 32)])[0]["fingerprint"] == "0" * 32


@pytest.mark.parametrize("path", ["news/a.md", "./news/a.md", "news/../news//a.md"])
def test_a_path_is_that_from_the_top(path: str) -> None:
    assert entries([made(path=path)])[0]["location"]["path"] == "news/a.md"


def test_a_path_is_told_from_the_top_wherever_artikit_is_started(
    top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (top / "site" / "news").mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(top / "site")
    for path in ("news/a.md", str(top / "site/news/a.md")):
        assert entries([made(path=path)])[0]["location"]["path"] == "site/news/a.md"
    monkeypatch.setenv("CI_PROJECT_DIR", str(top / "site"))
    assert entries([made()])[0]["location"]["path"] == "news/a.md"
    monkeypatch.setenv("CI_PROJECT_DIR", str(top / "elsewhere"))
    assert entries([made()])[0]["location"]["path"] == "site/news/a.md"
    assert entries([made(path=STDIN_NAME)])[0]["location"]["path"] == STDIN_NAME


@settings(max_examples=300, deadline=None)
@given(DIAGNOSTICS)
def test_any_text_stays_text(diagnostics: list[Diagnostic]) -> None:
    text = rendered("gitlab", diagnostics)
    assert text.isascii()
    assert "##[" not in text
    assert len(entries(diagnostics)) == len(diagnostics)
