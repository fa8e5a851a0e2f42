"""Names of the topics that a repository knows: one small YAML file each, as Jekyll keeps data."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from artikit.inodes import is_inside, real_path
from artikit.reading.decoding import decode
from artikit.reading.limits import Limits

if TYPE_CHECKING:
    from datetime import datetime

_SUFFIXES = (".yaml", ".yml", ".json")
_LIMITS = Limits(file_bytes=1 << 20, record_size=1 << 20)
"""Real topic files have at most 560 bytes."""


@lru_cache(maxsize=8)
def known_topics(root: str, folder: str, run: datetime) -> frozenset[str] | None:
    """Read the names of all topics, once a run; `folder` is relative to `root`.

    None where they cannot be known: no such folder, or none inside `root`, no file in it, or one that does
    not say its `name`. `run` is when the run began, so that the next one reads anew.
    """
    del run
    top = real_path(root)
    place = real_path(os.path.join(top, folder))
    try:
        files = sorted(name for name in os.listdir(place) if name.endswith(_SUFFIXES))
    except (OSError, ValueError):
        return None
    names = [_name(f"{place}/{name}", top) for name in files]
    return frozenset(name for name in names if name is not None) if names and None not in names else None


def _name(path: str, top: str) -> str | None:
    from artikit.reading.yaml import read_yaml  # only where topics are asked for

    if not (is_inside(real_path(path), top) and os.path.isfile(path)):
        return None
    try:
        if os.path.getsize(path) > _LIMITS.file_bytes:
            return None
        with open(path, "rb") as file:
            text = decode(file.read())
    except OSError:
        return None
    reading = read_yaml(text.text, _LIMITS, start=text.text.startswith("\ufeff")) if text.ok else None
    data = reading.data if reading is not None and reading.ok else None
    name = data.get("name") if isinstance(data, dict) else None
    return name if isinstance(name, str) else None
