"""From a look at a repository to settings: schemas by folder, the preset, what to pass over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from artikit.config import RANK, Config
from artikit.init.looking import KINDS, spread
from artikit.sources import read_paths
from artikit.verdicts import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from artikit.init.looking import Folder, Survey

_FITS, _FITS_IF_MEANT = 0.8, 0.5
"""Share of the records that have to be valid for a schema, alone, or where they say that they are such."""

_HOUSE, _ENOUGH = 0.9, 5
"""Share of the news records that keep the house rules, and how many there have to be, for the preset."""

_HOUSE_SAMPLE = 200
_PRESET = "smartable"
_PAGES = "pages"
"""Why the files at the top of a site are passed over."""

_SPECIAL = re.compile(r"([\\*?\[\]])")


class Outcome(NamedTuple):
    """How many records were judged, and how many have no finding that would fail a run."""

    records: int = 0
    passing: int = 0


@dataclass(frozen=True)
class Proposal:
    """Settings, why something is passed over, and what the sample comes to under them, by folder."""

    config: Config
    reasons: Mapping[str, str]
    outcomes: Mapping[str, Outcome]

    @property
    def outcome(self) -> Outcome:
        """What all folders come to."""
        both = [*self.outcomes.values()]
        return Outcome(sum(one.records for one in both), sum(one.passing for one in both))


def propose(survey: Survey) -> Proposal:
    """Make the settings that fit best what a look at the repository found."""
    reasons = dict(_excludes(survey))
    kinds = {
        name: kind_of(folder)
        for name, folder in survey.folders.items()
        if folder.records
        and not _is_within(name, reasons)
        and not (name == "." and _PAGES in reasons.values())
    }
    default = next(iter(kinds.values())) if len(set(kinds.values())) == 1 else "article"
    config = Config(
        root=survey.root,
        schema=default,
        schemas=dict(_globs(kinds, default)),
        exclude=tuple(reasons),
    )
    if "news" in kinds.values() and _keeps_house_rules(survey, config):
        config = replace(config, preset=_PRESET)
    return Proposal(config, reasons, _judged(survey, config))


def kind_of(folder: Folder) -> str:
    """Choose the schema for a folder: the strictest that most of its records fit."""
    for kind in KINDS:
        meant = folder.meant[kind] >= _FITS * folder.records
        if folder.valid[kind] >= (_FITS_IF_MEANT if meant else _FITS) * folder.records:
            return kind
    return "article"


def _excludes(survey: Survey) -> Iterator[tuple[str, str]]:
    """Choose what to pass over: folders of the generator, and those in which nothing is a record."""
    if survey.generator is not None:
        for name in survey.skipped:
            yield f"/{_escaped(name)}/", f"of {survey.generator.name}"
        if _has_pages(survey.folders):
            suffixes = {path.rpartition(".")[2] for path, home in survey.homes.items() if home == "."}
            yield from ((f"/*.{suffix}", _PAGES) for suffix in sorted(suffixes))
    if not any(folder.records for folder in survey.folders.values()):
        return
    bare = [name for name in survey.folders if name != "." and _is_bare(name, survey.folders)]
    for name in bare:
        if not any(name.startswith(f"{other}/") for other in bare):
            yield f"/{_escaped(name)}/", "no front matter"


def _has_pages(folders: Mapping[str, Folder]) -> bool:
    """Tell whether the files at the top of a site are its pages: none is a record, and some below are."""
    top = folders.get(".")
    if top is None or not top.records or any(top.valid.values()):
        return False
    return any(any(folder.valid.values()) for name, folder in folders.items() if name != ".")


def _is_bare(name: str, folders: Mapping[str, Folder]) -> bool:
    """Tell whether all that was read in a folder, however deep, is without front matter."""
    inside = [folder for other, folder in folders.items() if other == name or other.startswith(f"{name}/")]
    return all(folder.read == folder.without for folder in inside) and any(folder.read for folder in inside)


def _is_within(name: str, globs: Mapping[str, str]) -> bool:
    return any(f"/{_escaped(name)}/".startswith(glob) for glob in globs)


def _globs(kinds: Mapping[str, str], default: str) -> Iterator[tuple[str, str]]:
    """Say with few globs which schema each folder has; the last that matches holds, so deeper come later."""
    for name in sorted(_with_parents(kinds)):
        inside = [kind for other, kind in kinds.items() if _lies_in(other, name)]
        around = _nearest_above(name, kinds, default)
        most = max(sorted(set(inside)), key=inside.count)
        if name != "." and most != around:
            yield f"{_escaped(name)}/**", most
            around = most
        own = kinds.get(name)
        if own is not None and own != (around if name != "." else default):
            folder = "" if name == "." else _escaped(name)
            yield from ((f"{folder}/*.{suffix}", own) for suffix in ("md", "markdown", "mdx", "txt", "html"))


def _with_parents(kinds: Mapping[str, str]) -> set[str]:
    names = set(kinds)
    for name in kinds:
        parts = name.split("/")
        names.update("/".join(parts[:end]) for end in range(1, len(parts)))
    return names


def _lies_in(name: str, folder: str) -> bool:
    return folder in (".", name) or name.startswith(f"{folder}/")


def _nearest_above(name: str, kinds: Mapping[str, str], default: str) -> str:
    """Find the schema that the folder around a folder gives it: what most records in it have."""
    parent = name.rpartition("/")[0]
    if not parent:
        return default
    inside = [kind for other, kind in kinds.items() if _lies_in(other, parent)]
    return max(sorted(set(inside)), key=inside.count)


def _keeps_house_rules(survey: Survey, config: Config) -> bool:
    from artikit.engine import diagnose

    house = replace(config, preset=_PRESET, select=("AK5",))
    paths = spread([path for path in survey.sample if config.schema_for(path) == "news"], _HOUSE_SAMPLE)
    verdicts = [
        not any(one.code.startswith("AK5") for one in diagnose(record, house))
        for record in read_paths(paths, house)
        if record.data is not None
    ]
    return len(verdicts) >= _ENOUGH and sum(verdicts) >= _HOUSE * len(verdicts)


def _judged(survey: Survey, config: Config) -> dict[str, Outcome]:
    """Judge the sample by the settings, without what they pass over."""
    from artikit.engine import diagnose, prepare

    prepare(config)
    outcomes: dict[str, Outcome] = {}
    for record in read_paths(list(survey.sample), config, force_exclude=True):
        if is_blank(record):
            continue
        failing = any(RANK[one.severity] >= RANK[config.fail_level] for one in diagnose(record, config))
        folder = survey.homes[record.source.path]
        records, passing = outcomes.get(folder, Outcome())
        outcomes[folder] = Outcome(records + 1, passing + (not failing))
    return outcomes


def _escaped(name: str) -> str:
    """Write a name so that a glob means it and nothing else."""
    escaped = _SPECIAL.sub(r"\\\1", name)
    if escaped.endswith(" "):
        escaped = escaped[:-1] + "\\ "
    return f"\\{escaped}" if escaped.startswith(("!", "#")) else escaped
