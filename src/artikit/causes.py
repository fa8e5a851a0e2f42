"""Findings with the same cause, counted together: one slip of a template makes hundreds of them.

Two findings have the same cause if they have the same rule, stand at the same place of their records
(whichever item of a list it is) and say the same, but for numbers and what they quote from the record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from artikit.config import RANK
from artikit.escape import safe_line
from artikit.model import pointer_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from artikit.model import Diagnostic, Pointer, Severity

SHARED = 10
"""Files that have to share a cause for it to be named."""

_SHOWN = 5
"""Causes that are named at most; the gravest come first, and of these the commonest."""

_MOST = 10_000
"""Causes that are kept apart. Real trees have some dozens; a hostile one has one a finding."""

_LONGEST = 120
_QUOTED = re.compile(r"“[^”]*”|`[^`]*`")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_KEY = re.compile(r"`[A-Za-z_$@][\w$@-]{0,40}`")
"""A name that a schema or a rule may speak of, in backticks."""

_Shape: TypeAlias = "tuple[str, str, Pointer, str]"


@dataclass(slots=True)
class Cause:
    """What is known of one cause. `message` is one wording where all have the same, else their shape."""

    code: str
    name: str
    pointer: Pointer
    message: str
    severity: Severity
    files: int = 0
    findings: int = 0
    safe: int = 0
    unsafe: int = 0
    last: str | None = None


class _Told(NamedTuple):
    """A cause in words: what it is, and what mends it."""

    what: str
    way_out: str


@dataclass
class Causes:
    """Counts that grow while records are judged; memory does not grow with them."""

    _causes: dict[_Shape, Cause] = field(default_factory=dict)

    def count(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take in the findings of one record; those of one file come one after the other."""
        for one in diagnostics:
            pointer = tuple("*" if isinstance(step, int) else step for step in one.pointer)
            shape = (one.code, one.name, pointer, _shape(one.message))
            cause = self._causes.get(shape)
            if cause is None:
                if len(self._causes) >= _MOST:
                    self._thin_out()
                cause = self._causes[shape] = Cause(one.code, one.name, pointer, one.message, one.severity)
            elif cause.message != one.message:
                cause.message = shape[-1]
            cause.findings += 1
            cause.files += one.path != cause.last
            cause.last = one.path
            if one.fix is not None:
                cause.safe += one.fix.safe
                cause.unsafe += not one.fix.safe

    def shared(self, least: int = SHARED) -> list[Cause]:
        """List the causes that at least so many files share: the gravest first, then the commonest."""
        shared = [cause for cause in self._causes.values() if cause.files >= least]
        return sorted(shared, key=_rank)

    def lines(
        self,
        paths: Sequence[str] = (),
        options: Sequence[str] = (),
        least: int = SHARED,
        *,
        every: bool = False,
    ) -> Iterator[str]:
        """Say which causes many files share, and the command that mends each; safe to print.

        `paths` and `options` are what the command needs to find the same. Of very many only the first are
        named, unless `every` one is asked for.
        """
        shared = self.shared(least)
        shown = len(shared) if every else _SHOWN
        for cause in shared[:shown]:
            told = _told(cause, paths, options)
            yield safe_line(told.what)
            yield safe_line(f"  {told.way_out}")
        if len(shared) > shown:
            more = f"{len(shared) - shown:,} more causes"
            yield f"{more} are shared by {least} files or more; --statistics names them"

    def _thin_out(self) -> None:
        """Forget what came up in one file only, or else everything that is not shared by many."""
        for least in (2, SHARED, 1 << 62):
            self._causes = {shape: cause for shape, cause in self._causes.items() if cause.files >= least}
            if len(self._causes) < _MOST // 2:
                return


def _rank(cause: Cause) -> tuple[int, int, str, Pointer, str]:
    return -RANK[cause.severity], -cause.files, cause.code, cause.pointer, cause.message


def _told(cause: Cause, paths: Sequence[str], options: Sequence[str]) -> _Told:
    import shlex  # only where many files share a cause

    place = f" at {_cut(pointer_text(cause.pointer))}" if cause.pointer else ""
    what = f"{cause.files:,} files share this cause: {cause.code} {cause.name}{place}: {_cut(cause.message)}"
    if not cause.safe + cause.unsafe:
        return _Told(what, f"`artikit rule {cause.code}` says what to do")
    unsafe = " --unsafe" if not cause.safe else ""
    mended = cause.safe or cause.unsafe
    how_many = "" if mended == cause.findings else f" {mended:,} of {cause.findings:,}"
    command = f"artikit fix --select {cause.code}{unsafe}{_words(map(shlex.quote, options))}"
    named = "" if list(paths) == ["."] else _words(map(as_argument, paths))
    command = f"`{command}{named}`" if len(named) <= _LONGEST else f"`{command}` with the same paths"
    after = "; look at what it changes with --diff" if unsafe else ""
    return _Told(what, f"{command} mends{how_many or ' them'}{after}")


def _shape(message: str) -> str:
    """Take out of a message what differs from record to record: numbers, and quotations but for names."""
    named = _QUOTED.sub(lambda found: found[0] if _KEY.fullmatch(found[0]) else "…", message)
    return _NUMBER.sub("…", named)


def _words(words: Iterable[str]) -> str:
    return "".join(f" {word}" for word in words)


def as_argument(path: str) -> str:
    """Write a path so that a shell takes it as it is, and no command for an option."""
    import shlex  # only where many files share a cause

    return shlex.quote(f"./{path}" if path.startswith("-") and path != "-" else path)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
