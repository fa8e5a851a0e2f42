"""Reports: one file each, its name is what `--output-format` calls it.

A report has `render(diagnostics, out, colour)`, which writes as the diagnostics come. What it wants to know
of each beside the finding itself it lists in `WANTS`, by the names of the fields of `Wants`.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO, cast

from artikit.modules import module_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic


class Render(Protocol):
    """Writes a report; a whole and valid one where there are no diagnostics."""

    def __call__(self, diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
        """Write it as the diagnostics come."""


class Report(Protocol):
    """What a file of this package offers."""

    @property
    def render(self) -> Render:
        """What writes it."""


class Target(NamedTuple):
    """A report and the file that it goes to; standard output where there is none."""

    name: str
    path: str | None = None


class Wants(NamedTuple):
    """What diagnostics have to carry for some reports; each costs time."""

    frames: bool = False
    fingerprints: bool = False
    byte_columns: bool = False
    baselined: bool = False
    """Findings too that are in the baseline; a report that does not want them gets none."""


@cache
def names() -> tuple[str, ...]:
    """Names of the reports, sorted."""
    return module_names(__path__)


@cache
def by_name(name: str) -> Report:
    """Get a report by its name. Raises KeyError where there is none of that name."""
    if name not in names():
        raise KeyError(name)
    return cast("Report", importlib.import_module(f"{__name__}.{name}"))


def targets(values: Iterable[str]) -> list[Target]:
    """Read `name` or `name:path`, as `--output-format` takes them, several times; `-` is standard output.

    Raises UsageError for an unknown report, for a file without a name, and for two reports on standard
    output.
    """
    from artikit.errors import UsageError

    wanted = [_target(value) for value in values]
    shown = [target.name for target in wanted if target.path is None]
    if len(shown) > 1:
        raise UsageError(
            f"`{shown[0]}` and `{shown[1]}` cannot both go to standard output; give one a file: "
            f"`{shown[0]}:FILE`"
        )
    return wanted


def _target(value: str) -> Target:
    name, colon, path = value.partition(":")
    if name not in names():
        from artikit.errors import UsageError
        from artikit.schema.suggest import nearest

        meant = nearest(name, list(names()))
        known = f"did you mean `{meant}`?" if meant else f"there are {', '.join(names())}"
        raise UsageError(f"no report `{name}`; {known}")
    if colon and not path:
        from artikit.errors import UsageError

        raise UsageError(f"`{value}` names no file behind the colon")
    return Target(name, None if path in {"", "-"} else path)


def wants(wanted: Iterable[Target]) -> Wants:
    """Tell what diagnostics have to carry for these reports."""
    return Wants(**{name: True for one in wanted for name in getattr(by_name(one.name), "WANTS", ())})


def render_all(
    diagnostics: Iterable[Diagnostic],
    wanted: list[Target],
    stdout: TextIO,
    *,
    colour: bool,
    baselined: bool = False,
) -> None:
    """Write all reports, the one for standard output while the diagnostics come.

    With `baselined` all of them show what is in the baseline, else only those that want it. Files appear
    whole and together at the end, or not at all. Raises UsageError where two are the same file or one is
    a folder, OSError where one cannot be written.
    """
    reports = [(_renderer(one.name, baselined=baselined), one.path) for one in wanted]
    if [path for _, path in reports] == [None]:
        reports[0][0](diagnostics, stdout, colour=colour)
        return
    from artikit.reports._several import render_several  # most runs have one report, on standard output

    render_several(diagnostics, reports, stdout, colour=colour)


def _renderer(name: str, *, baselined: bool) -> Render:
    report = by_name(name)
    if baselined or "baselined" in getattr(report, "WANTS", ()):
        return report.render

    def render(diagnostics: Iterable[Diagnostic], out: TextIO, *, colour: bool) -> None:
        report.render((one for one in diagnostics if not one.baselined), out, colour=colour)

    return render
