"""Small questions about words and sentences, answered alike for every language."""

from __future__ import annotations

import re

ENDS = tuple(".!?…。！？。")
"""What ends a sentence."""

ROW = re.compile(r"\s*[|·•]\s*")
"""What parts the pieces of a line that says several things."""
_CLOSING = "\"'”’»“‘)]*_ \u00a0"
_SENTENCE = re.compile(r"[.!?…]['\"”’»)\]]*\s+(?=[\"'“‘«„¿¡(\[]*[^\W\d_a-zß-öø-ÿ])|[。！？](?=.)")
_NOT_ENDS = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|No|vs|Inc|Ltd|Co|Corp|Jr|Sr|Nr|bzw|ca|u\.a"
    r"|M|Mme|Sr|Sra|Sig|dott|[A-Z]\.[A-Z]|(?<!\d)\d{1,2}))\.\s+\Z"
)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does; closing quotes and brackets do not count."""
    return text.rstrip(_CLOSING).endswith(ENDS)


def sentences(text: str) -> list[str]:
    """Take a paragraph apart; where in doubt, two sentences stay one."""
    found, before = [], 0
    for match in _SENTENCE.finditer(text):
        if _NOT_ENDS.search(text, max(before, match.start() - 12), match.end()):
            continue
        found.append(text[before : match.end()].strip())
        before = match.end()
    return [*found, text[before:].strip()] if text[before:].strip() else found


def is_caps(text: str) -> bool:
    """Tell whether all letters of a text are capitals, and there are some."""
    return text.isupper() and sum(map(str.isalpha, text)) > 1


def is_wide(text: str) -> bool:
    """Tell whether a text is written without blanks between words (Chinese, Japanese)."""
    return not text.isascii() and any("\u3040" <= sign <= "\u9fff" for sign in text[:200])


def size_of(text: str) -> int:
    """Length of a text in Latin letters: a Chinese or Japanese sign says as much as three."""
    return len(text) * 3 if is_wide(text) else len(text)


def is_titled(text: str) -> bool:
    """Tell whether all words but small ones begin with capitals."""
    return all(word[0].isupper() or len(word) <= 3 for word in text.split()) and not ends_sentence(text)


def is_large(word: str) -> bool:
    """Tell whether a word begins with a capital, or is a small one as in `Gazette of Wick`."""
    return word[0].isupper() or len(word) <= 3
