"""The text of YAML front matter as the rules about style see it: quick where nothing is wrong, exact else.

Places cost a second reading of the record. So each record is first skimmed, once for all rules: a sound
one is known by its lines, most of which stood in other records before, and by the keys of its mappings.
The skimming may suspect too much and never too little; what it suspects is then looked at by its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.model import Span
from artikit.reading import codes
from artikit.rules._yaml_text.skimming import skim

if TYPE_CHECKING:
    from artikit.model import Record
    from artikit.rules import Facts, Glance
    from artikit.rules._yaml_text.close_look import YamlText
    from artikit.schema.style import Style

_REST_OF_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


class _Looked(NamedTuple):
    """What came of looking at a record under a style."""

    record: Record
    style: Style
    text: YamlText | None


_last: _Looked | None = None
"""The record that was looked at last: the rules ask for it one after another."""


def yaml_text(record: Record, style: Style) -> YamlText | None:
    """The YAML of a record where there may be something wrong in it, and its places can be trusted."""
    global _last  # noqa: PLW0603  (one record is remembered, no more)
    if _last is None or _last.record is not record or _last.style is not style:
        _last = _Looked(record, style, _look(record, style))
    return _last.text


def is_clean(glance: Glance, facts: Facts) -> bool:
    """Tell whether there is nothing wrong in a record's YAML, or none whose places can be trusted."""
    return yaml_text(glance.record, facts.style()) is None


def is_yaml_file(record: Record) -> bool:
    """Tell whether a record comes from a YAML data file."""
    return not record.fence and record.source.path.lower().endswith((".yaml", ".yml"))


def _look(record: Record, style: Style) -> YamlText | None:
    region = _region(record)
    if region is None:
        return None
    skimmed = skim(record.source.text, region, record.data or {}, style)
    if True not in skimmed.suspicions:
        return None
    from artikit.rules._yaml_text.close_look import YamlText  # sound records need none

    return YamlText(record, region, style, skimmed)


def _region(record: Record) -> Span | None:
    """Where a record's YAML stands: the front matter with its fences, or its lines in a data file."""
    text = record.source.text
    if record.problems and any(problem.code != codes.BYTE_ORDER_MARK for problem in record.problems):
        return None  # which come first: what the reader stumbled over may stand anywhere
    if record.fence == "---":
        return Span(int(text.startswith("\ufeff")), len(text) - len(record.body))
    if record.fence or not is_yaml_file(record):
        return None
    start, end = record.spans.value(())
    start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    match = _REST_OF_LINE.match(text, end)
    return Span(start, match.end() if match else end)
