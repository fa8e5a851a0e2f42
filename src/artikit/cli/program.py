"""The command line by Typer. Each command is a module that only translates.

Nothing heavy is imported here: `--version` and `--help` load neither YAML nor jsonschema, and a command
is made ready without the others.
"""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from artikit._version import __version__
from artikit.cli.guard import INTERRUPTED, guarded, leave

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("validate", "fix", "convert", "ingest", "rule", "schema", "init", "config")
"""In the order of the help. Each is a function in the module of its name."""


def program(words: Sequence[str]) -> typer.Typer:
    """Make ready the command that the words behind `artikit` begin with; all of them where it is none."""
    app = typer.Typer(
        name="artikit",
        help="Validate and transform article records: Markdown with front matter, YAML, JSON and more.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_artikit)
    for name in words[:1] if words and words[0] in COMMANDS else COMMANDS:
        app.command()(guarded(getattr(import_module(f"artikit.cli.{name}"), name)))
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"artikit {__version__}")
        raise typer.Exit


def _artikit(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and leave."),
    ] = False,
) -> None:
    del version


def run_program(words: Sequence[str]) -> int:
    """Run the command that the words ask for, and return the exit code. Raises SystemExit."""
    try:
        code = program(words)(standalone_mode=False)
    except typer.TyperException as error:
        shown = io.StringIO()
        error.show(shown) if hasattr(error, "show") else shown.write(f"Error: {error}\n")
        leave(error.exit_code, shown.getvalue().rstrip("\n"))
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return code if isinstance(code, int) else 0
