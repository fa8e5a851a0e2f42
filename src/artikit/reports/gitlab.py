"""GitLab Code Quality: findings in the widget and beside the lines of a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from artikit.escape import safe
from artikit.fingerprints import fingerprint_of, salted
from artikit.reports._json import ascii_json
from artikit.reports._places import from_root, readable
from artikit.reports._words import beside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic

WANTS = ("fingerprints",)

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
    """Write the list as the diagnostics come; GitLab shows one of equal fingerprints, so repeats differ."""
    before = "["
    seen: Counter[str] = Counter()
    for diagnostic in diagnostics:
        entry = {
            # GitLab shows no `check_name`, so the code stands here too.
            "description": safe(f"{diagnostic.code}[{diagnostic.name}] {beside(diagnostic)}"),
            "check_name": diagnostic.name,
            "fingerprint": salted(fingerprint_of(diagnostic), seen),
            "severity": _SEVERITIES[diagnostic.severity],
            "location": {
                "path": readable(from_root(diagnostic.path)),
                "lines": {"begin": diagnostic.start.line, "end": diagnostic.end.line},
            },
        }
        out.write(before + "\n  " + ascii_json(entry))
        before = ","
    out.write("[]\n" if before == "[" else "\n]\n")
