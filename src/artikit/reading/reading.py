"""What every reader of values returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from artikit.model import NO_SPANS, Spans

if TYPE_CHECKING:
    from artikit.model import Json, Problem


class Reading(NamedTuple):
    """One value read from text: JSON data, what was wrong with it, and on request where all of it stands.

    `ok` is False where nothing could be saved (a syntax error, a limit); `data` is then None. Places,
    here and in problems, are offsets in the text that the reader was given. `end` is the offset just
    behind the value.
    """

    data: Json
    problems: tuple[Problem, ...] = ()
    spans: Spans = NO_SPANS
    end: int = 0
    ok: bool = True
