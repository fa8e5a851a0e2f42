"""From options to settings: what is said on the command line beats the file, the file the defaults."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from artikit.config import Config


def settle(
    paths: Sequence[str], config_path: str | None, *, isolated: bool, options: dict[str, Any]
) -> Config:
    """Find the settings for a run. Options that are None or empty were not given."""
    from artikit.config import Config, find_config, load_config

    found = None if isolated else config_path or find_config(_common_folder(paths))
    config = load_config(found) if found else Config(root=project_root())
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


def _common_folder(paths: Sequence[str]) -> str:
    real = [os.path.abspath(path) for path in paths if path != "-"]
    if not real:
        return os.getcwd()
    try:
        common = os.path.commonpath(real)
    except ValueError:  # on several drives
        return os.getcwd()
    return common if os.path.isdir(common) else os.path.dirname(common)
