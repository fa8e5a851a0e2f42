"""What a run comes to, in one line and in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from artikit.config import RANK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from artikit.model import Diagnostic, Severity


@dataclass
class Tally:
    """Counts that grow while records are judged; of findings by level, by rule, and by what mends them."""

    records: int = 0
    faulty: int = 0
    without: int = 0
    levels: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    safe: int = 0
    unsafe: int = 0
    between: bool = False

    def count(self, diagnostics: Sequence[Diagnostic], *, blank: bool, times: int = 1) -> None:
        """Take in one record and what is wrong with it, or so many `times` a clean one.

        A `blank` file, which has no front matter, does not count as a record.
        """
        if blank:
            self.without += times
        else:
            self.records += times
            self.faulty += bool(diagnostics)
        if diagnostics:
            self.add(diagnostics)

    def add(self, diagnostics: Sequence[Diagnostic], *, between: bool = False) -> None:
        """Take in findings alone, such as those `between` records."""
        self.between |= between
        self.levels.update(diagnostic.severity for diagnostic in diagnostics)
        self.rules.update((diagnostic.code, diagnostic.name) for diagnostic in diagnostics)
        fixes = [diagnostic.fix.safe for diagnostic in diagnostics if diagnostic.fix]
        self.safe += sum(fixes)
        self.unsafe += len(fixes) - sum(fixes)

    @property
    def seen(self) -> int:
        """Everything that was looked at."""
        return self.records + self.without

    def reaches(self, least: Severity) -> bool:
        """Tell whether anything was found that is at least so grave."""
        return any(self.levels[level] for level, rank in RANK.items() if rank >= RANK[least])

    def sentence(self) -> str:
        """Say what was found: `3 records checked, 1 with findings; 2 errors, 1 warning`."""
        parts = [f"{many(self.records, 'record')} checked, {self._verdict()}"]
        if self.without:
            parts.append(f"{many(self.without, 'file')} without front matter")
        levels = [many(self.levels[level], word) for level, word in _WORDS.items() if self.levels[level]]
        if levels:
            parts.append(", ".join(levels))
        if self.safe or self.unsafe:
            parts.append(self._fixable())
        return "; ".join(parts)

    def statistics(self) -> Iterator[str]:
        """Make a line for each rule that was broken, the commonest first."""
        for (code, name), count in sorted(self.rules.items(), key=lambda item: (-item[1], item[0])):
            yield f"{count:>7,}  {code}  {name}"

    def _fixable(self) -> str:
        """Say how many findings can be mended: so many by safe fixes, and so many more."""
        if not self.safe:
            return f"{self.unsafe:,} fixable with `artikit fix --unsafe`"
        more = f", {self.unsafe:,} more with `--unsafe`" if self.unsafe else ""
        return f"{self.safe:,} fixable with `artikit fix`{more}"

    def _verdict(self) -> str:
        if not self.records:
            return "nothing to judge"
        if self.between and not self.faulty:
            return "each clean by itself"
        return f"{self.faulty:,} with findings" if self.faulty else "all clean"


_WORDS = {"error": "error", "warning": "warning", "info": "remark"}


def many(count: int, noun: str) -> str:
    """Count things: `1 record`, `2,000 records`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
