"""Raw texts and saved pages become records. One file for each cue that tells something of an article.

`artikit.ingest(paths)` is `artikit.ingest.run.ingest`: the room has the name of the verb, so it can be
called too.
"""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Room(ModuleType):
    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Ingest files and folders."""
        from artikit.ingest.run import ingest

        return ingest(*arguments, **options)


ingest = sys.modules[__name__]
"""Itself: by this name `artikit` finds it, and it goes on being a package."""

ingest.__class__ = _Room
