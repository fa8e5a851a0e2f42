"""The manual pages of the rules as texts, for what shows them and knows nothing else of rules."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from artikit.rules import all_rules

if TYPE_CHECKING:
    from artikit.model import Severity

_HEADING = re.compile(r"(?m)^#+ (.*)\n+")
_ABOUT = "What it is"
_FAMILIES = {
    "AK0": "reading",
    "AK1": "schema",
    "AK2": "record",
    "AK3": "corpus",
    "AK4": "portability",
    "AK5": "house",
    "AK6": "conversion",
}
"""What the rules of a family are about, by the beginning of their codes."""


class Page(NamedTuple):
    """What there is to say about a rule.

    `title` is one sentence, `about` a paragraph, `text` the whole page without marks, `markdown` with them.
    `severity` is the one that it has without settings.
    """

    name: str
    severity: Severity
    family: str
    title: str
    about: str
    text: str
    markdown: str


@cache
def page(code: str) -> Page:
    """Get the page of a rule by its code. Raises KeyError for an unknown code."""
    rule = all_rules()[code]
    sections = dict(_sections(rule.doc))
    return Page(
        name=rule.name,
        severity=rule.severity,
        family=_FAMILIES.get(code[:3], "other"),
        title=rule.title,
        about=" ".join(sections.get(_ABOUT, rule.title).split()),
        text=_HEADING.sub(r"\1\n", rule.doc),
        markdown=_HEADING.sub(lambda heading: heading[0].rstrip("\n") + "\n\n", rule.doc),
    )


def _sections(doc: str) -> list[tuple[str, str]]:
    """Take a page apart: heading and text of each section."""
    _, *parts = _HEADING.split(doc)
    return list(zip(parts[::2], parts[1::2], strict=True))
