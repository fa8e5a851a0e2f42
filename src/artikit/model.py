"""The nouns that everything else speaks in. Standard library only; nothing here does I/O."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from frontmatter import Post

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""A value: plain data. Dates are the text that was written."""

Pointer: TypeAlias = tuple[str | int, ...]
"""Where a value stands inside its record, e.g. `("related", 1, "webUrl")`."""

Severity: TypeAlias = Literal["error", "warning", "info"]

LINE_END = re.compile(r"\r\n|\n|\r")
"""What ends a line in any file."""


_FEW = 8
"""Places of a text whose lines are counted one by one; for more, it pays to find all lines."""


class Span(NamedTuple):
    """Half-open range of character offsets in a source's text; the only position inside the program."""

    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Tell whether the character at `offset` is one of it."""
        return self.start <= offset < self.end


class Position(NamedTuple):
    """One-based line and column, the column counted in characters; computed only to be shown."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """Text with a name: a whole file, or one line of a file of records.

    `first_line` is the line of the file on which `text` begins.
    """

    path: str
    text: str
    first_line: int = 1

    @cached_property
    def _line_starts(self) -> list[int]:
        text = self.text
        if "\r" in text:
            return [0, *(match.end() for match in LINE_END.finditer(text))]
        lines = text.split("\n")
        del lines[-1]
        return list(map(add, accumulate(map(len, lines), initial=0), count()))

    @cached_property
    def _few(self) -> Iterator[int]:
        """Runs dry when all lines are to be found."""
        return iter(range(0 if "\r" in self.text else _FEW))

    def _row(self, offset: int) -> tuple[int, int]:
        """Find the line of the character at `offset`, from zero, and where it begins."""
        if next(self._few, None) is not None:
            return self.text.count("\n", 0, offset), self.text.rfind("\n", 0, offset) + 1
        row = bisect_right(self._line_starts, offset) - 1
        return row, self._line_starts[row]

    def position(self, offset: int) -> Position:
        """Line and column in the file of the character at `offset`."""
        row, start = self._row(offset)
        hidden = row == 0 and offset > 0 and self.text.startswith("\ufeff")  # no editor shows the mark
        return Position(row + self.first_line, offset - start + 1 - hidden)

    def byte_position(self, offset: int) -> Position:
        """Line and column in the file of the character at `offset`, the column counted in bytes of UTF-8."""
        row = bisect_right(self._line_starts, offset) - 1
        before = self.text[self._line_starts[row] : offset]
        return Position(row + self.first_line, len(before.encode("utf-8", "surrogatepass")) + 1)

    def offset(self, position: Position) -> int:
        """Offset of the character at a line and column in the file; behind the mark where that is hidden."""
        row = position.line - self.first_line
        hidden = row == 0 and self.text.startswith("\ufeff")
        return self._line_starts[row] + position.column - 1 + hidden

    def line(self, number: int, left: int, most: int) -> str:
        """Text of a line of the file from its character `left` on, at most `most` characters of it.

        Without line end and byte order mark; empty where there is no such line.
        """
        row = number - self.first_line
        starts = self._line_starts
        if not 0 <= row < len(starts):
            return ""
        start = starts[row] + left + (row == 0 and self.text.startswith("\ufeff"))
        end = starts[row + 1] if row + 1 < len(starts) else len(self.text)
        return self.text[start : min(end, start + most)].rstrip("\r\n")


class Spans(NamedTuple):
    """Where every value and every key of a record stands, however nested."""

    values: Mapping[Pointer, Span]
    keys: Mapping[Pointer, Span]

    def value(self, pointer: Pointer) -> Span:
        """Span of a value, or of the nearest value around it; (0, 0) where nothing is known."""
        while pointer not in self.values:
            if not pointer:
                return Span(0, 0)
            pointer = pointer[:-1]
        return self.values[pointer]

    def key(self, pointer: Pointer) -> Span:
        """Span of the key under which a value stands; of the value where it has no key."""
        return self.keys.get(pointer) or self.value(pointer)


NO_SPANS = Spans({}, {})


class Edit(NamedTuple):
    """Replace the characters of `span` by `text`."""

    span: Span
    text: str


class Change(NamedTuple):
    """A mend in terms of values, whatever they are written in: `artikit.editing` finds the edits for it.

    `values` says what stands at a pointer from now on, `removals` which keys or items go, `renames` how a
    key is called from now on, `orders` in which order all keys of a mapping or indices of a list stand from
    now on. Safe: the meaning of the record cannot change.
    """

    title: str
    values: tuple[tuple[Pointer, Json], ...] = ()
    removals: tuple[Pointer, ...] = ()
    renames: tuple[tuple[Pointer, str], ...] = ()
    orders: tuple[tuple[Pointer, tuple[str | int, ...]], ...] = ()
    safe: bool = True


class Fix(NamedTuple):
    """A mend as data. Safe: the meaning of the record cannot change. `edits` never overlap.

    `change` says what becomes of the values; without one they stay as they are.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True
    change: Change | None = None


class Note(NamedTuple):
    """A second place that belongs to a problem, and what stands there."""

    span: Span
    message: str


class Problem(NamedTuple):
    """What a reader, the schema or a rule says about a record.

    The place is `span` where the speaker knows it, else that of `pointer`: the value, or with
    `at_key` the key. `absent` are the places where something is missing: of several, at one of them.
    """

    code: str
    message: str
    pointer: Pointer = ()
    span: Span | None = None
    at_key: bool = False
    help: str = ""
    fix: Fix | Change | None = None
    notes: tuple[Note, ...] = ()
    absent: tuple[Pointer, ...] = ()


def _no_spans() -> Spans:
    return NO_SPANS


@dataclass(frozen=True)
class Record:
    """One article record, wherever it came from: a Markdown file, a document, a line of JSON.

    `data` is None where no record could be made of the source; `problems` then says why. With data
    and problems both, the data is what could be saved, and not to be converted. A data file may carry
    a record that once was a file of its own: `origin` is its path, `newline` its line end. `fence` is what
    opens its front matter, `---`, `+++`, `;;;` or `{`; empty in data files. `locate` reads the source once
    more for the places; it costs nothing until it is called.
    """

    source: Source
    data: Mapping[str, Json] | None
    body: str = ""
    problems: tuple[Problem, ...] = ()
    origin: str | None = None
    newline: str = "\n"
    fence: str = ""
    locate: Callable[[], Spans] = field(default=_no_spans, repr=False, compare=False)

    def to_post(self) -> Post:
        """Make a post for python-frontmatter; see `artikit.posts`."""
        from artikit.posts import to_post

        return to_post(self)

    @staticmethod
    def from_post(post: Post) -> Record:
        """Make a record of a post of python-frontmatter; see `artikit.posts`."""
        from artikit.posts import from_post

        return from_post(post)

    @cached_property
    def spans(self) -> Spans:
        """The places of all keys and values, found on first use."""
        return self.locate()

    def span_of(self, problem: Problem) -> Span:
        """Place of a problem in the text."""
        if problem.span is not None:
            return problem.span
        return self.spans.key(problem.pointer) if problem.at_key else self.spans.value(problem.pointer)


class Frame(NamedTuple):
    """Lines of the source around a finding, as text without line ends.

    `left` characters are cut from the beginning of the line that the finding stands in.
    """

    first_line: int
    lines: tuple[str, ...]
    left: int = 0


class Place(NamedTuple):
    """A range in a file as people count it: one-based, the end exclusive.

    `path` is the file; empty where that is the one of the diagnostic.
    """

    start: Position
    end: Position
    message: str = ""
    path: str = ""


class Patch(NamedTuple):
    """An edit of a file in terms of people: what stands from `start` to `end` becomes `text`."""

    start: Position
    end: Position
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What a user sees. Picklable; holds no text of the record but the frame it was asked for.

    A baselined one was there when the baseline was written: it does not fail a run. `patches` are the edits
    of its fix, placed in the file. `fingerprint` (see `artikit.fingerprints`) and `in_bytes`, the same with
    columns that are counted in bytes of UTF-8, are there when they were asked for.
    """

    path: str
    start: Position
    end: Position
    code: str
    name: str
    message: str
    severity: Severity
    pointer: Pointer = ()
    help: str = ""
    fix: Fix | None = None
    patches: tuple[Patch, ...] = ()
    notes: tuple[Place, ...] = ()
    frame: Frame | None = None
    baselined: bool = False
    fingerprint: str = ""
    in_bytes: Diagnostic | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.start.line}:{self.start.column}: {self.code}[{self.name}] {self.message}"


def pointer_text(pointer: Pointer) -> str:
    """Write a pointer as RFC 6901 says; the whole record is the empty text."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in pointer)


def steps_of(text: str) -> tuple[str, ...]:
    """Read what RFC 6901 calls a pointer, step by step; whether one is an index only the data can tell."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in text.split("/")[1:])
