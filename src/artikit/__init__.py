"""Validate and transform article records: Markdown with front matter, YAML, JSON and more.

    for diagnostic in artikit.check(artikit.load("content/")):
        print(diagnostic)

Names are loaded on first use, so that `import artikit` costs nothing.
"""

from __future__ import annotations

from artikit._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:  # the typing module alone takes 10 ms
    from artikit.api import check, convert, dump, fix, load
    from artikit.config import Config
    from artikit.errors import ArtikitError
    from artikit.ingest.run import ingest
    from artikit.model import Diagnostic, Problem, Record

_HOMES = {
    "ArtikitError": "errors",
    "Config": "config",
    "Diagnostic": "model",
    "Problem": "model",
    "Record": "model",
    "check": "api",
    "convert": "api",
    "dump": "api",
    "fix": "api",
    "ingest": "ingest",
    "load": "api",
}

__all__ = [
    "ArtikitError",
    "Config",
    "Diagnostic",
    "Problem",
    "Record",
    "__version__",
    "check",
    "convert",
    "dump",
    "fix",
    "ingest",
    "load",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
