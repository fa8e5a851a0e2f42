"""JUnit XML: findings as failed tests, for Jenkins, GitLab, Azure DevOps, CircleCI and whatever reads tests.

There is no standard; this is what https://github.com/testmoapp/junitxml describes and all of them read.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, islice
from typing import TYPE_CHECKING, TextIO

from artikit.escape import safe
from artikit.model import pointer_text
from artikit.reports._places import from_root, readable
from artikit.reports._words import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.model import Diagnostic

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="artikit">\n'
_CLEAN = """\
  <testsuite name="artikit" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="nothing found" classname="artikit" time="0"/>
  </testsuite>
"""
_TAIL = "</testsuites>\n"
_MOST = 1_000
"""Cases of a suite: its head counts them, so they are held; the rest of a file goes to another suite."""

_FORBIDDEN = re.compile("[\ufffe\uffff]")
"""What XML 1.0 has no room for and still stands in a safe text."""


def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
    """Write a suite for each file with findings, a case for each; one that passes where there are none."""
    before = _HEAD
    seen: Counter[int] = Counter()
    for path, found in groupby(diagnostics, lambda one: one.path):
        while cases := list(islice(found, _MOST)):
            for piece in _suite(path, cases, seen):
                out.write(before + piece)
                before = ""
    out.write(before + (_TAIL if seen else _CLEAN + _TAIL))


def _suite(path: str, cases: list[Diagnostic], seen: Counter[int]) -> Iterator[str]:
    kinds = [_kind(one) for one in cases]
    counts = {"tests": len(cases)}
    counts |= {f"{word}s" if word != "skipped" else word: kinds.count(word) for word in _KINDS}
    listed = " ".join(f'{key}="{count}"' for key, count in counts.items())
    name = _text(readable(from_root(path)))
    yield f'  <testsuite name="{name}" {listed}>\n'
    for one, kind in zip(cases, kinds, strict=True):
        yield _case(name, _case_name(name, one, seen), one, kind)
    yield "  </testsuite>\n"


_KINDS = ("failure", "error", "skipped")


def _kind(diagnostic: Diagnostic) -> str:
    """An error is a file that could not be checked, a failure any other finding."""
    if diagnostic.baselined:
        return "skipped"
    unreadable = diagnostic.code.startswith("AK0") and diagnostic.severity == "error"
    return "error" if unreadable else "failure"


def _case_name(path: str, diagnostic: Diagnostic, seen: Counter[int]) -> str:
    """Name a case like no other of its file: of equal names, GitLab shows the first and drops the rest.

    `seen` counts them by their hashes, as there may be a million.
    """
    pointer = _text(pointer_text(diagnostic.pointer))
    key = hash((path, diagnostic.code, pointer))
    seen[key] += 1
    number = f"#{seen[key]}" if seen[key] > 1 else ""
    return " ".join(filter(None, (f"{diagnostic.code}[{diagnostic.name}]", number, pointer)))


def _case(path: str, name: str, diagnostic: Diagnostic, kind: str) -> str:
    where = f"{diagnostic.start.line}:{diagnostic.start.column}"
    verdict = (
        f'<skipped message="it is in the baseline: {_text(diagnostic.message)}"/>'
        if kind == "skipped"
        else f'<{kind} type="{diagnostic.severity}" message="{_text(diagnostic.message)}">'
        f"{path}:{where}: {_text(told(diagnostic, diagnostic.notes))}</{kind}>"
    )
    return (
        f'    <testcase name="{name}" classname="{path}" file="{path}" line="{diagnostic.start.line}"'
        f' time="0">\n      {verdict}\n    </testcase>\n'
    )


def _text(text: str) -> str:
    """Make a text safe, and then such that it stands in an attribute or an element as it is: ASCII alone."""
    shown = _FORBIDDEN.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", safe(text))
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        shown = shown.replace(sign, name)
    return shown.encode("ascii", "xmlcharrefreplace").decode("ascii")
