"""Names of sites behind or before a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.people.names import PAPER
from artikit.ingest.titles.headlines import PROSE
from artikit.ingest.wording.plain import folded
from artikit.ingest.wording.words import ends_sentence

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_DOMAIN = re.compile(r"\s+[|»·•–—-]\s+(?P<domain>(?:[a-z0-9-]+\.)+[a-z]{2,8})\Z", re.IGNORECASE)
_SHARED = re.compile(
    r"[^\"“„«:]{2,60}\s(?:on|auf|sur|en|su|no|op)\s(?:Twitter|X|Facebook|Instagram|Threads|Mastodon|LinkedIn)\s?:\s*"
)
"""How sites that pass titles on begin them."""
_PREFIX = re.compile(r"(?P<name>[^|»·•]{3,40}?)\s+[|»·•]\s+(?=\S)")
_SITE = re.compile(r"\s+(?:[|»·•]|[-–—])\s+(?P<name>[^|»·•]{2,60})\Z")


def is_host(draft: Draft, name: str) -> bool:
    """Tell whether the host of the article's address has the words of a name."""
    site = re.sub(r"[^a-z0-9]", "", folded(name)).removeprefix("the")
    return bool(site) and site in re.sub(r"[^a-z0-9]", "", draft.domain_hint)


def without_site(draft: Draft, text: str) -> tuple[str, str]:
    """Take ` | The Harbor Ledger` off a title; returns the title, and the name where it is one."""
    if (shared := _SHARED.match(text)) and len(text) > shared.end():
        return text[shared.end() :].strip('"“”„«» '), ""
    if (ending := _DOMAIN.search(text)) and len(text[: ending.start()].split()) > 1:
        return text[: ending.start()].rstrip(), ""
    lead = _PREFIX.match(text)
    if lead and PAPER.search(lead["name"]) and len(text[lead.end() :].split()) > 2:
        return text[lead.end() :].strip(), lead["name"].strip()
    match = _SITE.search(text)
    if match is None or len(text[: match.start()].split()) < 3:
        return text, ""
    name = match["name"].strip()
    words = name.split()
    if len(words) > 6 or not name[0].isupper() or ends_sentence(name):
        return text, ""
    bar = "|" in match[0] or "»" in match[0]
    outer = [*draft.blocks[:12], *draft.blocks[12:][-4:]]
    wanted = folded(name)
    elsewhere = any(
        wanted in folded(block.text) for block in outer if len(block.text) <= PROSE and block.text != text
    )
    proved = (bool(PAPER.search(name)) and len(words) > 1) or elsewhere or is_host(draft, name)
    if not proved and not (bar and all(word[0].isupper() for word in words)):
        return text, ""
    return text[: match.start()].rstrip(), name if proved else ""
