"""What the tests of this folder share: a clean checkout, the built distributions, a venv with the wheel.

All of it is made once a session, in folders of its own. Without a package index the tests that need
one are skipped; where CI is set they fail, so that nothing is left out unseen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from artikit import __version__

Run: TypeAlias = Callable[..., "subprocess.CompletedProcess[str]"]

ROOT = Path(__file__).parents[2]
BIN = "Scripts" if os.name == "nt" else "bin"
_PROBE = "hatchling"
_OWN_WAYS: tuple[str, ...] = (
    *("ARTIKIT_", "COV_", "COVERAGE_", "FORCE_COLOR", "GIT_", "GITHUB_", "MAKE", "MFLAGS", "NO_COLOR"),
    *("PRE_COMMIT", "PYTEST_", "PYTHON", "UV_", "VIRTUAL_ENV", "VIRTUALENV_", "XDG_"),
)
"""Beginnings of variables by which a developer's or a CI's environment differs from a user's."""


def _lacking(reason: str) -> None:
    """Skip, or fail where CI is set."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment of a user who has no settings; only pip keeps its index and its cache."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN_WAYS)}
    settings = [Path.home() / ".config/pip/pip.conf", Path.home() / ".pip/pip.conf"]
    for path in filter(Path.is_file, settings):
        kept.setdefault("PIP_CONFIG_FILE", str(path))
    cache = subprocess.run(
        [sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True, check=False
    )
    if cache.returncode == 0:
        kept["PIP_CACHE_DIR"] = cache.stdout.strip()
    person = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "Ann Author"), ("EMAIL", "ann@example.org"))
    }
    own = {
        "COLUMNS": "100",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PRE_COMMIT_COLOR": "never",
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "TERM": "xterm",
    }
    return {**kept, **person, **own}


@pytest.fixture(scope="session")
def run(env: dict[str, str]) -> Run:
    """Run a command to its end; `code` is the exit code that it must have, None where any will do."""

    def run(
        *command: str | Path, cwd: Path, code: int | None = 0, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=cwd,
            env={**env, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        said = f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert code in (None, done.returncode), said
        return done

    return run


@pytest.fixture(scope="session")
def index(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A package index that pip reaches."""
    where = tmp_path_factory.mktemp("probe")
    pip = [sys.executable, "-m", "pip", "--retries", "1", "--timeout", "15"]
    done = run(
        *pip,
        "download",
        "--quiet",
        "--no-cache-dir",
        "--no-deps",
        "--dest",
        where,
        _PROBE,
        cwd=where,
        code=None,
    )
    if done.returncode:
        _lacking(f"pip reaches no package index: {done.stderr.strip().splitlines()[-1:]}")


@pytest.fixture(scope="session")
def checkout(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What would be committed, as a repository with one commit, tagged as a release is."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        _lacking("this is no git checkout")
    top = tmp_path_factory.mktemp("checkout") / "artikit"
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, top / name, follow_symlinks=False)
    run("git", "init", "--quiet", "--initial-branch=main", cwd=top)
    run("git", "add", "--all", cwd=top)
    run("git", "commit", "--quiet", "--message=all", cwd=top)
    run("git", "tag", f"v{__version__}", cwd=top)
    return top


@pytest.fixture(scope="session")
def dist(
    checkout: Path,
    run: Run,
    index: None,  # noqa: ARG001  (asked for, not used)
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Folder with the sdist, and with the wheel that was built from it alone."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, checkout, cwd=folder)
    return folder


@pytest.fixture(scope="session")
def wheel(dist: Path) -> Path:
    """The one wheel."""
    (path,) = dist.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def venv(wheel: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of programs of a fresh environment: the wheel and what it needs to run, nothing else."""
    folder = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", folder, cwd=folder)
    programs = folder / BIN
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return programs
