"""Mending one text, round by round; no round is taken that makes anything worse.

A text is a whole file, or one line of a file of lines. Fixes are applied together as far as they do not
overlap; then the text is read and judged again. Where that shows a record with more findings than before, or
with values that the fixes did not promise, they are tried one by one, and those that do it are refused. A fix
may bring to light what others mend: a key that is called by its right name may stand in the wrong place. So
findings are counted when these have had their turn too.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from artikit.editing import apply
from artikit.editing.applying import overlap
from artikit.fixing.promises import is_as_promised
from artikit.reading import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from artikit.model import Diagnostic, Edit, Fix, Record

    Read: TypeAlias = Callable[[bytes], Iterable[Record]]
    Judge: TypeAlias = Callable[[Record], tuple[Diagnostic, ...]]

MOST_ROUNDS = 100
"""Rounds after which a text is left as it then is. Two or three are common."""

_MOST_READ = 100_000_000
"""Bytes that are read in all rounds of one text, those among them that prove fixes; in about a minute. What
is not mended by then is left to the next run."""

_READINGS = 20
"""Times that a text may be read whatever its size, if that makes more bytes."""

_NEAR = 40
"""Characters around an edit by which a refused fix is known again."""

_RANK = {"error": 2, "warning": 1, "info": 0}


class Judged(NamedTuple):
    """A record, and what is wrong with it."""

    record: Record
    diagnostics: tuple[Diagnostic, ...]


class Mended(NamedTuple):
    """A text as it is now, its records, and the findings that were mended in it."""

    data: bytes
    judged: tuple[Judged, ...]
    fixed: tuple[Diagnostic, ...] = ()


class _Chosen(NamedTuple):
    """A fix that may be applied: of which record by its number, for which finding."""

    number: int
    diagnostic: Diagnostic
    fix: Fix


def mend(data: bytes, read: Read, judge: Judge, *, unsafe: bool = False) -> Mended:
    """Mend what can be mended in a text; with `unsafe`, also by fixes that may change its meaning."""
    return _Rounds(data, read, judge, unsafe=unsafe).run()


class _Rounds:
    """The text in its present state, and what was learnt about its fixes."""

    def __init__(
        self, data: bytes, read: Read, judge: Judge, *, unsafe: bool, looks_ahead: bool = True
    ) -> None:
        self._read = read
        self._judge = judge
        self._unsafe = unsafe
        self._looks_ahead = looks_ahead
        self._data = data
        self._left = max(_MOST_READ, _READINGS * len(data))
        self._judged = self._judge_all(data)
        self._fixed: list[Diagnostic] = []
        self._refused: set[tuple[object, ...]] = set()
        self._seen = {hash(data)}

    def run(self) -> Mended:
        """Go on until there is nothing to choose."""
        for _ in range(MOST_ROUNDS):
            chosen = list(self._choices())
            if not chosen or self._left < 0 or not self._is_text() or not self._round(chosen):
                break
        return Mended(self._data, self._judged, tuple(self._fixed))

    def _judge_all(self, data: bytes) -> tuple[Judged, ...]:
        judged = tuple(Judged(record, self._judge(record)) for record in self._read(data))
        proved = sum(_is_proved(one) for _, diagnostics in judged for one in diagnostics)
        self._left -= len(data) + len(data) * proved // max(len(judged), 1)
        return judged

    @property
    def _text(self) -> str:
        return self._judged[0].record.source.text

    def _is_text(self) -> bool:
        """Tell whether the text is all that the bytes are, so that it can be written back."""
        return self._text.encode(errors="replace") == self._data

    def _choices(self) -> Iterator[_Chosen]:
        for number, (_, diagnostics) in enumerate(self._judged):
            for diagnostic in diagnostics:
                fix = diagnostic.fix
                if fix and fix.edits and not overlap(fix.edits) and (fix.safe or self._unsafe):
                    one = _Chosen(number, diagnostic, fix)
                    if self._name(one) not in self._refused:
                        yield one

    def _name(self, one: _Chosen) -> tuple[object, ...]:
        """What a fix is known by in the next round, when all around it may stand elsewhere."""
        start = min(edit.span.start for edit in one.fix.edits)
        end = max(edit.span.end for edit in one.fix.edits)
        near = self._text[max(start - _NEAR, 0) : start], self._text[end : end + _NEAR]
        return one.number, one.diagnostic.code, one.diagnostic.pointer, one.fix.title, near

    def _round(self, chosen: list[_Chosen]) -> bool:
        """Apply as many fixes as can be; False where the text has come full circle."""
        while chosen:
            text, applied = apply(self._text, [one.fix for one in chosen])
            edits = {fix.edits for fix in applied}
            used = [one for one in chosen if one.fix.edits in edits]
            data = text.encode()
            new = Mended(data, self._judge_all(data))
            bad = self._broken(new.judged, used)
            if not bad and self._worse(new.judged):
                new = self._ahead(data)
                bad = self._worse(new.judged)
            if not bad:
                if hash(new.data) in self._seen:
                    return False
                self._seen.add(hash(new.data))
                self._data, self._judged = new.data, new.judged
                self._fixed += [*(one.diagnostic for one in used), *new.fixed]
                return True
            chosen = list(self._fewer(used, bad))
        return True  # something was refused, so that the next round has other choices

    def _ahead(self, data: bytes) -> Mended:
        """Go on from a text, to see what becomes of it."""
        if not self._looks_ahead:
            return Mended(data, self._judge_all(data))
        return _Rounds(data, self._read, self._judge, unsafe=self._unsafe, looks_ahead=False).run()

    def _fewer(self, used: list[_Chosen], worse: set[int]) -> Iterator[_Chosen]:
        """Leave half of its fixes to each record that came out worse; refuse one that was the only one."""
        numbers = {one.number for one in used}
        blamed = worse & numbers or numbers
        count = Counter(one.number for one in used if one.number in blamed)
        left = {number: several // 2 for number, several in count.items()}
        for one in used:
            if one.number not in blamed:
                yield one
            elif count[one.number] == 1:
                self._refused.add(self._name(one))
            elif left[one.number]:
                left[one.number] -= 1
                yield one

    def _broken(self, judged: tuple[Judged, ...], used: list[_Chosen]) -> set[int]:
        """Numbers of the records that fixes broke; all where there are more or fewer records than before."""
        if len(judged) != len(self._judged):
            return set(range(len(self._judged)))
        fixes: dict[int, dict[tuple[Edit, ...], Fix]] = {}
        for one in used:
            fixes.setdefault(one.number, {})[one.fix.edits] = one.fix
        return {
            number
            for number, (before, after) in enumerate(zip(self._judged, judged, strict=True))
            if not is_as_promised(before.record, after.record, list(fixes.get(number, {}).values()))
        }

    def _worse(self, judged: tuple[Judged, ...]) -> set[int]:
        """Numbers of the records that have more findings than before."""
        return {
            number
            for number, (before, after) in enumerate(zip(self._judged, judged, strict=True))
            if not is_no_worse(before.diagnostics, after.diagnostics)
        }


def _is_proved(one: Diagnostic) -> bool:
    """Tell whether the record was read again for a fix; a rule that finds edits itself is believed."""
    return one.fix is not None and (one.fix.change is not None or one.code == codes.DUPLICATE_KEY)


def is_no_worse(before: tuple[Diagnostic, ...], after: tuple[Diagnostic, ...]) -> bool:
    """Tell whether there are no more findings than before, at any level and above it."""
    return all(
        sum(_RANK[one.severity] >= rank for one in after)
        <= sum(_RANK[one.severity] >= rank for one in before)
        for rank in _RANK.values()
    )
