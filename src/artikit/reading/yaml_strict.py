"""Text that libyaml reads without a word, and otherwise than YAML 1.2: reported, never misread.

It takes `?` in `[?x]` for the mark of a key (it is text, §7.3.3), ends the anchor `&a:b` at the colon
(§6.9.2), and takes `#` right behind a quote, bracket or comma for a comment, dropping the rest of the
line (a blank must stand before it, §6.6). Events are looked at only where the text has something of
the kind, which real records rarely have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from yaml.events import NodeEvent

from artikit.reading.fatal import syntax_error

if TYPE_CHECKING:
    from collections.abc import Callable

# Each begins with a literal, which makes the search some 100 times faster than a set would. None is
# compiled at import: that would take 2 ms of every start, and few texts hold a suspect.
_SUSPECTS = (
    ("#", r"""#(?<=["'\]}\[{,:|>0-9+-]#)"""),
    ("?", r"\?(?<=[\s\[{,]\?)\S"),
    ("&", r"&(?<=[\s\[{,]&)[\w-]+[:?%@`]"),
    ("*", r"\*(?<=[\s\[{,]\*)[\w-]+[:?%@`]"),
)
_COMMENT = r"#[^\r\n]*"
_BLOCK_HEADER = r"[|>][-+0-9]*#"
_CUT_NAME = r"[&*][\w-]+[:?%@`]"
_QUOTES = "put text in quotes"
_BLANK_MISSING = "a blank is missing before this comment"


def strict(next_event: Callable[[], Any], text: str, base: int) -> Callable[[], Any]:
    """Return a source of the same events that raises FatalError before one that is misread."""
    if not any(mark in text and re.search(suspect, text) for mark, suspect in _SUSPECTS):
        return next_event
    behind = 0

    def checked() -> Any:
        nonlocal behind
        event = next_event()
        start, end = event.start_mark.index, event.end_mark.index
        for comment in re.compile(_COMMENT).finditer(text, behind, start):
            at = comment.start()
            if at and not text[at - 1].isspace():
                raise syntax_error(_BLANK_MISSING, at + base, at + base + 1, way_out=_QUOTES)
        if isinstance(event, NodeEvent):
            _check_node(event, text, base)
        behind = max(behind, end)
        return event

    return checked


def _check_node(event: Any, text: str, base: int) -> None:
    start, end = event.start_mark.index, event.end_mark.index
    if end > start > 0 and text[start - 1] == "?":
        at = start + base - 1
        raise syntax_error("text cannot begin with `?` here", at, at + 1, way_out=_QUOTES)
    if getattr(event, "style", None) in {"|", ">"}:
        header = re.compile(_BLOCK_HEADER).search(text, start, end)
        if header and "\n" not in text[start : header.start()]:
            at = header.end() + base - 1
            raise syntax_error(_BLANK_MISSING, at, at + 1, way_out="put one there")
    if event.anchor is not None:
        at = text.find(event.anchor, start) - 1
        cut = re.compile(_CUT_NAME).match(text, at)
        if cut:
            message = f"the name `{event.anchor}` is followed by `{text[cut.end() - 1]}`"
            raise syntax_error(message, at + base, cut.end() + base, way_out=_QUOTES)
