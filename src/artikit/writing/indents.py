"""Indents of YAML as the canonical style has them; nothing else on a line is touched.

ruamel.yaml tells what the text is made of, token by token; every block then stands two columns deeper
than the one around it, dashes too. Whatever belongs to an entry (comments, flow collections, texts of
several lines) moves with it. What is written is the text itself with other blanks before it, so that
comments, quotes, escapes, numbers, anchors and blank lines cannot come out in any other way.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.tokens import (
    AliasToken,
    AnchorToken,
    BlockEndToken,
    BlockEntryToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    DirectiveToken,
    DocumentEndToken,
    DocumentStartToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    KeyToken,
    ScalarToken,
    TagToken,
    ValueToken,
)

from artikit.model import LINE_END

STEP = 2
"""Columns by which a block stands deeper than the one around it; a dash and its blank take as many."""

_FOREIGN = re.compile(r"[^\t -~]")
_HEADER = re.compile(r"[|>][+-]?([1-9])?")
_FLOW_STARTS = (FlowSequenceStartToken, FlowMappingStartToken)
_FLOW_ENDS = (FlowSequenceEndToken, FlowMappingEndToken)
_NODES = (ScalarToken, AliasToken, AnchorToken, TagToken, *_FLOW_STARTS)
_AT_MARGIN = (DirectiveToken, DocumentStartToken, DocumentEndToken)


class _Block(NamedTuple):
    """A mapping or list in block style: the column of its entries before and after.

    The digit behind a `|` counts from `base`. A `flush` list has its dashes under the key itself, and
    ends without a token of its own.
    """

    old: int
    new: int
    base: int
    dashes: bool = False
    flush: bool = False

    @property
    def inner(self) -> int:
        """New column of what is in an entry."""
        return 0 if self is _ROOT else self.new + STEP


class _Indicator(NamedTuple):
    """A dash, or the mark before a key or value that may be a block: its line, and where it ends."""

    line: int
    end: int


_ROOT = _Block(-1, -1, -1)


def indented(text: str) -> str:
    """Indent YAML anew, any number of documents. Raises ruamel.yaml's YAMLError for what is none."""
    layout = _Layout(text)
    for token in YAML(typ="safe", pure=True).scan(layout.skeleton()):
        layout.take(token)
    return layout.text()


class _Layout:
    """The indent of every line, before and after, as the tokens tell it from first to last."""

    def __init__(self, text: str) -> None:
        self.lines = LINE_END.split(text)
        self.ends = [*LINE_END.findall(text), ""]
        self.old = [len(line) - len(line.lstrip(" ")) for line in self.lines]
        self.new = list(self.old)
        self.gaps: list[tuple[int, int, int]] = []
        self.blocks = [_ROOT]
        self.around = self.blocks[:]  # the blocks that were open where the last token stands
        self.indicator: _Indicator | None = None
        self.shift = 0
        self.flow = 0
        self.ceiling: int | None = None  # deepest column of comments that must not become text
        self.done = 0  # lines before this one have their indent

    def skeleton(self) -> str:
        """Text of the same structure that ruamel.yaml reads without a stumble, every token in its place.

        Structure is written in ASCII; anything else must neither end lines nor stop the scanner. Nor
        must tabs, and lines of blanks before the first line of a block text.
        """
        return "\n".join(_plain(line) if line.strip(" \t") else "" for line in self.lines)

    def text(self) -> str:
        """Put the lines together again, each with its own end."""
        self._comments(len(self.lines), None)
        for line, start, end in reversed(self.gaps):
            self.lines[line] = f"{self.lines[line][:start]} {self.lines[line][end:]}"
        lines = zip(self.lines, self.ends, self.old, self.new, strict=True)
        return "".join(" " * new + line[old:] + end for line, end, old, new in lines)

    def take(self, token: Any) -> None:
        """Go on to the next token."""
        if self.flow:
            self.flow += isinstance(token, _FLOW_STARTS) - isinstance(token, _FLOW_ENDS)
            self._inside(token.end_mark.line, flow=True)
        elif isinstance(token, BlockEndToken):
            self._end_flush()
            self.blocks.pop()
            return
        elif isinstance(token, (BlockMappingStartToken, BlockSequenceStartToken)):
            column = token.start_mark.column
            dashes = isinstance(token, BlockSequenceStartToken)
            self.blocks.append(_Block(column, self.blocks[-1].inner, column, dashes))
        elif isinstance(token, (KeyToken, ValueToken, BlockEntryToken)):
            self._entry(token)
        elif isinstance(token, _NODES):
            self._node(token)
        elif isinstance(token, _AT_MARGIN):
            self._place(token, 0)
        else:
            return  # begin or end of the stream
        self.around = self.blocks[:]

    def _entry(self, token: KeyToken | ValueToken | BlockEntryToken) -> None:
        """Place a key, a dash, or the `:` on a line of its own."""
        block = self.blocks[-1]
        if not isinstance(token, BlockEntryToken):
            block = self._end_flush()
        elif not block.dashes:
            column = token.start_mark.column
            block = _Block(column, block.inner, block.base, dashes=True, flush=True)
            self.blocks.append(block)
        line, column = token.start_mark.line, token.start_mark.column
        if isinstance(token, ValueToken) and self.old[line] != column:
            return
        self._place(token, block.new)
        if token.end_mark.column > column:  # else it is a key without a mark before it
            self.indicator = _Indicator(line, token.end_mark.column)

    def _node(self, token: Any) -> None:
        """Place a value that begins a line or follows a dash, and the lines that it goes on for."""
        self._place(token, self.blocks[-1].inner)
        self.flow += isinstance(token, _FLOW_STARTS)
        if isinstance(token, ScalarToken) and token.style in {"|", ">"}:
            self._block_text(token.start_mark)
        else:
            self._inside(token.end_mark.line, flow=False)

    def _end_flush(self) -> _Block:
        """Close a list whose dashes stood under its key; the block that is open then."""
        if self.blocks[-1].flush:
            self.blocks.pop()
        return self.blocks[-1]

    def _place(self, token: Any, new: int) -> None:
        """Give the first token of a line its column, or the one behind an indicator."""
        line, column = token.start_mark.line, token.start_mark.column
        if self.done <= line and self.old[line] == column:
            self._comments(line, (column, new))
            self.new[line], self.shift, self.done, self.ceiling = new, new - column, line + 1, None
        elif self.indicator and self.indicator.line == line:
            self.gaps.append((line, self.indicator.end, column))
            self.shift = new - column
        self.indicator = None

    def _inside(self, last: int, *, flow: bool) -> None:
        """Move the lines that a value goes on for, as far as where it began, but never out of its block.

        The bracket at the end of a flow collection may stand right under its key.
        """
        block = self.blocks[-1]
        for line in range(self.done, last + 1):
            if not self._is_blank(line):
                deeper = not flow or self.old[line] > block.old
                self.new[line] = max(self.old[line] + self.shift, block.new + deeper)
        self.done = max(self.done, last + 1)

    def _block_text(self, header: Any) -> None:
        """Move the lines of a text behind `|` or `>`; blanks beyond their indent belong to it."""
        block = self.blocks[-1]
        self.ceiling = max(block.new, 0)
        found = _HEADER.match(self.lines[header.line], header.column)
        digit = int(found[1]) if found and found[1] else None
        first = last = header.line + 1
        if digit:
            old, new = max(block.base, 0) + digit, max(block.new, 0) + digit
        else:
            filled = (self.old[line] for line in range(first, len(self.lines)) if not self._is_blank(line))
            old = next(filled, 0)
            if old <= max(block.base, 0):
                return  # a text without lines
            new = old if block is _ROOT else block.inner
        while last < len(self.lines) and (self._is_blank(last) or self.old[last] >= old):
            beyond = self.old[last] - old
            empty = self._is_blank(last) and beyond <= 0
            self.new[last] = min(self.old[last], new) if empty else new + beyond
            last += 1
        self.done = last

    def _comments(self, end: int, after: tuple[int, int] | None) -> None:
        """Move the comments before a line with what they speak of; `after` is where that line was and is."""
        for line in range(self.done, end):
            if self.lines[line].startswith("#", self.old[line]):
                new = self._beside(self.old[line], after)
                self.new[line] = new if self.ceiling is None else min(new, self.ceiling)

    def _beside(self, column: int, after: tuple[int, int] | None) -> int:
        """New column of a comment: that of the line behind it, or as far inside a block as before."""
        if after and column == after[0]:
            return after[1]
        around = (block for block in reversed(self.around) if block.old + block.flush <= column)
        block = next(around)
        return block.new + column - block.old

    def _is_blank(self, line: int) -> bool:
        return self.old[line] == len(self.lines[line])


def _plain(line: str) -> str:
    rest = line.lstrip(" \t")
    # A tab that begins a line may be text behind a `|`, and stays.
    return line[: len(line) - len(rest)] + _FOREIGN.sub("_", rest).replace("\t", " ")
