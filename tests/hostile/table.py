"""A table of hostile files: a sentence, the bytes, the codes that they deserve, the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from .sandbox import Sandbox


class Case(NamedTuple):
    """One hostile file."""

    says: str
    content: str | bytes | Callable[[], str]
    codes: str
    exit_code: int = 1
    name: str = "x.md"

    @property
    def verdict(self) -> str:
        """What a run must say of it."""
        return _verdict(self.codes.split(), self.exit_code)


def each(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """Parametrise a test by a table; the sentence is the id."""
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=case.says.replace(" ", "-")) for case in cases]
    )


def yaml(text: str) -> str:
    """Put YAML between fences, with a body behind."""
    return f"---\n{text}\n---\nbody\n"


def toml(text: str) -> str:
    """Put TOML between fences, with a body behind."""
    return f"+++\n{text}\n+++\nbody\n"


def judge(case: Case, sandbox: Sandbox, folder: Path) -> str:
    """Validate the file under limits; only what readers say is asked for, the schema has its own tests."""
    content = case.content() if callable(case.content) else case.content
    data = content if isinstance(content, bytes) else content.encode()
    (folder / case.name).write_bytes(data)
    ended = sandbox.validate("--select", "AK0", "--output-format", "jsonl", "--", case.name, cwd=folder)
    return _verdict(ended.codes, ended.code)


def _verdict(codes: Iterable[str], exit_code: int) -> str:
    return f"{' '.join(sorted(codes)) or 'clean'}, exit {exit_code}"
