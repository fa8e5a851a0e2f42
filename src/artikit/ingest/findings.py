"""What the cues of a page say, cue by cue, until one record is made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from artikit.addresses import host_of
from artikit.ingest import fields
from artikit.ingest.addresses import clean
from artikit.ingest.archive_copies import original_of
from artikit.ingest.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.model import Json, Pointer, Span


_WEB_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+\.?(?::[0-9]*)?"
    r"(?:[/?#](?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*)?"
)
"""Addresses as records may have them (`schemas/image.schema.json`)."""
_LONGEST = 4000


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


def absolute(text: str, base: str) -> str:
    """Make an address absolute; empty where it is none of the web, or relative to nothing known."""
    text = original_of(text.strip())
    if not text or len(text) > _LONGEST or any(sign in text for sign in "\n\r\t"):
        return ""
    try:
        url = original_of(urljoin(base, text) if base else text)
    except ValueError:
        return ""
    url = clean(url.replace(" ", "%20"))
    if not url.isascii() or not url.lower().startswith(("http://", "https://")):
        return ""
    scheme, _, rest = url.partition("://")
    url = f"{scheme.lower()}://{rest}"
    return url if _WEB_ADDRESS.fullmatch(url) and "." in host_of(url) else ""
