"""What `artikit ingest` is asked for, and what a run came to."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from artikit.config import RANK
from artikit.escape import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from artikit.config import Config
    from artikit.ingest.options import Options
    from artikit.model import Diagnostic


@dataclass(frozen=True)
class Asked:
    """What the options say."""

    paths: Sequence[str]
    config: Config
    options: Options
    to: str | None = None
    output: str | None = None
    name: str | None = None
    stdin_filename: str | None = None
    explain: bool = False
    verify: bool = False
    dry_run: bool = False
    force: bool = False
    quiet: bool = False
    force_exclude: bool = False


class Done(NamedTuple):
    """What a run came to: how much was met, whether all could be written, whether findings fail it."""

    seen: int
    ok: bool
    fails: bool


def fails_of(diagnostics: Iterable[Diagnostic], config: Config) -> bool:
    """Tell whether findings are such that the run fails."""
    return any(RANK[one.severity] >= RANK[config.fail_level] for one in diagnostics)


def talk(said: str) -> None:
    """Say a line on standard error."""
    print(safe_line(said), file=sys.stderr)
