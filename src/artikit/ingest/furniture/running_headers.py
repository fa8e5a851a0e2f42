"""Headers and footers of printed pages in the middle of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.wording.plain import folded
from artikit.ingest.wording.words import is_caps, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft


def find_running_headers(draft: Draft) -> None:
    """Take headers and footers of pages that stand in the middle of a text, and the numbers of pages."""
    for at in list(draft.free(draft.title_at + 1)):
        block = draft.blocks[at]
        if block.text.isdigit() and len(block.text) <= 3 and block.kind == "paragraph" and block.loose:
            draft.take(at, "number of a page")
    around = _neighbours(draft)
    seen: dict[str, list[int]] = {}
    for at in around:
        block = draft.blocks[at]
        if block.kind in ("heading", "paragraph") and size_of(block.text) <= _HEADER:
            seen.setdefault(_unnumbered(block.text), []).append(at)
    repeated = {key for key, several in seen.items() if len(several) > 1}
    cut = {key for key in repeated if any(_is_cut(draft, around[at]) for at in seen[key])}
    titles = [at for at in around if at > draft.title_at and draft.blocks[at].kind == "heading"]
    mixed = any(not is_caps(draft.blocks[at].text) for at in titles)
    for key, several in seen.items():
        for at in several:
            known = {"repeated": key in repeated, "cut": key in cut, "mixed": mixed}
            if at > draft.title_at and _is_header(draft, at, around[at], **known):
                draft.take(at, "running page header")
                if draft.blocks[at].kind == "heading":
                    _name_series(draft, at)


_HEADER = 80
"""Characters that a running page header may have."""


def _neighbours(draft: Draft) -> dict[int, tuple[int, int]]:
    """Name for each block the one before it and the one behind it, -1 at the ends."""
    free = list(draft.free())
    return {
        at: (before, after) for before, at, after in zip([-1, *free], free, [*free[1:], -1], strict=False)
    }


def _is_header(
    draft: Draft, at: int, around: tuple[int, int], *, repeated: bool, cut: bool, mixed: bool
) -> bool:
    """Tell whether a line is on top of pages: repeated in capitals, or in the middle of a sentence."""
    block = draft.blocks[at]
    if block.kind == "paragraph":
        plain = size_of(block.text) >= 8 and block.loose and not block.text.endswith((":", ".", "?", "!"))
        return plain and repeated and (cut or is_caps(block.text))
    if not (is_caps(block.text) and mixed and len(block.text.split()) <= 6):
        return False
    after = around[1]
    headed = after >= 0 and draft.blocks[after].kind == "heading"
    return repeated or (headed and block.level <= draft.blocks[after].level) or _is_cut(draft, around)


def _is_cut(draft: Draft, around: tuple[int, int]) -> bool:
    """Tell whether a sentence goes on behind a line."""
    before, after = around
    if before < 0 or after < 0:
        return False
    return draft.blocks[after].kind == "paragraph" and draft.blocks[after].text[:1].islower()


def _unnumbered(text: str) -> str:
    """Fold a line, without the number of the page at either end of it."""
    return folded(folded(text).strip("0123456789|-·• "))


_SERIES = re.compile(
    r"(?P<name>[A-Z][A-Z&.\s]*?[A-Z])\s*(?:[|:·–-]\s*)?(?:SPOTLIGHT|BULLETIN|BRIEF(?:ING)?|PAPER|REPORT|COMMENTARY|REVIEW|ANALYSIS|"
    r"POLICY\s(?:BRIEF|PAPER)|WORKING\sPAPER|STRATEGIC\sFILE|COMMENT|INSIGHT|FOCUS|NOTE|MEMO|NEWSLETTER)\Z"
)

_ACRONYM = 6
"""Letters of a name in capitals that is one by itself, as PISM; longer ones are shouted."""


def _name_series(draft: Draft, at: int) -> None:
    """Take the name of the house out of the name of its series, as in `PISM SPOTLIGHT`."""
    from artikit.ingest.confidence import UNSURE

    match = _SERIES.match(draft.blocks[at].text)
    if match is None or any(one.field == fields.NAME for one in draft.claims):
        return
    name = match["name"].strip()
    span = draft.span_of(at, name)
    said = name if len(name) <= _ACRONYM else name.title()
    draft.claim(fields.NAME, said, span, "name of a series in a running page header", UNSURE)
