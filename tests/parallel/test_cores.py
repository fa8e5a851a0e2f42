"""How many processes a run takes by default."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from artikit.parallel import cores

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "_cores", lambda: 16)


@pytest.mark.parametrize(
    ("bound", "most"),
    [
        ("max 100000", 16),
        ("200000 100000", 2),
        ("150000 100000", 2),
        ("20000 100000", 1),
        ("9900000 100000", 16),
    ],
)
def test_a_container_gets_its_share(bound: str, most: int, tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text(f"{bound}\n", encoding="ascii")
    assert cores.usable(str(tmp_path)) == most


@pytest.mark.parametrize(("quota", "most"), [(-1, 16), (300_000, 3), (1_000, 1)])
def test_so_it_does_the_old_way(quota: int, most: int, tmp_path: Path) -> None:
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text(f"{quota}\n", encoding="ascii")
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000\n", encoding="ascii")
    assert cores.usable(str(tmp_path)) == most


@pytest.mark.parametrize("nonsense", ["", "max", "0 0", "a b", "1 2 3"])
def test_what_says_nothing_bounds_nothing(nonsense: str, tmp_path: Path) -> None:
    assert cores.usable(str(tmp_path)) == 16
    (tmp_path / "cpu.max").write_text(nonsense, encoding="ascii")
    assert cores.usable(str(tmp_path)) == 16


def test_the_affinity_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    if not hasattr(os, "sched_setaffinity"):
        pytest.skip("no affinity here")
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        assert cores.usable() == 1
    finally:
        os.sched_setaffinity(0, before)
