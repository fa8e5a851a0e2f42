"""One zygote for the whole folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Runs of artikit under limits."""
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()
