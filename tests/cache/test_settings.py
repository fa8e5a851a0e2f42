"""Settings that were found sound are not checked again, and others are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from artikit import config, settings_file
from artikit.cache import folder, settings

from .conftest import run
from .test_same_answer import anew

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """ignore = ["AK105"]
exclude = ["news/a*"]
[rules]
unknown-key = "warning"
[limits]
depth = 20
[[overrides]]
paths = ["news/e*"]
ignore = ["AK101"]
"""


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the settings that are read and checked."""
    paths: list[str] = []
    real = settings_file.table_of

    def noting(path: str) -> object:
        paths.append(path)
        return real(path)

    monkeypatch.setattr(settings, "table_of", noting)
    return paths


def test_sound_settings_are_checked_once(project: Path, checked: list[str]) -> None:
    (project / "artikit.toml").write_text(TEXT)
    expected = anew(project)
    for _ in range(3):
        assert run(project) == expected
    assert len(checked) == 1
    path = str(project / "artikit.toml")
    known = settings.load_known(path, None, "stat")
    fresh = config.load_config(path)
    names = [name for name in config.Config.__dataclass_fields__ if name != "now"]
    assert [getattr(known, name) for name in names] == [getattr(fresh, name) for name in names]
    assert len(checked) == 1


def test_settings_that_are_changed_are_checked_again(project: Path, checked: list[str]) -> None:
    path = project / "artikit.toml"
    for text in (TEXT, TEXT.replace("AK105", "AK106"), TEXT + "fail-level = 1\n", "[", "", TEXT):
        path.write_text(text)
        for _ in range(2):
            assert run(project) == anew(project)
    assert len(checked) == 7  # those with a fault each time
    path.unlink()
    assert run(project) == anew(project)


def test_what_the_user_names_is_kept_in_the_folder_that_he_names(project: Path, checked: list[str]) -> None:
    other = project / "other.toml"
    other.write_text(TEXT)
    for _ in range(2):
        assert run(project, config=str(other), cache_dir="kept") == anew(project, config=str(other))
    assert len(checked) == 1
    assert list((project / "kept").glob("settings-*.db"))


@pytest.mark.parametrize("damage", [b"", b"[1]", b"{", b"\xff\x00"])
def test_kept_settings_that_are_damaged_are_read_anew(project: Path, damage: bytes) -> None:
    (project / "artikit.toml").write_text(TEXT)
    expected = run(project)
    (path,) = (project / ".artikit_cache").glob("settings-*.db")
    path.write_bytes(damage)
    assert run(project) == expected
    (path,) = (project / ".artikit_cache").glob("settings-*.db")
    path.write_bytes(damage)
    crc, size = folder._checked(str(path))
    path.rename(path.with_name(f"{'-'.join(path.name.split('-')[:2])}-{crc:08x}-{size}.db"))
    assert run(project) == expected
