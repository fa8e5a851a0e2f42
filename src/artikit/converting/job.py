"""What is asked of a conversion."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

from artikit import formats
from artikit.errors import UsageError
from artikit.reading.limits import Limits
from artikit.schema.library import document_of
from artikit.writing.terms import FrontMatter, Profile, Terms

if TYPE_CHECKING:
    from artikit.config import Config

OnError: TypeAlias = Literal["stop", "skip"]


class Options(TypedDict, total=False):
    """What a user may ask beside format and output; the options of `artikit convert`, by the same names."""

    schema: str | None
    stdin_filename: str | None
    force_exclude: bool
    source: str | None
    name: str | None
    front_matter: FrontMatter | None
    table: Profile
    bare: bool
    no_body: bool
    in_place: bool
    on_error: OnError
    rejects: str | None
    strict: bool
    verify: bool
    dry_run: bool
    force: bool
    jobs: int | None


@dataclass(frozen=True)
class Job:
    """One conversion. `output` is a file or folder, or None for standard output.

    `tree` says that `output` is a folder that gets a file for each record. `source` is the format that is
    read whatever a file is called. `any_fence` says that nobody asked for this kind of front matter, so that
    another kind that gives way to it is a loss.
    """

    to: str
    output: str | None = None
    tree: bool = False
    any_fence: bool = True
    terms: Terms = field(default_factory=Terms)
    limits: Limits = field(default_factory=Limits)
    source: str | None = None
    name: str | None = None
    bare: bool = False
    no_body: bool = False
    in_place: bool = False
    on_error: OnError = "stop"
    rejects: str | None = None
    strict: bool = False
    verify: bool = False
    dry_run: bool = False
    force: bool = False

    @property
    def format(self) -> formats.Format:
        """The format that is written."""
        return formats.by_name(self.to)

    @property
    def streams(self) -> bool:
        """Whether records go to standard output one by one, before the end of the run is known."""
        direct = self.output is None and self.format.TARGET == "stream" and self.to not in _TWO_PASSES
        return direct and not (self.strict or self.verify or self.dry_run)

    @property
    def proved(self) -> bool:
        """Whether what was written is read back and compared."""
        return self.verify or self.in_place

    @property
    def in_parts(self) -> bool:
        """Whether each record becomes bytes of its own, which are put one behind the other."""
        return self.to in _IN_PARTS


def job_of(config: Config, to: str | None, output: str | None, options: Options) -> Job:
    """Settle a job. Without `to` the output's name tells the format.

    Raises UsageError for a format that there is not or that cannot be written so, SchemaError for a schema
    that is missing or broken.
    """
    source = options.get("source")
    if output == "":
        raise UsageError("the output has no name; say with -o where to write, `-o .` for this folder")
    name = _format(to, output)
    if output is not None and output.endswith(".gz") and formats.by_name(name).TARGET == "database":
        raise UsageError(f"{output}: a database is not written packed; name it without `.gz`")
    if options.get("in_place"):
        _check_in_place(name, output, options)
    terms = Terms(
        document_of(config.schema, config.root),
        options.get("front_matter") or "yaml",
        options.get("table", "plain"),
    )
    others = {key: value for key, value in options.items() if key in _OWN}
    return Job(
        name,
        output,
        tree=output is not None and _is_tree(name, output),
        any_fence=options.get("front_matter") is None,
        terms=terms,
        limits=config.limits,
        source=_known(source) if source is not None else None,
        **others,  # type: ignore[arg-type]
    )


def _check_in_place(name: str, output: str | None, options: Options) -> None:
    if name not in ("md", "yaml"):
        raise UsageError(f"--in-place rewrites Markdown and YAML files, not {name}")
    if output is not None:
        raise UsageError("--in-place writes into the files themselves, and needs no --output")
    if options.get("bare") or options.get("no_body"):
        raise UsageError("--in-place keeps the body: --bare and --no-body are for other files")


def _format(to: str | None, output: str | None) -> str:
    if to is not None:
        return _known(to)
    told = formats.name_of(output) if output is not None else None
    if told is None:
        raise UsageError(f"say with --to what to convert to: {', '.join(formats.names())}")
    return told


def _known(name: str) -> str:
    found = formats.canonical(name)
    if found is None:
        raise UsageError(f"no format `{name}`; there are {', '.join(formats.names())}")
    return found


def _is_tree(name: str, output: str) -> bool:
    kind = formats.by_name(name).TARGET
    folder = os.path.isdir(output) or output.endswith(("/", os.sep))
    if kind == "folder":
        return False
    if kind == "record":
        return folder or formats.name_of(output) != name
    if folder and not (kind == "stream" and name in _ALONE):
        raise UsageError(f"{output} is a folder, and {name} is one file: name it, `records.{name}` say")
    return folder


_OWN = frozenset(one.name for one in fields(Job)) & Options.__optional_keys__ - {"source"}
"""What a job takes over as it is."""

_TWO_PASSES = ("csv", "tsv")
"""Stream formats that begin to write when they have seen every record."""

_IN_PARTS = ("jsonl",)
"""Stream formats in which nothing stands before, between, or behind the records."""

_ALONE = ("json", "yaml")
"""Stream formats of which a file for each record makes sense."""
