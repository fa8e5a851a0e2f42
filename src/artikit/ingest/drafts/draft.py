"""An article while it is being read: its blocks, what each was taken for, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from artikit.ingest.drafts.blocks import Block, blocks_of
from artikit.ingest.evidence import Evidence, Removal
from artikit.ingest.wording.plain import plain
from artikit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.ingest.options import Options
    from artikit.model import Json, Pointer

PICTURE = "imageCaptions"
"""Key of captions whose picture has no address: `images` is for those that can be fetched."""


@dataclass
class Draft:
    """Grows cue by cue. `taken` tells of blocks that are not body what they were taken for.

    `cuts` are pieces of blocks that are not body. `joined` are the blocks that go on where the body block
    before them was cut, `titles` those that are headings without saying so. `rights_year` is the year that a
    notice of rights states, `date_cues` what `artikit.ingest.drafts.date_cues` found, once it was asked.
    """

    text: str
    options: Options
    blocks: list[Block] = field(init=False)
    taken: dict[int, str] = field(default_factory=dict)
    cuts: list[Removal] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)
    titles: set[int] = field(default_factory=set)
    claims: list[Evidence] = field(default_factory=list)
    reasons: dict[Pointer, str] = field(default_factory=dict)
    captions: list[dict[str, Json]] = field(default_factory=list)
    title_at: int = -1
    domain_hint: str = ""
    rights_year: str = ""
    date_cues: tuple[frozenset[int], frozenset[str]] | None = None

    def __post_init__(self) -> None:
        self.blocks = blocks_of(self.text)

    def free(self, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Numbers of the blocks that are still body."""
        return (at for at in range(start, len(self.blocks) if end is None else end) if at not in self.taken)

    def take(self, at: int, kind: str) -> None:
        """Say what a block is; who comes first is right."""
        self.taken.setdefault(at, kind)

    def cut(self, at: int, start: int, kind: str) -> None:
        """Say what the end of a block is; the block ends before it from now on."""
        block = self.blocks[at]
        self.cuts.append(Removal(Span(start, block.span.end), kind))
        end = block.body + len(self.text[block.body : start].rstrip())
        text = plain(self.text[block.body : end])
        self.blocks[at] = block._replace(span=Span(block.span.start, end), text=text)

    def claim(self, pointer: Pointer, value: Json, span: Span, cue: str, confidence: float) -> None:
        """Note a value for a field, and why."""
        if value not in ("", None):
            self.claims.append(Evidence(pointer, value, span, cue, confidence))

    def claimed(self, pointer: Pointer) -> Json:
        """The best value so far; None where there is none."""
        found = [one for one in self.claims if one.field == pointer]
        return max(found, key=lambda one: one.confidence).value if found else None

    def raw(self, at: int) -> str:
        """A block as it stands."""
        return self.text[slice(*self.blocks[at].span)]

    def span_of(self, at: int, value: str) -> Span:
        """Where a value stands in a block, else the words of the block."""
        block = self.blocks[at]
        start = self.text.find(value, block.body, block.span.end) if value else -1
        return Span(block.body, block.span.end) if start < 0 else Span(start, start + len(value))
