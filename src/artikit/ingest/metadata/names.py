"""Names of authors as pages state them for machines; what is no name that readers see is none."""

from __future__ import annotations

import re

from artikit.ingest.people.byline import names_of
from artikit.ingest.people.names import NO_NAMES, cased, is_agency, is_name

_BY = re.compile(r"(?i)(?:by|von|par|por|di|door|av|af|przez)\s+(?=\S)")
_FIRM = re.compile(
    r"(?i)\b(?:gmbh|mbh|ag|kg|ohg|e\.?\s?v|ltd|llc|inc|corp|plc|sarl|s\.\s?[alp]\.?|srl|spa|b\.?v|nv|oy|oyj|aps|a/s|sp\.\s?z\s?o\.\s?o|cms|wordpress|drupal|joomla|typo3|(?:web\s?)?(?:design|master|works|agentur|agency|studios?)|software|theme|template|plugin)(?:\b|\Z)"
)
"""What makes the name of a firm, or of the software that made the page."""
_NO_AUTHOR = re.compile(
    r"(?i)https?:|www\.|@|[<>{}\[\]|=]|\A(?:admin|administrator|root|editor|webmaster|author|user|null|none|undefined|unknown|n/?a|default)\Z|\.(?:com|org|net)\b"
)
_FAMILY_FIRST = re.compile(
    r"(?P<family>[^\W\d_][\w’'-]+),\s(?P<given>[^\W\d_][\w’'-]*\.?(?:\s[^\W\d_][\w’'-]*\.?)?)"
)
_LONGEST = 80
"""Characters of a name."""


def names_stated(text: str) -> list[str]:
    """Names in a text that is stated to be that of an author, or of several."""
    text = _BY.sub("", text, count=1) if not _NO_AUTHOR.search(text) else ""
    if ";" in text:
        return [name for part in text.split(";") for name in names_stated(part)]
    text = _given_first(text.strip(" ," if _FAMILY_FIRST.fullmatch(text.strip()) else " .,"))
    found = names_of(text) if text else None
    names = found.names if found is not None and found.names else _people(text)
    return [name for name in names if name and len(name) <= _LONGEST and not _is_account(name)]


def is_nobody(text: str) -> bool:
    """Tell whether a text names a firm or a desk: `PressCat CMS`, `Editorial team`, `Web Desk`."""
    words = [word.strip(".,") for word in text.lower().split()]
    if is_agency(text) or not words:
        return False
    return bool(_FIRM.search(text)) or all(word in NO_NAMES for word in words)


def _given_first(text: str) -> str:
    """Turn `Rook, Ann B.`, as catalogues write it, into `Ann B. Rook`."""
    match = _FAMILY_FIRST.fullmatch(text)
    if match is None or any(is_agency(part) for part in match.groups()):
        return text
    turned = f"{match['given']} {match['family']}"
    return turned if is_name(turned) else text


def _is_account(name: str) -> bool:
    """Tell whether a name is none that readers see: `jsmith`, `cms_robot`."""
    return any(sign.isdigit() or sign == "_" for sign in name) or (name.islower() and name.isascii())


def _people(text: str) -> list[str]:
    """Take a list of names apart at bars, where each part is one."""
    parts = [part for part in re.split(r"\s+\|\s+", text) if part]
    if len(parts) > 1 and all(is_name(part) or is_agency(part) for part in parts):
        return parts
    return [cased(text)] if text else []
