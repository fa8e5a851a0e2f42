"""The files that `artikit init` proposes: settings, a pre-commit hook, a CI job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit._version import __version__

if TYPE_CHECKING:
    from artikit.init.proposing import Proposal

SETTINGS = "artikit.toml"
PRE_COMMIT = ".pre-commit-config.yaml"
GITHUB = ".github/workflows/artikit.yml"
GITLAB = ".gitlab-ci.yml"


def settings_text(proposal: Proposal) -> str:
    """Write the proposed settings, with a line on why each is there."""
    from artikit.writing.toml import write_toml

    config = proposal.config
    parts = ["# Settings of artikit; `artikit config` shows all of them, with their defaults.\n"]
    parts.append(write_toml({"schema": config.schema}))
    if config.preset:
        parts += [
            "\n# The house rules that nearly all news records keep.\n",
            write_toml({"preset": config.preset}),
        ]
    if config.exclude:
        parts.append("\n# Passed over: " + "; ".join(_why(proposal)) + ".\n")
        parts.append(write_toml({"exclude": list(config.exclude)}))
    if config.schemas:
        parts.append("\n# Schemas by folder; the last glob that matches holds.\n")
        parts.append(write_toml({"schemas": dict(config.schemas)}))
    return "".join(parts)


def _why(proposal: Proposal) -> list[str]:
    reasons = sorted(set(proposal.reasons.values()), key=list(proposal.reasons.values()).index)
    words = {"no front matter": "folders without any front matter"}
    return [words.get(reason, f"folders {reason}") for reason in reasons]


def pre_commit_text() -> str:
    """Write settings of pre-commit with a hook that needs no address of this project."""
    return f"""\
repos:
  - repo: local
    hooks:
      - id: artikit-validate
        name: validate article records
        entry: artikit validate --force-exclude
        language: python
        additional_dependencies: ["artikit=={__version__}"]
        files: '(?i)\\.(md|markdown|mdx|txt)$'
"""


def github_text() -> str:
    """Write a workflow of GitHub Actions that marks findings in pull requests."""
    return f"""\
name: content
on: [push, pull_request]
permissions:
  contents: read
jobs:
  records:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: pip install artikit=={__version__}
      - run: artikit validate --output-format github
"""


def gitlab_text() -> str:
    """Write a job of GitLab CI."""
    return f"""\
records:
  image: python:3.13-slim
  script:
    - pip install artikit=={__version__}
    - artikit validate
"""
