"""From files to records: what has front matter is one already, all else is made one."""

from __future__ import annotations

import importlib
import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from artikit.config import Config
from artikit.errors import UsageError
from artikit.ingest.confidence import UNSURE
from artikit.ingest.evidence import Ingested
from artikit.ingest.given import leaves
from artikit.ingest.markup.encodings import decode_feed, decode_page
from artikit.ingest.options import Options
from artikit.model import Problem, Record, Source, Span
from artikit.reading import codes
from artikit.reading.decoding import decode
from artikit.reading.front_matter import read_front_matter
from artikit.sources import Opened, open_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from artikit.model import Json

_PAGES = (".html", ".htm", ".xhtml")
_FEEDS = (".rss", ".atom", ".xml")
_WALKED = tuple(f"*{suffix}" for suffix in _PAGES)
"""What a walk takes too: a saved page has no front matter by which it would be known."""

_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html[\s>]|head[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(  # possessive, or a head of empty instructions would take exponential time
    rb"\A(?:\xef\xbb\xbf)?(?>\s+|<!--(?>(?!-->).){0,500}-->|<\?(?>(?!\?>).){0,300}\?>"
    rb"|<!DOCTYPE\s+(?:rss|rdf|feed)[^>\[]{0,300}(?:\[(?>[^\]]){0,2000}\]\s*)?>)*+<(?:rss|feed|rdf:RDF)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = re.compile(rb"\"version\"\s*:\s*\"https?://(?:www\.)?jsonfeed\.org/version/")
_LOOKED_AT = 4_096
_NO_RECORDS = frozenset({codes.MISSING_FRONT_MATTER, codes.NOT_A_MAPPING, codes.EMPTY_FRONT_MATTER})
_EMPTY = "there is nothing to make a record of"


def ingest(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    config: Config | None = None,
    reference_date: date | None = None,
    keep_all: bool = False,
    min_confidence: float = UNSURE,
    sets: Mapping[str, Json] | None = None,
    defaults: Mapping[str, Json] | None = None,
) -> Iterator[Ingested]:
    """Make records of raw texts, saved pages and feeds, and tell of each field where it came from.

    A file that holds a record already is passed through. `sets` are values that hold whatever a text says,
    `defaults` those for what it does not say, both nested as in a record. Raises UsageError for a path that
    does not exist.
    """
    several = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    options = Options(reference_date, keep_all, min_confidence, leaves(defaults or {}), leaves(sets or {}))
    return ingest_paths([os.fspath(path) for path in several], config or Config(), options)


def ingest_paths(
    paths: Sequence[str],
    config: Config,
    options: Options,
    *,
    force_exclude: bool = False,
    stdin_filename: str | None = None,
) -> Iterator[Ingested]:
    """Ingest what the paths stand for, in order."""
    walked = replace(config, include=(*config.include, *_WALKED))
    for one in open_paths(paths, walked, force_exclude=force_exclude, stdin_filename=stdin_filename):
        if isinstance(one, Opened):
            yield from _file(one, config, options)
        else:
            yield Ingested(one, ())


def _file(opened: Opened, config: Config, options: Options) -> Iterator[Ingested]:
    path, file = opened.path, opened.file
    if path.endswith(".gz"):
        from artikit.unpacking import unpacked

        file = unpacked(file, config.limits)
    name = path.removesuffix(".gz").lower()
    kind = opened.format or "md"
    if kind not in ("md", "json") and not name.endswith(_FEEDS):
        yield from (Ingested(record, ()) for record in opened.read(opened.file))
        return
    try:
        data = file.read(config.limits.file_bytes + 1)
    except OSError as error:
        message = f"the file cannot be read: {(error.strerror or 'unreadable').lower()}"
        yield _faulty(path, Problem(codes.UNREADABLE_FILE, message, span=Span(0, 0)))
        return
    if len(data) > config.limits.file_bytes:
        message = f"the file is larger than {config.limits.file_bytes:,} bytes (`limits.file-bytes`)"
        yield _faulty(path, Problem(codes.FILE_TOO_LARGE, message, span=Span(0, 0)))
        return
    yield from _read(opened, data, name, config, options)


def _read(opened: Opened, data: bytes, name: str, config: Config, options: Options) -> Iterator[Ingested]:
    """Tell what a file is by its first bytes, then by its name, and read it as that."""
    import io

    head = _head(data)
    if opened.format == "json" and not _JSON_FEED.search(data[: 16 * _LOOKED_AT]):
        yield from (Ingested(record, ()) for record in opened.read(io.BytesIO(data)))
        return
    if opened.format == "json" or _FEED.match(head) or name.endswith((".rss", ".atom")):
        source, problems, ok = _feed_source(opened.path, data, head)
        if ok:
            yield from _room("feeds.records").ingest_feed(source, options)
        else:
            yield Ingested(Record(source, None, "", problems), ())
        return
    if _PAGE.match(head) or name.endswith(_PAGES):
        record = _as_record(opened.path, data, config)
        if record is not None and record.fence:
            yield Ingested(record, ())
        else:
            yield _room("pages.record").ingest_html(Source(opened.path, _lenient(data)), data, options)
        return
    yield _text(opened.path, data, config, options)


def _head(data: bytes) -> bytes:
    """The first bytes, those of UTF-16 as UTF-8, so that one pattern knows what they begin."""
    head = data[:_LOOKED_AT]
    return decode_page(head).encode() if b"\0" in head else head


def _feed_source(path: str, data: bytes, head: bytes) -> tuple[Source, tuple[Problem, ...], bool]:
    """Decode a feed: of XML as it declares, JSON Feed as UTF-8, which is all that it may be."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _decoded(path, data)
    return Source(path, decode_feed(data)), (), True


def _text(path: str, data: bytes, config: Config, options: Options) -> Ingested:
    from artikit.ingest.texts.record import ingest_text

    source, problems, ok = _decoded(path, data)
    if not ok:
        return Ingested(Record(source, None, "", problems), ())
    record = read_front_matter(source, config.limits, problems)
    if not is_raw(record):
        return Ingested(record, ())
    if not source.text.strip("\ufeff \t\r\n\u00a0"):
        return _faulty(path, Problem(codes.MISSING_FRONT_MATTER, _EMPTY, span=Span(0, 0)))
    return ingest_text(source, options)


def is_raw(record: Record) -> bool:
    """Tell whether a file holds no record, nor a faulty one, so that one may be made of it."""
    if record.data is not None or record.fence:
        return False
    text = record.source.text.lstrip("\ufeff")
    return not text.startswith(("---", "+++", ";;;", "{")) or any(
        problem.code in _NO_RECORDS for problem in record.problems
    )


def _as_record(path: str, data: bytes, config: Config) -> Record | None:
    source, problems, ok = _decoded(path, data)
    return read_front_matter(source, config.limits, problems) if ok else None


def _decoded(path: str, data: bytes) -> tuple[Source, tuple[Problem, ...], bool]:
    decoded = decode(data)
    return Source(path, decoded.text), decoded.problems, decoded.ok


def _lenient(data: bytes) -> str:
    """Text of a page whose encoding its own reader finds out; only places are told by it."""
    return data.decode("utf-8", "replace")


def _faulty(path: str, problem: Problem) -> Ingested:
    return Ingested(Record(Source(path, ""), None, "", (problem,)), ())


def _room(name: str) -> Any:
    """Load what reads pages or feeds. Raises UsageError where the packages that it needs are missing."""
    try:
        return importlib.import_module(f"artikit.ingest.{name}")
    except ImportError as error:
        what = "saved pages" if name == "pages.record" else "feeds"
        raise UsageError(f"reading {what} needs `pip install 'artikit[ingest]'`: {error}") from error
