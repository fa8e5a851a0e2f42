"""A whole run of `validate`: verdicts come in, held against the baseline; what is to be shown goes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from artikit.config import RANK
from artikit.summary import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.cache.between import LateCorpus
    from artikit.causes import Causes
    from artikit.comparison import Comparison
    from artikit.corpus import Corpus
    from artikit.model import Diagnostic
    from artikit.verdicts import Judge, Verdict


@dataclass
class Judging:
    """What a run goes by, and the counts that grow while it goes on.

    `corpus` is there where records are compared with one another; `whole` is the folder of all records
    where the run itself goes over some of them only.
    """

    judge: Judge
    comparison: Comparison | None = None
    corpus: Corpus | LateCorpus | None = None
    whole: str | None = None
    shows_baselined: bool = False
    tally: Tally = field(default_factory=Tally)

    @cached_property
    def causes(self) -> Causes:
        """What the findings have in common."""
        from artikit.causes import Causes  # not where all is clean

        return Causes()

    def run(self, verdicts: Iterable[Verdict]) -> Iterator[Diagnostic]:
        """Count records and their findings, and yield what is to be shown; last what lies between records."""
        for verdict in verdicts:
            if self.corpus is not None and not verdict.known:
                self.corpus.add(verdict.path, verdict.line, verdict.keys)
            marked = verdict.diagnostics if self.comparison is None else self.comparison.mark(verdict)
            fresh = [one for one in marked if not one.baselined]
            self.tally.count(fresh, blank=verdict.blank, times=verdict.times)
            if fresh:
                self._sum_up(fresh)
            if marked:
                yield from self._shown(marked)
        if self.corpus is not None:
            yield from self._compared(self.corpus)

    def _compared(self, corpus: Corpus | LateCorpus) -> Iterator[Diagnostic]:
        if self.whole is not None:
            corpus.up_to_date([self.whole])
        wants = self.judge.wants
        found = corpus.diagnostics(
            frames=wants.frames,
            fingerprints=self.judge.prints,
            byte_columns=wants.byte_columns,
            of_taken=self.whole is not None,
        )
        for one in found:
            marked = one if self.comparison is None else self.comparison.mark_between(one)
            if not marked.baselined:
                self.tally.add([marked], between=True)
                self._sum_up([marked])
            yield from self._shown((marked,))

    def _sum_up(self, fresh: list[Diagnostic]) -> None:
        """Count the causes of what is shown."""
        least = RANK[self.judge.config.show_level]
        self.causes.count(one for one in fresh if RANK[one.severity] >= least)

    def _shown(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        least = RANK[self.judge.config.show_level]
        with_known = self.shows_baselined or self.judge.wants.baselined
        for one in diagnostics:
            if RANK[one.severity] >= least and (with_known or not one.baselined):
                yield one

    @property
    def fails(self) -> bool:
        """Whether anything that was found is grave enough to fail the run."""
        return self.tally.reaches(self.judge.config.fail_level)
