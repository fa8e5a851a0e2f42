"""Front matter handlers for python-frontmatter: the fences, and the values between them.

`frontmatter.load(path, handler=YAMLHandler())` gives artikit's values (YAML 1.2, dates as text) to
any program that uses python-frontmatter. They are the kinds of front matter that artikit itself reads,
with the answers to python-frontmatter's questions.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from frontmatter.default_handlers import BaseHandler

from artikit.errors import ArtikitError
from artikit.model import Source, Span
from artikit.reading.fences import BEHIND_VALUE, Block, JSONKind, Kind, TOMLKind, YAMLKind
from artikit.reading.limits import Limits

if TYPE_CHECKING:
    from artikit.model import Problem


class FrontMatterError(ArtikitError, ValueError):
    """The front matter cannot be read; the message names line and column. Raised by `load` only."""


class Handler(Kind, BaseHandler):
    """A kind of front matter as python-frontmatter takes it."""

    def __init__(self) -> None:
        super().__init__()
        BaseHandler.__init__(self, self.opening, self.fence, self.fence)

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


class YAMLHandler(YAMLKind, Handler):
    """YAML, of which PyYAML reads nothing."""

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:  # noqa: ARG002  (see below)
        """Write YAML in which YAML 1.1 and 1.2 read every text as text; dates become text too.

        There is one style, and the keys keep their order: PyYAML's options change nothing.
        """
        from artikit.posts import plain_metadata
        from artikit.writing.yaml import write_yaml

        return write_yaml(plain_metadata(metadata)).removesuffix("\n")


class TOMLHandler(TOMLKind, Handler):
    """TOML, without the package `toml`."""

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:  # noqa: ARG002  (see below)
        """Write TOML in which the keys keep their order; dates become text, options change nothing.

        Raises WriteError for what TOML cannot hold, null above all.
        """
        from artikit.posts import plain_metadata
        from artikit.writing.toml import write_toml

        return write_toml(plain_metadata(metadata)).removesuffix("\n")


class JSONHandler(JSONKind, Handler):
    """JSON, between fences or as a leading object."""

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


def _first(text: str, problems: tuple[Problem, ...]) -> str:
    problem = problems[0]
    line, column = Source("", text).position(problem.span.start if problem.span else 0)
    return f"line {line}, column {column}: {problem.message}"
