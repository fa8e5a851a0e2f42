"""Rules about the texts that people read: title and excerpt, of the record and of what is related."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.model import Change, Span
from artikit.rules import Found, once, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from artikit.model import Json, Pointer, Record
    from artikit.rules import Article, Facts, Glance

_TEXTS = ("title", "excerpt")

_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_NO_BREAK = "\xa0\u202f"
_EDGES = (
    f" \t\x1f{_LINE_ENDS}{_NO_BREAK}\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u205f\u3000\u200b\u2060\ufeff"
)
"""What shows nothing at the beginning and end of a text: white space, and characters without width."""

_BROKEN = rf"(?<![ \t])[ \t]*+[{_LINE_ENDS}]\s*+"
_HIDDEN = (
    # French has them before `:` and `»`, numbers between their digits: there they are right.
    rf"(?<!«)(?:(?<![0-9])[{_NO_BREAK}]|[{_NO_BREAK}](?![0-9]))(?![:;!?»%€])"
    # U+200B parts words in the scripts of South-East Asia, which write no blanks.
    r"|(?<![\u0e00-\u109f\u1780-\u17ff])\u200b|[\u2060-\u2064\ufeff\xad]"
    # Joiners and marks of direction shape Persian, Hindi, Hebrew and emoji; between Latin letters, nothing.
    r"|(?<=[\x00-\x7f])[\u200c-\u200f]++(?=[\x00-\x7f])"
)
_NAMES = {
    "\xa0": "a no-break space (U+00A0)",
    "\u202f": "a narrow no-break space (U+202F)",
    "\u200b": "a zero-width space (U+200B)",
    "\u200c": "a zero-width non-joiner (U+200C)",
    "\u200d": "a zero-width joiner (U+200D)",
    "\u200e": "a left-to-right mark (U+200E)",
    "\u200f": "a right-to-left mark (U+200F)",
    "\u2060": "a word joiner (U+2060)",
    "\u2061": "an invisible sign (U+2061)",
    "\u2062": "an invisible sign (U+2062)",
    "\u2063": "an invisible sign (U+2063)",
    "\u2064": "an invisible sign (U+2064)",
    "\ufeff": "a byte order mark (U+FEFF)",
    "\xad": "a soft hyphen (U+00AD)",
}
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_MARKUP = frozenset("<>&\"'")
"""What a page that does not escape its texts takes for HTML."""


def _are_clean(glance: Glance, _facts: Facts) -> bool:
    """Tell whether there is nothing in any text that one of these rules could speak of."""
    return _all_clean(glance)


@once
def _all_clean(glance: Glance) -> bool:
    texts = [text for data in glance.articles for key in _TEXTS if isinstance(text := data.get(key), str)]
    if "" in texts or [text.strip(" ") for text in texts] != texts:
        return False
    joined = "".join(texts)
    # Neither white space other than a blank nor anything hidden is printable to Python.
    return "&" not in joined and joined.isprintable()


@rule("AK221", "warning", scope="record", unless=_are_clean)
def untrimmed_text(record: Record, _facts: Facts) -> Iterator[Found]:
    """A title or an excerpt begins or ends with blanks.

    ## What it is
    White space, a line end or a character without width stands before the first or behind the last
    character that can be seen. The finding points at it, or at the whole text where it is written with
    escapes or over several lines. A title of blanks only is reported too.

    ## Why it matters
    Nobody sees the blank, and programs do: the same title with and without it is two titles, sorts in
    another place, and gives another file name.

    ## Example
        title: "Night ferry returns to the old pier "

    ## Use instead
        title: "Night ferry returns to the old pier"

    In a block of several lines `>-` and `|-` leave the last line end out. The fix takes away what stands
    at the edges; it is safe, since readers see the same.

    ## Source
    A rule of our own. Measured: 843 of 844 real titles and 781 of 802 real excerpts are trimmed (news:
    90.6 %).
    """
    for pointer, text in _texts(record):
        trimmed = text.strip(_EDGES)
        if trimmed == text or (not trimmed and pointer[-1] == "excerpt"):  # which `empty-excerpt` reports
            continue
        if not trimmed:
            yield Found(f"`{pointer[-1]}` has nothing but blanks", pointer, help="write a headline")
            continue
        change = Change("take the blanks at the edges away", ((pointer, trimmed),))
        start = text.find(trimmed)
        blanks = (0, start) if start else (len(trimmed), len(text))
        span = _within(record, pointer, text, *blanks)
        yield Found(f"`{pointer[-1]}` {_edges(text)}", pointer, span, fix=change)


def _edges(text: str) -> str:
    begins, ends = (_edge(sign) if sign in _EDGES else "" for sign in (text[0], text[-1]))
    if begins and ends:
        return (
            f"begins and ends with {begins}" if begins == ends else f"begins with {begins}, ends with {ends}"
        )
    return f"begins with {begins}" if begins else f"ends with {ends}"


def _edge(sign: str) -> str:
    return "a line end" if sign in _LINE_ENDS else _NAMES.get(sign, "a blank")


@rule("AK222", "warning", scope="record", unless=_are_clean)
def line_break_in_text(record: Record, _facts: Facts) -> Iterator[Found]:
    r"""A title or an excerpt runs over more than one line.

    ## What it is
    A line break stands inside the text. The finding points at the text. Lines that YAML itself folds
    into one are no line breaks.

    ## Why it matters
    Both are one paragraph of plain text. A line break ends a row in a table, a heading in Markdown, and a
    header in a mail; on a page it is a blank.

    ## Example
        excerpt: "The crew calls it a bus that floats.\nThe first crossing was full."

    ## Use instead
        excerpt: "The crew calls it a bus that floats. The first crossing was full."

    The fix writes one blank for each break and the blanks around it. It is safe: a page shows the same.

    ## Source
    A rule of our own. Measured: 789 of 802 real excerpts are one line (news: 93.8 %), and all titles.
    """
    for pointer, text in _texts(record):
        edge = len(text) - len(text.lstrip(_EDGES))
        trimmed = text.strip(_EDGES)
        joined = re.sub(_BROKEN, " ", trimmed)
        if joined != trimmed:
            whole = text[:edge] + joined + text[edge + len(trimmed) :]
            lines = len(re.findall(_BROKEN, trimmed)) + 1
            change = Change("write it on one line", ((pointer, whole),))
            yield Found(f"`{pointer[-1]}` runs over {lines} lines", pointer, fix=change)


@rule("AK223", "warning", scope="record", unless=_are_clean)
def hidden_character(record: Record, _facts: Facts) -> Iterator[Found]:
    r"""A character that cannot be seen stands in a title or an excerpt.

    ## What it is
    A no-break space, or a character without width: a zero-width space, a word joiner, a byte order mark,
    a soft hyphen; and between Latin letters a joiner or a mark of direction. The finding points at the
    first one, or at the whole text where that is written with escapes or over several lines. Where a script
    needs them they are left alone: a no-break space before `:` or `»` as in French or between digits, a
    zero-width space in Thai or Khmer, joiners in Persian, Hindi and emoji.

    ## Why it matters
    They come along when text is copied from a page. A search for `old pier` does not find the words with
    a no-break space between them, and a word with a zero-width space in it is not found at all.

    ## Example
        title: "Night ferry returns to the old\u00a0pier"

    ## Use instead
        title: "Night ferry returns to the old pier"

    The fix writes a blank for a no-break space and takes the others away. It is safe: a reader sees the
    same words.

    ## Source
    A rule of our own. Measured: 784 of 802 real excerpts have none (news: 91.1 %), and all titles but one.
    """
    for pointer, text in _texts(record):
        trimmed = text.strip(_EDGES)
        found = list(re.finditer(_HIDDEN, trimmed))
        if found:
            edge = text.find(trimmed)
            shown = re.sub(_HIDDEN, _visible, trimmed)
            change = Change(
                "write what can be seen", ((pointer, text[:edge] + shown + text[edge + len(trimmed) :]),)
            )
            first, more = found[0], f", and {len(found) - 1} more" if len(found) > 1 else ""
            span = _within(record, pointer, text, edge + first.start(), edge + first.end())
            yield Found(f"`{pointer[-1]}` has {_NAMES[first[0][0]]} in it{more}", pointer, span, fix=change)


def _visible(match: re.Match[str]) -> str:
    return " " if match[0] in _NO_BREAK else ""


@rule("AK224", "info", scope="record", unless=_are_clean)
def html_entity(record: Record, _facts: Facts) -> Iterator[Found]:
    """A title or an excerpt has HTML in place of a character, such as `&#8217;`.

    ## What it is
    A character is written as HTML names or numbers it. The finding points at the first such place, once for
    what is harmless and once for what stands for `<`, `>`, `&` or a quote; at the whole text where that is
    written with escapes or over several lines.

    ## Why it matters
    Both are plain text. A page that escapes its texts, a mail or an app shows the reader `don&#8217;t`.

    ## Example
        title: "The ferry&#8217;s caf&eacute; opens"

    ## Use instead
        title: "The ferry's café opens"

    The fix writes the character, a plain blank for `&nbsp;`. It is safe but for `&lt;`, `&gt;`, `&amp;`,
    `&quot;` and `&apos;`: a page that does not escape its texts would take the characters for HTML, and a
    text about HTML may mean what it says.

    ## Source
    HTML Standard §13.5. Measured: 764 of 802 real excerpts have none (news: 85.9 %).
    """
    for pointer, text in _texts(record):
        if "&" not in text:
            continue
        meant = {written: _character(written) for written in re.findall(_ENTITY, text)}
        harmless = {written: char for written, char in meant.items() if char and _MARKUP.isdisjoint(char)}
        markup = {written: char for written, char in meant.items() if char and not _MARKUP.isdisjoint(char)}
        for group, safe in ((harmless, True), (markup, False)):
            if group:
                change = Change("write the characters", ((pointer, _decoded(text, group)),), safe=safe)
                named = ", ".join(f"`{written}`" for written in list(group)[:3])
                start = text.find(first := next(iter(group)))
                span = _within(record, pointer, text, start, start + len(first))
                yield Found(f"`{pointer[-1]}` has HTML in it: {named}", pointer, span, fix=change)


def _character(written: str) -> str:
    """What an entity stands for; empty where it stands for nothing that a text may hold."""
    from html import unescape  # 2,231 names, only for texts with an ampersand

    meant = unescape(written)
    sound = meant != written and "\ufffd" not in meant
    return " " if sound and meant.isspace() else meant if sound and meant.isprintable() else ""


def _decoded(text: str, meant: dict[str, str]) -> str:
    """Text with these entities decoded; what was trimmed stays trimmed."""
    decoded = re.sub(_ENTITY, lambda match: meant.get(match[0], match[0]), text)
    return decoded.strip(_EDGES) if text.strip(_EDGES) == text else decoded


@rule("AK225", "error", reads=("category", "type", "excerpt"), unless=_are_clean)
def empty_excerpt(article: Article, _facts: Facts) -> Iterator[Found]:
    """An article has an excerpt without a word in it.

    ## What it is
    `excerpt` stands there and is empty, or has blanks only, in a record with `category: news` or an
    article with `type: article`. The finding points at it. Collections and courses may have none.

    ## Why it matters
    Lists show the excerpt below the title, and search engines take it for the description: both get an
    empty place.

    ## Example
        type: article
        excerpt: ""

    ## Use instead
    The first sentences of the article, or no `excerpt` at all where the schema allows that:

        type: article
        excerpt: "After two winters of repairs the boat runs again."

    There is no fix: nobody but its author knows what the article says.

    ## Source
    A rule of our own. Measured: 797 of 802 real records have words in their excerpt, the other five are
    collections.
    """
    data = article.data
    excerpt = data.get("excerpt")
    if not isinstance(excerpt, str) or excerpt.strip(_EDGES):
        return
    if data.get("category") == "news" or data.get("type") == "article":
        yield Found("`excerpt` is empty", ("excerpt",), help="write its first sentences")


def _within(record: Record, pointer: Pointer, text: str, start: int, end: int) -> Span | None:
    """Find a piece of a text in the source; None where the text is not written there as it is."""
    whole = record.spans.value(pointer)
    quotes = 1 if whole.end - whole.start == len(text) + 2 else 0
    first = whole.start + quotes
    if record.source.text[first : whole.end - quotes] != text:
        return None
    return Span(first + start, first + end)


def _articles(record: Record) -> Iterator[tuple[Pointer, Mapping[str, Json]]]:
    data = record.data or {}
    yield (), data
    related = data.get("related")
    for index, item in enumerate(related) if isinstance(related, list) else ():
        if isinstance(item, dict):
            yield ("related", index), item


def _texts(record: Record) -> Iterator[tuple[Pointer, str]]:
    for base, data in _articles(record):
        for key in _TEXTS:
            text = data.get(key)
            if isinstance(text, str):
                yield (*base, key), text
