"""HTML taken apart, as browsers do, in one pass: tags, text, comments, and where each value stands.

Own, for two reasons: a parser that builds a tree cannot say where the value of an attribute stands, and
that of the standard library needs quadratic time for pages that were made to hurt (CVE-2025-6069).
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind: TypeAlias = Literal["open", "close", "text", "raw", "comment"]

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?P<name>=?[^\s/>=]++)
    (?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+)|(?=[>\s])))?""",
    re.VERBOSE,
)
_END = re.compile(r"[\s/]*+>")
_CDATA = "<![CDATA["
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements in which nothing is a tag but their own end (WHATWG, §13.2.5)."""
VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    }
)
"""Elements without an end (WHATWG, §13.1.2)."""


class Attribute(NamedTuple):
    """Value of an attribute, references such as `&amp;` replaced, and where it stands inside its quotes."""

    value: str
    span: Span


class Token(NamedTuple):
    """A piece of a page; `name` is that of the element in lower case. `raw` is what scripts hold."""

    kind: Kind
    span: Span
    name: str = ""
    attributes: Mapping[str, Attribute] = {}

    def get(self, name: str) -> str:
        """Value of an attribute, without blanks around it; empty where there is none."""
        return stated(self.attributes, name)


def stated(attributes: Mapping[str, Attribute], name: str) -> str:
    """Value of an attribute, without blanks around it; empty where there is none."""
    found = attributes.get(name)
    return found.value.strip() if found else ""


def tokens(text: str, *, xml: bool = False) -> Iterator[Token]:
    """Take a page apart. Any text is a page; each character is looked at a fixed number of times.

    With `xml` no element is special, a closed tag (`<link/>`) is followed by its end, and CDATA is `raw`.
    What a document type declares is never looked at: there is no entity but those of HTML.
    """
    at = 0
    while at < len(text):
        mark = text.find("<", at)
        while mark >= 0 and not _begins(text, mark):
            mark = text.find("<", mark + 1)
        if mark != at:
            yield Token("text", Span(at, mark if mark >= 0 else len(text)))
        if mark < 0:
            return
        token = _token(text, mark) if not xml or not text.startswith(_CDATA, mark) else _cdata(text, mark)
        at = token.span.end
        yield token
        if xml:
            if token.kind == "open" and text.startswith("/>", at - 2):
                yield Token("close", Span(at, at), token.name)
            continue
        if token.kind == "open" and token.name in _RAW and at < len(text):
            end = _end_of(text, token.name, at)
            yield Token("raw", Span(at, end), token.name, token.attributes)
            at = end


def _begins(text: str, at: int) -> bool:
    following = text[at + 1 : at + 2]
    return following in ("!", "?", "/") if not following.isalpha() else following.isascii()


def _token(text: str, at: int) -> Token:
    match = _NAME.match(text, at + 1)
    if match:
        return _tag(text, at, match)
    if text.startswith("</", at) and (match := _NAME.match(text, at + 2)):
        end = text.find(">", match.end())
        return Token("close", Span(at, end + 1 if end >= 0 else len(text)), match[0].lower())
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return Token("comment", Span(at, end + 3 if end >= 0 else len(text)))
    end = text.find(">", at)
    return Token("comment", Span(at, end + 1 if end >= 0 else len(text)))


def _cdata(text: str, at: int) -> Token:
    """Text as it is, its marks included in the span."""
    end = text.find("]]>", at)
    return Token("raw", Span(at, end + 3 if end >= 0 else len(text)))


def _tag(text: str, at: int, name: re.Match[str]) -> Token:
    attributes: dict[str, Attribute] = {}
    before = name.end()
    while not (end := _END.match(text, before)):
        match = _ATTRIBUTE.match(text, before)
        if match is None:  # the page ends inside the tag
            return Token("comment", Span(at, len(text)))
        before = match.end()
        key = match["name"].lower()
        if key not in attributes:
            group = next((one for one in ("double", "single", "bare") if match[one] is not None), None)
            raw = match[group] if group else ""
            span = Span(*match.span(group)) if group else Span(*match.span("name"))
            attributes[key] = Attribute(unescape(raw) if "&" in raw else raw, span)
    return Token("open", Span(at, end.end()), name[0].lower(), attributes)


def _end_of(text: str, name: str, at: int) -> int:
    """Where the content of a raw element ends."""
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return match.start() if match else len(text)
