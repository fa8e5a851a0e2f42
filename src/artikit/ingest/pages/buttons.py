"""Words of buttons that stand in one line with a byline: `Follow`, `View profile`."""

from __future__ import annotations

import re

_BUTTONS = re.compile(
    r"\s+(?:(?:Follow(?:ing)?|View\s[Pp]rofile|See\s[Pp]rofile|Full\s[Bb]io|Bio|E-?mail|Tweet|Share|Subscribe|Contact|Website|Twitter|LinkedIn|Facebook"
    r"|Folgen|Abonnieren|Teilen|Suivre|S[’']abonner|Partager|Seguir|Suscribirse|Compartir|Segui|Iscriviti|Volgen|Følg|Følj|Följ|Obserwuj)\b(?:\s@\w+)?\s*)+(?=\Z|[|·•,–—-])"
)


def without_buttons(text: str) -> str:
    """Take words of buttons behind a name off a line."""
    return _BUTTONS.sub("", text)
