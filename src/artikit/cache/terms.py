"""Everything beside the files themselves that can change what is said of them, as one digest."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from artikit._version import __version__
from artikit.config import Config

if TYPE_CHECKING:
    from collections.abc import Iterator

_OTHERS = (
    "jsonschema",
    "jsonschema_rs",
    "jsonschema_specifications",
    "referencing",
    "rfc3339_validator",
    "rfc3986_validator",
    "python_frontmatter",
    "pyyaml",
    "pathspec",
)
"""Distributions whose version may change an answer, as their `.dist-info` folders are called."""

_NO_MATTER = frozenset({"now", "baseline", "fail_level", "show_level", "output_format", "include", "exclude"})
"""Settings that change no verdict: what is found, and when it is asked for, is looked at file by file."""

_LIMIT = 1 << 26
"""Bytes of a file beyond which it is taken for none; no schema is as large."""

_LENGTH = 32
"""Hexadecimal digits of a digest."""


def index_terms_of(config: Config, by: str) -> str:
    """Digest the programs that read and judge, their limits, and who runs them; `by` is the kind of proof."""
    return _digest(
        [
            by,
            repr(config.limits),
            sys.version,
            sys.platform,
            str(getattr(os, "geteuid", int)()),
            *_programs(by),
        ]
    )


def settings_terms_of(path: str, content: bytes, by: str) -> str:
    """Digest the programs that read settings, and a file of settings."""
    return _digest([*_programs(by), sys.version, os.path.abspath(path), sha256(content).hexdigest()])


def terms_of(config: Config, index_terms: str) -> str:
    """Digest the settings, on top of the terms of the index."""
    parts = [index_terms]
    fields = (name for name in Config.__dataclass_fields__ if name not in _NO_MATTER)
    parts += [f"{name}={_plain(getattr(config, name))}" for name in fields]
    parts += [os.path.abspath(config.root), *(os.path.abspath(one) for one in _schemas(config))]
    return _digest(parts)


def digest_of(path: str) -> str:
    """Digest a file, or the files that lie in a folder, by name and content; empty for what is not there."""
    try:
        if not os.path.isdir(path):
            return _content(path)
        names = sorted(os.listdir(path))
    except (OSError, ValueError):
        return ""
    return _digest(
        [os.path.realpath(path), *(f"{name}:{digest_of_file(f'{path}/{name}')}" for name in names)]
    )


def digest_of_file(path: str) -> str:
    """Digest a file and where it really lies; empty for what is none."""
    try:
        return f"{os.path.realpath(path)}:{_content(path)}" if os.path.isfile(path) else ""
    except (OSError, ValueError):
        return ""


def depends_on(config: Config) -> dict[str, str]:
    """List the files and folders that verdicts depend on beside the record's own, each with its digest."""
    from artikit.rules import all_rules
    from artikit.schema.library import load, names

    paths = set()
    for name in _schemas(config):
        if name not in names():
            paths |= {one.source.path for one in load(name, config.root) if not one.shipped}
    beside = [one for one in all_rules().values() if one.beside]
    for settings in (config, *config.merged_overrides()):
        for rule in beside:
            if rule.code in settings.severities:
                paths.add(os.path.join(config.root, str(settings.options_of(rule)[rule.beside])))
    return {path: digest_of(path) for path in sorted(map(os.path.abspath, paths))}


def _schemas(config: Config) -> list[str]:
    return [config.schema, *config.schemas.values()]


def _plain(value: object) -> str:
    """Write a setting down; the order of a table counts, as the last of two that match holds."""
    return repr(dict(value)) if isinstance(value, Mapping) else repr(value)


def _programs(by: str) -> Iterator[str]:
    yield __version__
    for folder in dict.fromkeys(sys.path):
        try:
            entries = os.listdir(folder or ".")
        except OSError:
            continue
        yield from sorted(
            name
            for name in entries
            if name.endswith(".dist-info") and name.partition("-")[0].lower() in _OTHERS
        )
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for top in (package, os.path.join(os.path.dirname(os.path.dirname(package)), "schemas")):
        yield from _sources(top, by)


def _sources(top: str, by: str) -> Iterator[str]:
    """Say of our own sources that they are as they were: an editable install has one version for all."""
    pending = [top]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name == "__pycache__" or entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            elif entry.name.endswith((".py", ".json")):
                status = entry.stat()
                proof = _content(entry.path) if by == "hash" else f"{status.st_size}:{status.st_mtime_ns}"
                yield f"{entry.path.removeprefix(top)}:{proof}"


def _content(path: str) -> str:
    with open(path, "rb") as file:
        return sha256(file.read(_LIMIT)).hexdigest()[:_LENGTH]


def _digest(parts: list[str]) -> str:
    text = "\0".join(parts)
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:_LENGTH]
