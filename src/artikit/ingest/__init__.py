"""Raw texts, saved pages and feeds become records. Each cue that tells something of an article has a file.

`run` tells what a file is and gives it to one of three rooms: `texts`, `pages`, `feeds`. They stand on more:

    wording       words, sentences, languages, web addresses
    dates         dates and times, and what a line with one says
    drafts        an article while it is being read, and the record that is settled of it
    people        names and bylines
    furniture     what is no part of the body: captions, buttons, comments, rights
    titles        the title of a text
    heads         the lines around the title of a text
    markup        HTML taken apart
    metadata      what pages state for machines

What is said of a field is a pointer of `fields`, a confidence of `confidence` and, in the end, `evidence`.
`filling` completes records that are some already; `explaining` and `judging` tell the user what came of it.

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
