"""Records to and from the posts of python-frontmatter."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from frontmatter import Post

from artikit.errors import UsageError
from artikit.model import Json, Pointer, Record, Source, pointer_text
from artikit.reading.handlers import YAML

if TYPE_CHECKING:
    from collections.abc import Mapping


def to_post(record: Record) -> Post:
    """Make a post with the record's values and body. Raises UsageError where there is no record.

    The metadata is filled directly: as keyword arguments, keys named `content` or `handler` would
    make python-frontmatter fail. `frontmatter.dumps` writes the post by artikit's own handler.
    """
    if record.data is None:
        raise UsageError(f"{record.source.path} holds no record")
    post = Post(record.body, YAML)
    post.metadata.update(record.data)
    return post


def from_post(post: Post, path: str = "<post>") -> Record:
    """Make a record of a post. Dates become the text that RFC 3339 gives them.

    Raises UsageError for what JSON has no value for: keys that are no text, NaN, bytes, sets.
    """
    return Record(Source(path, ""), plain_metadata(post.metadata), post.content)


def plain_metadata(metadata: Mapping[Any, Any]) -> dict[str, Json]:
    """Turn metadata into plain data, dates into their text. Raises UsageError as `from_post` does."""
    return {_key(key, ()): _plain(value, (str(key),)) for key, value in metadata.items()}


def _plain(value: Any, at: Pointer) -> Json:
    if isinstance(value, datetime):
        utc = value.utcoffset() == timedelta(0)
        return value.replace(tzinfo=None).isoformat() + "Z" if utc else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, dict):
        return {_key(key, at): _plain(item, (*at, str(key))) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, (*at, index)) for index, item in enumerate(value)]
    if (
        value is None
        or isinstance(value, (bool, int, str))
        or (isinstance(value, float) and math.isfinite(value))
    ):
        return value
    raise UsageError(
        f"the value at `{pointer_text(at)}` is a {type(value).__name__}, which JSON does not have"
    )


def _key(key: Any, at: Pointer) -> str:
    if not isinstance(key, str):
        raise UsageError(f"the key `{key}` at `{pointer_text(at)}` is not text")
    return key
