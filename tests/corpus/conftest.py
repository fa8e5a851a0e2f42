"""A repository for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .repo import LEDGER, SLIP, Repo, article, copy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path)


@pytest.fixture
def faulty(repo: Repo) -> Repo:
    """One of each, in several kinds of files."""
    (repo.root / "assets").mkdir()
    repo.write("_news/a.md", article(1, related=[copy(2), copy(5, title="Night ferry is back")]))
    repo.write("_news/b.md", article(1, title="Night ferry returns"))
    repo.write("_news/c.md", article(2, provider={**LEDGER, "images": [{"url": "/assets/l.jpg"}]}))
    repo.write(
        "d.jsonl", article(4, provider=SLIP), article(5), article(6, title="Night ferry returns, part 5")
    )
    repo.write("e.json", article(7), article(8, provider={**LEDGER, "name": "Harbor Ledger"}), article(5))
    return repo
