"""Whether a line of a page tells when the article was published, or of another day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.dates.lines import is_only_date
from artikit.ingest.people.byline import names_of
from artikit.ingest.people.names import PAPER
from artikit.ingest.wording.words import ends_sentence

if TYPE_CHECKING:
    from artikit.ingest.dates.lines import DateLine
    from artikit.ingest.people.byline import Byline

_PAPER_WORDS = 6
_ISSUED = re.compile(
    r"(?i)publish|posted|issued|veröffentlicht|erschienen|publi[ée]|publicad|pubblicat|gepubliceerd|offentliggjort|publicerad|opublikowan"
)
_ACCESS = re.compile(
    r"(?i)\b(?:snapshot|as\sit\sappeared|printed|retrieved|accessed|downloaded|archived|captured|saved|cached|abgerufen|gedruckt|ausgedruckt|gespeichert|consulté|imprimé|archivé|consultado|impreso|guardado|stampat[oa]|consultat[oa]|afgedrukt|geraadpleegd|udskrevet|hentet|utskrift|hämtad)\b"
)
"""Words of the day on which somebody looked at the page."""
_OTHER = re.compile(
    r"(?i)\b(?!(?:the|publi\w+|post(?:ed|ing)?|issue|article|release|print(?:ing)?|pub|upload|original|story|news|this|and|or)\s)[a-z]{2,}\sdate\s?:|\bdate\sof\s(?!publication|issue)"
    r"|\b(?:effective|valid|born|died|hearing|deadline|data\sas\sof|next\sreview|review\sdue|until|expir(?:es|y)|due\s(?:by|on)|in\s(?:force|kraft)|gültig|geboren|gestorben|entrée\sen\svigueur|vigente|nacid[oa]|fallecid[oa])\b"
)
"""Words of a day on which something else happens than publication."""


_FROM = re.compile(
    r"(?<![\d./])\d{1,2}\.?(?:\s[^\W\d_]{3,12}\.?)?\s?(?:[–—-]|to|until|till|bis|au|al|a|tot|til|do)\s?\Z"
)
"""The first of several days, in front of the last of them."""


def says_issued(text: str) -> bool:
    """Tell whether a line says of something that it was published."""
    return bool(_ISSUED.search(text))


def tells_another_day(text: str) -> bool:
    """Tell whether a line says of its day that something else happened than publication."""
    return bool(_ACCESS.search(text) or _OTHER.search(text))


def tells_when(line: DateLine, rest: str, text: str, byline: Byline | None) -> bool:
    """Tell whether a line tells when something was published, and not what happens on some day."""
    if tells_another_day(text) or any(_FROM.search(text, 0, one.span.start) for one in line.published):
        return False
    if len({one.value[:10] for one in line.published}) > 1 and not line.labelled:
        return False
    if line.labelled or is_only_date(line) or byline is not None:
        return True
    names = names_of(rest)
    if names is not None and not names.rest:
        return True
    return len(rest.split()) <= _PAPER_WORDS and not ends_sentence(text) and bool(PAPER.search(rest))
