"""What `artikit ingest --fill` does: records are completed from their own body, in their files."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from artikit.cli.ingesting_asked import Done, fails_of, talk
from artikit.engine import diagnose
from artikit.ingest.explaining import dotted
from artikit.ingest.filling import fill
from artikit.ingest.run import is_raw
from artikit.reports.concise import line
from artikit.schema.library import document_of
from artikit.schema.style import style_of
from artikit.sources import Opened
from artikit.summary import many

if TYPE_CHECKING:
    from artikit.cli.ingesting_asked import Asked
    from artikit.fixing.targets import Diff, Files
    from artikit.ingest.evidence import Evidence
    from artikit.model import Record


def complete(asked: Asked) -> Done:
    """Complete records in their files; with `dry_run` show how, as a diff."""
    from artikit.fixing.targets import Diff, Files
    from artikit.sources import open_paths
    from artikit.writing.staging import Staging

    seen = 0
    with Staging(force=True) as staging:
        target = Diff(sys.stdout.write) if asked.dry_run else Files(staging)
        work = _Completion(asked, target)
        for one in open_paths(asked.paths, asked.config, force_exclude=asked.force_exclude):
            seen += 1
            if isinstance(one, Opened) and one.format == "md":
                work.take(one)
            else:
                path = one.path if isinstance(one, Opened) else one.source.path
                talk(f"{path}: only Markdown files are completed")
        sys.stdout.flush()
        if isinstance(target, Files):
            target.check()
        staging.commit()
    if not asked.quiet:
        would = "would be added" if asked.dry_run else "added"
        talk(f"{many(work.fields, 'field')} {would} in {many(work.files, 'file')}")
    return Done(seen, ok=True, fails=work.fails)


class _Completion:
    """Completes files one by one, and counts what it did."""

    def __init__(self, asked: Asked, target: Diff | Files) -> None:
        self._asked = asked
        self._target = target
        self._style = style_of(document_of(asked.config.schema, asked.config.root))
        self.files = self.fields = 0
        self.fails = False

    def take(self, one: Opened) -> None:
        """Complete one file."""
        config = self._asked.config
        self._target.begin(one.path)
        old = one.file.read(config.limits.file_bytes + 1)
        record = next(iter(one.read(io.BytesIO(old))))
        if is_raw(record):
            talk(f"{one.path}: no front matter, so nothing to complete")
            return
        filled = fill(record, self._asked.options, config.limits, self._style)
        if filled.fault:
            talk(f"{one.path}: not completed: {filled.fault}")
        new = _same_bytes(old, record.source.text, filled.text)
        if filled.added and new != old:
            self._target.piece(old, new)
            self._target.end()
            self.files += 1
            self.fields += len(filled.added)
            _tell(record, filled.added)
        self._judge(next(iter(one.read(io.BytesIO(new)))))

    def _judge(self, record: Record) -> None:
        diagnostics = diagnose(record, self._asked.config)
        self.fails |= fails_of(diagnostics, self._asked.config)
        for diagnostic in diagnostics:
            talk(line(diagnostic))


def _same_bytes(old: bytes, text: str, new: str) -> bytes:
    """Encode a text as its file is; the old bytes where it is not plain UTF-8."""
    return new.encode() if text.encode(errors="replace") == old else old


def _tell(record: Record, added: tuple[Evidence, ...]) -> None:
    for one in added:
        talk(f"{record.source.path}: added {dotted(one.field)} “{one.value}” ({one.cue}, {one.confidence:g})")
