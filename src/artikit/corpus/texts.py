"""Texts as the index keeps and compares them."""

from __future__ import annotations

from unicodedata import category, normalize

from artikit.addresses import ascii_host

LONGEST = 400
"""Characters of a text that are kept; of a longer one, a digest stands for the rest."""

_HIDDEN = "Cf"
"""Unicode's category of what is not drawn: characters without width, soft hyphens, marks of direction."""


def plain(text: str) -> str:
    """Write a text without what readers do not see: blanks at its ends, two blanks for one, line ends."""
    return " ".join(text.split())


def composed(text: str) -> str:
    """Write a text `plain`, and its accented letters in one of the ways that look alike; no long one.

    Marks are put in order in a time that grows with the square of their number.
    """
    return plain(text if text.isascii() else normalize("NFC", text))


def as_seen(text: str) -> str:
    """Write a text as a page shows it: `composed`, with HTML entities read, and without hidden characters."""
    if "&" in text:
        from html import unescape  # a table of 2,231 names, which few texts need

        text = unescape(text)
    if not text.isprintable():
        text = "".join([sign for sign in text if category(sign) != _HIDDEN])
    return composed(text)


def domain_of(domain: str) -> str:
    """Write a domain as it is compared: in ASCII, lower case, without `www.` and a dot at its end."""
    return ascii_host(domain.strip().lower().rstrip(".").removeprefix("www."))


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
