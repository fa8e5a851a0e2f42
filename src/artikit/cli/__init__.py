"""The command line: options in, an exit code out."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from artikit.cli.guard import guarded
from artikit.cli.streams import settle_streams


def run() -> NoReturn:
    """Run the command line and leave with its exit code."""
    settle_streams()
    words = sys.argv[1:]
    if _is_plain(words):
        from artikit.cli.checking import check

        guarded(check)(words[1:])
        raise SystemExit(0)
    from artikit.cli.program import run_program

    raise SystemExit(run_program(words))


def _is_plain(words: list[str]) -> bool:
    """Tell whether the words are `validate PATH...`: Typer would say the same, for a third of such a run.

    On Windows it would also put the names of files in the place of patterns.
    """
    plain = len(words) > 1 and words[0] == "validate" and os.name != "nt"
    return plain and not any(word.startswith("-") for word in words)
