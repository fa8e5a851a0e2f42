"""Lists of other articles, with the heading that says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.wording.words import is_caps, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft


LISTS = re.compile(
    r"""(?:
    related(?:\s(?:articles?|stories|topics|content|links?|coverage|news|posts?|reading))?|most\s(?:read|popular|viewed|shared)|more\s(?:stories|news|articles|from\s.{2,40}|on\sthis\s(?:story|topic))
    |trending(?:\snow)?|editor'?s'?\s(?:picks?|choice)|latest(?:\s(?:news|stories))?|recommended(?:\sfor\syou)?|you\smay\salso\slike|what\sto\sread\snext|read\s(?:more|next|also)
    |topics|tags|auch\sinteressant|nejčtenější|související(?:\sčlánky)?|ämnen\si\sartikeln|emner(?:\si\sartikkelen)?|share\sthis|follow\sus|in\sthis\ssection|also\sin\sthis\ssection|popular\sstories
    |mehr\szum\sthema|meistgelesen|das\skönnte\ssie\s(?:auch\s)?interessieren|verwandte\s(?:artikel|themen)|weitere\s(?:artikel|themen|meldungen)|schlagw[oö]rt(?:er)?
    |à\slire\saussi|lire\saussi|les\splus\slus|articles?\sliés?|sur\sle\smême\s(?:sujet|thème)
    |lo\smás\s(?:leído|visto)|noticias\srelacionadas|te\spuede\sinteresar|más\snoticias|leggi\sanche|i\spiù\sletti|articoli\scorrelati|potrebbe\sinteressarti
    |leia\s(?:também|mais)|mais\slidas|notícias\srelacionadas|artigos\srelacionados|lees\sook|meest\sgelezen|gerelateerd(?:e\sartikelen)?|læs\sogså|mest\slæste|les\sogså|mest\slest|läs\s(?:även|mer)|mest\slästa
    |czytaj\s(?:także|też)|najczęściej\sczytane|powiązane(?:\sartykuły)?|ilgili\shaberler|en\sçok\sokunan(?:lar)?|читайте\sтакже|похожие\s(?:новости|материалы)|самое\sчитаемое|関連記事|人気記事|ランキング
    )\s*:?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
"""Headings of lists of other articles."""


def end_of_list(draft: Draft, at: int) -> int:
    """Where a list of short lines or items ends; what follows a blank line and is prose is none of it."""
    items = 0
    while at < len(draft.blocks):
        block = draft.blocks[at]
        listed = block.kind in ("bullet", "number") or (block.kind == "heading" and block.level > 2)
        short = (
            block.kind == "paragraph" and size_of(block.text) <= 110 and not block.text.endswith((".", "!"))
        )
        if not (listed or (short and (not block.loose or items == 0 or _all_short(draft, at)))):
            break
        if is_caps(block.text) and block.loose:
            break
        items += 1
        at += 1
    return at


def _all_short(draft: Draft, at: int) -> bool:
    """Tell whether nothing but short lines follows: the list is the end of the text."""
    return (
        all(size_of(block.text) <= 110 for block in draft.blocks[at : at + 12])
        and len(draft.blocks) - at <= 12
    )
