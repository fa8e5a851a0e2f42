"""Values that a page states for machines, made such as records have them; what cannot be one is none."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.byline import names_of
from artikit.ingest.confidence import LIKELY
from artikit.ingest.moments import moment_of
from artikit.ingest.names import cased, is_agency, is_name
from artikit.ingest.plain import folded, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.ingest.findings import Findings
    from artikit.model import Json, Pointer, Span


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_BY = re.compile(r"(?i)(?:by|von|par|por|di|door|av|af|przez)\s+(?=\S)")
_NO_AUTHOR = re.compile(
    r"(?i)https?:|www\.|@|[<>{}\[\]|=]|\A(?:admin|administrator|root|editor|webmaster|author|user|null|none|undefined|unknown|n/?a|default)\Z|\.(?:com|org|net)\b"
)
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
    if len(value) <= _LONGEST.get(str(pointer[0]), 120) and any(map(str.isalnum, value)):
        findings.claim(pointer, value, span, cue, confidence)


def claim_moment(
    findings: Findings, pointer: Pointer, text: str, span: Span, cue: str, confidence: float
) -> None:
    """Claim a date; one that cannot be read leaves a reason."""
    moment = moment_of(text)
    if moment is not None:
        findings.claim(pointer, moment.value, span, cue, confidence)
    elif text.strip() and pointer == fields.PUBLISHED:
        findings.reasons.setdefault(
            pointer, f"{cue} says {one_line(text)[:60]!r}, which is no date with a year, or may be two"
        )


def claim_author(findings: Findings, values: Iterable[str], span: Span, cue: str, confidence: float) -> None:
    """Claim one or more names; addresses, accounts and empty words are none."""
    names: list[str] = []
    for value in values:
        text = _BY.sub("", said(value), count=1).strip(" .,;") if not _NO_AUTHOR.search(value) else ""
        found = names_of(text) if text else None
        for name in found.names if found is not None and found.names else _people(text):
            if name and len(name) <= 80 and not _is_account(name) and name not in names:
                names.append(name)
    if not all(is_name(name) or is_agency(name) for name in names):
        confidence = min(confidence, LIKELY)  # `Editorial team`: a byline with a name says more
    findings.claim(fields.AUTHOR, ", ".join(names[:8]), span, cue, confidence)


def _is_account(name: str) -> bool:
    """Tell whether a name is none that readers see: `jsmith`, `cms_robot`."""
    return any(sign.isdigit() or sign == "_" for sign in name) or (name.islower() and name.isascii())


def _people(text: str) -> list[str]:
    """Take a list of names apart at bars and semicolons, where each part is one."""
    parts = [part for part in re.split(r"\s*;\s*|\s+\|\s+", text) if part]
    if len(parts) > 1 and all(is_name(part) or is_agency(part) for part in parts):
        return parts
    return [cased(text)] if text else []


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
