"""What readers of YAML 1.1 make of a plain scalar, where that is something else than YAML 1.2 says.

PyYAML, Ruby's Psych (and so Jekyll) and most older readers know YAML 1.1. Where they do not agree with each
other, a scalar counts as misread as soon as one of them reads it otherwise than the core schema of YAML 1.2:
the types of https://yaml.org/type/ (2005), PyYAML 6.0's `resolver.py`, Psych 5's `scalar_scanner.rb`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from artikit.reading.yaml_scalars import resolve

if TYPE_CHECKING:
    from artikit.model import Json

Kind: TypeAlias = Literal["ambiguous", "leading-zero", "sexagesimal", "date"]

LONGEST = 60
"""Characters of a scalar that may be misread; none of the ways to write a number or a date takes more."""

_WORDS = {
    "y": "true", "yes": "true", "on": "true",
    "n": "false", "no": "false", "off": "false",
    "=": "an error", "<<": "an error",
}  # fmt: skip
FIRST = frozenset("yYnNoO=<+-.0123456789")
"""What a scalar that may be misread begins with."""

_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z")
_DATE = re.compile(
    r"""
    -?[0-9]{4} - [0-9]{1,2} - [0-9]{1,2}
    (?: (?: [Tt] | [ \t]+ ) [0-9]{1,2} : [0-9]{2} : [0-9]{2} (?: \.[0-9]* )?
        (?: [ \t]* (?: Z | [-+][0-9]{1,2} (?: :?[0-9]{2} )? ) )? )?
    \Z""",
    re.VERBOSE,
)
_NUMBER = re.compile(
    r"""
    [-+]?
    (?: 0b [01_]+ | 0x [0-9a-fA-F_]+
      | [0-9] [0-9_]* (?: \. [0-9_]* (?: [eE][-+][0-9]+ )? )?
      | [1-9] (?: [0-9_] | ,(?=[0-9]) )*      # Psych's 1,000
      | \. [0-9] [0-9_]* (?: [eE][-+]?[0-9]+ )?
    ) \Z""",
    re.VERBOSE,
)
_SAME = re.compile(
    r"""
    [-+]? (?: 0 | [1-9][0-9]* ) \Z
    | 0x [0-9a-fA-F]+ \Z
    | (?: [-+]? [0-9]+ \. [0-9]* | \. [0-9]+ ) (?: [eE][-+][0-9]+ )? \Z
    """,
    re.VERBOSE,
)
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+\Z")
_OCTAL = re.compile(r"[-+]?0[0-7]+\Z")


class Misread(NamedTuple):
    """A plain scalar that YAML 1.1 reads otherwise: our value, and in words what they take it for."""

    kind: Kind
    value: Json
    theirs: str


def misread(text: str) -> Misread | None:
    """Tell how readers of YAML 1.1 misread a plain scalar; None where all agree. Never raises."""
    if text[:1] not in FIRST or len(text) > LONGEST:
        return None
    word = _WORDS.get(text.lower())
    if word is not None:
        return Misread("ambiguous", text, word)
    value = resolve(text, LONGEST)
    if isinstance(value, str):
        if _SEXAGESIMAL.match(text):
            return Misread("sexagesimal", value, _number(_sum_of_sixties(text)))
        if _DATE.match(text):
            return Misread("date", value, "a date")
        return Misread("ambiguous", value, _number(_plain_number(text))) if _NUMBER.match(text) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or _SAME.match(text):
        return None
    if _LEADING_ZERO.match(text):
        octal = _number(int(text, 8)) if _OCTAL.match(text) else "text"
        return Misread("leading-zero", value, octal)
    return Misread("ambiguous", value, "text")


def _number(value: float | None) -> str:
    return "a number" if value is None else f"the number {value}"


def _sum_of_sixties(text: str) -> float | None:
    digits = text.replace("_", "").lstrip("+-")
    *head, last = digits.split(":")
    total = 0
    for part in head:
        total = 60 * total + int(part)
    whole = 60 * total + (float(last) if "." in last else int(last))
    return -whole if text[0] == "-" else whole


def _plain_number(text: str) -> float | None:
    bare = text.replace("_", "").replace(",", "")
    try:
        if "b" in bare[:3] or "x" in bare[:3]:
            return int(bare, 0)
        return float(bare) if "." in bare or "e" in bare.lower() else int(bare)
    except ValueError:
        return None
