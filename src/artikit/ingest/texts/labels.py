"""Lines that say what they hold: `Title: …`, `Publication: …`, `Source: …`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.dates.lines import date_line
from artikit.ingest.drafts.date_claims import claim_dates
from artikit.ingest.people.byline import is_house
from artikit.ingest.people.names import PAPER
from artikit.ingest.texts.mail_heads import take_mail
from artikit.ingest.wording.words import is_titled

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft


_TITLE = re.compile(
    r"(?i)(?:title|headline|subject|titel|überschrift|betreff|titre|objet|título|titular|asunto|titolo|oggetto|titulo|assunto|kop|tittel|rubrik|tytuł|temat|başlık|заголовок|タイトル|見出し)\s*[:：]\s*(?=\S)"
)
_PAPER = re.compile(
    r"(?i)(?:publication|publisher|published\sby|newspaper|outlet|site|website|medium|zeitung|herausgeber|journal|média|periódico|medio|giornale|testata|jornal|veículo|krant|avis|gazeta|gazete|издание)\s*[:：]\s*(?=\S)"
)
_SOURCE = re.compile(
    r"(?i)\(?\s*(?:source|quelle|fuente|fonte|bron|kilde|källa|źródło|kaynak|источник|出典)\s*[:：]\s*(?=\S)"
)
_TITLE_ALONE = re.compile(r"(?i)(?:title|headline|titel|überschrift|titre|título|titolo)\s*[:：]\Z")
_CHECKED = 14
_LONGEST = 200

_SECTION = re.compile(
    r"(?i)(?:section|category|categories|rubrik|ressort|kategorie|rubrique|catégorie|sección|categoría|sezione|categoria|secção|seção|rubriek|kategori|dział|рубрика|word\scount|words|language|edition|length|status|slug|id|copyright|credit\sline)\s*[:：]\s*\S"
)


def find_labels(draft: Draft) -> None:
    """Take lines on top that say what they hold, and at the end those that name the source."""
    if take_mail(draft):
        return
    for at in list(draft.free(0, min(_CHECKED, len(draft.blocks)))):
        block = draft.blocks[at]
        if block.kind in ("paragraph", "bullet") and len(block.text) <= _LONGEST:
            _read(draft, at, block.text)


def _read(draft: Draft, at: int, text: str) -> None:
    if _TITLE_ALONE.match(text) and at + 1 < len(draft.blocks) and not draft.claimed(fields.TITLE):
        draft.take(at, "title")
        _take_title(draft, at + 1, draft.blocks[at + 1].text, "line below a label")
    elif match := _TITLE.match(text):
        if not draft.claimed(fields.TITLE) and len(text[match.end() :]) > 3:
            _take_title(draft, at, text[match.end() :], "line with a label")
    elif match := _PAPER.match(text):
        said = text[match.end() :]
        if len(said.split()) <= 7 and "http" not in said:
            draft.claim(fields.NAME, said, draft.span_of(at, said), "line with a label", STATED)
            draft.take(at, "name of the publisher")
    elif draft.title_at >= 0 and len(text) < 80 and _SECTION.match(text):
        draft.take(at, "line with a label")
    elif draft.title_at >= 0 and (match := _SOURCE.match(text)) and "http" not in text:
        said = text[match.end() :].strip(" ()")
        if len(said.split()) <= 6:
            draft.claim(fields.NAME, said, draft.span_of(at, said), "line with a label", LIKELY)
            draft.take(at, "name of a source")


def _take_title(draft: Draft, at: int, said: str, cue: str) -> None:
    draft.claim(fields.TITLE, said, draft.span_of(at, said), cue, STATED)
    draft.take(at, "title")
    draft.title_at = at


def find_sources(draft: Draft) -> None:
    """Take a last line such as `(Kilde: Kærholm Kommune)`: who said it.

    Of a paper or an agency it is who published it.
    """
    for at in list(draft.free())[-3:]:
        block = draft.blocks[at]
        match = _SOURCE.match(block.text)
        if match is None or len(block.text) > 100 or "http" in block.text:
            continue
        line = date_line(draft.text, block.body, block.span.end)
        said = re.split(r"[,;|(]", block.text[match.end() :])[0].strip(" .)")
        if (PAPER.search(said) or is_house(said)) and is_titled(said) and len(said.split()) <= 6:
            draft.claim(fields.NAME, said, draft.span_of(at, said), "paper named as the source", LIKELY)
            if line is not None:
                claim_dates(draft, line, "date beside the source", SHAPED)
        draft.take(at, "name of a source")
