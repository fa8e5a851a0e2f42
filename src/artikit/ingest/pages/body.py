"""The body of a page as Markdown: what trafilatura takes for the article, without title and byline."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from trafilatura import extract

from artikit.ingest.dates.lines import date_line, is_only_date, without_labels
from artikit.ingest.drafts.draft import Draft
from artikit.ingest.furniture.copyright import find_copyright
from artikit.ingest.markup.fragment import markdown_of
from artikit.ingest.people.byline import byline_of, names_of
from artikit.ingest.wording.plain import folded, plain
from artikit.ingest.wording.words import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Collection

    from artikit.ingest.markup.page import Page, Said
    from artikit.ingest.options import Options


_HEAD = 7
"""Blocks on top among which a title, a byline and a date may stand."""
_PROSE = 160
_NAME_WORDS, _PAPER = 6, 50
_KEY = 60
"""Characters by which two paragraphs are the same."""
_LEVELS = ("h2", "h3", "h4", "h5", "h6")
_CREDITS = re.compile(r"(?i)(?:words|text|texte?|story|testo|texto|tekst|by)(?:\s(?:by|and\s\w+))?\s*[:：]")
_BREAK = re.compile(r"\n\s*\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MOST_BLOCKS, _MOST_TEXT = 3000, 1_000_000
"""Blocks and characters that show up to which trafilatura is asked; articles have some hundred blocks.

Its time grows with the square: 3,000 paragraphs take it 2 s, 12,000 take 40 s (2.3.1, measured).
"""

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it warns of what it does not find


def body_of_page(page: Page, base: str, titles: Collection[str], author: str, options: Options) -> str:
    """Find the body of the article; empty where there is none. With `keep_all` all that the page shows."""
    if options.keep_all:
        return _framed([markdown_of(page.text, base)])
    small = len(page.blocks) <= _MOST_BLOCKS and sum(len(one.text) for one in page.blocks) <= _MOST_TEXT
    found = _extracted(page.text, base) if small else ""
    if not found or _is_layout(found):
        found = _shown(page, titles)
    blocks = [one.strip("\n") for one in _BREAK.split(found) if one.strip()]
    blocks = _without_head(blocks, {folded(one) for one in titles} - {""}, author)
    blocks = _with_headings(page, blocks)
    return _framed(_without_rights(blocks, options))


def _extracted(html: str, base: str) -> str:
    """Ask trafilatura; pictures stay out, as records have them in a field of their own."""
    text = _CONTROL.sub(" ", html)
    try:
        found = extract(
            text,
            url=base or None,
            output_format="markdown",
            include_comments=False,
            include_tables=True,
            include_images=False,
            include_links=True,
            include_formatting=True,
            deduplicate=False,
        )
    except (
        ValueError,
        RecursionError,
        AttributeError,
        TypeError,
        IndexError,
        KeyError,
    ):  # it is one voice only
        return ""
    return found or ""


def _is_layout(markdown: str) -> bool:
    """Tell whether a body is one table, as pages had it that were laid out with tables."""
    rows = [line for line in markdown.split("\n") if line.startswith("|")]
    return bool(rows) and sum(map(len, rows)) > 0.8 * len(markdown) and max(map(len, rows)) > 4 * _PROSE


def _shown(page: Page, titles: Collection[str]) -> str:
    """All paragraphs from the title on, where nothing else tells what the article is."""
    known = {folded(one) for one in titles} - {""}
    start = next((at for at, one in enumerate(page.blocks) if folded(one.text) in known), -1)
    kept = [one for one in page.blocks[start + 1 :] if not one.furniture and not one.linked]
    if not any(len(one.text) >= _PROSE / 2 and not one.listed for one in kept):
        return ""
    return "\n\n".join(_marked(one) for one in kept)


def _marked(one: Said) -> str:
    """Write a block as Markdown."""
    if one.name in _LEVELS:
        return f"{'#' * int(one.name[1])} {one.text}"
    return f"- {one.text}" if one.name == "li" else one.text


def _without_head(blocks: list[str], titles: Collection[str], author: str) -> list[str]:
    """Leave out the title, the byline and the date on top."""
    head, rest = blocks[:_HEAD], blocks[_HEAD:]
    kept: list[str] = []
    for at, block in enumerate(head):
        said = plain(block.lstrip("# "))
        if len(said) > _PROSE:
            return [*kept, *head[at:], *rest]
        if not (folded(said) in titles or _is_byline(said, author)):
            kept.append(block)
    return [*kept, *rest]


def _is_byline(text: str, author: str) -> bool:
    """Tell whether a line says only who wrote it, or when."""
    line = date_line(text, 0, len(text))
    if line is not None:
        if is_only_date(line):
            return True
        text = without_labels(line.rest)
        if (
            line.published
            and len(text.split()) <= _NAME_WORDS
            and not ends_sentence(text)
            and len(text) < _PAPER
        ):
            return True  # the name of the paper beside the date
    known = folded(author)
    if known and (
        folded(text) == known or (_CREDITS.match(text) and known in folded(text) and len(text) < 80)
    ):
        return True
    found = byline_of(text)
    if found is not None:
        return not found.rest or bool(known and folded(found.author) == known)
    bare = names_of(text) if line is not None else None
    return bool(bare and not bare.rest and len(text) < 80)


def _with_headings(page: Page, blocks: list[str]) -> list[str]:
    """Put headings back that were dropped for being short: those right before a paragraph of the body."""
    first = {folded(block.lstrip("> "))[:_KEY]: at for at, block in reversed(list(enumerate(blocks)))}
    wanted: dict[int, list[str]] = {}
    for one, following in zip(page.blocks, page.blocks[1:], strict=False):
        at = first.get(folded(following.text)[:_KEY], 0)
        if (
            not at
            or one.name not in _LEVELS
            or one.furniture
            or one.linked
            or one.listed
            or len(following.text) < _KEY
        ):
            continue
        if not blocks[at - 1].startswith("#"):
            wanted.setdefault(at, []).append(f"{'#' * int(one.name[1])} {one.text}")
    return [piece for at, block in enumerate(blocks) for piece in (*wanted.get(at, ()), block)]


def _without_rights(blocks: list[str], options: Options) -> list[str]:
    """Leave out the notice of rights at the end."""
    text = "\n\n".join(blocks)
    draft = Draft(text, options)
    find_copyright(draft)
    cuts = [draft.blocks[at].span for at in draft.taken] + [one.span for one in draft.cuts]
    for span in sorted(cuts, reverse=True):
        text = text[: span.start] + text[span.end :]
    return [text]


def _framed(blocks: list[str]) -> str:
    """Put an empty line before the body, as records have it, and a line end behind it."""
    text = "\n\n".join(blocks).strip()
    return f"\n{text}\n" if text else ""
