"""Texts as the index keeps and compares them."""

from __future__ import annotations

LONGEST = 400
"""Characters of a text that are kept; of a longer one, a digest stands for the rest."""


def plain(text: str) -> str:
    """Write a text without what readers do not see: blanks at its ends, two blanks for one, line ends."""
    return " ".join(text.split())


def domain_of(domain: str) -> str:
    """Write a domain as it is compared: lower case, without `www.` and a dot at its end."""
    return domain.strip().lower().rstrip(".").removeprefix("www.")


def shortened(value: str) -> str:
    """Cut a long text, and put a digest in place of the rest; replace what no database holds."""
    if len(value) > LONGEST:
        whole = plain(value)
        if len(whole) > LONGEST:
            from hashlib import blake2b  # 4 ms, which few texts need

            digest = blake2b(whole.encode(errors="surrogatepass"), digest_size=16).hexdigest()
            value = f"{whole[:LONGEST]}…{digest}"
    return value if value.isascii() else whole_characters(value)


def whole_characters(text: str) -> str:
    """Replace halves of characters, which no database holds."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text
