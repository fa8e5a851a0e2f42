"""Bylines as Japanese and Korean papers write them: `【高瀬みのる】`, `김민수 기자`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.confidence import SHAPED, STATED
from artikit.ingest.people.author_claims import claim_author
from artikit.ingest.people.byline import Byline
from artikit.ingest.wording.words import is_wide

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft

_KOREAN = re.compile(
    r"(?P<name>[가-힣]{2,4})\s?(?:선임|수석|객원|전문|인턴)?\s?(?:기자|특파원|논설위원)(?:\s*[=|·]?\s*\S+@\S+)?\Z"
)
_KOREAN_DATELINE = re.compile(r"\([^()=]{1,12}=[^()]{2,12}\)\s*(?P<name>[가-힣]{2,4})\s기자\s*=\s*")
_LAST = re.compile(r"(?:（(?P<round>[^（）]{2,30})）|【(?P<square>[^【】]{2,30})】)[。\s]*\Z")
_ROLE = re.compile(r"(?:編集委員|論説委員|専門記者|記者|特派員|支局長|局長|同人|写真|文|撮影)[・:：\s]*")
_NAME = re.compile(r"[\u4e00-\u9fff々]{1,3}[\s\u3000]?[\u3040-\u30ff\u4e00-\u9fff々]{1,5}\Z")
_NO_NAMES = re.compile(
    r"(?:写真|動画|速報|独自|解説|社説|特集|連載|号外|続報|詳報|敬称|以下|注|了|終|続|全文|共同|時事|通信|新聞|年|月|日|時|円|人|同|前|後|上|下|左|右)\Z|.*(?:する|した|です|ます|年ぶり|など)\Z"
)
_KANA = re.compile("[\u3040-\u309f]")


def read_korean_byline(draft: Draft, at: int) -> bool:
    """Read a line that is a name with `기자`, reporter."""
    match = _KOREAN.match(draft.blocks[at].text)
    if match is None:
        return False
    claim_author(draft, at, Byline((match["name"],), ""), "byline", STATED)
    draft.take(at, "byline")
    return True


def read_korean_dateline(draft: Draft, at: int) -> int:
    """Read `(서울=…) 김민수 기자 = `; returns where the report itself begins, 0 without it."""
    block = draft.blocks[at]
    match = _KOREAN_DATELINE.match(draft.text, block.body, block.span.end)
    if match is None:
        return 0
    claim_author(draft, at, Byline((match["name"],), ""), "name in the dateline", STATED)
    return match.end()


def read_last_brackets(draft: Draft, at: int) -> bool:
    """Read names in brackets behind the last sentence, those of the reporters in Japanese papers."""
    block = draft.blocks[at]
    match = _LAST.search(draft.text, block.body, block.span.end) if is_wide(block.text) else None
    before = draft.text[block.body : match.start()].rstrip() if match else ""
    if match is None or (before and not before.endswith(("。", "」", "！", "？"))):
        return False
    names = [
        _ROLE.sub("", part).strip() for part in re.split("[、，,／/]", match["round"] or match["square"])
    ]
    if not all(_NAME.match(name) and not _NO_NAMES.match(name) for name in names):
        return False
    if len(names) == 1 and not (_KANA.search(names[0]) or len(names[0]) in (4, 5)):
        return False
    found = Byline(tuple(names), "")
    claim_author(draft, at, found, "names in brackets behind the last sentence", SHAPED)
    draft.cut(at, match.start(), "byline") if before else draft.take(at, "byline")
    return True
