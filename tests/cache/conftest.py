"""A small project with every kind of trouble, and runs of `validate` over it in this process."""

from __future__ import annotations

import io
import os
import time
from contextlib import chdir, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from artikit import engine, states
from artikit.cache import terms, windows
from artikit.cli.checking import check
from artikit.cli.checking_asked import Asked
from artikit.cli.guard import guarded
from artikit.schema import library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ARTICLE = """---
layout: post
title: "{title}"
excerpt: "Boats leave at six."
webUrl: https://harbor.example/{slug}
publishedDateTime: {date}
provider:
  name: "Harbor Ledger"
  domain: {domain}
{more}---

Text.
"""


class Said(NamedTuple):
    """All that a user sees of a run."""

    out: str
    err: str
    code: object


def article(
    slug: str,
    *,
    title: str = "Night ferry returns",
    date: str = "2021-06-14T09:30:00Z",
    domain: str = "harbor.example",
    more: str = "",
) -> str:
    return ARTICLE.format(slug=slug, title=title, date=date, domain=domain, more=more)


def make(root: Path) -> None:
    """Write the project."""
    (root / ".git").mkdir(parents=True)
    news = root / "news"
    news.mkdir()
    files = {
        "a-clean.md": article("a"),
        "b-clean.md": article("b"),
        "c-duplicate.md": article("a"),
        "d-bad-date.md": article("d", date="2021-13-14T09:30:00Z"),
        "e-unknown-key.md": article("e", more="titel: Oops\n"),
        "f-broken.md": "---\ntitle: [\n---\nText.\n",
        "g-blank.md": "No front matter here.\n",
        "h-future.md": article("h", date="2122-06-14T09:30:00Z"),
        "i-picture.md": article("i", more="images:\n  - url: /news/none.jpg\n"),
        "j-repeated.md": article("j", more='title: "Again"\n'),
        "k-silenced.md": article("k", more="titel: Oops # artikit: ignore unknown-key -- a test\n"),
        "l-bytes.md": article("l", title="Caf\u00e9 \U0001f6a2  twice", more="h\u00e9: 1\n"),
    }
    for name, text in files.items():
        (news / name).write_bytes(text.encode())
    (news / "m-latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    (news / "n-crlf.md").write_bytes(article("n", more="titel: x\n").replace("\n", "\r\n").encode())
    (news / "o-links.md").symlink_to("nowhere.md")


def run(root: Path, *paths: str, **options: Any) -> Said:
    """Run `validate` in a folder, as a process of its own would."""
    engine._compiled.cache_clear()
    engine._ASKED.clear()
    library.document_of.cache_clear()
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    code: object = 0
    with chdir(root), redirect_stdout(out), redirect_stderr(err):
        try:
            guarded(check)(Asked(list(paths or (".",)), **{"jobs": 1, **options}))
        except (SystemExit, Exception) as left:  # noqa: BLE001  (it is part of the answer)
            code = getattr(left, "code", getattr(left, "exit_code", left))
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())
    return Said(texts[0], texts[1], code)


def settle() -> None:
    """Let the clock of the file system make a step."""
    time.sleep(0.03)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose files count as old as soon as `settle` was called."""
    monkeypatch.setattr(states, "SLACK", 10_000_000)
    monkeypatch.setattr(windows, "LEAST", 2)
    monkeypatch.setattr(windows, "WINDOW", 3)
    monkeypatch.setattr(terms, "_sources", lambda *_: iter(()))  # somebody may be working on them
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = tmp_path / "project"
    make(root)
    settle()
    return root


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files whose records are judged, in the order in which that is done."""
    from artikit.verdicts import Judge

    seen: list[str] = []
    real: Callable[..., Any] = Judge.__call__

    def noting(self: Judge, record: Any) -> Any:
        seen.append(os.path.basename(record.source.path))
        return real(self, record)

    monkeypatch.setattr(Judge, "__call__", noting)
    return seen
