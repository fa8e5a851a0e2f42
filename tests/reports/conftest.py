"""A folder to be in: the top of a repository, wherever the tests are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True, scope="module")
def top(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Be at the top of a repository, and on no CI system."""
    folder = tmp_path_factory.mktemp("top")
    (folder / ".git").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY"):
            patch.delenv(name, raising=False)
        yield folder
