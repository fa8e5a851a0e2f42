"""The language of a page, by its words against what its head states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import STATED
from artikit.ingest.wording.language import language_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.findings import Findings
    from artikit.model import Span


_MUCH = 500
"""Characters whose words say surer than a page's head which language it is in: templates are copied."""
_NORWEGIAN = {"nb": "no", "nn": "no"}


def judge_language(findings: Findings, said: str, span: Span) -> None:
    """Claim the language by the words of a text, where none is stated or they say another one."""
    guess = language_of(said)
    claims = findings.of(fields.LANGUAGE)
    stated = str(claims[0].value).partition("-")[0] if claims else ""
    if not guess.language:
        findings.reasons.setdefault(fields.LANGUAGE, guess.reason)
        return
    if _NORWEGIAN.get(stated, stated) == guess.language:
        return
    surest = claims[0].confidence if claims else 0.0
    beats = not claims or (guess.confidence >= STATED and len(said) > _MUCH and surest < STATED)
    confidence = guess.confidence if beats else min(guess.confidence, surest - 0.1)
    findings.claim(fields.LANGUAGE, guess.language, span, "most common words", confidence)
