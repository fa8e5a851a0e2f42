"""Names of articles that stay the same from run to run: `article_id`.

The path of a record names it; without one its `webUrl` does, and without that its content. A name that is
taken gets `-2`, `-3` behind it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import TYPE_CHECKING

from artikit.tabular.sound import check_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Record

_GAPS = re.compile(r"[\W_]+")
_LONGEST = 100


def content_of(record: Record) -> bytes:
    """Write everything that a record carries as bytes: equal bytes, equal records, the order of keys too.

    Raises WriteError for what no format for data can hold.
    """
    check_sound(dict(record.data or {}))
    check_sound({"_path": record.origin, "_body": record.body})
    parts = [record.data or {}, record.body, record.origin, record.newline]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def name_of(record: Record, content: bytes) -> str:
    """Name an article; others may have the same name. `content` is what `content_of` says."""
    if record.origin:
        return _slug(record.origin)
    address = (record.data or {}).get("webUrl")
    return _short(address.encode() if isinstance(address, str) and address else content)


def numbered(name: str, first: int = 1) -> Iterator[str]:
    """Yield a name, then it with `-2`, `-3`, … behind it; or begin with the number `first`."""
    number = first
    while True:
        yield f"{name}-{number}" if number > 1 else name
        number += 1


def _slug(path: str) -> str:
    slug = _GAPS.sub("-", os.path.splitext(path)[0].lower()).strip("-")
    if not slug:
        return _short(path.encode())
    return slug if len(slug) <= _LONGEST else f"{slug[:_LONGEST].rstrip('-')}-{_short(path.encode())[:8]}"


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
