"""The usual command lines of `artikit validate`, read without Typer: loading it is a quarter of a hook's run.

What is not quite plain is left to Typer, and so is everything that is wrong.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

FLAGS = frozenset(
    [
        "allow_empty",
        "changed",
        "exit_zero",
        "fix",
        "force_exclude",
        "grow_baseline",
        "isolated",
        "no_cache",
        "profile",
        "quiet",
        "show_baselined",
        "statistics",
        "unsafe",
        "write_baseline",
    ]
)
TEXTS = frozenset(("baseline", "cache_dir", "config", "corpus", "now", "schema", "since"))
LISTS = frozenset(("ignore", "output_format", "select"))
CHOICES = {"cache_key": ("stat", "hash")}

_LONG = {"-q": "--quiet", "-j": "--jobs"}
_MOST_JOBS = 999


def plain_arguments(words: Sequence[str]) -> dict[str, Any] | None:
    """Read the words behind `artikit` as the fields of `Asked`; None where Typer is to read them.

    On Windows it is always Typer: it puts the names of files in the place of patterns.
    """
    if len(words) < 2 or words[0] != "validate" or os.name == "nt":
        return None
    paths: list[str] = []
    given: dict[str, Any] = {}
    rest = iter(words[1:])
    for word in rest:
        if word[:1] != "-":
            paths.append(word)
            continue
        option, equals, value = _LONG.get(word, word).partition("=")
        name = option[2:].replace("-", "_")
        if f"--{name.replace('_', '-')}" != option:
            return None
        if name in FLAGS:
            if equals:
                return None
            given[name] = True
            continue
        if not equals:
            value = next(rest, "-")
        if value[:1] == "-" or not _take(name, value, given):
            return None
    return {"paths": paths or None, **given}


def _take(name: str, value: str, given: dict[str, Any]) -> bool:
    """Take the value of an option, if it is one that needs no Typer."""
    if name in LISTS:
        given.setdefault(name, []).append(value)
    elif name in TEXTS or value in CHOICES.get(name, ()):
        given[name] = value
    elif name == "jobs" and value.isascii() and value.isdigit() and 0 < int(value) <= _MOST_JOBS:
        given[name] = int(value)
    else:
        return False
    return True
