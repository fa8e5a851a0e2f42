"""The command line: options in, an exit code out."""

from __future__ import annotations

import sys
from typing import NoReturn

from artikit.cli.guard import guarded
from artikit.cli.plain import plain_arguments
from artikit.cli.streams import settle_streams


def run() -> NoReturn:
    """Run the command line and leave with its exit code."""
    settle_streams()
    words = sys.argv[1:]
    plain = plain_arguments(words)
    if plain is not None:
        from artikit.cli.checking import check
        from artikit.cli.checking_asked import Asked

        guarded(check)(Asked(**plain))
        raise SystemExit(0)
    from artikit.cli.program import run_program

    raise SystemExit(run_program(words))
