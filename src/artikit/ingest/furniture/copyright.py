"""Who holds the rights: lines at the end, also when they are glued to the last sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED
from artikit.ingest.people.names import PAPER, is_name
from artikit.ingest.wording.plain import plain
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_MARK = r"(?:©|\([cC]\)|&copy;|[Cc]opyright|COPYRIGHT)"
_FOOTER = re.compile(
    rf"(?P<glue>\A\W{{0,4}}|(?<=[.!?…\"'”’»)\]])\s*(?:[–—|·-]+\s*)?|\s+[–—|]\s+)(?P<notice>{_MARK}(?=[\s©:«\"“‘(]|\d|(?<=©)[^\W\d_]).*)\Z",
    re.DOTALL,
)
_NOTICE = re.compile(
    rf"""\W*{_MARK}\W*(?:{_MARK})?\W*(?:(?P<year>(?:19|20)\d\d)(?:\s?[-–/]\s?\d{{2,4}})?)?[\s,:.|–-]*(?:by\s|bei\s|par\s|de\s)?\s*
    (?P<name>[^\d\n]*?)\s*[,.|–-]*\s*(?P<later>(?:19|20)\d\d)?(?:\s?[-–]\s?\d{{2,4}})?\W*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_RIGHTS = re.compile(
    r"(?i)[\s.,;|–-]*\b(?:all\srights\sreserved|alle\srechte\s(?:vorbehalten|voorbehouden)|tous\sdroits\sréservés|todos\slos\sderechos\sreservados|tutti\si\sdiritti\s(?:sono\s)?riservati|todos\sos\sdireitos\sreservados"
    r"|wszelkie\sprawa\szastrzeżone|tüm\shakları\ssaklıdır|все\sправа\sзащищены|alla\srättigheter\sförbehållna|alle\srettigheter\sforbeholdt|無断転載(?:を)?禁(?:じます|止)?|جميع\sالحقوق\sمحفوظة|版权所有|무단\s?전재|reproduction\s(?:interdite|prohibited)|no\spart\sof\sthis|reprinted\swith|distributed\sby|used\swith\spermission|may\snot\sbe\s(?:reproduced|published)).*\Z",
    re.DOTALL,
)
_GLUED_RIGHTS = re.compile(
    r"(?i)(?<=[.!?…\"”’])\s+(?:[–—-]\s)?(?:all\srights\sreserved|alle\srechte\svorbehalten|tous\sdroits\sréservés)\.?\Z"
)
_COMPANY = re.compile(
    r"[\s,]+(?:Limited|Ltd|LTD|Inc|LLC|L\.L\.C|PLC|plc|GmbH(?:\s&\sCo\.?\sKG)?|AG|KG|SE|S\.?A\.?S?|S\.?p\.?A|S\.?r\.?l|B\.?V|N\.?V|A/S|AB|AS|Oy|Sp\.\sz\so\.?o|A\.?Ş|Corp(?:oration)?|Company|Co)\.?\Z"
)
_BEHIND = re.compile(
    r"\s[|·•]\s|(?<=\bLtd)\.\s|(?<=\bInc)\.\s|(?<=\bLLC)\.?\s|(?<=\bGmbH)\.?\s|(?<=\bplc)\.?\s(?=[A-Z])"
)
"""What stands behind the name in a notice of rights: an address, where the company is registered."""
_CHECKED = 6
"""Blocks from the end of a text in which such lines stand."""
_LONGEST = 300


_NO_REPRINTS = re.compile(
    r"\W*(?P<name>[^\s\u3000。、]{2,20})[\s\u3000]+(?:の)?(?:無断転載|禁無断転載|不許複製)"
)
"""Japanese notices, which need no sign of rights."""


def find_copyright(draft: Draft) -> str:
    """Take notices of rights off the end of the body, and the publisher's name out of them.

    Returns the year that they state, which is no date.
    """
    year = ""
    for at in reversed(list(draft.free())[-_CHECKED:]):
        block = draft.blocks[at]
        if block.kind not in ("paragraph", "bullet", "quote", "heading"):
            continue
        low = max(block.body, block.span.end - _LONGEST)
        match = _FOOTER.search(draft.text[low : block.span.end])
        if match is None or (match.start() == 0 and low > block.body):
            glued = _GLUED_RIGHTS.search(draft.text[low : block.span.end])
            if glued:
                draft.cut(at, low + glued.start(), "notice of rights")
            whole = _RIGHTS.match(draft.blocks[at].text) or _NO_REPRINTS.match(draft.blocks[at].text)
            if whole and len(block.text) <= _LONGEST:
                name = whole.groupdict().get("name") or ""
                draft.claim(fields.NAME, name, draft.span_of(at, name), "holder of the rights", SHAPED)
                draft.take(at, "notice of rights")
            continue
        year = year or _read(draft, match["notice"], low + match.start("notice"), block.span.end)
        if low + match.start() <= block.body:
            draft.take(at, "notice of rights")
        else:
            draft.cut(at, low + match.start(), "notice of rights")
    return year


def _read(draft: Draft, notice: str, start: int, end: int) -> str:
    said = plain(_RIGHTS.sub("", notice))
    told = _NOTICE.match(said)
    if told is None:
        return ""
    name = company_name(_BEHIND.split(told["name"])[0])
    person = " by " in said[:40] and is_name(name) and not PAPER.search(name)
    if (
        name
        and not person
        and len(name.split()) <= 7
        and any(map(str.isalpha, name))
        and not name[0].islower()
    ):
        found = draft.text.find(name, start, end)
        span = Span(found, found + len(name)) if found >= 0 else Span(start, end)
        draft.claim(fields.NAME, name, span, "holder of the rights", SHAPED)
    return told["year"] or told["later"] or ""


def company_name(text: str) -> str:
    """Take the legal form off a name; with it the article goes that only the company's name has."""
    name = text.strip(" .,;:|·•–—-«»\"“”'‘’()")
    without = _COMPANY.sub("", name).strip(" ,.")
    return without.removeprefix("The ") if without != name else name
