"""Values that a page states for machines, made such as records have them; what cannot be one is none."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY
from artikit.ingest.dates.moments import moment_of
from artikit.ingest.metadata.names import is_nobody, names_stated
from artikit.ingest.metadata.placeholders import is_no_title, is_placeholder
from artikit.ingest.people.names import is_agency, is_name
from artikit.ingest.wording.plain import folded, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.ingest.drafts.findings import Findings
    from artikit.model import Json, Pointer, Span


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_COMMAS = re.compile("[,;\uff0c\u3001]")
_TAGS = re.compile(r"<[a-zA-Z/!][^<>]{0,400}>")
_LONGEST = {"title": 400, "excerpt": 2000}
_MOST_TOPICS = 30


def said(text: str) -> str:
    """Text on one line, without mark-up and references that were written twice."""
    text = one_line(text)
    if "&" in text and ";" in text:
        text = one_line(unescape(text))
    return one_line(_TAGS.sub("", text)) if "<" in text else text


def claim_text(
    findings: Findings, pointer: Pointer, text: str, span: Span, cue: str, confidence: float
) -> None:
    """Claim a text."""
    value = said(text)
    if pointer == fields.TITLE and is_no_title(value):
        return
    if len(value) <= _LONGEST.get(str(pointer[0]), 120) and any(map(str.isalnum, value)):
        findings.claim(pointer, value, span, cue, confidence)


def claim_moment(
    findings: Findings, pointer: Pointer, text: str, span: Span, cue: str, confidence: float
) -> None:
    """Claim a date; one that cannot be read leaves a reason."""
    moment = moment_of(text)
    if moment is not None and is_placeholder(moment.day):
        findings.reasons.setdefault(
            pointer, f"{cue} says {moment.day}, which is what systems write for no day"
        )
    elif moment is not None:
        findings.claim(pointer, moment.value, span, cue, confidence)
    elif text.strip() and pointer == fields.PUBLISHED:
        findings.reasons.setdefault(
            pointer, f"{cue} says {one_line(text)[:60]!r}, which is no date with a year, or may be two"
        )


def claim_author(findings: Findings, values: Iterable[str], span: Span, cue: str, confidence: float) -> None:
    """Claim one or more names; addresses, accounts and empty words are none."""
    names: list[str] = []
    for value in values:
        if is_nobody(said(value)):
            findings.reasons.setdefault(fields.AUTHOR, f"{cue} names {said(value)[:60]!r}, which is nobody")
            continue
        names += [name for name in names_stated(said(value)) if name not in names]
    if not all(is_name(name) or is_agency(name) for name in names):
        confidence = min(confidence, LIKELY)  # a pseudonym: a byline with a name says more
    findings.claim(fields.AUTHOR, ", ".join(names[:8]), span, cue, confidence)


def claim_language(findings: Findings, text: str, span: Span, cue: str, confidence: float) -> None:
    """Claim a language as BCP 47 writes it."""
    value = text.strip()
    if _LANGUAGE.fullmatch(value) and value.lower() not in ("und", "mul", "zxx"):
        language, _, rest = value.partition("-")
        rest = rest.upper() if len(rest) == 2 else rest
        findings.claim(
            fields.LANGUAGE, f"{language.lower()}-{rest}" if rest else language.lower(), span, cue, confidence
        )


def words_of(values: Iterable[str], *, split: bool) -> tuple[str, ...]:
    """Topics of a page, each once; lists are taken apart at commas."""
    found: dict[str, str] = {}
    for value in values:
        for part in _COMMAS.split(value) if split else (value,):
            word = said(part)
            if word and len(word) <= 80 and any(map(str.isalnum, word)):
                found.setdefault(folded(word), word)
    return tuple(found.values())[:_MOST_TOPICS]


def pixels(text: str) -> int:
    """Read a size in pixels; 0 where it is none."""
    match = re.fullmatch(r"\s*([0-9]{1,5})(?:\.0+)?\s*(?:px)?\s*", text)
    return int(match[1]) if match else 0


def sizes(width: str, height: str) -> dict[str, Json]:
    """Width and height of a picture as records have them, those that are stated."""
    found = {"width": pixels(width), "height": pixels(height)}
    return {key: size for key, size in found.items() if size}
