"""What a run comes to, in one line and in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from artikit.reading.codes import MISSING_FRONT_MATTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.model import Diagnostic, Record


@dataclass
class Tally:
    """Counts that grow while records are judged. The one thing here that is not frozen."""

    records: int = 0
    faulty: int = 0
    without: int = 0
    levels: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, record: Record, diagnostics: Iterable[Diagnostic]) -> None:
        """Take in one record. A file without front matter is none."""
        severities = [diagnostic.severity for diagnostic in diagnostics]
        if any(problem.code == MISSING_FRONT_MATTER for problem in record.problems):
            self.without += 1
        else:
            self.records += 1
            self.faulty += bool(severities)
        self.levels.update(severities)
        self.rules.update((diagnostic.code, diagnostic.name) for diagnostic in diagnostics)

    @property
    def seen(self) -> int:
        """Everything that was looked at."""
        return self.records + self.without

    def sentence(self) -> str:
        """Say what was found: `3 records checked, 1 with findings; 2 errors, 1 warning`."""
        parts = [f"{many(self.records, 'record')} checked, {self._verdict()}"]
        if self.without:
            parts.append(f"{many(self.without, 'file')} without front matter")
        levels = [many(self.levels[level], word) for level, word in _WORDS.items() if self.levels[level]]
        if levels:
            parts.append(", ".join(levels))
        return "; ".join(parts)

    def statistics(self) -> Iterator[str]:
        """A line for each rule that was broken, the commonest first."""
        for (code, name), count in sorted(self.rules.items(), key=lambda item: (-item[1], item[0])):
            yield f"{count:>7,}  {code}  {name}"

    def _verdict(self) -> str:
        if not self.records:
            return "nothing to judge"
        return f"{self.faulty:,} with findings" if self.faulty else "all clean"


_WORDS = {"error": "error", "warning": "warning", "info": "remark"}


def many(count: int, noun: str) -> str:
    """Count things: `1 record`, `2,000 records`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
