"""What can be wrong in a cell, whatever table it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from artikit.reading.fatal import limit_problem

if TYPE_CHECKING:
    from artikit.model import Pointer
    from artikit.reading.reading import Reading


class Fault(NamedTuple):
    """What is wrong in a cell: `column` is its index, `pointer` leads to the value inside the record."""

    code: str
    message: str
    help: str = ""
    pointer: Pointer = ()
    column: int = 0


def exceeded(field: str, allowed: int) -> Fault:
    """Build the fault for more than `allowed` of what a field of `Limits` bounds."""
    problem = limit_problem(field, allowed)
    return Fault(problem.code, problem.message, problem.help)


def faults_of(reading: Reading) -> tuple[Fault, ...]:
    """Take over what a reader says about the text of a cell; its places mean nothing outside the cell."""
    return tuple(Fault(one.code, one.message, one.help, one.pointer) for one in reading.problems)


def letters(index: int) -> str:
    """Name a column as spreadsheets do: A, B, …, Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
