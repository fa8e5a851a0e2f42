"""Files that follow one another and are as they were cost no row each, and never hide one that is not."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

import pytest

from artikit.cache.rows import Rows

from .conftest import article, run, settle
from .test_same_answer import anew

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files whose rows are looked up."""
    names: list[str] = []
    real = Rows.of

    def noting(self: Rows, paths: Sequence[bytes]) -> Any:
        names.extend(os.path.basename(os.fsdecode(path)) for path in paths)
        return real(self, paths)

    monkeypatch.setattr(Rows, "of", noting)
    return names


@pytest.fixture
def long(project: Path) -> Path:
    """A project with a folder of 40 sound records, among them one with a finding."""
    folder = project / "long"
    folder.mkdir()
    for number in range(40):
        date = "2021-13-14T09:30:00Z" if number == 17 else "2021-06-14T09:30:00Z"
        (folder / f"{number:02}.md").write_text(article(f"long{number}", title=f"T {number}", date=date))
    settle()
    run(project, "long")
    return project


@pytest.mark.parametrize("key", ["stat", "hash"])
def test_where_nothing_has_changed_no_row_is_looked_up(long: Path, asked: list[str], key: Any) -> None:
    expected = anew(long, "long")
    run(long, "long", cache_key=key)
    asked.clear()
    assert run(long, "long", cache_key=key) == expected
    assert asked == ["39.md"]  # the last one is alone


def test_a_change_costs_the_rows_around_it(long: Path, asked: list[str]) -> None:
    path = long / "long" / "20.md"
    for change in (path.touch, path.unlink, lambda: path.write_text(article("new"))):
        change()
        settle()
        asked.clear()
        assert run(long, "long") == anew(long, "long")
        assert "20.md" in asked or not path.exists()
        assert set(asked) < {f"{number:02}.md" for number in (*range(15, 26), 39)}
        run(long, "long")
        asked.clear()
        assert run(long, "long") == anew(long, "long")
        assert len(asked) <= 3


@pytest.mark.parametrize("key", ["stat", "hash"])
def test_files_that_change_their_places_are_noticed(long: Path, key: Any) -> None:
    folder = long / "long"
    run(long, "long", cache_key=key)
    (folder / "16.md").rename(folder / "spare")
    (folder / "17.md").rename(folder / "16.md")
    (folder / "spare").rename(folder / "17.md")
    swapped = anew(long, "long")
    assert "long/16.md:" in swapped.out
    for _ in range(2):
        assert run(long, "long", cache_key=key) == swapped


def test_content_that_comes_back_is_known_again_and_none_in_between(long: Path) -> None:
    path = long / "long" / "03.md"
    first = path.read_bytes()
    for _ in range(2):
        for content in (first, first.replace(b"layout", b"layuot")):
            path.write_bytes(content)
            settle()
            for _ in range(2):
                assert run(long, "long", cache_key="hash") == anew(long, "long")
                assert run(long, ".", cache_key="hash") == anew(long)


def test_other_wishes_and_days_are_not_served_by_what_was_kept_for_fewer(long: Path) -> None:
    for now in ("2100-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2130-01-01T00:00:00Z") * 2:
        for report in ("concise", "full", "sarif", "rdjson", "concise"):
            options = {"output_format": [report], "now": now}
            assert run(long, "long", **options) == anew(long, "long", **options)


def test_a_clock_that_was_set_back_proves_nothing(long: Path) -> None:
    path = long / "long" / "05.md"
    before = path.stat()
    data = path.read_bytes()
    path.write_bytes(data.replace(b"layout", b"layuot"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    for _ in range(2):
        assert run(long, "long") == anew(long, "long")


@pytest.mark.parametrize("seed", range(4))
def test_runs_from_other_folders_and_over_parts_do_not_disturb_one_another(long: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = long / "long"
    for step in range(10):
        names = sorted(folder.glob("*.md"))
        path = chance.choice(names)
        match chance.randrange(5):
            case 0:
                path.unlink()
            case 1:
                path.rename(folder / f"{chance.randrange(40):02}-{step}.md")
            case 2:
                (folder / f"{chance.randrange(40):02}-new-{step}.md").write_text(article(f"s{step}"))
            case 3:
                path.write_text(article("changed", date=chance.choice(("2021-06-14T09:30:00Z", "?"))))
            case _:
                path.touch()
        if chance.random() < 0.7:
            settle()
        for _ in range(2):
            where, paths = chance.choice(
                [
                    (long, ["long"]),
                    (long, ["."]),
                    (folder, ["."]),
                    (long, [str(folder)]),
                    (long, ["long", "news"]),
                ]
            )
            assert run(where, *paths) == anew(where, *paths)
