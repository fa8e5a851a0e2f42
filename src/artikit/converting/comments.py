"""What YAML and TOML hold beside values: comments, anchors. No other form of a record can carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit import formats
from artikit.converting.losses import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Record, Source

_BLANKS = frozenset(" \t\r\n")
_LEADS = {"#": _BLANKS, "&": _BLANKS | {",", "[", "{"}, "*": _BLANKS | {",", "[", "{"}}
"""What may stand before a comment, an anchor, an alias."""

_LANGUAGES = {"---": "YAML", "+++": "TOML"}


class Comments:
    """Counts comments and anchors, source by source: a sign counts that stands in no value and no key.

    A file may hold several records, so it is judged when the next one begins. A source without a `#`, `&`
    or `*` in such a place, as nearly all are, costs a search and nothing else.
    """

    def __init__(self, source_format: str | None) -> None:
        self._format = source_format
        self._source: Source | None = None
        self._language = ""
        self._signs: list[int] = []

    def take(self, record: Record) -> Iterator[tuple[str, Loss]]:
        """Take in a record; yields what the source before it loses, by its path."""
        if record.source is not self._source:
            yield from self.finish()
            self._source = record.source
            self._language = self._language_of(record)
            text = record.source.text
            end = len(text) - len(record.body) if record.fence else len(text)
            self._signs = list(_signs(text, end)) if self._language else []
        if record.data is None:
            self._signs = []  # it is not converted, so nothing of it is lost
        if self._signs:
            inside = _leaves(record)
            # A value may begin with its anchor, or be an alias; one that begins with `#` stands in quotes.
            self._signs = [at for at in self._signs if not any(start < at < end for start, end in inside)]

    def finish(self) -> Iterator[tuple[str, Loss]]:
        """Yield what the last source loses."""
        if self._source is None or not self._signs:
            return
        text, path = self._source.text, self._source.path
        comments = [at for at in self._signs if text[at] == "#"]
        own = [at for at in comments if not any(_same_line(text, other, at) for other in comments)]
        if own:
            yield path, Loss(f"{self._language} comments", "only YAML itself can carry them", len(own))
        others = [at for at in self._signs if text[at] != "#"]
        anchors = sum(not any(_same_line(text, other, at) for other in comments) for at in others)
        if anchors and self._language == "YAML":
            yield path, Loss("YAML anchors and aliases", "what they stand for is written out", anchors)

    def _language_of(self, record: Record) -> str:
        if record.fence:
            return _LANGUAGES.get(record.fence, "")
        return "YAML" if (self._format or formats.name_of(record.source.path)) == "yaml" else ""


def _signs(text: str, end: int) -> Iterator[int]:
    """Places where a comment or an anchor could begin."""
    for sign, leads in _LEADS.items():
        at = text.find(sign, 0, end)
        while at >= 0:
            if (at == 0 or text[at - 1] in leads) and (sign == "#" or text[at + 1 : at + 2] not in _BLANKS):
                yield at
            at = text.find(sign, at + 1, end)


def _leaves(record: Record) -> list[tuple[int, int]]:
    """Ranges of all keys, and of all values that hold no others."""
    values, keys = record.spans
    holders = {pointer[:-1] for pointer in values if pointer}
    spans = [span for pointer, span in values.items() if pointer not in holders]
    return [*spans, *keys.values()]


def _same_line(text: str, before: int, at: int) -> bool:
    """Tell whether a sign stands behind another one in the same line: inside that comment, then."""
    return before < at and "\n" not in text[before:at] and "\r" not in text[before:at]
