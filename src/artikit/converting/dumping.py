"""Records of a program's own, written as the command line would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from artikit import formats
from artikit.errors import UsageError, WriteError
from artikit.schema.library import document_of
from artikit.writing.staging import Staging
from artikit.writing.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Record


def dump_records(records: Iterable[Record], out: BinaryIO | str, to: str | None, schema: str) -> None:
    """Write records into a stream, or into a file that is replaced in one step."""
    named = to if to is not None else formats.name_of(out) if isinstance(out, str) else None
    name = formats.canonical(named) if named is not None else None
    if name is None:
        raise UsageError(f"say with `to` what to write: {', '.join(formats.names())}")
    if formats.by_name(name).TARGET not in ("stream", "record"):
        raise UsageError(f"{name} is no stream; artikit.convert writes it")
    terms = Terms(document_of(schema, "."))
    if not isinstance(out, str):
        _write(records, out, name, terms)
        return
    with Staging(force=True) as staging:
        with staging.open(out) as file:
            _write(records, file, name, terms)
        staging.commit()


def _write(records: Iterable[Record], out: BinaryIO, name: str, terms: Terms) -> None:
    form = formats.by_name(name)
    writer = form.writer(out, terms)
    for number, record in enumerate(records):
        if record.data is None:
            raise WriteError(f"{record.source.path} holds no record")
        if number and form.TARGET == "record":
            raise WriteError(f"{name} holds one record a file, and there are more")
        writer.add(record)
    writer.close()
