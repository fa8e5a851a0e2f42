"""Reports: one file each, its name is what `--output-format` calls it.

A report has `render(diagnostics, out, colour)`, which writes as the diagnostics come.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, Protocol, TextIO, cast

from artikit.modules import module_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic


class Report(Protocol):
    """What a file of this package offers."""

    def render(self, diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
        """Write the report; a whole and valid one where there are no diagnostics."""


@cache
def names() -> tuple[str, ...]:
    """Names of the reports, sorted."""
    return module_names(__path__)


@cache
def by_name(name: str) -> Report:
    """Get a report by its name. KeyError for a name that there is not."""
    if name not in names():
        raise KeyError(name)
    return cast("Report", importlib.import_module(f"{__name__}.{name}"))
