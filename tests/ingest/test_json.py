"""JSON is an object where one text or page is all there is, as of `artikit convert`, else a list."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.ingest.cases import LEAD, TITLE
from tests.ingest.pages import page

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "<item><title>Night ferry</title></item>"


def written(folder: Path, *words: str, stdin: str = "") -> Any:
    command = [sys.executable, "-m", "artikit", "ingest", "--to", "json", "--quiet", *words]
    done = subprocess.run(command, cwd=folder, input=stdin, capture_output=True, text=True, encoding="utf-8")
    out = (folder / words[-1]) if "--output" in words else None
    return json.loads(out.read_text(encoding="utf-8") if out else done.stdout)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(f"{TITLE}\n\n{LEAD}\n", encoding="utf-8")
    (tmp_path / "b.html").write_text(page(), encoding="utf-8")
    (tmp_path / "one.rss").write_text(f"<rss><channel>{ENTRY}</channel></rss>", encoding="utf-8")
    (tmp_path / "two.rss").write_text(f"<rss><channel>{ENTRY}{ENTRY}</channel></rss>", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ("in/a.txt",),
        ("in/a.txt", "--explain"),
        ("in/a.txt", "--verify"),
        ("in/a.txt", "--output", "a.json"),
        ("b.html",),
    ],
)
def test_one_text_or_page_gives_an_object(folder: Path, words: tuple[str, ...]) -> None:
    assert isinstance(written(folder, *words), dict)


def test_standard_input_gives_an_object(folder: Path) -> None:
    assert written(folder, "-", stdin=f"{TITLE}\n\n{LEAD}\n")["title"] == TITLE


@pytest.mark.parametrize(
    ("words", "count"), [(("in/a.txt", "b.html"), 2), (("in",), 1), (("one.rss",), 1), (("two.rss",), 2)]
)
def test_several_files_a_folder_and_a_feed_give_a_list(
    folder: Path, words: tuple[str, ...], count: int
) -> None:
    found = written(folder, *words)
    assert isinstance(found, list)
    assert len(found) == count
