"""What a run of `artikit validate` goes by, settled before it looks for the first file."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from artikit.cli.checking_asked import refuse_contradictions
from artikit.cli.settings import inputs, listed, settle
from artikit.cli.terminal import refuse

if TYPE_CHECKING:
    from datetime import datetime

    from artikit.cache.run import Cache
    from artikit.cli.checking_asked import Asked
    from artikit.comparison import Comparison
    from artikit.config import Config
    from artikit.reports import Target


class Run(NamedTuple):
    """What was asked for, made out in full.

    `wanted` are the paths to check. `cache` is None where nothing is kept between runs, `shown` None where
    statistics take the place of reports, `comparison` None where there is no baseline.
    """

    asked: Asked
    wanted: list[str]
    config: Config
    cache: Cache | None
    shown: list[Target] | None
    comparison: Comparison | None

    @property
    def walks(self) -> bool:
        """Whether the run goes over a whole folder."""
        return any(map(os.path.isdir, self.wanted)) and not self.asked.picks

    @property
    def has_rules_between(self) -> bool:
        """Whether any rule across records is on, be it for a part of the tree only."""
        if self.cache is not None and self.cache.compares is not None:
            return self.cache.compares
        from artikit.rules.corpus import ACROSS

        parts = (self.config, *self.config.merged_overrides())
        return any(not ACROSS.isdisjoint(one.severities) for one in parts)


def run_of(asked: Asked) -> Run:
    """Find the settings, the cache and the baseline for what was asked for.

    Raises UsageError for options that exclude each other or name what there is not, ConfigError and
    SchemaError for settings, a baseline or a schema that cannot be used.
    """
    from artikit.cli.baselines import start
    from artikit.discover import STDIN
    from artikit.reports import targets

    wanted = inputs(asked.paths, asked.stdin_filename)
    stdin = STDIN in wanted
    refuse_contradictions(asked, stdin=stdin)
    of_no_project = asked.isolated and asked.cache_dir is None
    cached = not (asked.no_cache or asked.fix or asked.profile or stdin or of_no_project)
    config = _settings(asked, wanted, cached=cached)
    cache = _cache(asked, config) if cached else None
    _prepare(config, cache)
    chosen = targets(config.output_format or ("full" if sys.stdout.isatty() else "concise",))
    comparison = start(config, wanted, write=asked.writes, grow=asked.grow_baseline, picked=asked.picks)
    return Run(asked, wanted, config, cache, None if asked.statistics else chosen, comparison)


def _settings(asked: Asked, wanted: list[str], *, cached: bool) -> Config:
    """Lay the options over the settings; these come out of the cache where it has them."""
    options = {
        "schema": asked.schema,
        "select": listed(asked.select),
        "ignore": listed(asked.ignore),
        "output_format": tuple(asked.output_format or ()),
        "fail_level": asked.fail_level,
        "show_level": asked.show_level,
        "baseline": asked.baseline,
        "now": _moment(asked.now),
    }
    return settle(
        wanted,
        asked.config,
        isolated=asked.isolated,
        stdin_filename=asked.stdin_filename,
        options=options,
        load=partial(_loaded, given=asked.cache_dir, by=asked.cache_key) if cached else None,
    )


def _moment(text: str | None) -> datetime | None:
    """Read `--now`. Raises UsageError for what is no date with time and zone."""
    if text is None:
        return None
    from artikit.moments import moment
    from artikit.schema.checks import date_time_fault

    fault = date_time_fault(text)
    refuse({f"--now `{text}` is no date with time and zone: {fault}": fault})
    return moment(text)


def _loaded(path: str, given: str | None, by: str) -> Config:
    from artikit.cache.settings import load_known  # only where there is a file of settings

    return load_known(path, given, by)


def _cache(asked: Asked, config: Config) -> Cache | None:
    """Open the cache of the project; None where there is no project."""
    from artikit.cache.folder import place_of

    folder = place_of(config.root, asked.cache_dir)
    if folder is None:
        return None
    from artikit.cache.run import Cache

    return Cache(config, folder, asked.cache_key)


def _prepare(config: Config, cache: Cache | None) -> None:
    """Look for faults in the settings, unless an earlier run found none in the same ones."""
    if cache is None or cache.compares is None:
        from artikit.engine import prepare

        prepare(config)
