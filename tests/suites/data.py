"""Where the fetched suites are."""

from __future__ import annotations

from pathlib import Path

import pytest

HOME = Path(__file__).parents[2] / ".test-data"


def suite(name: str) -> Path:
    """Folder of a suite; the module is skipped where it is missing."""
    folder = HOME / name
    if not folder.is_dir():
        pytest.skip(f"{name} is not in .test-data; run tests/fetch_data.py", allow_module_level=True)
    return folder
