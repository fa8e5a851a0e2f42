"""Each report, to the letter. `GOLDEN=write` writes the files anew; look at each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from artikit import __version__, manual
from artikit.reports import names

from .samples import EVERY_KIND, rendered

GOLDEN = Path(__file__).parent / "golden"
WRITE = os.environ.get("GOLDEN") == "write"
KINDS = [name for name in names() if name != "full"]


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that stay as they are when somebody words one better."""

    def page(code: str) -> manual.Page:
        text = f"A page about {code}."
        return manual.Page(f"name-of-{code.lower()}", "error", "schema", text, text, text, f"*{text}*")

    monkeypatch.setattr(manual, "page", page)


def check(name: str, file: str, text: str) -> None:
    text = text.replace(__version__, "VERSION")
    path = GOLDEN / file
    if WRITE:
        path.write_text(text, encoding="utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as golden:
        assert text == golden.read(), name


@pytest.mark.parametrize("name", KINDS)
def test_findings_of_every_kind(name: str) -> None:
    check(name, f"findings.{name}", rendered(name, EVERY_KIND))


@pytest.mark.parametrize("name", KINDS)
def test_nothing_found(name: str) -> None:
    check(name, f"clean.{name}", rendered(name, []))


def test_no_file_is_left_of_a_report_that_is_no_more() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {
        f"{kind}.{name}" for kind in ("findings", "clean") for name in KINDS
    }


def test_every_report_is_in_the_table_of_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "ci.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `") and "--" not in line]
    assert sorted(name for row in rows for name in row.replace("`", "").replace(",", "").split()) == list(
        names()
    )
