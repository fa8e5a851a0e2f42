"""The distributions are whole, and the wheel works alone."""

from __future__ import annotations

import json
import os
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from artikit import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
SCHEMAS = {path.name for path in (ROOT / "schemas").glob("*.schema.json")}
IN_TREE_ONLY = {".ci/run"}


def contents(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def artikit(venv: Path, run: Run, tmp_path: Path) -> Run:
    """The installed program, run from a folder that has nothing to do with the checkout."""

    def artikit(*words: str | Path, code: int = 0) -> CompletedProcess[str]:
        return run(venv / "artikit", *words, cwd=tmp_path, code=code)

    return artikit


def test_the_wheel_holds_the_package_its_type_marker_and_every_schema(wheel: Path, checkout: Path) -> None:
    names = set(contents(wheel))
    source = {path.relative_to(checkout / "src").as_posix() for path in (checkout / "src").rglob("*.py")}
    assert source <= names
    assert "artikit/py.typed" in names
    assert {name.rpartition("/")[2] for name in names if name.startswith("artikit/schemas/")} == SCHEMAS


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    own = ("artikit/", f"artikit-{__version__}.dist-info/")
    assert [name for name in contents(wheel) if not name.startswith(own)] == []
    assert [name for name in contents(wheel) if "test" in name or name.endswith(".pyc")] == []


def test_the_sdist_holds_all_that_is_tracked(dist: Path, checkout: Path, run: Run) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    tracked = set(run("git", "ls-files", cwd=checkout).stdout.splitlines())
    assert tracked - held == IN_TREE_ONLY
    assert held - tracked == {"PKG-INFO"}


def test_the_sdist_alone_builds_the_same_wheel_as_the_tree(
    wheel: Path, checkout: Path, run: Run, tmp_path: Path
) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, checkout, cwd=tmp_path)
    assert contents(tmp_path / wheel.name) == contents(wheel)


@pytest.mark.usefixtures("index")
def test_installing_from_the_tree_as_pre_commit_does_ships_the_schemas(
    checkout: Path, run: Run, tmp_path: Path
) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    run(*pip, "--target", tmp_path / "site", ".", cwd=checkout)
    assert {path.name for path in (tmp_path / "site/artikit/schemas").iterdir()} == SCHEMAS


def test_the_environment_needs_nothing_more(venv: Path, run: Run, tmp_path: Path) -> None:
    run(venv / "python", "-m", "pip", "check", cwd=tmp_path)


def test_the_installed_program_tells_its_version(artikit: Run) -> None:
    assert artikit("--version").stdout == f"artikit {__version__}\n"


def test_the_package_runs_as_a_module(venv: Path, run: Run, tmp_path: Path) -> None:
    done = run(venv / "python", "-m", "artikit", "--version", cwd=tmp_path)
    assert done.stdout == f"artikit {__version__}\n"


def test_the_package_runs_from_the_environment_alone(venv: Path, run: Run, tmp_path: Path) -> None:
    code = "import artikit; print(artikit.__file__)"
    done = run(venv / "python", "-c", code, cwd=tmp_path)
    assert Path(done.stdout.strip()).is_relative_to(venv.parent)


def test_the_installed_program_lists_and_prints_every_schema(artikit: Run) -> None:
    listed = [line.split()[0] for line in artikit("schema").stdout.splitlines()]
    assert {f"{name}.schema.json" for name in listed} == SCHEMAS
    for name in listed:
        assert json.loads(artikit("schema", name).stdout)["$schema"]


@pytest.mark.parametrize("name", sorted(name.removesuffix(".schema.json") for name in SCHEMAS))
def test_the_installed_library_compiles_every_schema(venv: Path, run: Run, tmp_path: Path, name: str) -> None:
    code = f"from artikit.schema.compiled import compile_schema; compile_schema({name!r}, '.').is_valid(0)"
    run(venv / "python", "-c", code, cwd=tmp_path)


def test_good_examples_pass_and_faulty_ones_fail(artikit: Run, checkout: Path) -> None:
    artikit("validate", checkout / "examples/good", code=0)
    done = artikit("validate", checkout / "examples/faulty", code=1)
    assert "missing-address.md:19:5: AK101[missing-key]" in done.stdout


def test_the_wheel_finds_what_the_checkout_finds(venv: Path, checkout: Path, run: Run) -> None:
    command = ["validate", "--output-format=jsonl", "examples/good", "examples/faulty"]
    installed = run(venv / "artikit", *command, cwd=checkout, code=1)
    source = os.fspath(checkout / "src")
    developed = run(sys.executable, "-m", "artikit", *command, cwd=checkout, code=1, PYTHONPATH=source)
    assert installed.stdout.count("\n") > 10
    assert (installed.stdout, installed.stderr) == (developed.stdout, developed.stderr)
