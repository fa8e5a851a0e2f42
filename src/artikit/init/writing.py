"""The files that `artikit init` proposes: settings, a pre-commit hook, a CI job."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from artikit._version import __version__
from artikit.baseline import NAME
from artikit.causes import as_argument

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
    if proposal.outcome.passing < proposal.outcome.records:
        parts += [
            "\n# What is known and let be, once `artikit validate --write-baseline` has written it down.\n",
            f'# baseline = "{NAME}"\n',
        ]
    if config.schemas:
        parts.append("\n# Schemas by folder; the last glob that matches holds.\n")
        parts.append(write_toml({"schemas": dict(config.schemas)}))
    return "".join(parts)


def _why(proposal: Proposal) -> list[str]:
    reasons = sorted(set(proposal.reasons.values()), key=list(proposal.reasons.values()).index)
    words = {"no front matter": "folders without any front matter", "pages": "pages at the top of the site"}
    return [words.get(reason, f"folders {reason}") for reason in reasons]


def pre_commit_text(folder: str = "") -> str:
    """Write settings of pre-commit with a hook that needs no address of this project.

    `folder` is where the settings lie, from the top of the repository; empty at the top.
    """
    within = f"^{re.escape(folder)}/.*".replace("'", "''") if folder else ""
    return f"""\
repos:
  - repo: local
    hooks:
      - id: artikit-validate
        name: validate article records
        entry: artikit validate --force-exclude
        language: python
        additional_dependencies: ["artikit=={__version__}"]
        files: '(?i){within}\\.(md|markdown|mdx|txt)$'
"""


def github_text(folder: str = "") -> str:
    """Write a workflow of GitHub Actions that marks findings in pull requests; `folder` as for the hook."""
    return f"""\
name: content
on: [push, pull_request]
permissions:
  contents: read
jobs:
  records:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: pip install artikit=={__version__}
      - run: {_command("--output-format github", folder)}
"""


def gitlab_text(folder: str = "") -> str:
    """Write a job of GitLab CI; `folder` as for the hook."""
    return f"""\
records:
  image: python:3.13-slim
  script:
    - pip install artikit=={__version__}
    - {_command("", folder)}
"""


def _command(options: str, folder: str) -> str:
    """Write the command that checks a folder, as YAML."""
    parts = ("artikit validate", options, as_argument(folder) if folder else "")
    command = " ".join(part for part in parts if part)
    return command if re.fullmatch(r"[\w ./-]+", command) else json.dumps(command, ensure_ascii=False)
