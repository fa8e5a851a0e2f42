"""`artikit config`."""

import os
from typing import Annotated

import typer

from artikit.cli.options import ConfigFile, Isolated
from artikit.cli.settings import project_root


def config(
    path: Annotated[
        str | None, typer.Argument(help="File or folder that the settings hold for.", show_default=".")
    ] = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> None:
    """Print the settings that hold, and where each came from, as TOML that can be a file of settings.

    For a file they are those for it alone: its schema, and overrides laid over the rest.
    """
    from artikit.cli.terminal import refuse
    from artikit.config import Config, find_config, load_config
    from artikit.effective import settings_text

    refuse(
        {
            "--isolated and --config exclude each other": isolated and config,
            f"no such file or directory: {path}": path is not None and not os.path.lexists(path),
        }
    )
    place = path or "."
    single = None if os.path.isdir(place) else place
    folder = place if single is None else os.path.dirname(os.path.abspath(place))
    file = None if isolated else config or find_config(folder)
    settings = load_config(file) if file else Config(root=project_root())
    _ = settings.severities
    typer.echo(settings_text(settings, file, single), nl=False)
