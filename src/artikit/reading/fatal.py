"""What ends a reading at once: a syntax error, or more than a limit allows. The same in every reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.model import Problem, Span
from artikit.reading import codes
from artikit.reading.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from artikit.model import Pointer

_LIMITS = {
    "record_size": (codes.RECORD_TOO_LARGE, "record has more than {:,} characters"),
    "depth": (codes.NESTED_TOO_DEEP, "values are nested more than {:,} deep"),
    "nodes": (codes.TOO_MANY_NODES, "record has more than {:,} keys and values"),
    "aliases": (codes.TOO_MANY_ALIASES, "record has more than {:,} aliases"),
    "expanded_nodes": (codes.ALIAS_BOMB, "record has more than {:,} values once every alias is written out"),
    "merged_keys": (codes.TOO_MANY_MERGED_KEYS, "record merges more than {:,} keys"),
    "scalar_size": (codes.SCALAR_TOO_LONG, "text has more than {:,} characters"),
    "number_digits": (codes.NUMBER_TOO_LONG, "number has more than {:,} digits"),
}


class FatalError(Exception):
    """Ends a reading: nothing can be saved. Never leaves the readers."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def reading(self, earlier: Sequence[Problem]) -> Reading:
        """Say what the reader returns, with the problems met earlier."""
        end = self.problem.span.end if self.problem.span else 0
        return Reading(None, (*earlier, self.problem), end=end, ok=False)


def syntax_error(message: str, start: int, end: int, pointer: Pointer = (), way_out: str = "") -> FatalError:
    """Build a fatal syntax error about the characters from `start` to `end`."""
    return FatalError(Problem(codes.SYNTAX_ERROR, message, pointer, Span(start, end), help=way_out))


def over_limit(field: str, allowed: int, span: Span, pointer: Pointer = ()) -> FatalError:
    """Build the fatal error for more than `allowed` of what a field of `Limits` bounds."""
    return FatalError(limit_problem(field, allowed)._replace(span=span, pointer=pointer))


def limit_problem(field: str, allowed: int) -> Problem:
    """Say that there is more than `allowed` of what a field of `Limits` bounds."""
    code, message = _LIMITS[field]
    option = f"`limits.{field.replace('_', '-')}`"
    way_out = f"raise {option} in the config if this is meant to be so"
    return Problem(code, f"{message.format(allowed)} ({option})", help=way_out)


def quoted(text: str) -> str:
    """Put text from a record into a message: one line, in backticks, at most 60 characters."""
    short = text if len(text) <= 60 else text[:59] + "…"
    return "`" + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in short) + "`"
