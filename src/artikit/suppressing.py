"""Comments that silence findings: `# artikit: ignore AK201 -- reason`, in YAML and TOML.

Behind a value, such a comment speaks of the findings that start in its line. On a line of its own it speaks
of the next line that is no comment, and of all that is inside the value that begins there; `ignore-record`
speaks of the whole record. Codes, beginnings of codes and names tell which rules are meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from artikit.comments import comments_of, is_blank_or_comment, language_of
from artikit.lines import line_below, line_end, line_start
from artikit.model import Edit, Fix, Problem, Span
from artikit.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from artikit.model import Pointer, Record

MARK = "artikit:"
"""What every such comment has in it; most texts do not."""

WITHOUT_REASON = "AK491"
UNUSED = "AK492"

_COMMENT = re.compile(
    r"#+[ \t]*artikit:[ \t]*(?P<verb>[^\s,]*)[ \t]*(?P<rules>.*?)[ \t]*(?:--[ \t]*(?P<reason>.*))?"
)
_SELECTOR = re.compile(r"[^\s,]+")
_FENCES = ("---", "+++")
_VERBS = ("ignore", "ignore-record")
_SHAPE = "write `# artikit: ignore AK201 -- reason`"


class Suppression(NamedTuple):
    """A comment that is to silence findings. Without a reason it has no effect.

    `selectors` are the codes, beginnings of codes and names in it, `rules` is where they stand.
    """

    comment: Span
    verb: str
    selectors: tuple[str, ...]
    reason: str
    own_line: bool
    rules: Span

    @property
    def has_effect(self) -> bool:
        """Whether it is written as it must be."""
        return self.verb in _VERBS and bool(self.selectors) and bool(self.reason)


def unsilenced(record: Record, problems: Iterable[Problem], on: Collection[str]) -> list[Problem]:
    """Leave out what comments silence, and say which comments do nothing; `on` are the codes of this run."""
    problems = list(problems)
    found = suppressions_of(record)
    if not found:
        return problems
    silenced, used = _applied(record, problems, found)
    left = [problem for number, problem in enumerate(problems) if number not in silenced]
    in_the_way = {problem.code[:3] for problem in left} & {"AK0", "AK1"}
    said = [
        problem
        for number, one in enumerate(found)
        for problem in _faults(record.source.text, one, used.get(number, set()), on, in_the_way)
    ]
    return [*left, *(problem for problem in said if problem.code in on)]


def suppressions_of(record: Record) -> list[Suppression]:
    """Find the comments that speak to artikit."""
    if record.data is None or not _may_have_some(record):
        return []
    return [
        one for comment in comments_of(record, MARK) if (one := _suppression(record.source.text, comment))
    ]


def _may_have_some(record: Record) -> bool:
    """Tell quickly whether there may be some; in nearly every record there are none."""
    text = record.source.text
    if record.fence:
        return text.find(MARK, 0, len(text) - len(record.body)) >= 0 and record.fence in _FENCES
    return language_of(record) == "yaml"  # a file of many records is searched part by part


def _suppression(text: str, comment: Span) -> Suppression | None:
    match = _COMMENT.fullmatch(text[slice(*comment)].rstrip())
    if match is None:
        return None
    return Suppression(
        comment,
        match["verb"],
        tuple(_SELECTOR.findall(match["rules"])),
        (match["reason"] or "").strip(),
        not text[line_start(text, comment.start) : comment.start].strip(" \t\ufeff"),
        Span(comment.start + match.start("rules"), comment.start + match.end("rules")),
    )


def _applied(
    record: Record, problems: list[Problem], found: list[Suppression]
) -> tuple[set[int], dict[int, set[str]]]:
    """Find the numbers of the problems that are silenced, and by which selectors of which comments."""
    places: dict[str, list[tuple[int, int]]] = {}
    for number, problem in enumerate(problems):
        if not all_rules()[problem.code].fixed_level and problem.code not in {WITHOUT_REASON, UNUSED}:
            places.setdefault(problem.code, []).append((record.span_of(problem).start, number))
    for starts in places.values():
        starts.sort()
    scopes = _Scopes(record)
    used: dict[int, set[str]] = {}
    reached: dict[str, list[Span]] = {}
    for number, one in enumerate(found):
        for selector, code in _meant(one, places):
            scope = scopes.of(one)
            first = bisect_left(places[code], (scope.start, -1))
            if first < len(places[code]) and places[code][first][0] <= scope.end:
                used.setdefault(number, set()).add(selector)
                reached.setdefault(code, []).append(scope)
    return {number for code, spans in reached.items() for number in _within(places[code], spans)}, used


def _meant(one: Suppression, codes: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pair each selector of a comment with the codes among these that it stands for."""
    for selector in one.selectors if one.has_effect else ():
        for code in _codes(selector):
            if code in codes:
                yield selector, code


def _within(places: list[tuple[int, int]], spans: list[Span]) -> Iterator[int]:
    """Find the problems that start in any of some ranges, the ends with them; both in one pass."""
    spans = sorted(spans)
    end, at = -1, 0
    for start, number in places:
        while at < len(spans) and spans[at].start <= start:
            end = max(end, spans[at].end)
            at += 1
        if start <= end:
            yield number


@lru_cache(maxsize=1024)
def _codes(selector: str) -> tuple[str, ...]:
    """Codes that a selector stands for."""
    start = selector.upper()
    return tuple(
        one.code
        for one in all_rules().values()
        if one.name == selector.lower() or (start[:2] == "AK" and one.code.startswith(start))
    )


class _Scopes:
    """Finds the ranges that comments speak of, each in a time that does not grow with the record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._text = record.source.text
        self._lines: dict[int, int] = {}

    def of(self, one: Suppression) -> Span:
        """Range in which the findings start that a comment speaks of."""
        text = self._text
        if one.verb == "ignore-record":
            return Span(0, len(text))
        if not one.own_line:
            return Span(line_start(text, one.comment.start), one.comment.end)
        line = self._next_entry(line_below(text, one.comment.end))
        end = line_end(text, line)
        starts = self._entries
        beginning = starts[bisect_left(starts, (line, -1)) : bisect_left(starts, (end, len(text) + 1))]
        return Span(line, max([end, *(last for _, last in beginning)]))

    def _next_entry(self, line: int) -> int:
        """Beginning of the first line, from one on, that is neither blank nor a comment."""
        passed = []
        while line < len(self._text) and line not in self._lines and is_blank_or_comment(self._text, line):
            passed.append(line)
            line = line_below(self._text, line)
        line = self._lines.get(line, line)
        self._lines |= dict.fromkeys([*passed, line], line)
        return line

    @cached_property
    def _entries(self) -> list[tuple[int, int]]:
        """Where each key or item begins, and where what is in it ends."""
        values, keys = self._record.spans
        ends: dict[Pointer, int] = {}
        for pointer, value in values.items():
            for size in range(1, len(pointer) + 1):  # what is in a table of TOML stands behind its header
                ends[pointer[:size]] = max(ends.get(pointer[:size], 0), value.end)
        return sorted(
            (keys[pointer].start if pointer in keys else value.start, ends[pointer])
            for pointer, value in values.items()
            # The header `[[images]]` begins one table, not all of them.
            if pointer and values.get((*pointer, 0)) != value
        )


def _faults(
    text: str, one: Suppression, used: set[str], on: Collection[str], in_the_way: set[str]
) -> Iterator[Problem]:
    """Say what is wrong with a comment, one thing at most; `used` are selectors that silence something."""
    unknown = [selector for selector in one.selectors if not _codes(selector)]
    idle = [
        selector
        for selector in one.selectors
        if selector not in used and _is_judged(selector, on, in_the_way)
    ]
    if one.verb not in _VERBS:
        yield Problem(UNUSED, f"artikit does not know `{one.verb[:40]}`", span=one.comment, help=_SHAPE)
    elif not one.selectors:
        yield Problem(UNUSED, "the comment names no rule", span=one.comment, help=_SHAPE)
    elif not one.reason:
        message = "the suppression gives no reason, so it has no effect"
        help_ = "write ` -- ` and the reason behind the rules"
        yield Problem(WITHOUT_REASON, message, span=one.comment, help=help_)
    elif unknown:
        message = f"there is no rule {_listed(unknown)}"
        yield Problem(UNUSED, message, span=one.comment, help=_hint(unknown[0]))
    elif idle:
        message = f"{_listed(idle)} {'silences' if len(idle) == 1 else 'silence'} nothing here"
        yield Problem(UNUSED, message, span=one.comment, fix=_without(text, one, idle))


def _is_judged(selector: str, on: Collection[str], in_the_way: set[str]) -> bool:
    """Tell whether a selector that silenced nothing would have had its chance.

    A rule that is off says nothing, nor do the rules across records here. What is wrong with the reading or
    by the schema keeps rules from being asked: `in_the_way` are the families of what is left of that.
    """
    rules = all_rules()
    codes = _codes(selector)
    meant = [code for code in codes if code in on and not rules[code].fixed_level]
    families = {code[:3] for code in meant}
    if not meant:
        return all(rules[code].fixed_level for code in codes)
    across = any(rules[code].check is None and code[:3] not in {"AK0", "AK1"} for code in meant)
    return not across and ("AK0" not in in_the_way) and (families <= {"AK0", "AK1"} or not in_the_way)


def _without(text: str, one: Suppression, idle: list[str]) -> Fix:
    """Take selectors out of a comment, and all of it where none is left."""
    kept = [selector for selector in one.selectors if selector not in idle]
    if kept:
        return Fix(f"remove {_listed(idle)}", (Edit(one.rules, ", ".join(kept)),))
    if one.own_line:
        span = Span(line_start(text, one.comment.start), line_below(text, one.comment.end))
        if text.startswith("\ufeff", span.start):
            span = Span(span.start + 1, span.end)
    else:
        span = Span(len(text[: one.comment.start].rstrip(" \t")), one.comment.end)
    return Fix("remove the suppression", (Edit(span, ""),))


def _hint(selector: str) -> str:
    from artikit.schema.suggest import nearest

    rules = all_rules()
    meant = nearest(selector, [*rules, *(rule.name for rule in rules.values())])
    return f"did you mean `{meant}`?" if meant else "`artikit rule` lists them"


def _listed(selectors: Iterable[str]) -> str:
    return " and ".join(f"`{selector[:40]}`" for selector in selectors)
