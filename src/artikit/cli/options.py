"""Options that several commands have: which files, by which settings, and how much is said."""

# No `from __future__ import annotations`: Typer would parse every annotation again, 2 ms a start.

from typing import Annotated, TypeAlias

import typer

Paths: TypeAlias = Annotated[
    list[str] | None, typer.Argument(help="Files and folders; `-` is standard input.", show_default=".")
]
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
