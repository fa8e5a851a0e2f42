"""Front matter handlers for python-frontmatter: the fences, and the values between them.

`frontmatter.load(path, handler=YAMLHandler())` gives artikit's values (YAML 1.2, dates as text) to
any program that uses python-frontmatter. artikit itself asks the same objects for more: `find`
keeps the body byte for byte, `read` knows places and problems.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from frontmatter.default_handlers import BaseHandler

from artikit.errors import ArtikitError
from artikit.model import Source, Span
from artikit.reading.decoding import BOM
from artikit.reading.limits import Limits
from artikit.reading.quick import read_quickly
from artikit.reading.reading import Reading
from artikit.reading.yaml import read_yaml

if TYPE_CHECKING:
    from artikit.model import Problem

BEHIND_VALUE = -1
"""`Block.body` where the front matter has no closing fence but ends with its value."""

_EOL = r"(?:\r\n|\n|\r|\Z)"
_LINE = re.compile(r"[^\r\n]*")
_REST = re.compile(rf"[ \t]*{_EOL}")


class Block(NamedTuple):
    """Where front matter stands: its opening fence, its content, and the offset of the body.

    `closed` is False where the text ends before a closing fence.
    """

    opening: Span
    content: Span
    body: int
    closed: bool = True


class FrontMatterError(ArtikitError, ValueError):
    """The front matter cannot be read; the message names line and column. Raised by `load` only."""


class Handler(BaseHandler):
    """A kind of front matter between two fences."""

    fence: ClassVar[str]
    closing: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        super().__init__(re.compile(rf"{re.escape(self.fence)}[ \t]*{_EOL}"), self.fence, self.fence)

    def _closing(self, line_end: str) -> re.Pattern[str]:
        """Pattern of a closing line behind a line end; `re` keeps it once it is compiled."""
        return re.compile(rf"{line_end}(?:{'|'.join(map(re.escape, self.closing))})[ \t]*{_EOL}")

    def find(self, text: str) -> Block | None:
        """Find front matter that begins at the first character (a byte order mark apart)."""
        start = len(BOM) if text.startswith(BOM) else 0
        opening = self.FM_BOUNDARY.match(text, start) if self.FM_BOUNDARY else None
        return self.block(text, Span(start, start + len(self.fence)), opening.end()) if opening else None

    def block(self, text: str, opening: Span, content: int) -> Block:
        """Find the end of a block whose content begins at the offset `content`."""
        closing = self._closing("").match(text, content)
        if closing is not None:
            return Block(opening, Span(content, content), closing.end())
        # Lone CR as line end is rare, and a search for two characters is slow.
        pattern = self._closing(r"[\r\n]" if text[content - 1 : content] == "\r" else r"\n")
        closing = pattern.search(text, max(content - 1, 0))
        if closing is None:
            return Block(opening, Span(content, len(text)), len(text), closed=False)
        return Block(opening, Span(content, closing.start() + 1), closing.end())

    def read(self, text: str, block: Block, limits: Limits, *, spans: bool = False) -> Reading:
        """Read the values between the fences, with their places if asked."""
        raise NotImplementedError

    def body(self, text: str, block: Block, reading: Reading) -> int:  # noqa: ARG002  (for JSON)
        """Offset of the body in the text."""
        return block.body

    def detect(self, text: str) -> bool:
        """Tell whether the text begins with this kind of front matter (python-frontmatter's question)."""
        block = self.find(text)
        return block is not None and block.closed

    def split(self, text: str) -> tuple[str, str]:
        """Split into front matter and body, both exactly as written.

        Raises ValueError where there is no whole block; python-frontmatter then returns the text.
        """
        block = self.find(text)
        if block is None or not block.closed:
            raise ValueError("no front matter of this kind")
        return text[slice(*block.content)], text[block.body :]

    def load(self, fm: str) -> dict[str, Any]:
        """Read the values of a block's content; raises FrontMatterError on the first problem."""
        whole = Block(Span(0, 0), Span(0, len(fm)), len(fm))
        reading = self.read(fm, whole, Limits())
        if reading.problems:
            raise FrontMatterError(_first(fm, reading.problems))
        if reading.data is None:
            return {}
        if not isinstance(reading.data, dict):
            raise FrontMatterError("front matter must be keys with values")
        return reading.data


class YAMLHandler(Handler):
    """YAML between `---` lines, the last of which may be `...` (as Jekyll has it)."""

    fence = "---"
    closing = ("---", "...")

    def read(self, text: str, block: Block, limits: Limits, *, spans: bool = False) -> Reading:
        """Read YAML 1.2 core values; dates stay text."""
        start, end = block.content
        data = None if spans else read_quickly(text, limits, start=start, end=end)
        if data is not None:
            return Reading(data, end=end)
        return read_yaml(text, limits, start=start, end=end, spans=spans)

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:  # noqa: ARG002  (see below)
        """Write YAML in which YAML 1.1 and 1.2 read every text as text; dates become text too.

        There is one style, and the keys keep their order: PyYAML's options change nothing.
        """
        from artikit.posts import plain_metadata
        from artikit.writing.yaml import write_yaml

        return write_yaml(plain_metadata(metadata)).removesuffix("\n")


class TOMLHandler(Handler):
    """TOML between `+++` lines."""

    fence = "+++"
    closing = ("+++",)

    def read(self, text: str, block: Block, limits: Limits, *, spans: bool = False) -> Reading:
        """Read TOML 1.0 values; dates stay the text that was written."""
        from artikit.reading.toml import read_toml

        return read_toml(text, limits, start=block.content.start, end=block.content.end, spans=spans)

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:  # noqa: ARG002  (see below)
        """Write TOML in which the keys keep their order; dates become text, options change nothing.

        Raises WriteError for what TOML cannot hold, null above all.
        """
        from artikit.posts import plain_metadata
        from artikit.writing.toml import write_toml

        return write_toml(plain_metadata(metadata)).removesuffix("\n")


class JSONHandler(Handler):
    """JSON between `;;;` lines, or a leading object whose first line is `{` or begins `{"`.

    Never what begins `{{`, `{%` or `{:`, which are templates and attributes. Between `;;;` lines
    the braces may be missing, as Hexo and Middleman have it.
    """

    fence = ";;;"
    closing = (";;;",)
    _object = re.compile(r'\{[ \t]*(?:"|\r\n|\n|\r)')

    def find(self, text: str) -> Block | None:
        """Find a fenced block or a leading object; where the object ends is known once it is read."""
        start = len(BOM) if text.startswith(BOM) else 0
        if self._object.match(text, start) is None:
            return super().find(text)
        return Block(Span(start, start + 1), Span(start, len(text)), BEHIND_VALUE)

    def read(self, text: str, block: Block, limits: Limits, *, spans: bool = False) -> Reading:
        """Read the object, or between fences the members of one."""
        from artikit.reading.json import read_json, trailing  # YAML and TOML need none of it

        start, end = block.content
        bare = block.body != BEHIND_VALUE and not text[start:end].lstrip(" \t\r\n").startswith("{")
        if bare and not text[start:end].strip(" \t\r\n"):
            return Reading(None, end=end)
        reading = read_json(text, limits, start=start, end=end, spans=spans, members=bare)
        if not reading.ok:
            return reading
        line_end = _LINE.match(text, reading.end)
        stop = line_end.end() if line_end and block.body == BEHIND_VALUE else end
        behind = trailing(text[:stop], reading.end)
        return Reading(None, (*reading.problems, behind), ok=False) if behind else reading

    def body(self, text: str, block: Block, reading: Reading) -> int:
        """Offset of the body, behind the closing fence or the object's last line."""
        if block.body != BEHIND_VALUE:
            return block.body
        if not reading.ok:
            return len(text)
        rest = _REST.match(text, reading.end)
        return rest.end() if rest else reading.end

    def split(self, text: str) -> tuple[str, str]:
        """Split into front matter and body, both exactly as written; ValueError where there is none."""
        block = self.find(text)
        if block is None or block.body != BEHIND_VALUE:
            return super().split(text)
        reading = self.read(text, block, Limits())
        return text[block.content.start : reading.end], text[self.body(text, block, reading) :]

    def export(self, metadata: dict[str, object], **kwargs: Any) -> str:
        """Write an object over several lines."""
        kwargs.setdefault("indent", 2)
        return json.dumps(metadata, ensure_ascii=False, allow_nan=False, **kwargs)


YAML, TOML, JSON = YAMLHandler(), TOMLHandler(), JSONHandler()
HANDLERS: tuple[Handler, ...] = (YAML, TOML, JSON)


def _first(text: str, problems: tuple[Problem, ...]) -> str:
    problem = problems[0]
    line, column = Source("", text).position(problem.span.start if problem.span else 0)
    return f"line {line}, column {column}: {problem.message}"
