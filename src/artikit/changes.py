"""Which files git says changed: in the working tree, staged, not yet known to git, or since a commit.

git itself is asked, without a shell and with NUL between names, so that a file may be called anything. The
repository is the one around a folder, whatever the environment of a hook says; nothing is ever fetched.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from artikit.errors import UsageError
from artikit.inodes import real_path, slashes

if TYPE_CHECKING:
    from collections.abc import Callable

_TIMEOUT = 60
"""Seconds; in a repository of 14,000 records git answers in a tenth of one."""

_OF_A_HOOK = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
)
"""What git tells its hooks (githooks(5)); some of it is relative to another folder."""

_SETTINGS = ("-c", "core.fsmonitor=false", "-c", "diff.relative=false", "-c", "diff.ignoreSubmodules=all")
_DIFF = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=d")
"""Without renames a file that moved is one that went and one that came; `d` leaves out those that went."""


def picked(root: str, since: str | None = None) -> Callable[[str], bool]:
    """Make the test whether a found path is one that git says changed, as `changed_paths` tells it."""
    return among(changed_paths(root, since))


def changed_paths(root: str, since: str | None = None) -> set[str]:
    """List the files of the repository around `root` that differ from the last commit, or are new.

    With `since`, a branch, tag or commit, they are those that differ from where it and the current state
    parted: what a pull request would bring. Absolute paths without links, with forward slashes; of a file
    that was renamed the new one; none that is deleted. Raises UsageError where git cannot tell.
    """
    top = _top(root)
    against = _merge_base(top, since) if since is not None else _head(top)
    changed = set(_names(top, "ls-files", "-z", "--others", "--exclude-standard"))
    if against is None:  # no commit yet: everything is new
        changed.update(_names(top, "ls-files", "-z", "--cached"))
    else:
        changed.update(_names(top, *_DIFF, against, "--"))
        changed.update(_names(top, *_DIFF, "--cached", against, "--"))
    return {f"{top.rstrip('/')}/{name}" for name in changed if not name.endswith("/")}


def among(changed: set[str]) -> Callable[[str], bool]:
    """Make the test whether a found path is one of those that changed, be it by a link that leads to it."""
    folders: dict[str, str] = {}

    def test(path: str) -> bool:
        folder, _, name = slashes(path).rpartition("/")
        if folder not in folders:
            folders[folder] = real_path(folder or ("/" if path.startswith("/") else ".")).rstrip("/")
        place = f"{folders[folder]}/{name}"
        return place in changed or (os.path.islink(place) and real_path(place) in changed)

    return test


def _top(root: str) -> str:
    done = _git(root, "rev-parse", "--show-toplevel")
    if done.returncode:
        if b"not a git repository" in done.stderr or b"must be run in a work tree" in done.stderr:
            raise UsageError(
                f"{root} lies in no git repository, so nothing tells what changed; leave out --changed"
            )
        raise UsageError(f"git cannot look at {root}: {_reason(done)}")
    return real_path(os.fsdecode(done.stdout).removesuffix("\n"))


def _head(top: str) -> str | None:
    """Find the last commit; None where there is none yet."""
    done = _git(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return done.stdout.decode().split()[-1] if done.returncode == 0 else None


def _merge_base(top: str, since: str) -> str:
    """Find the commit at which `since` and the current state parted."""
    done = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")
    if done.returncode or not since:
        if ".." in since:  # which no name has
            raise UsageError(f"`{since}` is a range; name the one commit since which files changed")
        raise UsageError(
            f"git knows no commit `{since}`; fetch it first (`git fetch origin`), or name another one"
        )
    commit = done.stdout.decode().split()[-1]
    base = _git(top, "merge-base", "HEAD", commit)
    if base.returncode:
        raise UsageError(
            f"`{since}` and the current state have no commit in common; a shallow checkout may lack it"
            " (`git fetch --unshallow`, or `fetch-depth: 0` in GitHub's checkout)"
        )
    return base.stdout.decode().split("\n", 1)[0]


def _names(top: str, *arguments: str) -> list[str]:
    done = _git(top, *arguments)
    if done.returncode:
        raise UsageError(f"git cannot tell what changed: {_reason(done)}")
    return [slashes(os.fsdecode(name)) for name in done.stdout.split(b"\0") if name]


def _git(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK}
    command = ["git", *_SETTINGS, *arguments]
    try:
        return subprocess.run(  # noqa: S603  # a list, no shell; names come behind `--end-of-options`
            command,
            cwd=folder,
            env={**environment, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except FileNotFoundError as error:
        if not os.path.isdir(folder):
            raise UsageError(f"no such folder: {folder}") from error
        raise UsageError(
            "git is not installed, so nothing tells what changed; leave out --changed"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"git did not answer within {_TIMEOUT} seconds") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character
        raise UsageError(f"git cannot be run: {error}") from error


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """First line of what git complains of."""
    said = done.stderr.decode(errors="backslashreplace").strip().splitlines()
    return said[0].removeprefix("fatal: ") if said else f"it ended with code {done.returncode}"
