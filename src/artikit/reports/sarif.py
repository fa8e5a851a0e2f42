"""SARIF 2.1.0: findings for GitHub's code scanning, Azure DevOps and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/ and GitHub's "SARIF support for code scanning": of one run
GitHub takes 25,000 results in at most 10 MB of gzip, and 1,024 characters of a text. The worst stay; a
notification says how many were left out.
"""

from __future__ import annotations

import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from artikit._version import __version__
from artikit.escape import safe
from artikit.fingerprints import fingerprint_of, salted
from artikit.model import pointer_text
from artikit.reports._json import ascii_json
from artikit.reports._places import from_root, path_bytes
from artikit.reports._words import told
from artikit.reports._worst import Worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from artikit.manual import Page
    from artikit.model import Diagnostic, Patch, Position

WANTS = ("fingerprints", "baselined")

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "info": "recommendation"}
"""What GitHub calls the severity of a rule that is not about security."""

_MOST = 25_000
_LONGEST = 1_024
_BYTES = 9_500_000
"""Compressed; what stands around the results has room in the rest."""

_MOST_LINKS = 5
_NO_LINK = str.maketrans("[]", "()")

_HEAD = """\
{
"$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
"version": "2.1.0",
"runs": [{
"tool": %s,
"columnKind": "unicodeCodePoints",
"newlineSequences": ["\\r\\n", "\\n", "\\r"],
"originalUriBaseIds": {"%%SRCROOT%%": {"description": {"text": "The top of the repository."}}},
"results": ["""
_TAIL = """
],
"invocations": %s
}]
}
"""


def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
    """Write a log with one run; its results are the worst first."""
    worst = Worst(_MOST)
    for diagnostic in diagnostics:
        worst.add(diagnostic)
    rules = {code: index for index, code in enumerate(sorted({one.code for one in worst}))}
    out.write(_HEAD % ascii_json(_tool(rules)))
    left_out = worst.left_out
    before = "\n"
    for diagnostic, result in _fitting(worst, rules):
        if result is None:
            left_out[diagnostic.severity] += 1
            continue
        out.write(before + result)
        before = ",\n"
    out.write(_TAIL % ascii_json([_invocation(left_out)]))


def _fitting(worst: Iterable[Diagnostic], rules: dict[str, int]) -> Iterator[tuple[Diagnostic, str | None]]:
    """Yield the results with their text; None from the first on that does not fit in."""
    seen: Counter[str] = Counter()
    packer, packed = zlib.compressobj(level=1), 0  # packs worse than anybody who sends the file
    for diagnostic in worst:
        if packed > _BYTES:
            yield diagnostic, None
            continue
        text = ascii_json(_result(diagnostic, rules, seen))
        packed += len(packer.compress(text.encode()))
        yield diagnostic, text


def _tool(rules: Iterable[str]) -> dict[str, Any]:
    from artikit.manual import page

    listed = [_rule(code, page(code)) for code in rules]
    return {
        "driver": {
            "name": "artikit",
            "version": __version__,
            "semanticVersion": __version__,
            "rules": listed,
        }
    }


def _rule(code: str, page: Page) -> dict[str, Any]:
    return {
        "id": code,
        "name": page.name,
        "shortDescription": {"text": _clipped(page.title)},
        "fullDescription": {"text": _clipped(page.about)},
        "help": {"text": page.text, "markdown": page.markdown},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
        "properties": {"tags": ["content", page.family], "problem.severity": _PROBLEMS[page.severity]},
    }


def _result(diagnostic: Diagnostic, rules: dict[str, int], seen: Counter[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rules[diagnostic.code],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _message(diagnostic)},
        "locations": [_location(diagnostic.path, diagnostic.start, diagnostic.end)],
        # Not GitHub's own `primaryLocationLineHash`: its upload computes that, and warns of any other value.
        "partialFingerprints": {"artikit/v1": salted(fingerprint_of(diagnostic), seen)},
    }
    if diagnostic.notes:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": _plain(note.message)}}
            | _location(note.path or diagnostic.path, note.start, note.end)
            for number, note in enumerate(diagnostic.notes)
        ]
    if diagnostic.fix is not None and any(map(_changes, diagnostic.patches)):
        result["fixes"] = [_fix(diagnostic, diagnostic.fix.title, safe=diagnostic.fix.safe)]
    if diagnostic.baselined:
        result["suppressions"] = [{"kind": "external", "justification": "It is in the baseline."}]
    if diagnostic.pointer:
        result["properties"] = {"pointer": _clipped(safe(pointer_text(diagnostic.pointer)))}
    return result


def _message(diagnostic: Diagnostic) -> str:
    """Tell it all, with a link to each other place: GitHub shows only those that the text leads to."""
    links = ", ".join(
        f"[{safe(note.message).translate(_NO_LINK)}]({number})"
        for number, note in enumerate(diagnostic.notes[:_MOST_LINKS])
    )
    said = safe(told(diagnostic)).replace("](", "] (")
    return f"{_clipped(said, _LONGEST - len(links) - 3)} ({links})" if links else _clipped(said)


def _location(path: str, start: Position, end: Position) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": _region(start, end)}}


def _artifact(path: str) -> dict[str, str]:
    """Name a file by the percent-encoded bytes of its path, which leave nothing that could be a scheme."""
    name = from_root(path)
    uri = quote(path_bytes(name), safe="/")
    if name.startswith("/"):
        return {"uri": f"file://{uri}"}
    if name[1:3] == ":/":  # on Windows
        return {"uri": f"file:///{name[0]}:{quote(path_bytes(name[2:]), safe='/')}"}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _region(start: Position, end: Position) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _changes(patch: Patch) -> bool:
    """Tell whether columns can say what is replaced: a byte order mark stands before the first of them."""
    return patch.start != patch.end or patch.text != ""


def _fix(diagnostic: Diagnostic, title: str, *, safe: bool) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(patch.start, patch.end), "insertedContent": {"text": patch.text}}
        for patch in diagnostic.patches
    ]
    return {
        "description": {"text": _plain(title)},
        "artifactChanges": [{"artifactLocation": _artifact(diagnostic.path), "replacements": replacements}],
        "properties": {"applicability": "safe" if safe else "unsafe"},
    }


def _invocation(left_out: Counter[str]) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if total := left_out.total():
        parts = ", ".join(f"{left_out[one]:,} of level {one}" for one in _LEVELS if left_out[one])
        text = f"{total:,} more findings are not in this file, which holds what GitHub takes: {parts}."
        invocation["toolExecutionNotifications"] = [
            {"descriptor": {"id": "left-out"}, "level": "warning", "message": {"text": text}}
        ]
    return invocation


def _plain(text: str) -> str:
    """Make a text safe and short, without the `](` by which SARIF's messages make links."""
    return _clipped(safe(text).replace("](", "] ("))


def _clipped(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
