"""From a record as it was read to the record that a target can carry, and what is lost between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from artikit.converting.losses import Loss
from artikit.errors import WriteError
from artikit.model import pointer_text
from artikit.reading import codes

if TYPE_CHECKING:
    from artikit.converting.job import Job
    from artikit.converting.origins import Placed
    from artikit.model import Record
    from artikit.reading.limits import Limits

_FENCES = {"---": "yaml", "+++": "toml", ";;;": "json", "{": "json"}
_NAMES = {"yaml": "YAML", "toml": "TOML", "json": "JSON"}


def outgoing(placed: Placed, job: Job) -> tuple[Record, list[Loss]]:
    """Strip a record of what the target cannot carry or shall not. Raises WriteError as the formats do."""
    losses: list[Loss] = []
    if keeps_text(placed.record, job):
        return placed.record, losses
    record = _with_place(placed, job, losses)
    if any(problem.code == codes.BYTE_ORDER_MARK for problem in record.problems):
        losses.append(Loss("byte order mark", "artikit writes none before text"))
    _note_fence(record, job, losses)
    if job.no_body or (job.bare and job.to != "md"):
        record = _without_body(record, job, losses)
    if job.bare and job.to != "md":
        record = _bare(record, losses)
    if job.to != "md":
        _check_size(record, job.limits)
    if job.to == "md" and job.terms.front_matter == "toml":
        record = _without_nulls(record, losses)
    return record, losses


def keeps_text(record: Record, job: Job) -> bool:
    """Tell whether YAML stays YAML in its own file, comments and all."""
    return job.in_place and (job.to == "yaml" or (record.fence == "---" and job.terms.front_matter == "yaml"))


def _with_place(placed: Placed, job: Job, losses: list[Loss]) -> Record:
    record, place = placed
    if job.to == "md":
        if record.origin is not None and not (job.tree or job.in_place):
            losses.append(Loss("`_path`", "a Markdown file does not say where it lies; `-o DIR` keeps it"))
        return record if record.origin is not None or place is None else replace(record, origin=place)
    if record.origin is not None or place is None:
        return record
    try:
        place.encode()
    except UnicodeEncodeError:
        losses.append(Loss("`_path`", "the name of the file is not UTF-8"))
        return record
    return replace(record, origin=place)


def _note_fence(record: Record, job: Job, losses: list[Loss]) -> None:
    kind = _FENCES.get(record.fence)
    if kind is None or kind == (job.terms.front_matter if job.to == "md" else "yaml"):
        return
    if job.to == "md":
        if job.any_fence:
            why = f"it becomes YAML; `--front-matter {kind}` keeps it"
            losses.append(Loss(f"{_NAMES[kind]} front matter", why))
    else:
        losses.append(Loss(f"{_NAMES[kind]} front matter", f"{job.to} carries values, not how they stood"))


def _without_body(record: Record, job: Job, losses: list[Loss]) -> Record:
    if record.body:
        losses.append(Loss("body", "left out by `--no-body`" if job.no_body else "left out by `--bare`"))
    return replace(record, body="")


def _bare(record: Record, losses: list[Loss]) -> Record:
    if record.origin is not None:
        losses.append(Loss("`_path`", "left out by `--bare`"))
    if record.newline != "\n":
        losses.append(Loss("`_newline`", "left out by `--bare`"))
    return replace(record, origin=None, newline="\n")


def _check_size(record: Record, limits: Limits) -> None:
    """Refuse a body that no reader would take back out of a data file. Raises WriteError."""
    for size, most, name in (
        (len(record.body), limits.scalar_size, "scalar-size"),
        (len(record.source.text) if record.fence and record.body else 0, limits.record_size, "record-size"),
    ):
        if size > most:
            message = f"the body is too long to be read back: more than {most:,} characters (`limits.{name}`)"
            raise WriteError(message, (), "raise that limit, or leave the body out with `--no-body`")


def _without_nulls(record: Record, losses: list[Loss]) -> Record:
    from artikit.writing.toml import without_nulls

    data, pointers = without_nulls(record.data or {})
    losses += [Loss(f"null at `{pointer_text(one)}`", "TOML has no null") for one in pointers]
    return replace(record, data=data) if pointers else record
