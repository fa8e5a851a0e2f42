"""The command line as a user runs it: a process of its own, in a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = {
    key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "CI", "COLUMNS")
}
"""The environment without what changes the look of the output."""


def artikit(
    *arguments: str, cwd: Path, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "artikit", *arguments],
        cwd=cwd,
        input=stdin,
        env={**PLAIN, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
