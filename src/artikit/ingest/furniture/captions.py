"""Pictures: their addresses, what stands below them, and who made them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.drafts.draft import PICTURE
from artikit.ingest.people.byline import byline_of
from artikit.ingest.wording.addresses import address_in, clean
from artikit.ingest.wording.plain import plain
from artikit.ingest.wording.words import ends_sentence, is_wide, sentences

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft
    from artikit.model import Json

_WORD = (
    r"(?:(?:file\s|handout\s|main\s|cover\s)?(?:photo(?:graph|s|graphs|graphy|graphie)?|image|picture|pic|illustration)|foto(?:graf(?:in|i|ía|ia)?)?s?|bild|bildquelle|crédits?(?:\s(?:photo|image|photographique))?|cr[ée]ditos?"
    r"|imagen|imagem|immagine|fotografía|fotografia|zdjęci[ea]|fot\.|kuvat?|kuvaaja|bilder|fotoğraf|фото|写真|credit)"
)
_JOINT = r"(?:\s?(?:credit|by|von|par|de|di|door|av|af|courtesy\sof|courtesy|via|source))?"
_GLUED = re.compile(
    rf"""(?P<caption>.{{8,}}?[.!?…"”’»)\]]?)\s*
    (?:(?<=[.!?…"”’»)\]\s])\(?\b{_WORD}{_JOINT}\s*[:：/]\s*(?P<one>[^.]{{2,80}}?(?:\.\s?[A-Z][^.]{{0,40}})?)\)?
    |\(\s*{_WORD}\s(?:credit|by|von|par|courtesy(?:\sof)?)\s*:?\s*(?P<two>[^()]{{2,80}})\)
    |(?<=[.!?…"”’»)\]\s])(?:Photo|Photograph|Image|Picture|Foto)\s(?:by|courtesy\sof)\s(?P<three>[^.]{{2,80}})
    |(?<=[.!?…"”’»)\]\s])©\s?(?P<four>[^.\d]{{2,60}})
    |(?<=[.!?…]\s)(?P<five>(?:REUTERS|AP|AFP|EPA|Getty)/[A-Z][^.]{{2,40}}|[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){{0,3}}/(?:Getty|AP|AFP|Reuters|EPA|Shutterstock|PA|dpa)[^.]{{0,40}})
    )\.?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_CREDIT = re.compile(
    rf"\(?\s*(?:{_WORD}{_JOINT}\s*(?:[:：/]|©)\s*|(?:photo|photograph|photographs|photography|pictures?|illustrations?|image|foto|fotos)\s(?:by|von|par|de|di|courtesy\sof)\s|©\s?(?!\d))(?P<name>[^()]{{2,90}}?)\)?\.?\Z",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"[^\W\d_][\w .,'’&-]{1,40}\s?/\s?[^\W\d_][\w .,'’&/-]{1,50}\Z")
_BOLD = re.compile(r"(\*\*|__|\*|_)(?=\S)(?:(?!\1).)+\1\s*\Z")
_LABEL = re.compile(
    r"(?i)\A(?:image|photo|picture|figure|bild|abb(?:ildung)?\.?|légende|caption|bildunterschrift|pie\sde\sfoto|didascalia|legenda|写真説明)\s*(?:caption)?\s*[:：]\s*(?=\S)|\A【写真[^】]*】\s*(?=\S)"
)
_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\(\s*<?(?P<url>[^()\s<>]+)>?(?:\s+\"(?P<title>[^\"]*)\")?\s*\)")
_LONGEST = 420


class Caption(NamedTuple):
    """What stands below a picture; either part may be empty."""

    title: str
    credit: str

    def value(self) -> dict[str, Json]:
        """As records have it."""
        parts = (("title", self.title), ("attribution", self.credit))
        return {key: value for key, value in parts if value}


def caption_of(text: str) -> Caption | None:
    """Read a caption with its credit in one paragraph; None where it is none."""
    if not 12 <= len(text) <= _LONGEST:
        return None
    if match := _LABEL.match(text):
        rest = text[match.end() :]
        return caption_of(rest) or Caption(rest, "") if " " in rest or is_wide(rest) else None
    match = _GLUED.match(text)
    if match is None or len(sentences(match["caption"])) > 4:
        return None
    credit = next(match[name] for name in ("one", "two", "three", "four", "five") if match[name])
    return Caption(match["caption"].strip(), credit.strip(" .()"))


def credit_of(raw: str, text: str) -> str:
    """Read a line that only names who made a picture; empty where it is none."""
    if len(text) > 110 or "://" in text or (ends_sentence(text) and text.count(" ") > 8):
        return ""
    if match := _CREDIT.match(text):
        return match["name"].strip(" .")
    bold = bool(_BOLD.match(raw))
    if bold and _SLASHED.match(text) and len(text.split()) <= 10:
        return text
    return ""


def find_images(draft: Draft) -> None:
    """Note the pictures that have an address; those before the body, alone in their block, leave it."""
    images: list[Json] = []
    for at in list(draft.free()):
        block = draft.blocks[at]
        if block.kind == "code" or "![" not in draft.text[block.span.start : block.span.end]:
            continue
        for match in _IMAGE.finditer(draft.text, *block.span):
            found = address_in(draft.text, *match.span("url"))
            if found is None:
                continue
            image: dict[str, Json] = {"url": clean(found[0])}
            said = plain(match["title"] or match["alt"])
            if said:
                image["title"] = said
            follower = next(draft.free(at + 1), -1)
            if block.kind == "image" and follower == at + 1:
                image |= _below(draft, follower)
            draft.claim(("images", len(images)), image, found[1], "picture in the text", STATED)
            images.append(image)


def _below(draft: Draft, at: int) -> dict[str, Json]:
    """Read what stands below a picture, and take it off the body."""
    block = draft.blocks[at]
    if byline_of(block.text) is not None:
        return {}
    credit = credit_of(draft.raw(at), block.text)
    if credit:
        draft.take(at, "credit")
        return {"attribution": credit}
    found = caption_of(block.text)
    if (
        found is None
        and _BOLD.match(draft.raw(at))
        and len(block.text) < 250
        and draft.raw(at)[0] in "*_"
        and draft.raw(at)[:2] not in ("**", "__")
    ):
        found = Caption(block.text, "")
    if found is None:
        return {}
    draft.take(at, "caption")
    return found.value()


def find_captions(draft: Draft, body: int) -> None:
    """Take captions and credits, before the body block `body` also those whose credit stands below."""
    for at in list(draft.free()):
        block = draft.blocks[at]
        if at in draft.taken or block.kind not in ("paragraph", "quote"):
            continue
        credit = credit_of(draft.raw(at), block.text)
        if credit:
            before = at - 1
            if before == body and before not in draft.taken and _may_be_caption(draft, before):
                _note(draft, before, Caption(draft.blocks[before].text, credit), LIKELY)
            elif before >= 0 and draft.taken.get(before) == "image":
                pass
            else:
                _note(draft, at, Caption("", credit), SHAPED)
            draft.take(at, "credit")
            continue
        found = caption_of(block.text)
        if found is not None:
            _note(draft, at, found, SHAPED)


def _may_be_caption(draft: Draft, at: int) -> bool:
    block = draft.blocks[at]
    return block.kind == "paragraph" and len(block.text) <= 300 and len(sentences(block.text)) <= 3


def _note(draft: Draft, at: int, caption: Caption, confidence: float) -> None:
    value = caption.value()
    if value not in draft.captions:
        draft.captions.append(value)
        block = draft.blocks[at]
        draft.claim((PICTURE, len(draft.captions) - 1), value, block.span, "caption or credit", confidence)
    draft.take(at, "caption")
