"""Lines that say when an article was published; sentences say nothing of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from artikit.ingest.dates.clock import times_in
from artikit.ingest.dates.labels import FILLERS, PUBLISHED, READING, UPDATED
from artikit.ingest.dates.months import is_weekday
from artikit.ingest.dates.unclear import Unclear, unclear_in
from artikit.ingest.dates.vague import Vague, vague_in
from artikit.ingest.dates.written import Written, dates_in
from artikit.ingest.wording.plain import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from artikit.model import Span

_LONGEST = 140
_Dated = TypeVar("_Dated", Unclear, Vague)


class DateLine(NamedTuple):
    """A line that tells when: dates of publication and of changes, and what else the line says.

    `vague` and `unclear` dates tell of publication only with another cue.
    """

    published: tuple[Written, ...]
    updated: tuple[Written, ...]
    vague: tuple[Vague, ...]
    unclear: tuple[Unclear, ...]
    labelled: bool
    rest: str
    """What is left of the line without dates, times, days and labels."""

    @property
    def tells(self) -> bool:
        """Whether any date is in it."""
        return bool(self.published or self.updated or self.vague or self.unclear)


def date_line(text: str, start: int, end: int) -> DateLine | None:
    """Read a line for what it says about time; None where it says nothing."""
    if end - start > _LONGEST:
        return None
    exact = list(dates_in(text, start, end))
    unclear = _beside(unclear_in(text, start, end), exact)
    vague = _beside(vague_in(text, start, end), [*exact, *unclear])
    if not (exact or unclear or vague):
        return None
    published: list[Written] = []
    updated: list[Written] = []
    doubtful: list[Unclear] = []
    labelled = False
    before = start
    every: list[Written | Unclear] = [*exact, *unclear]
    for one in sorted(every, key=lambda one: one.span):
        label = text[before : one.span.start]
        is_update = bool(UPDATED.search(label)) and not PUBLISHED.search(UPDATED.split(label)[-1])
        labelled |= bool(PUBLISHED.search(label)) or is_update
        if isinstance(one, Written):
            (updated if is_update else published).append(one)
        elif not is_update:
            doubtful.append(one)
        before = one.span.end
    if not (exact or unclear):
        labelled = bool(PUBLISHED.search(text, start, end) or UPDATED.search(text, start, end))
    rest = _rest(text, start, end, [*(one.span for one in every), *(one.span for one in vague)])
    return DateLine(tuple(published), tuple(updated), tuple(vague), tuple(doubtful), labelled, rest)


def _beside(found: Iterable[_Dated], others: Collection[Written | Unclear]) -> list[_Dated]:
    """Those that do not stand where others do already."""
    taken = [one.span for one in others]
    return [
        one
        for one in found
        if not any(span.start < one.span.end and one.span.start < span.end for span in taken)
    ]


def is_only_date(line: DateLine) -> bool:
    """Tell whether a line says nothing but when."""
    said = FILLERS.sub(" ", PUBLISHED.sub(" ", UPDATED.sub(" ", line.rest)))
    words = [word for word in said.split() if not is_weekday(word)]
    return not any(any(map(str.isalpha, word)) for word in words)


def without_labels(rest: str) -> str:
    """What a line says beside dates, labels and days of the week."""
    said = PUBLISHED.sub(" ", UPDATED.sub(" ", rest))
    words = [word for word in said.split() if not is_weekday(word)]
    return " ".join(words).strip(" .,;:|·•()/–—-")


def _rest(text: str, start: int, end: int, taken: list[Span]) -> str:
    """What a line says beside dates and times."""
    parts, before = [], start
    for span in sorted(taken):
        parts.append(text[before : span.start])
        before = max(before, span.end)
    said = READING.sub(" ", plain(" ".join([*parts, text[before:end]])))
    for span in reversed(list(times_in(said))):
        said = said[: span.start] + " " + said[span.end :]
    return said
