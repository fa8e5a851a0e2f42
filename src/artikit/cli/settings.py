"""From options to settings: what is said on the command line beats the file, the file the defaults."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from artikit.cli.terminal import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from artikit.config import Config


def inputs(paths: Sequence[str] | None, stdin_filename: str | None) -> list[str]:
    """Settle what is read: without paths, standard input where it was given a name, else the current folder.

    Raises UsageError for a name of standard input where that is not read.
    """
    from artikit.discover import STDIN

    wanted = list(paths or ([STDIN] if stdin_filename else ["."]))
    refuse({"--stdin-filename needs `-` among the paths": stdin_filename and STDIN not in wanted})
    return wanted


def settle(
    wanted: Sequence[str],
    config_path: str | None,
    *,
    isolated: bool,
    stdin_filename: str | None,
    options: dict[str, Any],
    load: Callable[[str], Config] | None = None,
) -> Config:
    """Find the settings for a run. Options that are None or empty were not given.

    `load` reads a file of settings in place of `load_config`. Raises UsageError, ConfigError.
    """
    from artikit.config import Config, find_config, load_config
    from artikit.discover import STDIN, common_folder

    refuse({"--isolated and --config exclude each other": isolated and config_path})
    paths = [stdin_filename or STDIN if path == STDIN else path for path in wanted]
    found = None if isolated else config_path or find_config(common_folder(paths))
    config = (load or load_config)(found) if found else Config(root=project_root())
    given: dict[str, Any] = {key: value for key, value in options.items() if value not in (None, ())}
    if "schema" in given:
        given["schemas"] = {}
    return replace(config, **given)


def project_root() -> str:
    """Folder of the repository around the current one, else the current one."""
    from artikit.ignores import repository_of

    return repository_of(os.getcwd()) or os.getcwd()


def listed(values: Sequence[str] | None) -> tuple[str, ...]:
    """Take apart `AK1,AK2`, which may be given several times."""
    return tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())
