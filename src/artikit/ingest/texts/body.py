"""The body as Markdown: what is left of a text, headings and items marked as such, cut sentences whole."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from artikit.ingest.wording.plain import without_dead_links
from artikit.ingest.wording.words import ends_sentence, size_of

if TYPE_CHECKING:
    from artikit.ingest.drafts.blocks import Block
    from artikit.ingest.drafts.draft import Draft

_HIDDEN = re.compile("[\u200b\u2060\ufeff\u00ad]")
_LINE_END = re.compile(r"[ \t\u00a0]*(?:\r\n|[\n\r\u2028\u2029\x85\f\x0b])[ \t]*")
_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+?)\1\s*#*\s*\Z")
_LISTS = ("bullet", "number", "table", "quote")
_CUT = 60
"""Characters from which a paragraph without end was cut by a page; shorter ones may be lines of verse."""


def find_joints(draft: Draft, body: int) -> None:
    """Mark the paragraphs that go on in the middle of a sentence, where a page ended."""
    free = list(draft.free(body))
    for before, after in pairwise(free):
        one, other = draft.blocks[before], draft.blocks[after]
        if one.kind != "paragraph" or other.kind != "paragraph" or before in draft.titles:
            continue
        if ends_sentence(one.text) or one.text.endswith((":", ";")) or not other.text[:1].islower():
            continue
        if size_of(one.text) >= _CUT or before in draft.joined:
            draft.joined.add(after)


def drop_rules(draft: Draft) -> None:
    """Take the rules that part nothing: on top, at the end, several in a row."""
    before = "rule"
    last = -1
    for at in list(draft.free()):
        kind = draft.blocks[at].kind
        if kind == "rule" and before == "rule":
            draft.take(at, "rule")
            continue
        before, last = kind, at
    if last >= 0 and draft.blocks[last].kind == "rule":
        draft.take(last, "rule")


def body_of(draft: Draft) -> str:
    """Write the body; empty where nothing is left."""
    parts: list[str] = []
    before: Block | None = None
    for at in draft.free():
        written = _written(draft, at)
        if not written:
            continue
        block = draft.blocks[at]
        if before is not None:
            parts.append(_between(draft, before, block, at))
        parts.append(written)
        before = block
    return "\n" + "".join(parts) + "\n" if parts else ""


def _between(draft: Draft, before: Block, block: Block, at: int) -> str:
    if at in draft.joined:
        return "" if draft.text[before.span.end - 1] == "-" else " "
    if before.kind == block.kind and block.kind in _LISTS and not block.loose:
        return "\n"
    short = size_of(before.text) < _CUT and before.kind == block.kind == "paragraph"
    titled = at in draft.titles or at - 1 in draft.titles
    return "\n" if short and not block.loose and not titled else "\n\n"


def _written(draft: Draft, at: int) -> str:
    block = draft.blocks[at]
    if block.kind == "code":
        return draft.text[slice(*block.span)]
    said = _inner(draft, block.body, block.span.end)
    if block.kind == "heading" or at in draft.titles:
        if block.kind == "heading" and block.body == block.span.start:  # its line is underlined
            said = said.rpartition("\n")[0]
        match = _BOLD.match(said)
        said = match[2] if match else said.rstrip("# ") if block.kind == "heading" else said
        level = block.level if block.kind == "heading" else 2
        return f"{'#' * level} {' '.join(said.split())}" if said.strip() else ""
    if block.kind == "bullet":
        mark = draft.text[block.span.start : block.span.start + 1]
        indent = _indent(draft, block) if mark in "-*+" else ""
        return f"{indent}- {said}"
    if block.kind == "quote":
        return _inner(draft, block.span.start, block.span.end)
    if block.kind == "number":
        return draft.text[block.span.start : block.body] + said
    return said


def _indent(draft: Draft, block: Block) -> str:
    """Blanks before an item, which say in which list it is."""
    start = block.span.start
    begin = max(draft.text.rfind("\n", 0, start), draft.text.rfind("\r", 0, start)) + 1
    before = draft.text[begin:start]
    return before.replace("\t", "    ") if before.isspace() and len(before) <= 40 else ""


def _inner(draft: Draft, start: int, end: int) -> str:
    """Text of a block, every line without blanks at its ends."""
    said = without_dead_links(draft.text[start:end])
    if not said.isascii():
        said = _HIDDEN.sub("", said)
    return _LINE_END.sub("\n", said).strip(" \t\u00a0\n\r")
