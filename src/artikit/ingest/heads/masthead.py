"""What stands above the title: the name of the paper, the day and the number of the issue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import SHAPED
from artikit.ingest.dates.lines import date_line
from artikit.ingest.drafts.date_claims import claim_dates
from artikit.ingest.furniture.lines import is_trail
from artikit.ingest.heads.blocks import LINE
from artikit.ingest.heads.who_and_when import read_line
from artikit.ingest.people.names import PAPER, cased
from artikit.ingest.titles.headlines import PROSE, is_sentence
from artikit.ingest.wording.words import ROW, ends_sentence, is_titled, is_wide, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft


def read_above(draft: Draft) -> None:
    """Read the lines above the title: the name of the paper, the date, a byline."""
    for at in list(draft.free(0, max(draft.title_at, 0))):
        if size_of(draft.blocks[at].text) > LINE:
            continue
        if read_line(draft, at) or _read_issue(draft, at):
            continue
        text = draft.blocks[at].text
        rowed = [part for part in ROW.split(text) if PAPER.search(part)]
        if len(rowed) == 1 and is_titled(rowed[0]) and len(rowed[0].split()) <= 5:
            text = rowed[0]
        if (
            PAPER.search(text)
            and not draft.claimed(fields.NAME)
            and len(text.split()) in (2, 3, 4, 5)
            and draft.blocks[at].kind != "bullet"
            and is_titled(text)
        ):
            name = cased(text)
            draft.claim(
                fields.NAME, name, draft.span_of(at, text), "name of the paper above the title", SHAPED
            )
            draft.take(at, "name of the publisher")


def read_trail(draft: Draft) -> None:
    """Claim the name of the paper with which a trail of sections above the title begins."""
    for at in range(max(draft.title_at, 0)):
        text = draft.blocks[at].text
        name = re.split(r"\s[>»›＞/|]\s", text)[0].strip()
        if is_trail(text) and PAPER.search(name) and is_titled(name) and 2 <= len(name.split()) <= 5:
            draft.claim(
                fields.NAME, cased(name), draft.span_of(at, name), "name of the paper above the title", SHAPED
            )
            return


def _read_issue(draft: Draft, at: int) -> bool:
    """Read the line below a masthead: number of the issue, day, page; it may begin with the paper's name."""
    block = draft.blocks[at]
    line = date_line(draft.text, block.body, block.span.end)
    if line is None or not line.published or ends_sentence(block.text) or len(line.rest.split()) > 8:
        return False
    name = next(
        (
            part
            for part in re.split(r"[\s\u3000|·•,]+" if is_wide(block.text) else r"\s*[|·•,]\s*", line.rest)
            if PAPER.search(part)
        ),
        "",
    )
    if name and len(name.split()) <= 5:
        draft.claim(
            fields.NAME, cased(name), draft.span_of(at, name), "name of the paper beside the date", SHAPED
        )
    claim_dates(draft, line, "date above the title", SHAPED)
    draft.take(at, "date")
    return True


def furniture_above(draft: Draft) -> None:
    """Take what stands above the title off the body: names of sections, of the paper."""
    for at in draft.free(0, max(draft.title_at, 0)):
        if (
            not is_sentence(draft.blocks[at].text)
            and size_of(draft.blocks[at].text) < PROSE
            and draft.blocks[at].kind != "code"
        ):
            draft.take(at, "line above the title")
