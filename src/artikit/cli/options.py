"""Options that several commands have: which files, by which settings, where to, and how much is said."""

# No `from __future__ import annotations`: Typer would parse every annotation again, 2 ms a start.

from typing import Annotated, Literal, TypeAlias

import typer

Paths: TypeAlias = Annotated[
    list[str] | None, typer.Argument(help="Files and folders; `-` is standard input.", show_default=".")
]
Schema: TypeAlias = Annotated[
    str | None, typer.Option(help="Schema to check against: a name (`artikit schema` lists them) or a path.")
]
Select: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(help="Only these rules: codes, beginnings of codes, or names, by commas."),
]
Ignore: TypeAlias = Annotated[list[str] | None, typer.Option(help="All rules but these.")]
Baseline: TypeAlias = Annotated[
    str | None, typer.Option(metavar="FILE", help="Findings that are known and let be; new ones fail.")
]
Changed: TypeAlias = Annotated[
    bool, typer.Option("--changed", help="Only files that git says differ from the last commit.")
]
Since: TypeAlias = Annotated[
    str | None, typer.Option(metavar="REF", help="Only what changed since a branch, tag or commit.")
]
Output: TypeAlias = Annotated[
    str | None, typer.Option("--output", "-o", help="File or folder to write; else standard output.")
]
Name: TypeAlias = Annotated[
    str | None, typer.Option(help="How to name a record's file in a folder, such as `{date}-{slug}.md`.")
]
Verify: TypeAlias = Annotated[
    bool, typer.Option("--verify", help="Read everything back and compare it with what went out.")
]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="Overwrite files that differ.")]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="Leave out the summary.")]
StdinFilename: TypeAlias = Annotated[
    str | None, typer.Option(help="Name for standard input; its suffix tells the format.")
]
ForceExclude: TypeAlias = Annotated[
    bool, typer.Option("--force-exclude", help="Apply excludes to named files too, as hooks need it.")
]
AllowEmpty: TypeAlias = Annotated[bool, typer.Option("--allow-empty", help="Finding no file is no error.")]
ConfigFile: TypeAlias = Annotated[
    str | None, typer.Option(help="File with settings, instead of the nearest one.")
]
Isolated: TypeAlias = Annotated[bool, typer.Option("--isolated", help="Use no file with settings.")]
Jobs: TypeAlias = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Processes to use at most; by default one for each core."),
]
CacheDir: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="DIR", help="Folder for the cache; by default `.artikit_cache` in the project."),
]
NoCache: TypeAlias = Annotated[
    bool, typer.Option("--no-cache", help="Check everything anew, and keep nothing for the next run.")
]
CacheKey: TypeAlias = Annotated[
    Literal["stat", "hash"],
    typer.Option(help="What tells that a file is the same: its status, or its content, as CI needs it."),
]
