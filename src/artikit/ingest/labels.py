"""Lines that say what they hold: `Author: …`, `Date: …`, the head of an e-mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.addresses import domain_of
from artikit.ingest.byline import names_of
from artikit.ingest.confidence import LIKELY, STATED
from artikit.ingest.dates import dates_in
from artikit.ingest.plain import plain

if TYPE_CHECKING:
    from artikit.ingest.draft import Draft

_TITLE = re.compile(
    r"(?i)(?:title|headline|subject|titel|überschrift|betreff|titre|objet|título|titular|asunto|titolo|oggetto|titulo|assunto|kop|tittel|rubrik|tytuł|temat|başlık|заголовок|タイトル|見出し)\s*[:：]\s*(?=\S)"
)
_PAPER = re.compile(
    r"(?i)(?:publication|publisher|published\sby|newspaper|outlet|site|website|medium|zeitung|herausgeber|journal|média|periódico|medio|giornale|testata|jornal|veículo|krant|avis|gazeta|gazete|издание)\s*[:：]\s*(?=\S)"
)
_SOURCE = re.compile(
    r"(?i)\(?\s*(?:source|quelle|fuente|fonte|bron|kilde|källa|źródło|kaynak|источник|出典)\s*[:：]\s*(?=\S)"
)
_MAIL = re.compile(
    r"(?i)(?P<field>from|to|cc|bcc|date|sent|subject|reply-to|von|an|gesendet|betreff|datum|de|à|objet|date|para|asunto|fecha|enviado)\s*:\s*(?P<value>.*)",
    re.DOTALL,
)
_REPLY = re.compile(r"(?i)\A(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|odp|antw)\s*:\s*)+(?=\S)")
_TITLE_ALONE = re.compile(r"(?i)(?:title|headline|titel|überschrift|titre|título|titolo)\s*[:：]\Z")
_SENDER = re.compile(r"\A\"?(?P<name>[^<\"]*?)\"?\s*<[^<>@\s]+@(?P<domain>[^<>@\s]+)>\s*\Z")
_SUBJECTS = ("subject", "betreff", "objet", "asunto")
_SENDERS = ("from", "von", "de")
_CHECKED = 14
_LONGEST = 200


_SECTION = re.compile(
    r"(?i)(?:section|category|categories|rubrik|ressort|kategorie|rubrique|catégorie|sección|categoría|sezione|categoria|secção|seção|rubriek|kategori|dział|рубрика|word\scount|words|language|edition|length|status|slug|id|copyright|credit\sline)\s*[:：]\s*\S"
)


def find_labels(draft: Draft) -> None:
    """Take lines on top that say what they hold, and at the end those that name the source."""
    if _take_mail(draft):
        return
    for at in list(draft.free(0, min(_CHECKED, len(draft.blocks)))):
        block = draft.blocks[at]
        if block.kind not in ("paragraph", "bullet") or len(block.text) > _LONGEST:
            continue
        below = at + 1
        if _TITLE_ALONE.match(block.text) and below < len(draft.blocks) and not draft.claimed(("title",)):
            said = draft.blocks[below].text
            draft.claim(("title",), said, draft.span_of(below, said), "line below a label", STATED)
            draft.take(at, "title")
            draft.take(below, "title")
            draft.title_at = below
        elif match := _TITLE.match(block.text):
            said = block.text[match.end() :]
            if not draft.claimed(("title",)) and len(said) > 3:
                draft.claim(("title",), said, draft.span_of(at, said), "line with a label", STATED)
                draft.take(at, "title")
                draft.title_at = at
        elif match := _PAPER.match(block.text):
            said = block.text[match.end() :]
            if len(said.split()) <= 7 and "http" not in said:
                draft.claim(("provider", "name"), said, draft.span_of(at, said), "line with a label", STATED)
                draft.take(at, "name of the publisher")
        elif draft.title_at >= 0 and len(block.text) < 80 and _SECTION.match(block.text):
            draft.take(at, "line with a label")
        elif draft.title_at >= 0 and (match := _SOURCE.match(block.text)) and "http" not in block.text:
            said = block.text[match.end() :].strip(" ()")
            if len(said.split()) <= 6:
                draft.claim(("provider", "name"), said, draft.span_of(at, said), "line with a label", LIKELY)
                draft.take(at, "name of a source")


def find_sources(draft: Draft) -> None:
    """Take a last line such as `(Kilde: Kærholm Kommune)`: who said it, which may be no publisher."""
    for at in list(draft.free())[-3:]:
        block = draft.blocks[at]
        match = _SOURCE.match(block.text)
        if match is None or len(block.text) > 100 or "http" in block.text:
            continue
        draft.take(at, "name of a source")


def _take_mail(draft: Draft) -> bool:
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
    draft.claim(("title",), said, draft.span_of(subject, said), "subject of an e-mail", STATED)
    draft.title_at = max(found.values())
    _take_sender(draft, sender)
    for name in ("date", "sent", "datum", "gesendet", "fecha", "enviado"):
        if name in found:
            at = found[name]
            for written in dates_in(draft.text, draft.blocks[at].body, draft.blocks[at].span.end):
                draft.claim(("publishedDateTime",), written.value, written.span, "date of an e-mail", LIKELY)
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
        draft.claim(("author",), names.author, draft.span_of(at, names.author), "sender of an e-mail", LIKELY)
    if match is not None and domain_of(f"https://{match['domain']}/"):
        draft.domain_hint = match["domain"]
