"""What spreadsheets and other readers of tables do to bare text: run it, or read it as something else."""

from __future__ import annotations

import re

_TRIGGERS = frozenset("=+-@|%\t\r\n\0\uff1d\uff0b\uff0d\uff20")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_RADIX = re.compile(r"0[xob][0-9a-f_]+", re.IGNORECASE)
_DATES = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july "
    "august september october november december mon tue tues wed thu thur thurs fri sat sun monday "
    "tuesday wednesday thursday friday saturday sunday januar februar märz mär mrz mai juni juli okt "
    "oktober dez dezember janvier février fevrier fév mars avril avr juin juillet juil août aout "
    "septembre octobre novembre décembre decembre déc enero ene febrero marzo abril abr mayo junio "
    "julio agosto ago septiembre octubre noviembre diciembre dic gennaio gen febbraio aprile maggio "
    "mag giugno giu luglio lug settembre set ottobre ott dicembre am pm a p m h min s e d t z st nd "
    "rd th utc gmt usd eur gbp chf kr sek nok dkk zł pln us"
)
_DATE_WORDS = frozenset(_DATES.split())
"""Words beside digits that leave a date, a time, a number or money."""

_OTHERS = (
    "true false yes no on off y n t f wahr falsch ja nein vrai faux oui non verdadero falso vero sí "
    "si sim não verdadeiro waar onwaar prawda fałsz sant falskt na n/a nan null none nil nat inf "
    "infinity <na> #n/a #na #ref! #value! #div/0! #name? #null! #num!"
)
_WORDS = frozenset(_OTHERS.split()) | {"#n/a n/a"}
"""Texts that some reader takes for a truth value, for nothing, or for an error."""

_LONGEST_WORD = max(map(len, _WORDS))


def is_trigger(first: str) -> bool:
    """Tell whether a cell that begins so may be run as a formula or a command."""
    return first in _TRIGGERS


def is_read_anew(text: str) -> bool:
    """Tell whether text looks like a number, date, time, fraction, truth value or nothing."""
    if len(text) <= _LONGEST_WORD and text.lower() in _WORDS:
        return True
    if not _DIGIT.search(text, 0, 1_000) and not _DIGIT.search(text):
        return False
    words = _LETTERS.finditer(text)
    return all(word[0].lower() in _DATE_WORDS for word in words) or _RADIX.fullmatch(text) is not None
