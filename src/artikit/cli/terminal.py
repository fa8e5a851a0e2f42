"""What commands share: when to colour, and how to refuse options that contradict each other."""

import os
from typing import TextIO


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
