"""The command line: options in, an exit code out. Each command is a module that only translates.

Nothing heavy is imported here: `--version` and `--help` load neither YAML nor jsonschema.
"""

from __future__ import annotations

import io
from typing import Annotated, NoReturn

import typer

from artikit._version import __version__
from artikit.cli.config import config
from artikit.cli.convert import convert
from artikit.cli.fix import fix
from artikit.cli.guard import INTERRUPTED, guarded, leave
from artikit.cli.init import init
from artikit.cli.rule import rule
from artikit.cli.schema import schema
from artikit.cli.streams import settle_streams
from artikit.cli.validate import validate

app = typer.Typer(
    name="artikit",
    help="Validate and transform article records: Markdown with front matter, YAML, JSON and more.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(guarded(validate))
app.command()(guarded(fix))
app.command()(guarded(convert))
app.command()(guarded(rule))
app.command()(guarded(schema))
app.command()(guarded(init))
app.command()(guarded(config))


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"artikit {__version__}")
        raise typer.Exit


@app.callback()
def _artikit(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and leave."),
    ] = False,
) -> None:
    del version


def run() -> NoReturn:
    """Run the command line and leave with its exit code."""
    settle_streams()
    try:
        code = app(standalone_mode=False)
    except typer.TyperException as error:
        shown = io.StringIO()
        error.show(shown) if hasattr(error, "show") else shown.write(f"Error: {error}\n")
        leave(error.exit_code, shown.getvalue().rstrip("\n"))
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    raise SystemExit(code if isinstance(code, int) else 0)
