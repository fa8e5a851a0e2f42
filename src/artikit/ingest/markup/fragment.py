"""HTML as Markdown, piece by piece: the entries of feeds, pages that are kept whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from artikit.ingest.markup.elements import LEVELS, PARAGRAPHS
from artikit.ingest.markup.tokens import VOID, tokens
from artikit.ingest.wording.addresses import absolute

if TYPE_CHECKING:
    from artikit.ingest.markup.tokens import Token

_HELD = "script style title template svg button select textarea iframe head noembed noframes xmp"
_SILENT = frozenset(_HELD.split())
"""Elements whose text is none of the page."""
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_DEEPEST = 20


def markdown_of(html: str, base: str = "") -> str:
    """Write HTML as Markdown; addresses relative to `base` become absolute, and links to nowhere text."""
    return _Writer(html, base).write()


@dataclass
class _Writer:
    html: str
    base: str
    blocks: list[tuple[str, str]] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    marks: list[tuple[str, int]] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    prefix: str = ""
    quotes: int = 0
    verbatim: int = 0

    def write(self) -> str:
        for token in tokens(self.html):
            if token.kind == "open":
                self._open(token)
            elif token.kind == "close":
                self._close(token.name)
            elif token.kind == "text" and not self.silent:
                said = unescape(self.html[slice(*token.span)])
                self.line.append(said if self.verbatim else _BLANKS.sub(" ", said))
        self._end_block()
        parts: list[str] = []
        before = ""
        for kind, text in self.blocks:
            if parts:
                parts.append("\n" if kind == before == "item" else "\n\n")
            parts.append(text)
            before = kind
        return "".join(parts)

    def _open(self, token: Token) -> None:
        name = token.name
        if self.silent or name in _SILENT:
            if name in _SILENT and name not in VOID and len(self.silent) < _DEEPEST:
                self.silent.append(name)
            return
        if name in PARAGRAPHS:
            self._end_block()
            self._open_block(name)
        else:
            self._open_inline(token)

    def _open_block(self, name: str) -> None:
        if name in LEVELS:
            self.prefix = "#" * LEVELS[name] + " "
        elif name in ("ul", "ol"):
            self.lists.append(1 if name == "ol" else 0)
        elif name == "li":
            self._open_item()
        elif name == "blockquote":
            self.quotes += 1
        elif name == "pre":
            self.verbatim += 1

    def _open_item(self) -> None:
        number = self.lists[-1] if self.lists else 0
        indent = "  " * min(max(len(self.lists) - 1, 0), _DEEPEST)
        self.prefix = f"{indent}{number}. " if number else f"{indent}- "
        if number:
            self.lists[-1] += 1

    def _open_inline(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self.line.append("\n")
        elif name == "hr":
            self._end_block()
            self.blocks.append(("rule", "---"))
        elif name in ("td", "th") and "".join(self.line).strip():
            self.line.append(" | ")
        elif name == "a":
            self.links.append((len(self.line), absolute(token.get("href"), self.base)))
        elif name in _MARKS and not self.verbatim:
            self.marks.append((name, len(self.line)))
        elif name == "img":
            self._picture(token)

    def _picture(self, token: Token) -> None:
        url = absolute(token.get("src"), self.base)
        if url and not _is_pixel(token):
            alt = _BLANKS.sub(" ", token.get("alt")).replace("[", "(").replace("]", ")")
            self.line.append(f"![{alt}]({_in_brackets(url)})")

    def _close(self, name: str) -> None:
        if self.silent:
            if name in self.silent:
                del self.silent[self.silent.index(name) :]
            return
        if name == "a" and self.links:
            self._end_link(*self.links.pop())
        elif name in _MARKS and self.marks and self.marks[-1][0] == name:
            self._end_mark(*self.marks.pop())
        if name in PARAGRAPHS:
            self._end_block()
        if name in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif name == "blockquote" and self.quotes:
            self.quotes -= 1
        elif name == "pre" and self.verbatim:
            self.verbatim -= 1

    def _end_link(self, at: int, url: str) -> None:
        said = "".join(self.line[at:])
        if url and said.strip() and "\n" not in said and "![" not in said:
            text = said.strip().replace("[", "(").replace("]", ")")
            self.line[at:] = [_led(said, f"[{text}]({_in_brackets(url)})")]

    def _end_mark(self, name: str, at: int) -> None:
        said = "".join(self.line[at:])
        mark = _MARKS[name]
        if said.strip() and mark not in said and "\n" not in said:
            self.line[at:] = [_led(said, f"{mark}{said.strip()}{mark}")]

    def _end_block(self) -> None:
        said = "".join(self.line)
        self.line.clear()
        self.links.clear()
        self.marks.clear()
        if self.verbatim and said.strip():
            fence = "```" if "```" not in said else "~~~~"
            self.blocks.append(("code", f"{fence}\n{said.strip(chr(10))}\n{fence}"))
            return
        rows = [" ".join(row.split(" ")).strip() for row in said.split("\n")]
        text = "\n".join(row for row in rows if row)
        if not text:
            return
        prefix, self.prefix = self.prefix, ""
        if prefix.startswith("#"):
            text = " ".join(text.split())
        quote = "> " * min(self.quotes, _DEEPEST)
        lines = text.split("\n")
        indent = " " * len(prefix) if prefix and not prefix.startswith("#") else ""
        whole = "\n".join(
            quote + (prefix if number == 0 else indent) + one for number, one in enumerate(lines)
        )
        self.blocks.append(("item" if prefix and not prefix.startswith("#") else "text", whole))


def _led(said: str, text: str) -> str:
    """Put the blanks around a text back."""
    return f"{' ' if said[:1].isspace() else ''}{text}{' ' if said[-1:].isspace() else ''}"


def _in_brackets(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29")


def _is_pixel(token: Token) -> bool:
    return token.get("width") in ("0", "1") or token.get("height") in ("0", "1")
