"""What the cues of a page say, cue by cue, until one record is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.evidence import Evidence
from artikit.ingest.wording.addresses import absolute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.model import Json, Pointer, Span


@dataclass
class Findings:
    """Claims on fields, and why there is none. `base` is what relative addresses are relative to."""

    claims: list[Evidence] = field(default_factory=list)
    reasons: dict[Pointer, str] = field(default_factory=dict)
    base: str = ""

    def claim(self, pointer: Pointer, value: Json, span: Span, cue: str, confidence: float) -> None:
        """Note a value for a field, and why; nothing where it is empty."""
        if value not in ("", None, [], {}):
            self.claims.append(Evidence(pointer, value, span, cue, confidence))

    def of(self, pointer: Pointer) -> list[Evidence]:
        """All claims on a field, the best first; of equals the first one."""
        return sorted((one for one in self.claims if one.field == pointer), key=lambda one: -one.confidence)

    def best(self, pointer: Pointer) -> str:
        """The best text for a field so far; empty where there is none."""
        return next((one.value for one in self.of(pointer) if isinstance(one.value, str)), "")

    def excuse(self, reasons: Mapping[Pointer, str]) -> None:
        """Give reasons for what stays unset, where no cue gave a better one."""
        if self.of(fields.UPDATED) and not self.of(fields.PUBLISHED):
            self.reasons[fields.PUBLISHED] = "only the date of a change is stated"
        for pointer, reason in reasons.items():
            self.reasons.setdefault(pointer, reason)

    def address(self, text: str) -> str:
        """Make an address absolute, and such as records may have it; empty where that cannot be."""
        return absolute(text, self.base)
