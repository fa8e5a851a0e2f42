"""Where front matter stands in a text, and how each kind of it is read.

A record that is read quickly needs neither python-frontmatter nor libyaml; `handlers` makes of these what
python-frontmatter takes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from artikit.model import Span
from artikit.reading.decoding import BOM
from artikit.reading.quick import read_quickly, was_read_quickly
from artikit.reading.reading import Reading

if TYPE_CHECKING:
    from artikit.model import Spans
    from artikit.reading.limits import Limits

BEHIND_VALUE = -1
"""`Block.body` where the front matter has no closing fence but ends with its value."""

_EOL = r"(?:\r\n|\n|\r|\Z)"
_LINE = r"[^\r\n]*"
_REST = rf"[ \t]*{_EOL}"
_OBJECT = r'\{[ \t]*(?:"|\r\n|\n|\r)'


class Block(NamedTuple):
    """Where front matter stands: its opening fence, its content, and the offset of the body.

    `closed` is False where the text ends before a closing fence.
    """

    opening: Span
    content: Span
    body: int
    closed: bool = True


class Kind:
    """A kind of front matter between two fences."""

    fence: ClassVar[str]
    closing: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        self.opening = re.compile(rf"{re.escape(self.fence)}[ \t]*{_EOL}")

    def _closing(self, line_end: str) -> re.Pattern[str]:
        """Pattern of a closing line behind a line end; `re` keeps it once it is compiled."""
        return re.compile(rf"{line_end}(?:{'|'.join(map(re.escape, self.closing))})[ \t]*{_EOL}")

    def find(self, text: str) -> Block | None:
        """Find front matter that begins at the first character (a byte order mark apart)."""
        start = len(BOM) if text.startswith(BOM) else 0
        opening = self.opening.match(text, start)
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

    def locate(self, text: str, block: Block, limits: Limits) -> Spans:
        """Find the places of the values between the fences."""
        return self.read(text, block, limits, spans=True).spans

    def body(self, text: str, block: Block, reading: Reading) -> int:  # noqa: ARG002  (for JSON)
        """Offset of the body in the text."""
        return block.body


class YAMLKind(Kind):
    """YAML between `---` lines, the last of which may be `...` (as Jekyll has it)."""

    fence = "---"
    closing = ("---", "...")

    def read(self, text: str, block: Block, limits: Limits, *, spans: bool = False) -> Reading:
        """Read YAML 1.2 core values; dates stay text."""
        start, end = block.content
        data = None if spans else read_quickly(text, limits, start=start, end=end)
        if data is not None:
            return Reading(data, end=end)
        if spans:
            from artikit.reading.yaml import read_yaml

            return read_yaml(text, limits, start=start, end=end, spans=True)
        from artikit.reading.parts import read_with_parts  # libyaml, which few records need

        return read_with_parts(text, limits, start, end)

    def locate(self, text: str, block: Block, limits: Limits) -> Spans:
        """Find the places of the values; those of quick reading are found quickly too."""
        if was_read_quickly(text, limits, *block.content):
            from artikit.reading.quick_spans import quick_spans  # sound records need none

            return quick_spans(text, *block.content)
        from artikit.reading.parts import spans_in_parts

        return spans_in_parts(text, limits, *block.content) or super().locate(text, block, limits)


class TOMLKind(Kind):
    """TOML between `+++` lines."""

    fence = "+++"
    closing = ("+++",)

    def read(self, text: str, block: Block, limits: Limits, *, spans: bool = False) -> Reading:
        """Read TOML 1.0 values; dates stay the text that was written."""
        from artikit.reading.toml import read_toml

        return read_toml(text, limits, start=block.content.start, end=block.content.end, spans=spans)


class JSONKind(Kind):
    """JSON between `;;;` lines, or a leading object whose first line is `{` or begins `{"`.

    Never what begins `{{`, `{%` or `{:`, which are templates and attributes. Between `;;;` lines
    the braces may be missing, as Hexo and Middleman have it.
    """

    fence = ";;;"
    closing = (";;;",)

    def find(self, text: str) -> Block | None:
        """Find a fenced block or a leading object; where the object ends is known once it is read."""
        start = len(BOM) if text.startswith(BOM) else 0
        if re.compile(_OBJECT).match(text, start) is None:
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
        line_end = re.compile(_LINE).match(text, reading.end)
        stop = line_end.end() if line_end and block.body == BEHIND_VALUE else end
        behind = trailing(text[:stop], reading.end)
        return Reading(None, (*reading.problems, behind), ok=False) if behind else reading

    def body(self, text: str, block: Block, reading: Reading) -> int:
        """Offset of the body, behind the closing fence or the object's last line."""
        if block.body != BEHIND_VALUE:
            return block.body
        if not reading.ok:
            return len(text)
        rest = re.compile(_REST).match(text, reading.end)
        return rest.end() if rest else reading.end


YAML, TOML, JSON = YAMLKind(), TOMLKind(), JSONKind()
KINDS: tuple[Kind, ...] = (YAML, TOML, JSON)
