"""What a run has to know of a record once it is converted. The record itself may be in another process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from artikit.converting.comments import Comments
from artikit.converting.outgoing import keeps_text, outgoing
from artikit.converting.rejects import rejected
from artikit.converting.verifying import print_of
from artikit.errors import WriteError
from artikit.model import Problem
from artikit.reading import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from artikit.config import Config
    from artikit.converting.job import Job
    from artikit.converting.losses import Loss
    from artikit.converting.origins import Placed
    from artikit.converting.verifying import Print
    from artikit.model import Diagnostic, Pointer, Record

Kind: TypeAlias = Literal["converted", "unwritable", "unreadable", "without", "passed"]

_HARMLESS = (codes.MISSING_FRONT_MATTER, codes.BYTE_ORDER_MARK)


class Outcome(NamedTuple):
    """A record by its file, and what became of it: `without` is a file that holds none.

    `passed` is one behind a record that stops the run, and what follows the last record of all. `part` is
    what goes to the target, empty where the target took the record itself. `comments` are what sources lose
    that ended before this record, by their paths. `reject` is the line for the file of rejects, `print_`
    what proves that the record comes back; both where they are asked for.
    """

    kind: Kind
    path: str = ""
    part: bytes = b""
    losses: tuple[Loss, ...] = ()
    comments: tuple[tuple[str, Loss], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    reject: bytes = b""
    print_: Print | None = None

    @property
    def bad(self) -> bool:
        """Whether the record is left out for what is wrong with it."""
        return self.kind in ("unwritable", "unreadable")


def outcomes(
    stream: Iterable[Placed], job: Job, config: Config, write: Callable[[Record], bytes]
) -> Iterator[Outcome]:
    """Convert records, and say what became of each.

    `write` gives a record to the target and returns the bytes that are still to be put there; it raises as
    `Writer.add` does. Behind the record that stops a run none is converted, and where records go out one by
    one none is looked at.
    """
    comments = Comments(job.source)
    stopped = False
    for placed in stream:
        record = placed.record
        lost = () if keeps_text(record, job) else tuple(comments.take(record))
        outcome = _unconverted(record, job, config)
        if outcome is None:
            outcome = Outcome("passed") if stopped else _converted(placed, job, config, write)
        yield outcome._replace(comments=lost) if lost else outcome
        if outcome.bad and job.on_error == "stop":
            stopped = True
            if job.streams:
                break
    if lost := tuple(comments.finish()):
        yield Outcome("passed", comments=lost)


def _unconverted(record: Record, job: Job, config: Config) -> Outcome | None:
    """Say why a record cannot be converted; None where nothing speaks against it."""
    problems = [one for one in record.problems if one.code not in _HARMLESS]
    if problems:
        return _bad("unreadable", record, problems, job, config)
    if record.data is not None:
        return None
    told = codes.MISSING_FRONT_MATTER in config.severities
    said = _diagnostics(record, record.problems, config) if told else ()
    return Outcome("without", record.source.path, diagnostics=said)


def _converted(placed: Placed, job: Job, config: Config, write: Callable[[Record], bytes]) -> Outcome:
    try:
        record, losses = outgoing(placed, job)
        part = write(record)
    except WriteError as error:
        return _unwritable(placed.record, str(error), error.pointer, error.help, job, config)
    except ValueError as error:
        return _unwritable(placed.record, str(error), (), "", job, config)
    proof = print_of(record, with_path=job.to != "md") if job.proved else None
    return Outcome("converted", placed.record.source.path, part, tuple(losses), print_=proof)


def _unwritable(
    record: Record, message: str, pointer: Pointer, help_: str, job: Job, config: Config
) -> Outcome:
    from artikit.rules.conversion import CANNOT_BE_WRITTEN  # 1.5 ms, and most runs have no such record

    return _bad("unwritable", record, [Problem(CANNOT_BE_WRITTEN, message, pointer, help=help_)], job, config)


def _bad(kind: Kind, record: Record, problems: list[Problem], job: Job, config: Config) -> Outcome:
    said = _diagnostics(record, problems, config)
    reject = rejected(record, said) if job.rejects is not None and not job.dry_run else b""
    return Outcome(kind, record.source.path, diagnostics=said, reject=reject)


def _diagnostics(record: Record, problems: Iterable[Problem], config: Config) -> tuple[Diagnostic, ...]:
    from artikit.placing import place  # most runs have no such record

    return place(record, problems, config)
