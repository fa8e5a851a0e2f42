"""What commands share: when to colour, and how to refuse what cannot be done."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn, TextIO


def colour(stream: TextIO) -> bool:
    """Colour on a terminal; NO_COLOR (no-color.org) and FORCE_COLOR decide otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def refuse(faults: dict[str, object]) -> None:
    """Stop the run with the first message whose condition holds. Raises UsageError."""
    from artikit.errors import UsageError

    for message, holds in faults.items():
        if holds:
            raise UsageError(message)


def refuse_nothing(verb: str, paths: Sequence[str]) -> NoReturn:
    """Stop a run that found no record, and say what it would have done with one. Raises UsageError."""
    from artikit.errors import UsageError

    tables = [path for path in paths if os.path.isfile(os.path.join(path, "datapackage.json"))]
    hint = (
        f"name {os.path.join(tables[0], 'datapackage.json')}"
        if tables
        else "--allow-empty makes that no error"
    )
    raise UsageError(f"nothing to {verb} in {', '.join(paths)}; {hint}")
