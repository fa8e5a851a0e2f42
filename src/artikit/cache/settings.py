"""A file of settings that was found to be sound is not checked once more: its table is kept as JSON."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from artikit.cache import folder as files
from artikit.cache.codec import CodecError, parsed, written
from artikit.cache.terms import settings_terms_of
from artikit.config import load_config
from artikit.settings_file import config_of, table_of

if TYPE_CHECKING:
    from artikit.config import Config

KIND = "settings"


def load_known(path: str, given: str | None, by: str) -> Config:
    """Read settings as `load_config` does; with what is kept of them where that can be had.

    `given` is the folder of the cache, if the user says so, `by` the kind of proof. Raises ConfigError.
    """
    folder = files.place_of(os.path.dirname(os.path.abspath(path)), given)
    content = _read(path)
    if folder is None or content is None:
        return load_config(path)
    terms = settings_terms_of(path, content, by)
    table = _kept(files.load(folder, KIND, terms))
    if table is None:
        table = table_of(path)
        if _read(path) == content:
            _keep(folder, terms, table)
    return config_of(path, table)


def _kept(path: str | None) -> dict[str, Any] | None:
    data = None if path is None else _read(path)
    with suppress(CodecError):
        table = None if data is None else parsed(data)
        return table if isinstance(table, dict) else None
    return None


def _keep(folder: str, terms: str, table: dict[str, Any]) -> None:
    draft = None
    try:
        text = written(table)
        draft = files.begin(folder, KIND)
        with open(draft, "w", encoding="ascii") as file:
            file.write(text)
        files.finish(draft, KIND, terms)
        draft = None
    except (CodecError, OSError, ValueError):  # what JSON cannot hold, no room, no rights
        pass
    finally:
        files.drop(draft)


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None
