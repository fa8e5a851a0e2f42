"""A table for `$GITHUB_STEP_SUMMARY` or a comment on a merge request: rule by rule, the worst first."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TextIO

from artikit.escape import safe
from artikit.reports._places import from_root, readable
from artikit.reports._worst import rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.model import Diagnostic

_ROWS = 50
_TURNS = (1, 4, _ROWS)
"""Rows that each rule may have more, turn by turn: first all rules are seen, in the end all rows used."""

_LONGEST = 300
"""Characters of a message or a path. All rows together stay far below the 1 MiB that GitHub takes."""

_LIVELY = re.compile(r"[^\w ,;:.'’“”…()?%-]|_|[:.]\w|\w-\d|[0-9a-f]{7}|www")  # noqa: RUF001
"""What may be more than words to GitHub: marks, links, mentions, emoji, commits, issues."""

_WORDS = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("remark", "remarks")}


class _Key(NamedTuple):
    """What rows are grouped by; sorts the worst first."""

    rank: int
    code: str
    name: str
    severity: str


def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
    """Write a heading, and a table of at most 50 rows that tells how much more there is."""
    counts: Counter[_Key] = Counter()
    first: dict[_Key, list[Diagnostic]] = {}
    files: set[int] = set()
    for one in diagnostics:
        level = one.severity + (", baselined" if one.baselined else "")
        key = _Key(rank(one), one.code, one.name, level)
        counts[key] += 1
        if not one.baselined:
            files.add(hash(one.path))
        kept = first.setdefault(key, [])
        if len(kept) < _ROWS:
            kept.append(one)
    if not counts:
        out.write("### artikit: nothing found\n")
        return
    out.write(f"### artikit: {_sum(counts, len(files))}\n\n")
    out.write("| Level | Rule | Finding | Where |\n| --- | --- | --- | --- |\n")
    for row in _rows(counts, first):
        out.write(row)


def _sum(counts: Counter[_Key], files: int) -> str:
    """Sum up what is new, and tell of the rest that it is known."""
    totals: Counter[str] = Counter()
    for key, count in counts.items():
        totals[key.severity] += count
    new = [f"{totals[level]:,} {_WORDS[level][totals[level] != 1]}" for level in _WORDS if totals[level]]
    said = f"{', '.join(new)} in {files:,} file{'s' * (files != 1)}" if new else "nothing new found"
    known = totals.total() - sum(totals[level] for level in _WORDS)
    return f"{said}, {known:,} in the baseline" if known else said


def _rows(counts: Counter[_Key], first: dict[_Key, list[Diagnostic]]) -> Iterator[str]:
    shares = _shares(counts)
    for key, share in shares.items():
        for number, one in enumerate(first[key][:share]):
            head = f"{key.severity} | {key.code} `{key.name}`" if number == 0 else " | "
            place = f"{readable(from_root(one.path))}:{one.start.line}:{one.start.column}"
            yield f"| {head} | {_said(one)} | {_code(place)} |\n"
        if more := counts[key] - share:
            yield f"| | | and {more:,} more of {key.code} | |\n"
    if unseen := [key for key in sorted(counts) if key not in shares]:
        total = sum(counts[key] for key in unseen)
        yield f"\nand {total:,} more, of {len(unseen):,} other rule{'s' * (len(unseen) != 1)}\n"


def _shares(counts: Counter[_Key]) -> dict[_Key, int]:
    """Share the rows out, in every turn to the worst first."""
    shares: dict[_Key, int] = {}
    left = _ROWS
    for most in _TURNS:
        for key in sorted(counts):
            more = min(counts[key] - shares.get(key, 0), most, left)
            if more > 0:
                shares[key] = shares.get(key, 0) + more
                left -= more
    return {key: shares[key] for key in sorted(shares)}


def _said(one: Diagnostic) -> str:
    """Write what is wrong, and in brackets where else it shows."""
    said = _cell(one.message)
    for note in one.notes:
        where = f"{readable(from_root(note.path))}:" if note.path else "line "
        said += f" ({_cell(note.message)}: {_code(f'{where}{note.start.line}')})"
    return said


def _cell(message: str) -> str:
    """Write a message with its code in backticks as it is, if all around is mere words; else all as code."""
    shown = _clipped(message)
    words, code = shown.split("`")[::2], shown.split("`")[1::2]
    if len(words) == len(code) or "" in code or any(_LIVELY.search(part) for part in words):
        return _code(message)
    spans = [f"{word}{_code(part)}" for word, part in zip(words, code, strict=False)]
    return "".join([*spans, words[-1]])


def _code(text: str) -> str:
    """Write a text as code, where nothing has a meaning: GitHub finds neither links nor names there."""
    shown = _clipped(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    edge = " " if shown[:1] in ("`", " ", "") or shown[-1:] in ("`", " ") else ""
    # In a table a bar has to be escaped even in code; behind a backslash it cannot be.
    shown = re.sub(r"(\\*)\|", lambda bar: bar[1] + (r"\x7c" if bar[1] else r"\|"), shown)
    return f"{fence}{edge}{shown}{edge}{fence}"


def _clipped(text: str) -> str:
    text = safe(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
