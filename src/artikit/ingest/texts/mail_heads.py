"""The head of an e-mail: sender, date, subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, STATED
from artikit.ingest.dates.written import dates_in
from artikit.ingest.people.byline import names_of
from artikit.ingest.wording.addresses import domain_of
from artikit.ingest.wording.plain import plain

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_MAIL = re.compile(
    r"(?i)(?P<field>from|to|cc|bcc|date|sent|subject|reply-to|von|an|gesendet|betreff|datum|de|à|objet|date|para|asunto|fecha|enviado)\s*:\s*(?P<value>.*)",
    re.DOTALL,
)
_REPLY = re.compile(r"(?i)\A(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|odp|antw)\s*:\s*)+(?=\S)")
_SENDER = re.compile(r"\A\"?(?P<name>[^<\"]*?)\"?\s*<[^<>@\s]+@(?P<domain>[^<>@\s]+)>\s*\Z")
_SUBJECTS = ("subject", "betreff", "objet", "asunto")
_SENDERS = ("from", "von", "de")


def take_mail(draft: Draft) -> bool:
    """Take the head of an e-mail: sender, date, subject."""
    found: dict[str, int] = {}
    for at, block in enumerate(draft.blocks[:10]):
        match = _MAIL.match(block.text)
        if match is None:
            break
        found.setdefault(match["field"].lower(), at)
    subject = next((found[name] for name in _SUBJECTS if name in found), -1)
    sender = next((found[name] for name in _SENDERS if name in found), -1)
    if subject < 0 or sender < 0:
        return False
    said = _REPLY.sub("", draft.blocks[subject].text.partition(":")[2].strip())
    draft.claim(fields.TITLE, said, draft.span_of(subject, said), "subject of an e-mail", STATED)
    draft.title_at = max(found.values())
    _take_sender(draft, sender)
    for name in ("date", "sent", "datum", "gesendet", "fecha", "enviado"):
        if name in found:
            at = found[name]
            for written in dates_in(draft.text, draft.blocks[at].body, draft.blocks[at].span.end):
                draft.claim(fields.PUBLISHED, written.value, written.span, "date of an e-mail", LIKELY)
                break
    for at in found.values():
        draft.take(at, "head of an e-mail")
    return True


def _take_sender(draft: Draft, at: int) -> None:
    """Take the name of who sent an e-mail."""
    raw = draft.raw(at).partition(":")[2].strip()
    match = _SENDER.match(raw)
    names = names_of(plain(match["name"] if match else raw))
    if names is not None and names.names:
        draft.claim(
            fields.AUTHOR, names.author, draft.span_of(at, names.author), "sender of an e-mail", LIKELY
        )
    if match is not None and domain_of(f"https://{match['domain']}/"):
        draft.domain_hint = match["domain"]
